"""Lay one preview onto the other: find the transform between them.

Three ways to find the transform: the whole picture in one of eight orientations (right for copies
that were only saved again, turned or filtered, and for pictures without key points), and key
points with RANSAC (M. Fischler and R. Bolles, 1981) for crops, frames and screenshots, and a search
for one as a part of the other where a picture is too soft for key points.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.keypoints import KeyPoints
from photodedup.engine.matching.geometry import Transform, compose, invert, mirror
from photodedup.engine.matching.shrinking import shrunk

Grey = NDArray[np.uint8]

_RATIO = 0.8  # Lowe's ratio test
_REACH_PX = 3.0
_MIN_INLIERS = 4
_SCALE_RANGE = (0.03, 30.0)
_REFINED_PX = 200
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


def refine(first: Grey, second: Grey, transform: Transform) -> Transform:
    """Improve a transform to a fraction of a pixel by maximising correlation.

    Source: G. Evangelidis and E. Psarakis, "Parametric image alignment using enhanced
    correlation coefficient maximization", 2008 (OpenCV's findTransformECC). Returns the given
    transform where that does not converge.
    """
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
    # Its cost grows with the pixels, and agreement is measured in small pictures anyway.
    small_first, shrink_first = shrunk(first, _REFINED_PX)
    small_second, shrink_second = shrunk(second, _REFINED_PX)
    small = compose(shrink_second, compose(transform, invert(shrink_first)))
    try:
        _, better = cv2.findTransformECC(
            small_second,
            small_first,
            invert(small).astype(np.float32),
            cv2.MOTION_AFFINE,
            criteria,
            None,
            5,
        )
    except cv2.error:
        return transform
    small = invert(better.astype(np.float64))
    result = compose(invert(shrink_second), compose(small, shrink_first))
    return result if np.isfinite(result).all() and _is_sane(result) else transform
