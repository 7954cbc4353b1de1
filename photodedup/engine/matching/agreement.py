"""Measure what two aligned previews share and what remains between them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.geometry import Size, Transform, apply, compose, invert
from photodedup.engine.matching.tones import Mask, Plane, compare_tones, correlation

Grey = NDArray[np.uint8]
Pixels = NDArray[np.uint8]  # RGB

_EVALUATION_PX = 200  # the longer side of the picture in which agreement is measured
_MIN_OVERLAP_PX = 150
_HOPELESS = 0.4  # a correlation below which no tone curve makes two pictures one
_LEAST_HALVED_SIGMA = 3.0
CLEAN = 4.0  # worst difference at which the tone curve the other way round tells nothing new


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two aligned pictures share. Grey values are 0 to 255.

    Attributes:
        correlation: Pearson correlation of grey values in the overlap.
        tone_correlation: the same after the best tone curve from one to the other.
        detail_correlation: the same for fine detail only (broad light and shade removed).
        detail_contrast: standard deviation of that detail in the weaker picture.
        contrast: standard deviation of grey values in the overlap, weaker picture.
        tone_shift: mean change the tone curve makes.
        typical_difference: 60th percentile of what remains after alignment and tone curve.
        wide_difference: the 90th percentile.
        worst_difference: largest mean difference in a window of 1/24 of the picture, after
            allowing a pixel of misalignment: high where an object came, went or moved.
        changed_share: share of the overlap in windows that differ by more than 6.
        overlap_first, overlap_second: share of each picture's area inside the overlap.
    """

    correlation: float
    tone_correlation: float
    detail_correlation: float
    detail_contrast: float
    contrast: float
    tone_shift: float
    typical_difference: float
    wide_difference: float
    worst_difference: float
    changed_share: float
    overlap_first: float
    overlap_second: float


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a preview that counts, in pixels: a drawn border says nothing of a capture."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def whole(cls, grey: Grey) -> "Part":
        return cls(0, 0, grey.shape[1], grey.shape[0])

    @property
    def corners(self) -> NDArray[np.float64]:
        """Centres of the corner pixels, (4, 2) as x, y."""
        right, bottom = self.left + self.width - 1, self.top + self.height - 1
        return np.array(
            [[self.left, self.top], [right, self.top], [right, bottom], [self.left, bottom]], float
        )


def measure(laid: "Laid") -> Agreement | None:
    """Compare two previews where they overlap; None where nothing agrees."""
    moved, fixed, mask = laid.moved, laid.fixed, laid.mask
    moved_values, fixed_values = moved[mask], fixed[mask]
    plain_correlation = correlation(moved_values, fixed_values)
    if plain_correlation < _HOPELESS:
        return None
    tone = compare_tones(moved, fixed, mask)
    if tone.worst_difference > CLEAN:
        # A curve can lose levels one way (a picture made brighter) and not the other.
        back = compare_tones(fixed, moved, mask)
        tone = min(tone, back, key=lambda result: result.worst_difference)
    detail_correlation, detail_contrast = detail_of(moved, fixed, mask)
    return Agreement(
        correlation=plain_correlation,
        tone_correlation=tone.correlation,
        detail_correlation=detail_correlation,
        detail_contrast=detail_contrast,
        contrast=float(min(moved_values.std(), fixed_values.std())),
        tone_shift=tone.shift,
        typical_difference=tone.typical_difference,
        wide_difference=tone.wide_difference,
        worst_difference=tone.worst_difference,
        changed_share=tone.changed_share,
        overlap_first=laid.overlap_first,
        overlap_second=laid.overlap_second,
    )


def colour_shift(
    first: NDArray[np.uint8], second: NDArray[np.uint8], transform: Transform
) -> float:
    """Mean difference of chroma (CIE Lab a and b, 0 to 255) of two RGB thumbnails once aligned."""
    moved, mask = warp(first, transform, 1.0, second.shape[:2])
    if not mask.any():
        return 0.0
    difference = np.abs(
        cv2.cvtColor(moved, cv2.COLOR_RGB2LAB)[mask].astype(np.float32)
        - cv2.cvtColor(second, cv2.COLOR_RGB2LAB)[mask]
    )
    return float(difference[:, 1:].mean())


# --- the steps of measuring ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Laid:
    """Two pictures in one small frame: the first moved there, the second, where both are, and
    which share of each that is. `scale` is that frame's, of the second preview."""

    moved: Plane
    fixed: Plane
    mask: Mask
    overlap_first: float
    overlap_second: float
    scale: float

    @property
    def size(self) -> Size:
        return self.fixed.shape[0], self.fixed.shape[1]


def lay(
    first: Grey,
    second: Grey,
    transform: Transform,
    first_part: Part | None = None,
    second_part: Part | None = None,
) -> Laid | None:
    """Warp the first grey preview onto the second in one small frame, within their parts if given;
    None where they hardly overlap."""
    first_part = first_part or Part.whole(first)
    second_part = second_part or Part.whole(second)
    scale = min(1.0, _EVALUATION_PX / max(second.shape))
    zoom = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    scale = min(scale, 1.1 / zoom)  # never compare more detail than the coarser one has
    size = (max(1, round(second.shape[0] * scale)), max(1, round(second.shape[1] * scale)))
    if min(size) < 8:
        return None
    fixed = cv2.resize(second, size[::-1], interpolation=cv2.INTER_AREA)
    moved, mask = warp(first, transform, scale, size, first_part)
    mask &= _filled(size, second_part.corners * scale + (scale - 1) / 2)
    count = int(np.count_nonzero(mask))
    if count < _MIN_OVERLAP_PX:
        return None
    whole_first = first_part.width * first_part.height * (zoom * scale) ** 2
    whole_second = second_part.width * second_part.height * scale**2
    return Laid(
        smooth(moved),
        smooth(fixed),
        mask,
        min(1.0, count / whole_first),
        min(1.0, count / whole_second),
        scale,
    )


def shrunk_to(second: Pixels, laid: Laid) -> Pixels:
    """The second preview's colours in the frame in which the two were laid."""
    small = cv2.resize(second, laid.size[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def smooth(plane: Grey | Plane) -> Plane:
    """Without the finest grain, in which resampled pictures differ."""
    return np.asarray(cv2.GaussianBlur(plane.astype(np.float32), (0, 0), 0.8), np.float32)


def warp(
    first: NDArray[np.uint8],
    transform: Transform,
    scale: float,
    size: Size,
    part: Part | None = None,
) -> tuple[NDArray[np.uint8], Mask]:
    """The first picture in the second's frame made smaller by `scale`, and where it lies."""
    half = (scale - 1) / 2  # pixel centres, not corners, stay in place
    placed = compose(np.array([[scale, 0, half], [0, scale, half]]), transform)
    zoom = float(np.sqrt(abs(np.linalg.det(placed[:, :2]))))
    source, shrink = first, np.eye(2, 3)
    if zoom < 0.75:  # a warp samples single pixels: shrink by area first
        source = cv2.resize(first, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
        x, y = first.shape[1] / source.shape[1], first.shape[0] / source.shape[0]
        grow = np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2]])
        placed, shrink = compose(placed, grow), invert(grow)
    moved = cv2.warpAffine(
        source, placed, size[::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    part = part or Part.whole(first)
    corners = apply(shrink, part.corners)
    return moved, _filled(size, apply(placed, corners))


def _filled(size: Size, corners: NDArray[np.float64]) -> Mask:
    """The inside of a convex outline; borders are left out, there resampling differs most."""
    mask = np.zeros(size, np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), 1, shift=4)
    inside = cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=0)
    return np.asarray(inside, bool)


def detail_of(moved: Plane, fixed: Plane, mask: Mask) -> tuple[float, float]:
    """Correlation and weaker contrast of what is left when broad light and shade are removed."""
    sigma = max(mask.shape) / 40
    inside = mask.astype(np.float32)
    weight: Plane = np.maximum(_broad(inside, sigma), np.float32(1e-3))

    def fine(plane: Plane) -> Plane:
        # What lies outside the overlap must not bleed in.
        detail: Plane = (plane - _broad(plane * inside, sigma) / weight)[mask]
        return detail

    a, b = fine(moved), fine(fixed)
    return correlation(a, b), float(min(a.std(), b.std()))


def _broad(plane: Plane, sigma: float) -> Plane:
    """Blurred by so many pixels: at half the size where that makes no difference."""
    if sigma < _LEAST_HALVED_SIGMA:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
    height, width = plane.shape
    half = cv2.resize(plane, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
    half = cv2.GaussianBlur(half, (0, 0), sigma / 2)
    full = cv2.resize(half, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, np.float32)
