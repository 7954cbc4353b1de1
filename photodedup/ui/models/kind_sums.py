"""How many groups there are of each kind, and how many copies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from photodedup.engine.domain.groups import Group, GroupKind


@dataclass(frozen=True, slots=True)
class KindSums:
    """`copies` are the photos, beside the keepers, in the groups of copies."""

    copy_groups: int = 0
    copies: int = 0
    bursts: int = 0
    similar: int = 0


def kind_sums(groups: Sequence[Group]) -> KindSums:
    of_kind = Counter([group.kind for group in groups])
    return KindSums(
        copy_groups=of_kind[GroupKind.COPIES],
        copies=sum([len(g.members) for g in groups if g.kind is GroupKind.COPIES]),
        bursts=of_kind[GroupKind.BURST],
        similar=of_kind[GroupKind.SIMILAR],
    )
