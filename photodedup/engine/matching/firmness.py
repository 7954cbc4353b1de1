"""How many places of an overlap hold two aligned pictures firmly against each other.

Along an edge a picture can slide and still agree, and a plain gradient agrees with any other. Only
where detail runs in two directions nothing can slide (C. Harris and M. Stephens, "A combined corner
and edge detector", 1988; J. Shi and C. Tomasi, "Good features to track", 1994).
"""

import cv2
import numpy as np

from photodedup.engine.matching.agreement import Laid
from photodedup.engine.matching.tones import Mask, Plane

_WINDOW_PX = 5
_CELLS = 8  # along each side of the second picture's frame
_LEAST_GRADIENT = 1.2  # grey levels a pixel, in the direction that has less; noise stays below
_RIM_PX = 4


def firm_places(laid: Laid) -> int:
    """Cells of the overlap, of 64 in the frame, in which both pictures have corners."""
    kernel = np.ones((2 * _RIM_PX + 1,) * 2, np.uint8)
    inside = cv2.erode(laid.mask.astype(np.uint8), kernel, borderValue=0).astype(bool)
    return min(_cells(laid.moved, inside), _cells(laid.fixed, inside))


def _cells(plane: Plane, inside: Mask) -> int:
    firm = inside & (_lesser_gradient(plane) >= _LEAST_GRADIENT)
    rows, columns = np.nonzero(firm)
    height, width = plane.shape
    cells = (rows * _CELLS // height) * _CELLS + columns * _CELLS // width
    return len(np.unique(cells))


def _lesser_gradient(plane: Plane) -> Plane:
    """The gradient along the direction in which a window varies least."""
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, scale=1 / 8)
    window = (_WINDOW_PX, _WINDOW_PX)
    xx = cv2.boxFilter(across * across, -1, window)
    yy = cv2.boxFilter(down * down, -1, window)
    xy = cv2.boxFilter(across * down, -1, window)
    least = (xx + yy) / 2 - np.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
    gradient: Plane = np.sqrt(np.maximum(least, 0))
    return gradient
