"""Key points of a preview: places that can be found again after a crop, a turn or a filter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_MAX_POINTS = 500
_SMALLEST_SIDE_PX = 256  # tiny pictures are enlarged, or they would have no points at all


class Detector(StrEnum):
    """Which key points: ORB is quick, SIFT finds more on soft and strongly changed pictures."""

    ORB = "orb"  # E. Rublee et al., "ORB: an efficient alternative to SIFT or SURF", 2011
    SIFT = "sift"  # D. Lowe, "Distinctive image features from scale-invariant keypoints", 2004


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """Positions float32 (n, 2) as x, y in preview pixels, and descriptors (n, 32) or (n, 128)."""

    detector: Detector
    points: NDArray[np.float32]
    descriptors: NDArray[Any]

    def __len__(self) -> int:
        return len(self.points)


def detect(grey: NDArray[np.uint8], detector: Detector = Detector.ORB) -> KeyPoints:
    """Find key points on a grey preview of shape (height, width)."""
    height, width = grey.shape
    scale = max(1.0, _SMALLEST_SIDE_PX / max(height, width))
    picture = grey
    if scale > 1.0:
        size = (round(width * scale), round(height * scale))
        picture = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC)
    found, descriptors = _detector(detector).detectAndCompute(picture, None)
    if descriptors is None:
        columns = 32 if detector is Detector.ORB else 128
        return KeyPoints(detector, np.empty((0, 2), np.float32), np.empty((0, columns), np.uint8))
    points = np.array([point.pt for point in found], np.float32).reshape(-1, 2) / np.float32(scale)
    return KeyPoints(detector, points, descriptors)


def _detector(detector: Detector) -> Any:
    # Made anew each time: a shared OpenCV detector is not safe to use from several threads.
    if detector is Detector.ORB:
        return cv2.ORB.create(nfeatures=_MAX_POINTS, fastThreshold=7)
    return cv2.SIFT.create(nfeatures=_MAX_POINTS, contrastThreshold=0.02)
