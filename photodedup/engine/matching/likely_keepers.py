"""Which pairs to check first: each photo with the one it would be a copy of.

A group needs every member proved against its keeper. Checking the likely keeper first makes that
proof and the finding one and the same check.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from photodedup.engine.domain import PhotoId
from photodedup.engine.matching.checker import Candidate

_PROMISING = 0.7  # of a candidate's strength

Rank = dict[PhotoId, int]


class LikelyKeepers:
    """For each photo its promising candidates, best photo to keep first.

    Args:
        candidates: proposed pairs.
        rank: the order of all photos by the keep rules; 0 is kept before all others.
        is_out: photos that are no keepers after all (they only frame another photo).
    """

    def __init__(
        self, candidates: Iterable[Candidate], rank: Rank, is_out: Callable[[PhotoId], bool]
    ) -> None:
        self._is_out = is_out
        self._better: defaultdict[PhotoId, list[tuple[int, Candidate]]] = defaultdict(list)
        for pair in candidates:
            if pair.strength >= _PROMISING:
                low, high = sorted((pair.first, pair.second), key=rank.__getitem__)
                self._better[high].append((rank[low], pair))
        for pairs in self._better.values():
            pairs.sort(key=lambda item: item[0])
        self._probed: set[PhotoId] = set()

    def probes(self, is_open: Callable[[Candidate], bool]) -> list[Candidate]:
        """One pair for each likely keeper that was not tried yet, the strongest."""
        best: dict[PhotoId, Candidate] = {}
        for photo, pair in self._wanted(is_open):
            keeper = pair.second if pair.first == photo else pair.first
            if keeper not in self._probed and (
                keeper not in best or pair.strength > best[keeper].strength
            ):
                best[keeper] = pair
        self._probed.update(best)
        return [best[keeper] for keeper in sorted(best)]

    def rest(self, is_open: Callable[[Candidate], bool]) -> list[Candidate]:
        """Every photo with its likely keeper."""
        return sorted(
            {pair for _, pair in self._wanted(is_open)}, key=lambda pair: (pair.first, pair.second)
        )

    def _wanted(self, is_open: Callable[[Candidate], bool]) -> Iterable[tuple[PhotoId, Candidate]]:
        for photo in sorted(self._better):
            for _, pair in self._better[photo]:
                keeper = pair.second if pair.first == photo else pair.first
                if not self._is_out(keeper):
                    if is_open(pair):
                        yield photo, pair
                    break
