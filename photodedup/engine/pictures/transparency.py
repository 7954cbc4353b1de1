"""Lays transparent pictures on a plain ground, so that everything later sees ordinary pixels."""

import cv2
import numpy as np
from PIL import Image

from photodedup.engine.pictures.geometry import Pixels

_FLAT_CONTRAST = 4.0  # grey standard deviation below which nothing can be seen


def is_see_through(rgba: Pixels) -> bool:
    """Whether any pixel of an (h, w, 4) picture lets its ground shine through."""
    return bool(rgba[..., 3].min() < 255)


def premultiplied(rgba: Pixels) -> Pixels:
    """Colours weighted by their alpha, (h, w, 4); such pictures may be reduced, plain RGBA not."""
    return np.asarray(Image.fromarray(rgba).convert("RGBa"), np.uint8)


def on_plain_ground(weighted: Pixels) -> Pixels:
    """A premultiplied (h, w, 4) picture as RGB (h, w, 3): on white, or on black where white would
    swallow it (a white logo)."""
    on_black = np.ascontiguousarray(weighted[..., :3])
    rest = 255 - weighted[..., 3:]
    on_white: Pixels = np.minimum(on_black.astype(np.uint16) + rest, 255).astype(np.uint8)
    contrast = _contrast(on_white)
    if contrast < _FLAT_CONTRAST and _contrast(on_black) > max(contrast, _FLAT_CONTRAST):
        return on_black
    return on_white


def _contrast(pixels: Pixels) -> float:
    return float(cv2.meanStdDev(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))[1][0, 0])
