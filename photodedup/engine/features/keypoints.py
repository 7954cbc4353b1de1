"""Key points of a preview: places that can be found again after a crop, a turn or a filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_MAX_POINTS = 500
_SMALLEST_SIDE_PX = 256  # tiny pictures are enlarged, or they would have no points at all
_ORB_OCTAVE = 1.2  # how much smaller each of the pictures is in which ORB looks


class Detector(StrEnum):
    """Which key points: ORB is quick, SIFT finds more on soft and strongly changed pictures."""

    ORB = "orb"  # E. Rublee et al., "ORB: an efficient alternative to SIFT or SURF", 2011
    SIFT = "sift"  # D. Lowe, "Distinctive image features from scale-invariant keypoints", 2004


_COLUMNS = {Detector.ORB: 32, Detector.SIFT: 128}


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """Places that were found in a preview, and what they look like.

    Attributes:
        detector: what found them.
        points: float32 (n, 2), x and y in preview pixels.
        descriptors: uint8 (n, 32) of ORB, float32 (n, 128) of SIFT.
        frames: float32 (n, 3), how each lies: its size in pixels, its angle in degrees, its octave.
            Of ORB alone, for the mirror image; of SIFT (0, 3).
    """

    detector: Detector
    points: NDArray[np.float32]
    descriptors: NDArray[Any]
    frames: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.points)

    @property
    def size_bytes(self) -> int:
        return self.points.nbytes + self.descriptors.nbytes + self.frames.nbytes


def detect(grey: NDArray[np.uint8], detector: Detector = Detector.ORB) -> KeyPoints:
    """Find key points on a grey preview of shape (height, width)."""
    found, descriptors = _made(detector).detectAndCompute(_enlarged(grey), None)
    return _key_points(detector, found, descriptors, _scale(grey))


def detect_mirrored(grey: NDArray[np.uint8], found: KeyPoints) -> KeyPoints:
    """What `detect` finds in the mirror image of a preview, given what it `found` in that itself.

    The same places, where they lie in the mirror image. Looking for them again would take twice
    as long for ORB; of SIFT the descriptors are the same ones in another order.
    """
    if not len(found):
        return found
    if found.detector is Detector.SIFT:
        return _mirrored_sift(found, grey.shape[1], _scale(grey))
    picture, scale = _enlarged(np.ascontiguousarray(grey[:, ::-1])), _scale(grey)
    places = _mirrored_orb(found.points * np.float32(scale), found.frames, picture.shape[1])
    again, descriptors = _made(Detector.ORB).compute(picture, places)
    return _key_points(Detector.ORB, again, descriptors, scale)


def _scale(grey: NDArray[np.uint8]) -> float:
    """How many times as large the picture is in which points are looked for."""
    return max(1.0, float(_SMALLEST_SIDE_PX / max(grey.shape)))


def _enlarged(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = _scale(grey)
    if scale == 1.0:
        return grey
    height, width = grey.shape
    size = (round(width * scale), round(height * scale))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _made(detector: Detector) -> Any:
    # Made anew each time: a shared OpenCV detector is not safe to use from several threads.
    if detector is Detector.ORB:
        return cv2.ORB.create(
            nfeatures=_MAX_POINTS, scaleFactor=_ORB_OCTAVE, nlevels=8, fastThreshold=7
        )
    return cv2.SIFT.create(nfeatures=_MAX_POINTS, contrastThreshold=0.02)


def _key_points(
    detector: Detector, found: Sequence[Any], descriptors: NDArray[Any] | None, scale: float
) -> KeyPoints:
    """`scale` is that of the picture in which they were found."""
    if descriptors is None:
        found, descriptors = (), np.empty((0, _COLUMNS[detector]), np.uint8)
    points = np.array([point.pt for point in found], np.float32).reshape(-1, 2) / np.float32(scale)
    kept = found if detector is Detector.ORB else ()
    frames = [(point.size, point.angle, point.octave) for point in kept]
    return KeyPoints(detector, points, descriptors, np.array(frames, np.float32).reshape(-1, 3))


def _mirrored_orb(
    points: NDArray[np.float32], frames: NDArray[np.float32], width_px: int
) -> list[Any]:
    """The same points in the mirror image of a picture, for OpenCV.

    Each was found in a reduced picture, whose outermost pixels do not lie at the outermost ones
    of the whole picture.
    """
    steps = np.float32(_ORB_OCTAVE) ** frames[:, 2]
    x = (np.rint(width_px / steps) - 1) * steps - points[:, 0]
    angles = (180 - frames[:, 1]) % 360
    columns = (x, points[:, 1], frames[:, 0], angles, frames[:, 2])
    return [
        cv2.KeyPoint(x, y, size, angle, 0, int(octave))
        for x, y, size, angle, octave in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _mirrored_sift(found: KeyPoints, width_px: int, scale: float) -> KeyPoints:
    """A descriptor counts edges in 4 x 4 fields by eight directions, as seen along its point's own
    direction. In the mirror image, what was on its left is on its right."""
    fields = found.descriptors.reshape(-1, 4, 4, 8)[:, ::-1]
    turned = np.roll(fields[..., ::-1], 1, axis=-1)  # the direction straight ahead stays the first
    points = found.points.copy()
    # OpenCV looks in a picture of twice the size, where everything lies half a pixel further right.
    points[:, 0] = width_px - 0.5 / scale - points[:, 0]
    return KeyPoints(Detector.SIFT, points, turned.reshape(-1, 128), found.frames)
