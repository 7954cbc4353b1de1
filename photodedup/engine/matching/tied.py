"""Which photos a chain of proofs already ties together, and which checks would say nothing new."""

from collections import Counter
from collections.abc import Iterable

from photodedup.engine.domain import Match, PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.grouping import Matches, components

_TRIES_FOR_EACH_SET = 4


class TiedSets:
    """Sets of photos tied by any chain of matches (union-find)."""

    def __init__(self, matches: Matches) -> None:
        self._parent: dict[PhotoId, PhotoId] = {}
        for component in components(matches):
            for photo in component[1:]:
                self.join(component[0], photo)

    def join(self, one: PhotoId, other: PhotoId) -> None:
        self._parent[self.root(one)] = self.root(other)

    def are_joined(self, one: PhotoId, other: PhotoId) -> bool:
        return self.root(one) == self.root(other)

    def root(self, photo: PhotoId) -> PhotoId:
        """The photo that stands for the set now."""
        while (parent := self._parent.get(photo, photo)) != photo:
            self._parent[photo] = self._parent.get(parent, parent)
            photo = parent
        return photo


class Budget:
    """Spares pairs that would say nothing new.

    Photos that a chain ties together need no further proof here (keepers are proved directly
    later), and a photo that failed against several photos of one set will fail against the rest:
    without this, large sets of look-alikes would use up most of the checks.
    """

    def __init__(self, sets: TiedSets) -> None:
        self._sets = sets
        self._failures: Counter[tuple[PhotoId, PhotoId]] = Counter()

    def allows(self, pair: Candidate) -> bool:
        if self._sets.are_joined(pair.first, pair.second):
            return False
        return all(self._failures[key] < _TRIES_FOR_EACH_SET for key in self._keys(pair))

    def spend(self, batch: Iterable[Candidate], matches: Iterable[Match]) -> None:
        matched = {(match.first, match.second) for match in matches}
        for pair in batch:
            if (pair.first, pair.second) not in matched:
                self._failures.update(self._keys(pair))

    def failed(self) -> list[tuple[PhotoId, PhotoId]]:
        """Photos, each with one of the set that it failed against."""
        return sorted(self._failures)

    def _keys(self, pair: Candidate) -> tuple[tuple[PhotoId, PhotoId], ...]:
        return (
            (pair.first, self._sets.root(pair.second)),
            (pair.second, self._sets.root(pair.first)),
        )
