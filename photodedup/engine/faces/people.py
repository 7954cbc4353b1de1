"""The people of a library, grouped anew for any threshold."""

from collections.abc import Sequence
from pathlib import Path

from photodedup.engine.faces.grouping import FaceTree
from photodedup.engine.faces.methods import Method
from photodedup.engine.faces.nouns import Face, Person


class People:
    """The people of a library at one moment, quick enough to follow a slider: `at` a threshold.

    Attributes:
        method: what found the faces.
        compare_s: how long comparing took.
    """

    def __init__(self, method: Method, faces: Sequence[Sequence[Face]], tree: FaceTree) -> None:
        self.method = method
        self.compare_s = 0.0
        self._faces = faces  # for each stored face, in each photo that has this content
        self._tree = tree

    @property
    def face_count(self) -> int:
        """How many faces are stored, each counted once for all photos that have it."""
        return self._tree.count

    def at(self, threshold: float | None = None) -> tuple[Person, ...]:
        """Everybody, whoever is in most photos first; None for the method's own threshold."""
        limit = self.method.threshold if threshold is None else threshold
        people = []
        for places in self._tree.groups(limit):
            faces = [face for place in places for face in self._faces[place]]
            people.append(sorted(faces, key=_for_show))
        people.sort(key=lambda faces: (-len({f.photo.id for f in faces}), _for_show(faces[0])))
        return tuple(Person(number, tuple(faces)) for number, faces in enumerate(people, 1))


def _for_show(face: Face) -> tuple[float, Path, int]:
    """Large and sharp first."""
    return (-face.box.area * face.sharpness, face.photo.path, face.number)
