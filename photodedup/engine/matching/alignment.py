"""Lay one preview onto the other and measure what agrees and what remains.

Two ways to find the transform: the whole picture in one of eight orientations (right for copies
that were only saved again, turned or filtered, and for pictures without key points), and key
points with RANSAC (M. Fischler and R. Bolles, 1981) for crops, frames and screenshots.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.keypoints import KeyPoints
from photodedup.engine.matching.geometry import Size, Transform, apply, compose, invert, mirror

Grey = NDArray[np.uint8]

_RATIO = 0.8  # Lowe's ratio test
_REACH_PX = 3.0
_MIN_INLIERS = 4
_EVALUATION_PX = 200  # the longer side of the picture in which agreement is measured
_MIN_OVERLAP_PX = 150
_HOPELESS = 0.4  # a correlation below which no tone curve makes two pictures one
_SCALE_RANGE = (0.03, 30.0)
_SEARCH_PX = 96
_SEARCH_SHARES = tuple(np.geomspace(0.45, 0.98, 14))
_LEAST_SEARCH_SCORE = 0.8


class Method(StrEnum):
    WHOLE = "whole picture"
    ORB = "key points"
    SIFT = "strong key points"
    SEARCH = "search for the part"


@dataclass(frozen=True, slots=True)
class Alignment:
    """A transform (2, 3) from the first preview to the second and how it was found."""

    transform: Transform
    method: Method
    inliers: int = 0
    point_matches: int = 0


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


def align_by_points(
    first: KeyPoints, second: KeyPoints, first_width_px: int = 0, *, mirrored: bool = False
) -> Alignment | None:
    """Find an affine transform from matching key points.

    With `mirrored`, `first` holds the points of the mirrored first preview, whose width is
    needed to undo the mirror in the result.
    """
    if len(first) < _MIN_INLIERS or len(second) < _MIN_INLIERS:
        return None
    norm = cv2.NORM_HAMMING if first.descriptors.dtype == np.uint8 else cv2.NORM_L2
    pairs = cv2.BFMatcher(norm).knnMatch(first.descriptors, second.descriptors, k=2)
    kept = [p[0] for p in pairs if len(p) == 2 and p[0].distance < _RATIO * p[1].distance]
    if len(kept) < _MIN_INLIERS:
        return None
    source = first.points[[m.queryIdx for m in kept]]
    target = second.points[[m.trainIdx for m in kept]]
    found, inliers = cv2.estimateAffine2D(
        source, target, method=cv2.RANSAC, ransacReprojThreshold=_REACH_PX, maxIters=2000
    )
    if found is None or not np.isfinite(found).all():
        return None
    transform = compose(found, mirror(first_width_px)) if mirrored else found
    if not _is_sane(transform):
        return None
    method = Method.ORB if first.descriptors.dtype == np.uint8 else Method.SIFT
    return Alignment(transform, method, int(inliers.sum()), len(kept))


def align_by_search(first: Grey, second: Grey) -> Alignment | None:
    """Look for one whole picture as an upright part of the other, at a range of sizes.

    For soft pictures without key points (sky, fog, blur). Normalised cross-correlation of small
    versions, both ways round; the result is coarse and needs `refine`.
    """
    found = [_search(first, second), _search(second, first)]
    score, inside_first = max((result[0], number) for number, result in enumerate(found))
    if score < _LEAST_SEARCH_SCORE:
        return None
    transform = found[inside_first][1]
    if inside_first:
        transform = cv2.invertAffineTransform(transform)
    return Alignment(np.asarray(transform, np.float64), Method.SEARCH)


def _search(part: Grey, whole: Grey) -> tuple[float, Transform]:
    """Best score and transform of `part`, shrunk by different amounts, inside `whole`."""
    field = _SEARCH_PX / max(whole.shape)
    target = cv2.resize(whole, None, fx=field, fy=field, interpolation=cv2.INTER_AREA)
    best, placed = -1.0, np.eye(2, 3)
    for share in _SEARCH_SHARES:
        # The part's longer side covers this share of the whole's longer side.
        size = share * _SEARCH_PX / max(part.shape)
        small = cv2.resize(part, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
        if min(small.shape) < 12 or small.std() < 2:
            continue
        if small.shape[0] > target.shape[0] or small.shape[1] > target.shape[1]:
            continue
        scores = cv2.matchTemplate(target, small, cv2.TM_CCOEFF_NORMED)
        _, score, _, (left, top) = cv2.minMaxLoc(scores)
        if score > best:
            best, zoom = score, size / field
            placed = np.array([[zoom, 0, left / field], [0, zoom, top / field]])
    return best, placed


def _is_sane(transform: Transform) -> bool:
    """No photo editor squeezes a picture to a line or shears it like a card trick."""
    largest, smallest = np.linalg.svd(transform[:, :2], compute_uv=False)
    low, high = _SCALE_RANGE
    return bool(smallest > low and largest < high and largest < 2.5 * smallest)


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


def measure(
    first: Grey,
    second: Grey,
    transform: Transform,
    first_part: Part | None = None,
    second_part: Part | None = None,
) -> Agreement | None:
    """Warp the first grey preview onto the second and compare, within their parts if given.

    None where too little overlaps or nothing agrees.
    """
    parts = first_part or Part.whole(first), second_part or Part.whole(second)
    laid = _lay(first, second, transform, *parts)
    if laid is None:
        return None
    moved, fixed, mask, overlap_first, overlap_second = laid
    moved_values, fixed_values = moved[mask], fixed[mask]
    correlation = _correlation(moved_values, fixed_values)
    if correlation < _HOPELESS:
        return None
    tone = min(
        (
            _compare_tones(moved, fixed, mask),
            _compare_tones(fixed, moved, mask),
        ),
        key=lambda result: result.worst_difference,
    )
    detail_correlation, detail_contrast = _detail(moved, fixed, mask)
    return Agreement(
        correlation=correlation,
        tone_correlation=tone.correlation,
        detail_correlation=detail_correlation,
        detail_contrast=detail_contrast,
        contrast=float(min(moved_values.std(), fixed_values.std())),
        tone_shift=tone.shift,
        typical_difference=tone.typical_difference,
        wide_difference=tone.wide_difference,
        worst_difference=tone.worst_difference,
        changed_share=tone.changed_share,
        overlap_first=overlap_first,
        overlap_second=overlap_second,
    )


def refine(first: Grey, second: Grey, transform: Transform) -> Transform:
    """Improve a transform to a fraction of a pixel by maximising correlation.

    Source: G. Evangelidis and E. Psarakis, "Parametric image alignment using enhanced
    correlation coefficient maximization", 2008 (OpenCV's findTransformECC). Returns the given
    transform where that does not converge.
    """
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
    inverse = cv2.invertAffineTransform(transform).astype(np.float32)
    try:
        _, better = cv2.findTransformECC(
            second, first, inverse, cv2.MOTION_AFFINE, criteria, None, 5
        )
    except cv2.error:
        return transform
    result: Transform = cv2.invertAffineTransform(better).astype(np.float64)
    return result if np.isfinite(result).all() and _is_sane(result) else transform


def colour_shift(
    first: NDArray[np.uint8], second: NDArray[np.uint8], transform: Transform
) -> float:
    """Mean difference of chroma (CIE Lab a and b, 0 to 255) of two RGB previews once aligned."""
    scale = 64 / max(second.shape[:2])
    small = cv2.resize(second, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    moved, mask = _warp(first, transform, scale, small.shape[:2])
    if not mask.any():
        return 0.0
    difference = np.abs(
        cv2.cvtColor(moved, cv2.COLOR_RGB2LAB)[mask].astype(np.float32)
        - cv2.cvtColor(small, cv2.COLOR_RGB2LAB)[mask]
    )
    return float(difference[:, 1:].mean())


# --- the steps of measuring ------------------------------------------------------------------

_Plane = NDArray[np.float32]
_Mask = NDArray[np.bool_]


def _lay(
    first: Grey, second: Grey, transform: Transform, first_part: Part, second_part: Part
) -> tuple[_Plane, _Plane, _Mask, float, float] | None:
    """Bring both to one small frame: moved first, fixed second, where both are, and overlaps."""
    scale = min(1.0, _EVALUATION_PX / max(second.shape))
    zoom = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    scale = min(scale, 1.1 / zoom)  # never compare more detail than the coarser one has
    size = (max(1, round(second.shape[0] * scale)), max(1, round(second.shape[1] * scale)))
    if min(size) < 8:
        return None
    fixed = cv2.resize(second, size[::-1], interpolation=cv2.INTER_AREA)
    moved, mask = _warp(first, transform, scale, size, first_part)
    mask &= _filled(size, second_part.corners * scale + (scale - 1) / 2)
    count = int(mask.sum())
    if count < _MIN_OVERLAP_PX:
        return None
    whole_first = first_part.width * first_part.height * (zoom * scale) ** 2
    whole_second = second_part.width * second_part.height * scale**2
    blurred = (
        cv2.GaussianBlur(moved.astype(np.float32), (0, 0), 0.8),
        cv2.GaussianBlur(fixed.astype(np.float32), (0, 0), 0.8),
    )
    return *blurred, mask, min(1.0, count / whole_first), min(1.0, count / whole_second)


def _warp(
    first: NDArray[np.uint8],
    transform: Transform,
    scale: float,
    size: Size,
    part: Part | None = None,
) -> tuple[NDArray[np.uint8], _Mask]:
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


def _filled(size: Size, corners: NDArray[np.float64]) -> _Mask:
    """The inside of a convex outline; borders are left out, there resampling differs most."""
    mask = np.zeros(size, np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), 1, shift=4)
    inside = cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=0)
    return np.asarray(inside, bool)


@dataclass(frozen=True, slots=True)
class _Tones:
    correlation: float
    shift: float
    typical_difference: float
    wide_difference: float
    worst_difference: float
    changed_share: float


def _compare_tones(source: _Plane, target: _Plane, mask: _Mask) -> _Tones:
    """Fit a tone curve from source to target and measure what it cannot explain."""
    x, y = source[mask], target[mask]
    step = 1 + len(x) // _TONE_SAMPLES
    curve = _robust_tone_curve(x[::step], y[::step])
    toned = _through(curve, source)
    explained = toned[mask]
    remaining = np.abs(y - explained)
    kernel = np.ones((3, 3), np.uint8)
    over = np.maximum(0, target - cv2.dilate(toned, kernel))
    under = np.maximum(0, cv2.erode(toned, kernel) - target)
    signed = np.where(mask, over - under, np.float32(0))
    window = max(5, round(max(mask.shape) / 24))
    windows = np.abs(cv2.boxFilter(signed, -1, (window, window)))
    typical, wide = np.quantile(remaining[::step], (0.6, 0.9))
    return _Tones(
        correlation=_correlation(explained, y),
        shift=float(np.abs(explained - x).mean()),
        typical_difference=float(typical),
        wide_difference=float(wide),
        worst_difference=float(windows.max()),
        changed_share=float((windows[mask] > 6).mean()),
    )


def _robust_tone_curve(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fit twice: the second time without what does not belong."""
    remaining = np.abs(y - _through(_tone_curve(x, y), x))
    usual = remaining <= max(2.0, float(np.quantile(remaining, 0.85)))
    return _tone_curve(x[usual], y[usual])


def _through(curve: NDArray[np.float32], values: NDArray[np.float32]) -> NDArray[np.float32]:
    """A tone curve of 257 levels applied to grey values, between levels by straight lines."""
    level = values.astype(np.uint8)
    low = curve[level]
    result: NDArray[np.float32] = low + (curve[level + np.uint16(1)] - low) * (values - level)
    return result


_LEVELS = np.arange(256)
_TONE_SAMPLES = 8000
_CURVE_KERNEL = np.exp(-0.5 * (np.arange(-24, 25) / 8.0) ** 2)


def _tone_curve(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of y at each grey level of x, smoothed around a straight line."""
    level = np.clip(np.rint(x), 0, 255).astype(np.intp)
    count = np.bincount(level, minlength=256).astype(np.float64)
    total = np.bincount(level, weights=y, minlength=256)
    spread = float(x.var())
    slope = float(((x - x.mean()) * (y - y.mean())).mean() / spread) if spread > 1e-3 else 1.0
    line = y.mean() + slope * (_LEVELS - x.mean())
    weight = np.convolve(count, _CURVE_KERNEL, "same")
    offset = np.convolve(total - line * count, _CURVE_KERNEL, "same")
    known = weight > max(1.0, 5e-4 * len(x))
    if known.any():
        line = line + np.interp(_LEVELS, _LEVELS[known], offset[known] / weight[known])
    return np.append(line, line[-1]).astype(np.float32)


def _detail(moved: _Plane, fixed: _Plane, mask: _Mask) -> tuple[float, float]:
    """Correlation and weaker contrast of what is left when broad light and shade are removed."""
    sigma = max(mask.shape) / 40
    inside = mask.astype(np.float32)
    weight = np.maximum(cv2.GaussianBlur(inside, (0, 0), sigma), 1e-3)

    def fine(plane: _Plane) -> _Plane:
        # What lies outside the overlap must not bleed in.
        broad = cv2.GaussianBlur(plane * inside, (0, 0), sigma) / weight
        detail: _Plane = (plane - broad)[mask]
        return detail

    a, b = fine(moved), fine(fixed)
    return _correlation(a, b), float(min(a.std(), b.std()))


def _correlation(x: NDArray[np.floating], y: NDArray[np.floating]) -> float:
    x, y = x - x.mean(), y - y.mean()
    # Not a dot product: BLAS would start its threads for it, which costs more than it saves.
    size = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / size if size > 1e-6 else 0.0
