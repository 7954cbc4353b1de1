"""The empty corners of a picture that was turned on its canvas.

Programs that straighten a photo fill the corners with one colour. To a model those triangles are
what such a picture shows first: it finds other turned pictures and not the one that was turned.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
_Mask = NDArray[np.bool_]

_SIDE_PX = 200
_NEAR = 6  # grey levels that compression moves a drawn ground
_CALM = 2.0  # standard deviation of such a ground
_FEWEST_CORNERS = 3
_AREA_RANGE = (0.005, 0.25)  # of the picture
_TRIANGLE_RANGE = (0.38, 0.62)  # of the box around it
_RIM_PX = 5  # resampling mixes the edge of the picture with the ground


def without_blank_corners(pixels: Pixels, preview: Pixels) -> Pixels:
    """A picture (height, width, 3) with its mean colour where a turned canvas is empty.

    `preview` is a smaller version, in which the corners are looked for. Returns the given picture
    itself where they are not plain triangles of one colour.
    """
    blank = _blank(preview)
    if blank is None:
        return pixels
    height, width = pixels.shape[:2]
    full = cv2.resize(blank.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0
    filled = pixels.copy()
    filled[full] = pixels[~full].mean(axis=0).astype(np.uint8)
    return filled


def _blank(pixels: Pixels) -> _Mask | None:
    """Where a small version of the picture is empty; None where it is no turned canvas."""
    scale = min(1.0, _SIDE_PX / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale)
    height, width = small.shape[:2]
    if min(height, width) < 32:
        return None
    places = ((1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2))
    seeds = np.array([small[row, column] for column, row in places], np.int16)
    likes = (np.abs(seeds[:, None] - seeds) <= 3 * _NEAR).all(axis=2).sum(axis=1)
    if likes.max() < _FEWEST_CORNERS:  # most photos have corners of their own colours
        return None
    corners = [corner for place in places if _is_triangle(corner := _around(small, place))]
    if len(corners) < _FEWEST_CORNERS or np.sum(corners, axis=0).max() > 1:
        return None
    colours = np.array([small[corner].mean(axis=0) for corner in corners])
    if np.ptp(colours, axis=0).max() > _NEAR:
        return None
    if max(float(small[corner].std(axis=0).max()) for corner in corners) > _CALM:
        return None
    blank = np.any(corners, axis=0).astype(np.uint8)
    wider = cv2.dilate(blank, np.ones((_RIM_PX, _RIM_PX), np.uint8))
    return np.asarray(wider, bool)


def _around(small: Pixels, place: tuple[int, int]) -> _Mask:
    """What hangs together with a corner in about its colour."""
    mask = np.zeros((small.shape[0] + 2, small.shape[1] + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (1 << 8)
    cv2.floodFill(small, mask, place, (0, 0, 0), (_NEAR,) * 3, (_NEAR,) * 3, flags)
    return mask[1:-1, 1:-1] > 0


def _is_triangle(corner: _Mask) -> bool:
    if not _AREA_RANGE[0] < corner.mean() < _AREA_RANGE[1]:
        return False
    rows, columns = np.flatnonzero(corner.any(axis=1)), np.flatnonzero(corner.any(axis=0))
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    share = np.count_nonzero(corner) / (height * width)
    return bool(min(height, width) >= 5 and _TRIANGLE_RANGE[0] < share < _TRIANGLE_RANGE[1])
