"""Which pairs to check first: each photo with the one it would be a copy of.

A group needs every member proved against its keeper. Checking the likely keeper first makes that
proof and the finding one and the same check.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.pair_table import SomePairs

PROMISING = 0.7  # of a candidate's strength

_TRIED = 3  # likely keepers of a photo; the first ones may have turned out to show something else

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
AskMany = Callable[[Ids, Ids], Flags]  # of pairs, the smaller ids and the larger ones


class LikelyKeepers:
    """For each photo its promising candidates, best photo to keep first.

    Args:
        candidates: proposed pairs that are open, strongest first.
        rank: the order of all photos by the keep rules; 0 is kept before all others.
        is_out: photos that are no keepers after all (they only frame another photo).
        are_open: which pairs are open still.
        are_matched: which pairs are proved to be copies.
    """

    def __init__(
        self,
        candidates: SomePairs,
        rank: Mapping[PhotoId, int],
        is_out: Callable[[PhotoId], bool],
        are_open: AskMany,
        are_matched: AskMany,
    ) -> None:
        candidates = candidates.at(np.flatnonzero(candidates.strengths() >= PROMISING))
        self._candidates = candidates
        self._is_out, self._are_open, self._are_matched = is_out, are_open, are_matched
        one, other = candidates.photos()
        photos, which = np.unique(np.concatenate([one, other]), return_inverse=True)
        ranks = np.fromiter(map(rank.__getitem__, photos.tolist()), np.int64, len(photos))
        ranks = ranks[which]
        is_first = ranks[: len(one)] < ranks[len(one) :]  # which of the two is rather kept
        keeper, photo = np.where(is_first, one, other), np.where(is_first, other, one)
        order = np.lexsort((np.minimum(ranks[: len(one)], ranks[len(one) :]), photo))
        # An entry for each pair, one photo after the other; keepers by their places.
        self._number, self._photo = order.astype(np.int32), photo[order]
        self._keepers, places = np.unique(keeper[order], return_inverse=True)
        self._keeper = places.astype(np.int32)
        self._was_probed = np.zeros(len(self._keepers), bool)
        self._is_closed = np.zeros(len(order), bool)
        self._is_matched = np.zeros(len(order), bool)

    def probes(self) -> SomePairs:
        """A few pairs for each likely keeper that was not tried yet: the strongest, and for many
        photos some weaker ones too, as those most like a framed picture may be framed as well."""
        wanted = self._wanted()
        wanted = wanted[~self._was_probed[self._keeper[wanted]]]
        self._was_probed[self._keeper[wanted]] = True
        numbers = self._number[wanted]
        strengths = self._candidates.at(numbers).strengths()
        keeper = self._keeper[wanted]
        order = np.lexsort((self._photo[wanted], -strengths, keeper))
        numbers = numbers[order]
        _, starts, counts = np.unique(keeper[order], return_index=True, return_counts=True)
        chosen = [
            start + place * count // 3
            for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
            for place in range(min(3, 1 + count // 4))
        ]
        return self._candidates.at(numbers[chosen])

    def rest(self) -> SomePairs:
        """Every photo with its likely keeper, one keeper after the other, so that each
        is looked at once."""
        wanted = self._wanted()
        order = np.lexsort((self._photo[wanted], self._keeper[wanted]))
        return self._candidates.at(self._number[wanted[order]])

    def _wanted(self) -> Ids:
        """Entries of photos with their likely keepers: for each photo the first that is open, if
        none before it was proved and not many failed."""
        is_out = np.fromiter(map(self._is_out, self._keepers.tolist()), bool, len(self._keepers))
        entries = np.flatnonzero(~is_out[self._keeper])
        photo = self._photo[entries]
        is_start = np.diff(photo, prepend=-1) != 0
        begun = np.flatnonzero(is_start)
        run = np.cumsum(is_start) - 1
        place = np.arange(len(entries)) - begun[run]
        is_settled = np.zeros(len(begun), bool)
        wanted = [entries[:0]]
        for turn in range(_TRIED):
            at = np.flatnonzero(place == turn)
            at = at[~is_settled[run[at]]]
            is_open, is_matched = self._states(entries[at])
            wanted.append(entries[at[is_open]])
            is_settled[run[at]] = is_open | is_matched
        return np.sort(np.concatenate(wanted))

    def _states(self, entries: Ids) -> tuple[Flags, Flags]:
        """Which of these pairs are open, and which of the others are matched. Neither changes of
        those that are not open any more."""
        asked = entries[~self._is_closed[entries]]
        keeper, photo = self._keepers[self._keeper[asked]], self._photo[asked]
        pairs = np.minimum(keeper, photo), np.maximum(keeper, photo)
        closed = np.flatnonzero(~self._are_open(*pairs))
        self._is_closed[asked[closed]] = True
        self._is_matched[asked[closed]] = self._are_matched(pairs[0][closed], pairs[1][closed])
        return ~self._is_closed[entries], self._is_matched[entries]
