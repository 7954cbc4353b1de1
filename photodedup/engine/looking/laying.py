"""Two or more pictures brought to one scale, of the part that all of them show."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.looking.placement import Placement, between_pixels, corners_of
from photodedup.engine.matching.geometry import apply

Pixels = NDArray[np.uint8]  # (height, width, 3) RGB
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LaidOver:
    """The base at some scale, another picture in its frame, and where both are.

    `overlap_base` and `overlap_other` are the shares of each one's area that both show.
    """

    base: Pixels
    other: Pixels
    mask: Mask
    overlap_base: float
    overlap_other: float


def lay_over(base: Pixels, other: Pixels, onto_base: Placement, long_side_px: int) -> LaidOver:
    """Bring the other picture into the base's frame.

    The scale is that of the coarser one, and never more than `long_side_px`: what only one of
    them can show is no difference between them.
    """
    scale = min(1.0, long_side_px / max(base.shape[:2]), _relative_scale(base, other, onto_base))
    size = _scaled_size(base, scale)
    small_base = reduced(base, size)
    transform = between_pixels(onto_base, (other.shape[0], other.shape[1]), size)
    zoom = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    source = other
    if zoom < 1.0:  # a warp samples single pixels: shrink by area first
        source = reduced(other, _scaled_size(other, zoom))
        transform = between_pixels(onto_base, (source.shape[0], source.shape[1]), size)
    moved = cv2.warpAffine(
        source, transform, size[::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    mask = _filled(size, source.shape[:2], transform)
    share = float(mask.mean())
    area = source.shape[0] * source.shape[1] * abs(float(np.linalg.det(transform[:, :2])))
    return LaidOver(
        small_base,
        np.asarray(moved, np.uint8),
        mask,
        min(1.0, share),
        min(1.0, share * mask.size / max(area, 1.0)),
    )


def at_one_scale(
    pictures: Sequence[Pixels],
    onto_base: Sequence[Placement],
    scales: Sequence[float],
    long_side_px: int,
) -> list[Pixels]:
    """The part of each that all show, reduced to the scale of the coarsest; never turned.

    Without a common part all of each is taken. Sizes may differ by what pictures are turned.

    Args:
        scales: how long a pixel of each is, see `pixel_sizes`.
    """
    boxes = [corners_of(placement) for placement in onto_base]
    low = np.max([box.min(0) for box in boxes], axis=0)
    high = np.min([box.max(0) for box in boxes], axis=0)
    if (high - low).min() <= 0.02:
        parts = list(pictures)
    else:
        corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
        parts = [_cut(p, at, corners) for p, at in zip(pictures, onto_base, strict=True)]
    coarsest = max(scales)
    largest = max(
        max(part.shape[:2]) * scale / coarsest for part, scale in zip(parts, scales, strict=True)
    )
    limit = min(1.0, long_side_px / largest)
    return [
        reduced(part, _scaled_size(part, scale / coarsest * limit))
        for part, scale in zip(parts, scales, strict=True)
    ]


def pixel_sizes(pictures: Sequence[Pixels], onto_first: Sequence[Placement]) -> list[float]:
    """How long a pixel of each is, in pixels of the first."""
    base = pictures[0]
    return [_scale_in_base(p, base, at) for p, at in zip(pictures, onto_first, strict=True)]


def reduced(picture: Pixels, size: tuple[int, int]) -> Pixels:
    """A picture at a smaller size (height, width), by area."""
    if size == picture.shape[:2]:
        return picture
    whole = np.ascontiguousarray(picture)
    return np.asarray(cv2.resize(whole, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _scaled_size(picture: Pixels, scale: float) -> tuple[int, int]:
    return max(1, round(picture.shape[0] * scale)), max(1, round(picture.shape[1] * scale))


def _scale_in_base(picture: Pixels, base: Pixels, onto_base: Placement) -> float:
    """Base pixels for one of the picture's."""
    transform = between_pixels(
        onto_base, (picture.shape[0], picture.shape[1]), (base.shape[0], base.shape[1])
    )
    return float(np.sqrt(abs(np.linalg.det(transform[:, :2])))) or 1.0


def _relative_scale(base: Pixels, other: Pixels, onto_base: Placement) -> float:
    """How much smaller the base must be for the other to have a pixel for each of its."""
    return 1.0 / _scale_in_base(other, base, onto_base)


def _cut(picture: Pixels, onto_base: Placement, corners: NDArray[np.float64]) -> Pixels:
    """The upright box of a picture around a part of the base, given in the base's shares."""
    spots = apply(onto_base.back().matrix, corners)
    height, width = picture.shape[:2]
    left, top = np.clip(spots.min(0), 0, 1)
    right, bottom = np.clip(spots.max(0), 0, 1)
    x0, y0 = int(left * width), int(top * height)
    x1, y1 = max(x0 + 1, round(right * width)), max(y0 + 1, round(bottom * height))
    return picture[y0:y1, x0:x1]


def _filled(size: tuple[int, int], source: tuple[int, ...], transform: NDArray[np.float64]) -> Mask:
    height, width = source[:2]
    corners = np.array(
        [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float64
    )
    mask = np.zeros(size, np.uint8)
    placed = np.round(apply(transform, corners) * 16).astype(np.int32)
    cv2.fillConvexPoly(mask, placed, 1, shift=4)
    return np.asarray(mask, bool)
