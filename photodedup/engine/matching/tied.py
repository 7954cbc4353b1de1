"""Which photos a chain of proofs already ties together, and which checks would say nothing new."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.grouping import Matches, components

_TRIES_FOR_TWO_SETS = 3
_TRIES_FOR_ONE_PHOTO = 5  # that nothing matches yet
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

    def root(self, photo: PhotoId) -> PhotoId:
        """The photo that stands for the set now."""
        while (parent := self._parent.get(photo)) is not None:
            self._parent[photo] = self._parent.get(parent, parent)
            photo = parent
        return photo

    def size(self, photo: PhotoId) -> int:
        """How many photos its set has."""
        return self._size.get(self.root(photo), 1)

    def is_alone(self, root: PhotoId) -> bool:
        """Whether the set that a photo stands for has no other photo."""
        return root not in self._size


class Budget:
    """Spares pairs that would say nothing new.

    Photos that a chain ties together need no further proof here (keepers are proved directly
    later), and where several pairs of two sets failed the rest will fail too: without this, large
    sets of look-alikes would use up most of the checks. A single photo is a set of one.

    Args:
        sets: what is tied already.
    """

    def __init__(self, sets: TiedSets) -> None:
        self.sets = sets
        # For each set's root how often it failed against other roots, and for the roots of single
        # photos how often against sets, and against other single photos.
        self._tries: defaultdict[PhotoId, dict[PhotoId, int]] = defaultdict(dict)
        self._against: tuple[Counter[PhotoId], Counter[PhotoId]] = Counter(), Counter()

    def allows(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether a pair of two sets, named by their roots, is worth a check: the two are no set,
        did not fail often, and neither is a photo that nothing matches and that failed against
        all that promised most, other photos like it or sets of copies, whichever the other is."""
        if one == other:
            return False
        is_one_alone, is_other_alone = self.sets.is_alone(one), self.sets.is_alone(other)
        if is_one_alone and self._against[is_other_alone].get(one, 0) >= _TRIES_FOR_ONE_PHOTO:
            return False
        if is_other_alone and self._against[is_one_alone].get(other, 0) >= _TRIES_FOR_ONE_PHOTO:
            return False
        return self._tries_of(one).get(other, 0) < _TRIES_FOR_TWO_SETS

    def add_concerned(self, one: PhotoId, other: PhotoId, concerned: set[PhotoId]) -> None:
        """Add the roots about which `allows` may answer otherwise once a pair of these two is
        checked: their own, and what failed against one that would not be alone any more."""
        for root in (one, other):
            concerned.add(root)
            if self.sets.is_alone(root):
                concerned.update(self._tries_of(root))

    def fail(self, one: PhotoId, other: PhotoId) -> None:
        """Note that a pair of two sets, named by their roots, failed."""
        is_one_alone, is_other_alone = self.sets.is_alone(one), self.sets.is_alone(other)
        self._count(one, other, 1)
        self._count(other, one, 1)
        if is_one_alone:
            self._against[is_other_alone][one] += 1
        if is_other_alone:
            self._against[is_one_alone][other] += 1

    def join(self, one: PhotoId, other: PhotoId) -> None:
        """Tie the sets of two photos; what either failed against, both did."""
        gone, stays = self.sets.root(one), self.sets.root(other)
        if gone == stays:
            return
        for root in (gone, stays):
            self._tell_of_set(root)
        for root in (gone, stays):
            for against in self._against:
                against.pop(root, None)
        self.sets.join(one, other)
        for third, tries in self._tries.pop(gone, {}).items():
            del self._tries[third][gone]
            if third != stays:
                self._count(stays, third, tries)
                self._count(third, stays, tries)

    def _tell_of_set(self, root: PhotoId) -> None:
        """A photo that was alone is about to be tied: what failed against it will have failed
        against a set."""
        if not self.sets.is_alone(root):
            return
        for third, tries in self._tries_of(root).items():
            if self.sets.is_alone(third):
                self._against[True][third] -= tries
                self._against[False][third] += tries

    def _tries_of(self, root: PhotoId) -> Mapping[PhotoId, int]:
        return self._tries.get(root, _NO_TRIES)

    def _count(self, root: PhotoId, third: PhotoId, tries: int) -> None:
        counts = self._tries[root]
        counts[third] = counts.get(third, 0) + tries
