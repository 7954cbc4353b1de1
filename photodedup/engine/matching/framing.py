"""Whether one picture is the other with a border, a mat or screen furniture around it."""

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.geometry import Size, Transform, apply

_MIN_MARGIN = 0.02  # share of the side; less is resampling
_FLAT_STEP = 2  # grey levels between neighbours in a drawn border
_FLAT_SPREAD = 4  # grey levels around the border's own colour
_FLAT_SHARE = 0.8  # the rest may be icons and text


def is_framed(outer: NDArray[np.uint8], inner_size: Size, transform: Transform) -> bool:
    """Whether `outer` (grey) shows the inner picture with something flat on opposite sides.

    `transform` maps the inner picture into the outer. A crop has the same geometry, but what lies
    around it is photograph; blank sky on one side alone is not taken for a border.
    """
    height, width = outer.shape
    corners = np.array(
        [[0, 0], [inner_size[1], 0], [inner_size[1], inner_size[0]], [0, inner_size[0]]], float
    )
    placed = apply(transform, corners - 0.5)
    left, top = np.floor(placed.min(axis=0)).astype(int)
    right, bottom = np.ceil(placed.max(axis=0)).astype(int)
    strips = {
        "left": outer[:, : max(0, left)],
        "right": outer[:, min(width, right + 1) :],
        "top": outer[: max(0, top), :],
        "bottom": outer[min(height, bottom + 1) :, :],
    }
    wide = {
        side: strip
        for side, strip in strips.items()
        if min(strip.shape) >= max(2, _MIN_MARGIN * (width if side in _ACROSS else height))
    }
    surrounds = {"left", "right"} <= wide.keys() or {"top", "bottom"} <= wide.keys()
    return surrounds and all(_is_flat(strip) for strip in wide.values())


_ACROSS = frozenset({"left", "right"})


def _is_flat(strip: NDArray[np.uint8]) -> bool:
    values = strip.astype(np.int16)
    calm = np.ones(values.shape, bool)
    calm[:, 1:] &= np.abs(np.diff(values, axis=1)) <= _FLAT_STEP
    calm[1:, :] &= np.abs(np.diff(values, axis=0)) <= _FLAT_STEP
    near = np.abs(values - np.median(values)) <= _FLAT_SPREAD
    return bool((calm & near).mean() >= _FLAT_SHARE)
