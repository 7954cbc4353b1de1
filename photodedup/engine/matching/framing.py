"""Whether one picture is the other with something flat around it: a border, bars, a caption."""

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.geometry import Size, Transform, apply

_MIN_OUTSIDE = 0.03  # share of the outer picture; less is resampling
_MIN_PART = 0.004  # smaller pieces of the outside do not count
_FLAT_STEP = 2  # grey levels between neighbours in what was drawn
_FLAT_SPREAD = 4  # grey levels around its own colour
_FLAT_SHARE = 0.6  # the rest may be icons and text
_EDGE_SPREAD = 8
_EDGE_SHARE = 0.35  # of the pixels just inside that may have the colour outside

Plane = NDArray[np.uint8]


def is_framed(outer: Plane, inner_size: Size, transform: Transform) -> bool:
    """Whether `outer` (grey) is the inner picture on a larger, flat ground.

    `transform` maps the inner picture into the outer. A crop has the same geometry, but what lies
    around it is photograph. Blank sky or a white table are flat as well; there the picture goes on
    in the same colour on both sides of the edge, which a drawn ground does not.
    """
    inside = _placed(outer.shape, inner_size, transform)
    outside = cv2.erode(1 - inside, np.ones((3, 3), np.uint8), borderValue=1)
    if cv2.countNonZero(outside) < _MIN_OUTSIDE * outside.size:
        return False
    count, labels = cv2.connectedComponents(outside, connectivity=4)
    values = outer.astype(np.int16)
    calm = _calm(outer)
    edge_pixels = edge_alike = 0
    for number in range(1, count):
        part = labels == number
        if part.mean() < _MIN_PART:
            continue
        colour = np.median(values[part])
        if (calm[part] & (np.abs(values[part] - colour) <= _FLAT_SPREAD)).mean() < _FLAT_SHARE:
            return False
        edge = cv2.dilate(part.astype(np.uint8), np.ones((7, 7), np.uint8)) & inside
        along = values[edge.astype(bool)]
        edge_pixels += len(along)
        edge_alike += int((np.abs(along - colour) <= _EDGE_SPREAD).sum())
    return edge_pixels > 0 and edge_alike <= _EDGE_SHARE * edge_pixels


def _placed(shape: tuple[int, ...], inner_size: Size, transform: Transform) -> Plane:
    """Where the inner picture lies in the outer: 1, elsewhere 0."""
    height, width = inner_size
    right, bottom = width - 1, height - 1
    corners = np.array([[0, 0], [right, 0], [right, bottom], [0, bottom]], float)
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(apply(transform, corners)).astype(np.int32), 1)
    return mask


def _calm(grey: Plane) -> NDArray[np.bool_]:
    """Where a pixel hardly differs from its left and upper neighbour."""
    calm = np.ones(grey.shape, bool)
    calm[:, 1:] &= cv2.absdiff(grey[:, 1:], grey[:, :-1]) <= _FLAT_STEP
    calm[1:, :] &= cv2.absdiff(grey[1:, :], grey[:-1, :]) <= _FLAT_STEP
    return calm
