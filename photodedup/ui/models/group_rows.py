"""Which rows the photos of many groups have in one list: counted in any thread, shown in Qt's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId


@dataclass(frozen=True, slots=True)
class GroupRows:
    """Groups with what is known of each by its number (0 for the first)."""

    groups: list[Group]
    number_of: dict[GroupId, int]
    counts: Sequence[int]  # photos
    first_rows: Sequence[int]  # and, as the last, how many rows there are


def rows_of(groups: Iterable[Group]) -> GroupRows:
    """Count them: for twenty thousand groups it takes as long as a frame of a film."""
    groups = list(groups)
    counts = [len(group.members) + 1 for group in groups]
    number_of = {group.id: number for number, group in enumerate(groups)}
    return GroupRows(groups, number_of, counts, list(accumulate(counts, initial=0)))
