"""Takes out of a picture what was done to all of its tones, to compare its forms with another's."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_BINS = 24
_LEAST_PIXELS = 40
_PEAK = np.exp(-0.5 * (np.arange(-12, 13) / 5.0) ** 2)
_AROUND_PEAK = 16
_COLOURLESS = 3.0  # mean distance of the channels from each other, in grey values


def is_colourless(pixels: Plane, mask: Mask) -> bool:
    """Whether (height, width, 3) RGB shows no colour where the mask is."""
    if not mask.any():
        return False
    inside = pixels[mask].astype(np.int16)
    return bool((inside.max(axis=1) - inside.min(axis=1)).mean() < _COLOURLESS)


def fitted_tones(plane: Plane, model: Plane, mask: Mask) -> tuple[Plane, list[float]]:
    """Give a picture another one's tones by one curve for each channel; both (height, width, n).

    The curve goes through the model's usual values for like values of the picture, so a thing or a
    frame that only one of them shows does not bend it.

    Returns:
        The picture with those tones, and by how much its own were higher in the mean, by channel.
    """
    if mask.sum() < _BINS * _LEAST_PIXELS:
        return plane, [0.0] * plane.shape[2]
    channels, shifts = [], []
    for channel in range(plane.shape[2]):
        values = np.ascontiguousarray(plane[..., channel])
        table = _curve(values[mask], model[..., channel][mask])
        channels.append(cv2.LUT(values, np.clip(np.round(table), 0, 255).astype(np.uint8)))
        levels = np.bincount(values[mask], minlength=256)
        shifts.append(float(((np.arange(256) - table) * levels).sum() / levels.sum()))
    return np.asarray(np.stack(channels, axis=2), np.uint8), shifts


def _curve(values: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What stands for each of 256 values: a straight line between what is usual in its bins."""
    bins = values.astype(np.int32) * _BINS // 256
    order = np.argsort(bins, kind="stable")
    ends = np.searchsorted(bins[order], np.arange(_BINS + 1))
    at, to = [], []
    for start, end in pairwise(ends):
        if end - start >= _LEAST_PIXELS:
            part = order[start:end]
            at.append(float(np.median(values[part])))
            to.append(_usual(wanted[part]))
    if not at:
        return np.arange(256, dtype=np.float64)
    curve = np.interp(np.arange(256), at, to)
    # Beyond the outermost bins the curve goes on as it was.
    levels = np.arange(256)
    curve = np.where(levels < at[0], to[0] + (levels - at[0]), curve)
    return np.where(levels > at[-1], to[-1] + (levels - at[-1]), curve)


def _usual(values: NDArray[np.uint8]) -> float:
    """The median around the most frequent value."""
    counts = np.bincount(values, minlength=256).astype(np.float64)
    peak = int(np.convolve(counts, _PEAK, mode="same").argmax())
    return float(np.median(values[np.abs(values.astype(np.int16) - peak) <= _AROUND_PEAK]))
