"""The nouns of the faces: what was seen in a photo, people, and the best shot of a burst."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np  # for good: messages of reading processes are taken apart by these hints
from numpy.typing import NDArray

from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.photos import Photo


class FaceState(StrEnum):
    """What looking for faces in a photo came to."""

    FOUND = "FACES_FOUND"
    NO_FACE_DETECTED = "NO_FACE_DETECTED"
    NOT_READ = "NOT_READ"  # new since the last run, or not readable then


@dataclass(frozen=True, slots=True)
class Box:
    """A place in an upright picture, in shares of its width and height from the left and top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Its share (0 to 1) of the picture."""
        return self.width * self.height


@dataclass(frozen=True, slots=True, eq=False)
class SeenFace:
    """One face as it was read.

    `score` is the detector's own and compares only within one detector. `sharpness` is the variance
    of the Laplacian over that of the grey values, of the face at one size. `vector` is float32 of
    the embedder's dimensions; the distance of two is Euclidean. `picture_jpeg` shows the face at
    `PICTURE_PX` at most.
    """

    box: Box
    score: float
    sharpness: float
    vector: NDArray[np.float32]
    picture_jpeg: bytes


@dataclass(frozen=True, slots=True, eq=False)
class FaceReading:
    """All faces of one photo, from left to right, and how long each step took."""

    content_hash: str
    decode_s: float
    detect_s: float
    encode_s: float
    faces: tuple[SeenFace, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A stored face in a photo of the library. `number` counts within the photo, from 0."""

    photo: Photo
    number: int
    box: Box
    score: float
    sharpness: float
    picture_jpeg: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Faces that are taken for one person's, the largest sharp one first. `number` counts from 1,
    whoever is in most photos first; it is no name, and changes with the threshold."""

    number: int
    faces: tuple[Face, ...]

    @property
    def face(self) -> Face:
        """The one to show for this person."""
        return self.faces[0]

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos this person is in, each once, by path."""
        found = {face.photo.id: face.photo for face in self.faces}
        return tuple(sorted(found.values(), key=lambda photo: photo.path))


@dataclass(frozen=True, slots=True, eq=False)
class FaceHit:
    """A photo in which the face asked for was found; the nearest face of that photo."""

    face: Face
    distance: float


@dataclass(frozen=True, slots=True, eq=False)
class FaceSearch:
    """What looking for a person came to: the face asked for, of how many in the picture, and the
    photos within the threshold, nearest first."""

    asked: SeenFace
    face_count: int
    hits: tuple[FaceHit, ...]
    encode_s: float
    compare_s: float


@dataclass(frozen=True, slots=True)
class BestShot:
    """The photo of a burst whose face is the largest of the sharp ones, or sharper than others of
    its size. A remark: nothing follows from it by itself."""

    group: GroupId
    photo: Photo
    reason: str


@dataclass(frozen=True, slots=True)
class FaceSummary:
    """What a run did: photos read now, and what is known of all photos of the library."""

    read_count: int
    failed_count: int
    face_count: int
    with_faces_count: int
    no_face_count: int
    timings_s: dict[str, float]
