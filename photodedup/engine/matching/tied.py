"""Which photos a chain of proofs already ties together, and which checks would say nothing new."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.grouping import Matches, components

_TRIES_FOR_TWO_SETS = 3
_TRIES_FOR_ONE_PHOTO = 5  # that nothing matches yet
_SECOND_LOOKS = 1  # for each set, with the most promising other
_STRONG = 0.82  # a candidate's strength that speaks for two single photos
WORTH_A_SECOND_LOOK = 0.72  # a candidate's strength


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
        place: sorts candidates, the most promising first, by nothing but the photos themselves.
    """

    def __init__(self, sets: TiedSets, place: Callable[[Candidate], Any]) -> None:
        self.sets = sets
        self._place = place
        # For each set's root the roots it failed against, and the pairs that failed.
        self._failures: defaultdict[PhotoId, dict[PhotoId, list[Candidate]]] = defaultdict(dict)

    def allows(self, pair: Candidate) -> bool:
        one, other = self.sets.root(pair.first), self.sets.root(pair.second)
        if one == other or self._is_spent(one, other) or self._is_spent(other, one):
            return False
        return len(self._failures[one].get(other, ())) < _TRIES_FOR_TWO_SETS

    def _is_spent(self, root: PhotoId, other: PhotoId) -> bool:
        """Whether a photo that nothing matches failed against all that promised most: other
        photos like it, or sets of copies, whichever the other is."""
        if self.sets.size(root) > 1:
            return False
        is_set = self.sets.size(other) > 1
        failed = self._failures[root]
        tries = sum(len(failed[third]) for third in failed if (self.sets.size(third) > 1) == is_set)
        return tries >= _TRIES_FOR_ONE_PHOTO

    def fail(self, pair: Candidate) -> None:
        one, other = self.sets.root(pair.first), self.sets.root(pair.second)
        if one != other:
            failed = self._failures[one].setdefault(other, [])
            self._failures[other][one] = failed
            failed.append(pair)

    def join(self, one: PhotoId, other: PhotoId) -> None:
        """Tie two sets; what either failed against, both did."""
        gone, stays = self.sets.root(one), self.sets.root(other)
        if gone == stays:
            return
        self.sets.join(one, other)
        for third, pairs in self._failures.pop(gone, {}).items():
            del self._failures[third][gone]
            if third != stays:
                failed = self._failures[stays].setdefault(third, [])
                self._failures[third][stays] = failed
                failed.extend(pairs)

    def failed(self, least_strength: float = 0.0) -> list[Candidate]:
        """For each two sets that are apart still, the most promising of the pairs that failed,
        the most promising first; sets without a pair of that strength are left out."""
        best = [
            min(pairs, key=self._place)
            for one, others in self._failures.items()
            for other, pairs in others.items()
            if one < other and any(pair.strength >= least_strength for pair in pairs)
        ]
        return sorted(best, key=self._place)

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
