"""Which pairs to check first: each photo with the one it would be a copy of.

A group needs every member proved against its keeper. Checking the likely keeper first makes that
proof and the finding one and the same check.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate

PROMISING = 0.7  # of a candidate's strength

_MOST_FAILED = 2  # likely keepers that turned out to show something else

Rank = dict[PhotoId, int]


class LikelyKeepers:
    """For each photo its promising candidates, best photo to keep first.

    Args:
        candidates: proposed pairs.
        rank: the order of all photos by the keep rules; 0 is kept before all others.
        is_out: photos that are no keepers after all (they only frame another photo).
        is_matched: pairs that are proved to be copies.
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        rank: Rank,
        is_out: Callable[[PhotoId], bool],
        is_matched: Callable[[Candidate], bool],
    ) -> None:
        self._is_out = is_out
        self._is_matched = is_matched
        self._better: defaultdict[PhotoId, list[tuple[int, Candidate]]] = defaultdict(list)
        for pair in candidates:
            if pair.strength >= PROMISING:
                low, high = sorted((pair.first, pair.second), key=rank.__getitem__)
                self._better[high].append((rank[low], pair))
        for pairs in self._better.values():
            pairs.sort(key=lambda item: item[0])
        self._probed: set[PhotoId] = set()

    def probes(self, is_open: Callable[[Candidate], bool]) -> list[Candidate]:
        """A few pairs for each likely keeper that was not tried yet: the strongest, and for many
        photos some weaker ones too, as those most like a framed picture may be framed as well."""
        pairs_of: defaultdict[PhotoId, list[Candidate]] = defaultdict(list)
        for keeper, _, pair in self._wanted(is_open):
            if keeper not in self._probed:
                pairs_of[keeper].append(pair)
        self._probed.update(pairs_of)
        return [pair for keeper in sorted(pairs_of) for pair in _spread(pairs_of[keeper])]

    def rest(self, is_open: Callable[[Candidate], bool]) -> list[Candidate]:
        """Every photo with its likely keeper, one keeper after the other, so that each
        is looked at once."""
        wanted = sorted(self._wanted(is_open), key=lambda item: item[:2])
        return list(dict.fromkeys(pair for _, _, pair in wanted))

    def _wanted(
        self, is_open: Callable[[Candidate], bool]
    ) -> Iterable[tuple[PhotoId, PhotoId, Candidate]]:
        """Likely keepers, each with a photo it could be the keeper of, and their pair."""
        for photo in sorted(self._better):
            failed = 0
            for _, pair in self._better[photo]:
                keeper = pair.second if pair.first == photo else pair.first
                if self._is_out(keeper):
                    continue
                if is_open(pair):
                    yield keeper, photo, pair
                if is_open(pair) or self._is_matched(pair) or failed >= _MOST_FAILED:
                    break
                failed += 1


def _spread(pairs: list[Candidate]) -> list[Candidate]:
    """One pair for each four, at most three, from the strongest to the middling."""
    strongest_first = sorted(pairs, key=lambda pair: -pair.strength)
    count = min(3, 1 + len(pairs) // 4)
    return [strongest_first[number * len(pairs) // 3] for number in range(count)]
