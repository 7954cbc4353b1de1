"""Finds where photos lie on one of them: by what was proved of them, else by key points."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.features.keypoints import Detector
from photodedup.engine.looking.placement import (
    WHOLE,
    Placement,
    chained,
    of_pixels,
    whole_on_whole,
)
from photodedup.engine.matching.alignment import align_by_points
from photodedup.engine.matching.geometry import describe
from photodedup.engine.matching.preview import Preview

Between = Callable[[PhotoId, PhotoId], Match | bool | None]
PreviewSource = Callable[[PhotoId], bytes | None]

_MIN_INLIERS = 12  # two shots of one scene have more; strangers hardly ever
_MIN_SCALE, _MAX_SCALE = 0.2, 5.0
_MAX_TURN_DEGREES = 30.0


def place(
    photos: Sequence[Photo],
    between: Between,
    previews: PreviewSource,
    by_way_of: Sequence[PhotoId] = (),
) -> dict[PhotoId, Placement]:
    """Where each photo lies on the first; every photo gets an answer.

    Args:
        between: the stored match of two photos, True where their pixels are equal, None without.
        previews: a small JPEG of a photo, None where there is none.
        by_way_of: further photos that may tie two of these to each other.
    """
    base = photos[0]
    seen = _Previews(previews)
    known = {}
    ids = dict.fromkeys([*(photo.id for photo in photos), *by_way_of])
    for one, other in combinations(ids, 2):
        found = _stored(one, other, between, seen)
        if found is not None:
            known[one, other] = found
    placed = chained(base.id, known, [photo.id for photo in photos])
    for photo in photos:
        if photo.id not in placed:
            found = _by_points(seen.picture(photo.id), seen.picture(base.id))
            placed[photo.id] = found or whole_on_whole(_size(photo), _size(base))
    return placed


def _size(photo: Photo) -> tuple[int, int]:
    return photo.height_px or 3, photo.width_px or 4


def _stored(one: PhotoId, other: PhotoId, between: Between, seen: "_Previews") -> Placement | None:
    """Where one lies on the other, if that was proved."""
    match = between(one, other)
    if match is True:
        return WHOLE
    if not isinstance(match, Match) or match.evidence.transform is None:
        return None
    first, second = seen.picture(one), seen.picture(other)
    if first is None or second is None:
        return None
    # A match may have been stored the other way round.
    is_forward = match.first == one
    sizes = (first.size, second.size) if is_forward else (second.size, first.size)
    transform = np.asarray(match.evidence.transform, np.float64).reshape(2, 3)
    found = of_pixels(transform, *sizes)
    return found if is_forward else found.back()


def _by_points(one: Preview | None, base: Preview | None) -> Placement | None:
    """For two shots of one scene, of which nothing more is proved."""
    if one is None or base is None:
        return None
    found = align_by_points(one.points(Detector.SIFT), base.points(Detector.SIFT))
    if found is None or found.inliers < _MIN_INLIERS:
        return None
    geometry = describe(found.transform, one.size, base.size)
    is_likely = (
        geometry.orientation == 0
        and geometry.turn_degrees <= _MAX_TURN_DEGREES
        and _MIN_SCALE <= geometry.scale <= _MAX_SCALE
    )
    return of_pixels(found.transform, one.size, base.size) if is_likely else None


class _Previews:
    """Decodes each preview at most once."""

    def __init__(self, source: PreviewSource) -> None:
        self._source = source
        self._decoded: dict[PhotoId, Preview | None] = {}

    def picture(self, photo: PhotoId) -> Preview | None:
        if photo not in self._decoded:
            self._decoded[photo] = self._decode(photo)
        return self._decoded[photo]

    def _decode(self, photo: PhotoId) -> Preview | None:
        jpeg = self._source(photo)
        return Preview.of(jpeg) if jpeg else None
