"""Which photos a chain of proofs already ties together, and which checks would say nothing new."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.failed_pairs import FailedPairs
from photodedup.engine.matching.grouping import Matches, components
from photodedup.engine.matching.pair_set import PairSet

_TRIES_FOR_TWO_SETS = 3
_TRIES_FOR_ONE_PHOTO = 5  # that nothing matches yet
_SECOND_LOOKS = 1  # for each set, with the most promising other
_STRONG = 0.82  # a candidate's strength that speaks for two single photos
WORTH_A_SECOND_LOOK = 0.72  # a candidate's strength
_NO_TRIES: Mapping[PhotoId, int] = {}


class TiedSets:
    """Sets of photos tied by any chain of matches (union-find)."""

    def __init__(self, matches: Matches) -> None:
        self._parent: dict[PhotoId, PhotoId] = {}
        self._size: dict[PhotoId, int] = {}
        for *others, last in components(matches):
            self._parent.update(dict.fromkeys(others, last))
            self._size[last] = len(others) + 1

    def join(self, one: PhotoId, other: PhotoId) -> None:
        gone, stays = self.root(one), self.root(other)
        if gone != stays:
            self._parent[gone] = stays
            self._size[stays] = self.size(stays) + self._size.pop(gone, 1)

    def are_joined(self, one: PhotoId, other: PhotoId) -> bool:
        return self.root(one) == self.root(other)

    def root(self, photo: PhotoId) -> PhotoId:
        """The photo that stands for the set now."""
        while (parent := self._parent.get(photo, photo)) != photo:
            self._parent[photo] = self._parent.get(parent, parent)
            photo = parent
        return photo

    def size(self, photo: PhotoId) -> int:
        """How many photos its set has."""
        return self._size.get(self.root(photo), 1)


class Budget:
    """Spares pairs that would say nothing new.

    Photos that a chain ties together need no further proof here (keepers are proved directly
    later), and where several pairs of two sets failed the rest will fail too: without this, large
    sets of look-alikes would use up most of the checks. A single photo is a set of one.

    Args:
        sets: what is tied already.
        place: sorts equally strong candidates by nothing but the photos themselves.
    """

    def __init__(self, sets: TiedSets, place: Callable[[Candidate], Any]) -> None:
        self.sets = sets
        self._place = place
        # For each set's root how often it failed against other roots.
        self._tries: defaultdict[PhotoId, dict[PhotoId, int]] = defaultdict(dict)
        self._failed = FailedPairs()

    def allows(self, pair: Candidate) -> bool:
        one, other = self.sets.root(pair.first), self.sets.root(pair.second)
        if one == other or self._is_spent(one, other) or self._is_spent(other, one):
            return False
        return self._tries_of(one).get(other, 0) < _TRIES_FOR_TWO_SETS

    def _is_spent(self, root: PhotoId, other: PhotoId) -> bool:
        """Whether a photo that nothing matches failed against all that promised most: other
        photos like it, or sets of copies, whichever the other is."""
        if self.sets.size(root) > 1:
            return False
        is_set, tries = self.sets.size(other) > 1, 0
        for third, count in self._tries_of(root).items():
            if (self.sets.size(third) > 1) == is_set:
                tries += count
        return tries >= _TRIES_FOR_ONE_PHOTO

    def _tries_of(self, root: PhotoId) -> Mapping[PhotoId, int]:
        return self._tries.get(root, _NO_TRIES)

    def fail(self, pair: Candidate) -> None:
        one, other = self.sets.root(pair.first), self.sets.root(pair.second)
        if one != other:
            self._count(one, other, 1)
            self._failed.add(pair)

    def _count(self, one: PhotoId, other: PhotoId, tries: int) -> None:
        for root, third in ((one, other), (other, one)):
            counts = self._tries[root]
            counts[third] = counts.get(third, 0) + tries

    def join(self, one: PhotoId, other: PhotoId) -> None:
        """Tie two sets; what either failed against, both did."""
        gone, stays = self.sets.root(one), self.sets.root(other)
        if gone == stays:
            return
        self.sets.join(one, other)
        for third, tries in self._tries.pop(gone, {}).items():
            del self._tries[third][gone]
            if third != stays:
                self._count(stays, third, tries)

    def failed(self, least_strength: float = 0.0) -> Iterator[Candidate]:
        """For each two sets that are apart still, the most promising of the pairs that failed,
        the most promising first; sets without a pair of that strength are left out."""
        told = PairSet()
        for pairs in self._failed.by_strength(least_strength):
            between = [(self._roots(pair), pair) for pair in pairs]
            strong = {roots for roots, pair in between if pair.strength >= least_strength}
            apart = [
                (roots, pair)
                for roots, pair in between
                if roots[0] != roots[1] and roots in strong and roots not in told
            ]
            for roots, pair in sorted(apart, key=lambda each: self._place(each[1])):
                if roots not in told:
                    told.add(roots)
                    yield pair

    def _roots(self, pair: Candidate) -> tuple[PhotoId, PhotoId]:
        one, other = self.sets.root(pair.first), self.sets.root(pair.second)
        return min(one, other), max(one, other)

    def second_looks(self) -> list[Candidate]:
        """Which of them deserve the slow ways too: for each set the first.

        Crops of a quarter and soft pictures need them; for pictures of one subject they are wasted.
        """
        looks: Counter[PhotoId] = Counter()
        chosen = []
        for pair in self.failed(WORTH_A_SECOND_LOOK):
            if pair.strength < WORTH_A_SECOND_LOOK:
                break
            one, other = self.sets.root(pair.first), self.sets.root(pair.second)
            smaller, larger = sorted((one, other), key=self.sets.size)
            is_promising = self.sets.size(larger) > 1 or pair.strength >= _STRONG
            if is_promising and looks[smaller] < _SECOND_LOOKS:
                looks[smaller] += 1
                chosen.append(replace(pair, is_thorough=True))
        return chosen
