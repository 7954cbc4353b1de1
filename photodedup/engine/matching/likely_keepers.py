"""Which pairs to check first: each photo with the one it would be a copy of.

A group needs every member proved against its keeper. Checking the likely keeper first makes that
proof and the finding one and the same check.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.pair_table import SomePairs

PROMISING = 0.7  # of a candidate's strength

_MOST_FAILED = 2  # likely keepers that turned out to show something else
_AT_ONCE = 65_536  # pairs that are objects at a time

Ask = Callable[[PhotoId, PhotoId], bool]  # of a pair, the smaller id first


class LikelyKeepers:
    """For each photo its promising candidates, best photo to keep first.

    Args:
        candidates: proposed pairs, strongest first.
        rank: the order of all photos by the keep rules; 0 is kept before all others.
        is_out: photos that are no keepers after all (they only frame another photo).
        is_matched: pairs that are proved to be copies.
    """

    def __init__(
        self,
        candidates: SomePairs,
        rank: Mapping[PhotoId, int],
        is_out: Callable[[PhotoId], bool],
        is_matched: Ask,
    ) -> None:
        candidates = candidates.at(np.flatnonzero(candidates.strengths() >= PROMISING))
        self._candidates = candidates
        self._is_out = is_out
        self._is_matched = is_matched
        one, other = candidates.photos()
        ranks = [
            np.fromiter((rank[photo] for photo in photos), np.int64, len(photos))
            for photos in (one, other)
        ]
        is_first = ranks[0] < ranks[1]  # of the two, the one that is kept before the other
        self._photo = np.where(is_first, other, one)
        self._keeper = np.where(is_first, one, other)
        self._order = np.lexsort((np.minimum(*ranks), self._photo)).astype(np.int32)
        self._strength = candidates.strengths()
        self._probed: set[PhotoId] = set()

    def probes(self, is_open: Ask) -> SomePairs:
        """A few pairs for each likely keeper that was not tried yet: the strongest, and for many
        photos some weaker ones too, as those most like a framed picture may be framed as well."""
        pairs_of: defaultdict[PhotoId, list[int]] = defaultdict(list)
        for keeper, _, number in self._wanted(is_open):
            if keeper not in self._probed:
                pairs_of[keeper].append(number)
        self._probed.update(pairs_of)
        chosen = [
            number for keeper in sorted(pairs_of) for number in self._spread(pairs_of[keeper])
        ]
        return self._candidates.at(chosen)

    def rest(self, is_open: Ask) -> SomePairs:
        """Every photo with its likely keeper, one keeper after the other, so that each
        is looked at once."""
        return self._candidates.at([number for _, _, number in sorted(self._wanted(is_open))])

    def _wanted(self, is_open: Ask) -> Iterator[tuple[PhotoId, PhotoId, int]]:
        """Likely keepers, each with a photo it could be the keeper of, and the number of their
        pair."""
        photo, failed, is_settled = None, 0, False
        for keeper, other, number in self._by_photo():
            if other != photo:
                photo, failed, is_settled = other, 0, False
            if is_settled or self._is_out(keeper):
                continue
            pair = min(keeper, other), max(keeper, other)
            if is_open(*pair):
                is_settled = True
                yield keeper, other, number
            else:
                is_settled = failed >= _MOST_FAILED or self._is_matched(*pair)
                failed += 1

    def _by_photo(self) -> Iterator[tuple[PhotoId, PhotoId, int]]:
        """Photos that are kept before others, one after the other of each of these."""
        for start in range(0, len(self._order), _AT_ONCE):
            numbers = self._order[start : start + _AT_ONCE]
            keepers, photos = self._keeper[numbers].tolist(), self._photo[numbers].tolist()
            yield from zip(keepers, photos, numbers.tolist(), strict=True)

    def _spread(self, numbers: list[int]) -> list[int]:
        """One pair for each four, at most three, from the strongest to the middling."""
        strongest_first = sorted(numbers, key=lambda number: -float(self._strength[number]))
        count = min(3, 1 + len(numbers) // 4)
        return [strongest_first[number * len(numbers) // 3] for number in range(count)]
