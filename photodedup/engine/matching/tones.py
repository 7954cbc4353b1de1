"""What the best tone curve from one aligned picture to the other explains, and what it leaves."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

_SAMPLES = 4000
_LEVELS = np.arange(256)
_CURVE_KERNEL = np.exp(-0.5 * (np.arange(-24, 25) / 8.0) ** 2)
_FINE_STEPS = 4  # values are looked up to a quarter of a grey level
_FINE_LEVELS = np.arange(255 * _FINE_STEPS + 2) / _FINE_STEPS
_CHANGED = 6  # mean grey difference of a window that counts as changed


@dataclass(frozen=True, slots=True)
class Tones:
    """What one tone curve does. Grey values are 0 to 255; see `Agreement` for each field."""

    correlation: float
    shift: float
    typical_difference: float
    wide_difference: float
    worst_difference: float
    changed_share: float


def compare_tones(source: Plane, target: Plane, mask: Mask) -> Tones:
    """Fit a tone curve from source to target and measure what it cannot explain."""
    x, y = source[mask], target[mask]
    step = 1 + len(x) // _SAMPLES
    x, y = x[::step], y[::step]
    fine = _fine(_robust_curve(x, y))
    explained = _through(fine, x)
    windows = _windows_apart(_through(fine, source), target, mask)
    typical, wide = quantiles(np.abs(y - explained), 0.6, 0.9)
    return Tones(
        correlation=correlation(explained, y),
        shift=float(np.abs(explained - x).mean()),
        typical_difference=typical,
        wide_difference=wide,
        worst_difference=float(windows.max()),
        changed_share=float(np.count_nonzero((windows > _CHANGED) & mask) / np.count_nonzero(mask)),
    )


def correlation(x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]]) -> float:
    """Pearson's correlation; 0 where one of them does not vary."""
    x, y = x - x.mean(), y - y.mean()
    # Not a dot product: BLAS would start its threads for it, which costs more than it saves.
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size > 1e-6 else 0.0


def _windows_apart(toned: Plane, target: Plane, mask: Mask) -> Plane:
    """Mean difference around each pixel, after allowing a pixel of misalignment."""
    kernel = np.ones((3, 3), np.uint8)
    over = np.maximum(0, target - cv2.dilate(toned, kernel))
    under = np.maximum(0, cv2.erode(toned, kernel) - target)
    signed = np.where(mask, over - under, np.float32(0))
    window = max(5, round(max(mask.shape) / 24))
    apart: Plane = np.abs(cv2.boxFilter(signed, -1, (window, window)))
    return apart


def _robust_curve(x: Plane, y: Plane) -> Plane:
    """Fit twice: the second time without what does not belong."""
    remaining = np.abs(y - _through(_fine(_tone_curve(x, y)), x))
    (limit,) = quantiles(remaining, 0.85)
    usual = remaining <= max(2.0, limit)
    return _tone_curve(x[usual], y[usual])


def _tone_curve(x: Plane, y: Plane) -> Plane:
    """The mean of y at each of 256 grey levels of x, smoothed around a straight line."""
    level = np.rint(x).astype(np.intp)
    count = np.bincount(level, minlength=256).astype(np.float64)
    total = np.bincount(level, weights=y, minlength=256)
    mean_x, mean_y = float(x.mean()), float(y.mean())
    spread = float(x.var())
    slope = float(((x - mean_x) * (y - mean_y)).mean() / spread) if spread > 1e-3 else 1.0
    line = mean_y + slope * (_LEVELS - mean_x)
    weight = np.convolve(count, _CURVE_KERNEL, "same")
    offset = np.convolve(total - line * count, _CURVE_KERNEL, "same")
    known = weight > max(1.0, 5e-4 * len(x))
    if known.any():
        line = line + np.interp(_LEVELS, _LEVELS[known], offset[known] / weight[known])
    return line.astype(np.float32)


def _fine(curve: Plane) -> Plane:
    """The curve between its levels by straight lines, as a table of quarter levels."""
    return np.interp(_FINE_LEVELS, _LEVELS, curve).astype(np.float32)


def _through(fine: Plane, values: Plane) -> Plane:
    level = (values * _FINE_STEPS + 0.5).astype(np.intp)
    return fine.take(level)


def quantiles(values: NDArray[np.floating[Any]], *shares: float) -> list[float]:
    """The values below which these shares of them lie; some times quicker than numpy's."""
    places = [int(share * (len(values) - 1)) for share in shares]
    ordered = np.partition(values, places)
    return [float(ordered[place]) for place in places]
