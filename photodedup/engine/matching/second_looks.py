"""Which pairs that failed deserve the slow ways too."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.failed_pairs import FailedPairs, StrongPairs
from photodedup.engine.matching.tied import TiedSets

_STRONG = 0.82  # a candidate's strength that speaks for two single photos
WORTH_A_SECOND_LOOK = 0.72  # a candidate's strength
_ID_BITS = 32

Ids = NDArray[np.int64]
Order = Callable[[Ids], Ids]


class SecondLooks:
    """Remembers what failed, and chooses from it.

    Args:
        sets: what is tied.
        order: where photos stand in an order that nothing but the photos themselves decides.
    """

    def __init__(self, sets: TiedSets, order: Order) -> None:
        self._sets = sets
        self._order = order
        self._failed = FailedPairs()

    def add(self, pair: Candidate) -> None:
        """It failed."""
        self._failed.add(pair)

    def choose(self) -> list[Candidate]:
        """For each set the first that is promising.

        Crops of a quarter and soft pictures need it; for pictures of one subject it is wasted.
        """
        pairs, one, other = self._between_sets(WORTH_A_SECOND_LOOK)
        count = _count_until(pairs.strength < WORTH_A_SECOND_LOOK)
        pairs, one, other = pairs.at(np.arange(count)), one[:count], other[:count]
        sizes = self._of_each(one, self._sets.size), self._of_each(other, self._sets.size)
        is_promising = (np.maximum(*sizes) > 1) | (pairs.strength >= _STRONG)
        smaller = np.where(sizes[0] <= sizes[1], one, other)[is_promising]
        chosen = pairs.number[is_promising][_first_of_each(smaller)]
        return [self._failed.at(number)._replace(is_thorough=True) for number in chosen.tolist()]

    def _between_sets(self, least_strength: float) -> tuple[StrongPairs, Ids, Ids]:
        """For each two sets that are apart still, the most promising of the pairs that failed,
        the most promising first, with the roots of both sets; sets without a pair of that strength
        are left out."""
        pairs = self._failed.strong(least_strength)
        one, other = (self._of_each(ids, self._sets.root) for ids in (pairs.first, pairs.second))
        between = np.minimum(one, other) << _ID_BITS | np.maximum(one, other)
        is_strong = np.isin(between, between[pairs.strength >= least_strength])
        ranks = self._order(pairs.first), self._order(pairs.second)
        order = np.lexsort((np.maximum(*ranks), np.minimum(*ranks), -pairs.step))
        order = order[(is_strong & (one != other))[order]]
        order = order[_first_of_each(between[order])]
        return pairs.at(order), one[order], other[order]

    def _of_each(self, photos: Ids, ask: Callable[[PhotoId], int]) -> Ids:
        """What is to be known of each of many photos, which come again and again."""
        each, which = np.unique(photos, return_inverse=True)
        known = np.fromiter(map(ask, map(PhotoId, each.tolist())), np.int64, len(each))
        return known[which]


def _first_of_each(values: Ids) -> Ids:
    """Where each value is for the first time, in order."""
    return np.sort(np.unique(values, return_index=True)[1])


def _count_until(is_end: NDArray[np.bool_]) -> int:
    """How many come before the first end."""
    ends = np.flatnonzero(is_end)
    return int(ends[0]) if len(ends) else len(is_end)
