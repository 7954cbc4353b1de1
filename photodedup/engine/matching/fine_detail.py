"""Small things that set two aligned pictures apart: a date in the corner, a changed word.

Means over windows miss them: light letters with a dark edge cancel out, and thin strokes weigh
little. Whether strong detail has the same form in both, place by place, tells.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.geometry import Transform, compose, invert

Grey = NDArray[np.uint8]
_Plane = NDArray[np.float32]

_WINDOW_PX = 9
_STRONG = 10.0  # grey standard deviation in a window; weaker detail drowns in compression
_OTHER_FORM = 0.5  # correlation; the same detail, blurred or compressed, stays above
_SMOOTHING_PX = 0.7
_BLANK_SHARE = 0.7  # photographs with a plain ground stay below
_BLANK_SPREAD = 17  # grey levels that count as one ground


def odd_area_px(first: Grey, second: Grey, transform: Transform) -> int:
    """Pixels of the coarser preview around which strong detail has another form in the two.

    `transform` maps the first preview onto the second, both grey.
    """
    zoom = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    if zoom > 1.0:
        first, second, transform, zoom = second, first, invert(transform), 1.0 / zoom
    one, inside = _laid(first, second.shape, transform, zoom)
    other = cv2.GaussianBlur(second.astype(np.float32), (0, 0), _SMOOTHING_PX)
    mean_one, mean_other = _mean(one), _mean(other)
    spread_one = np.maximum(_mean(one * one) - mean_one**2, 0)
    spread_other = np.maximum(_mean(other * other) - mean_other**2, 0)
    common = _mean(one * other) - mean_one * mean_other
    form = common / np.sqrt(np.maximum(spread_one * spread_other, 1.0))
    is_strong = np.maximum(spread_one, spread_other) > _STRONG**2
    return int(np.count_nonzero(inside & is_strong & (form < _OTHER_FORM)))


def is_mostly_blank(grey: Grey) -> bool:
    """Whether most of a picture is one plain ground, as a page of text or a drawing has it.

    On such a page what matters can be smaller than a preview shows.
    """
    levels = np.bincount(grey.ravel(), minlength=256)
    around = np.convolve(levels, np.ones(_BLANK_SPREAD), "same")
    return bool(around.max() >= _BLANK_SHARE * grey.size)


def _laid(
    source: Grey, shape: tuple[int, ...], transform: Transform, zoom: float
) -> tuple[_Plane, NDArray[np.bool_]]:
    """The source in the other's frame, and where whole windows of it lie."""
    height, width = shape[:2]
    whole = np.ones(source.shape, np.uint8)
    if zoom < 0.75:  # a warp samples single pixels: shrink by area first
        smaller = cv2.resize(source, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
        x, y = source.shape[1] / smaller.shape[1], source.shape[0] / smaller.shape[0]
        transform = compose(transform, np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2]]))
        source, whole = np.asarray(smaller, np.uint8), np.ones(smaller.shape, np.uint8)
    moved = cv2.warpAffine(
        source, transform, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    mask = cv2.warpAffine(whole, transform, (width, height), flags=cv2.INTER_NEAREST)
    kernel = np.ones((_WINDOW_PX, _WINDOW_PX), np.uint8)
    inside = cv2.erode(mask, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    smooth = cv2.GaussianBlur(moved.astype(np.float32), (0, 0), _SMOOTHING_PX)
    return smooth, inside.astype(bool)


def _mean(plane: _Plane) -> _Plane:
    window = (_WINDOW_PX, _WINDOW_PX)
    return np.asarray(cv2.boxFilter(plane, -1, window), np.float32)
