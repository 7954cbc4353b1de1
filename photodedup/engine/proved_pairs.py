"""Which photos of a group were proved to each other, besides each of them to its keeper. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo

Between = Callable[[PhotoId, PhotoId], Match | bool | None]


@dataclass(frozen=True, slots=True)
class ProvedPair:
    """Two photos of one group, and what was proved of them. The keeper is always the first."""

    first: Photo
    second: Photo
    verdict: Verdict
    similarity: float


def proved_pairs(
    group: Group, between: Between, min_similarity: float = 0.0
) -> Iterator[ProvedPair]:
    """The keeper with each member, then those members with each other that were compared and are
    at least so similar.

    Two members that were never laid over each other, because the keeper tied both, are no pair.

    Args:
        between: what was proved of two photos; True where their pixels are equal.
    """
    for member in group.members:
        yield ProvedPair(group.keeper, member.photo, member.verdict, member.similarity)
    for one, other in combinations([member.photo for member in group.members], 2):
        known = between(one.id, other.id)
        if one.content_hash == other.content_hash:
            yield ProvedPair(one, other, Verdict.IDENTICAL, 1.0)
        elif known is True:
            yield ProvedPair(one, other, Verdict.SAME_PICTURE, 1.0)
        elif known and known.similarity >= min_similarity:
            yield ProvedPair(one, other, known.verdict, known.similarity)
