"""Measure again what two aligned previews share, after one change of colours all over the first.

A tone curve of greys cannot follow an edit that turns the colours up, tints them, or brightens
until one channel clips: there, two equal greys become different ones. One affine map of red, green
and blue that is cut off at black and white can; it has twelve numbers for a whole picture, too few
to explain something that came or went.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.agreement import (
    CLEAN,
    Agreement,
    Laid,
    Pixels,
    detail_of,
    shrunk_to,
    smooth,
    warp,
)
from photodedup.engine.matching.geometry import Transform
from photodedup.engine.matching.preview import Preview
from photodedup.engine.matching.tones import Mask, Plane, Tones, compare_tones, quantiles

Colours = NDArray[np.float32]  # (..., 3), 0 to 255
AffineMap = NDArray[np.float64]  # (4, 3): red, green, blue and one, onto red, green and blue

_SAMPLES = 2000
_CLIPPED = 3  # grey levels from black and white: what lies there may have been cut off
_FEWEST = 50  # samples of a channel from which its map is fitted
_ROUNDS = 3
_USUAL_SHARE = 0.85
_LEAST_LIMIT = 2.0
_STEADYING = 1e-3


def measure_recoloured(
    one: Preview, other: Preview, transform: Transform, laid: Laid, agreement: Agreement
) -> Agreement:
    """The agreement of two laid previews with what a change of colours explains taken out of it.

    The plain agreement is returned where that explains no more. How far the tones moved stays as
    it was measured: they did move.
    """
    fixed = shrunk_to(other.colour(), laid)
    moved, _ = warp(one.colour(), transform, laid.scale, laid.size)
    found = _explained(moved, fixed, laid)
    if found.tones.worst_difference > CLEAN:
        # Colours that were cut off one way are all there the other way round.
        back = _explained(fixed, moved, laid)
        found = min(found, back, key=lambda way: way.tones.worst_difference)
    tones = found.tones
    if tones.worst_difference > agreement.worst_difference:
        return agreement
    detail_correlation, detail_contrast = detail_of(found.changed, found.target, laid.mask)
    return replace(
        agreement,
        tone_correlation=tones.correlation,
        detail_correlation=detail_correlation,
        detail_contrast=detail_contrast,
        typical_difference=tones.typical_difference,
        wide_difference=tones.wide_difference,
        worst_difference=tones.worst_difference,
        changed_share=tones.changed_share,
    )


@dataclass(frozen=True, slots=True)
class _Explained:
    """Greys of one picture in the colours of the other, those of the other, what is left."""

    changed: Plane
    target: Plane
    tones: Tones


def _explained(source: Pixels, target: Pixels, laid: Laid) -> _Explained:
    changed = smooth(recoloured(source, target, laid.mask))
    fixed = smooth(_grey(target))
    return _Explained(changed, fixed, compare_tones(changed, fixed, laid.mask))


def recoloured(source: Pixels, target: Pixels, mask: Mask) -> Plane:
    """Greys (height, width) of the source in the colours of the target.

    Args:
        source, target: RGB pictures in one frame.
        mask: where both are.
    """
    x, y = source[mask].astype(np.float32), target[mask].astype(np.float32)
    step = 1 + len(x) // _SAMPLES
    colours = affine_map(x[::step], y[::step])
    changed = cv2.transform(source, colours.T)  # which cuts off at 0 and 255, too
    return _grey(np.asarray(changed, np.uint8))


def affine_map(x: Colours, y: Colours) -> AffineMap:
    """The affine map of colours from x to y, cut off at 0 and 255, that most of them follow."""
    known = np.column_stack([x, np.ones(len(x), np.float32)]).astype(np.float64)
    return np.column_stack([_channel(known, y[:, channel], channel) for channel in range(3)])


def _channel(known: NDArray[np.float64], values: Plane, channel: int) -> NDArray[np.float64]:
    """Least squares for one channel, again and again without what does not belong."""
    unchanged = np.asarray(np.eye(4)[channel], np.float64)
    inside = (values > _CLIPPED) & (values < 255 - _CLIPPED)
    if np.count_nonzero(inside) < _FEWEST:
        return unchanged
    usual, found = inside, unchanged
    for _ in range(_ROUNDS):
        rows = known[usual]
        # A picture of one colour leaves the others open: they stay what they are.
        steady = np.diag([_STEADYING, _STEADYING, _STEADYING, _STEADYING**2]) * len(rows)
        found = np.linalg.solve(rows.T @ rows + steady, rows.T @ values[usual] + steady @ unchanged)
        remaining = np.abs(np.clip(known @ found, 0, 255) - values)
        (limit,) = quantiles(remaining[inside], _USUAL_SHARE)
        usual = inside & (remaining <= max(_LEAST_LIMIT, limit))
    return np.asarray(found, np.float64)


def _grey(colours: Pixels) -> Plane:
    return np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.float32)
