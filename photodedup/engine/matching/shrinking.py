"""Smaller versions of previews, for what needs no more pixels."""

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.geometry import Transform


def shrunk(picture: NDArray[np.uint8], long_side_px: int) -> tuple[NDArray[np.uint8], Transform]:
    """A picture (height, width, ...) made smaller if it is larger, and the transform onto that."""
    scale = long_side_px / max(picture.shape[:2])
    if scale >= 1.0:
        return picture, np.eye(2, 3)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    x, y = small.shape[1] / picture.shape[1], small.shape[0] / picture.shape[0]
    return np.asarray(small, np.uint8), np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2]])
