"""The figures behind each step of a comparison, named for a person.

"The first" is the photo that is looked from, "the second" the one that is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from photodedup.engine.comparison.explanation import Explanation, HashDistance
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.checker import Attempt
from photodedup.engine.matching.wording import INVERSE_TURN, ORIENTATIONS


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and its name."""

    name: str
    value: str


def file_figures(seen: Explanation) -> Iterator[Figure]:
    for name, photo in zip(("First", "Second"), seen.seen_photos, strict=True):
        size = f"{photo.width_px} × {photo.height_px}"  # noqa: RUF001
        yield Figure(name, f"{photo.format}, {size} pixels, {photo.size_bytes:,} bytes")


def time_figures(seen: Explanation) -> Iterator[Figure]:
    for name, photo in zip(("First", "Second"), seen.seen_photos, strict=True):
        yield Figure(name, _taken(photo))
    if seen.seconds_apart is not None:
        yield Figure("Apart", f"{seen.seconds_apart:g} s")


def _taken(photo: Photo) -> str:
    taken = f"{photo.taken_at:%Y-%m-%d %H:%M:%S}" if photo.taken_at else "no date"
    source = f" ({str(photo.date_source).replace('-', ' ')})" if photo.date_source else ""
    return f"{taken}{source}, {photo.camera or 'no camera named'}"


def hash_figures(seen: Explanation) -> Iterator[Figure]:
    nearest = seen.nearest_hash
    yield Figure("Nearest", f"{_bits(nearest)} ({_way(seen, nearest)})")
    for entry in seen.hashes:
        if entry != nearest:
            yield Figure(_way(seen, entry).capitalize(), _bits(entry))


def _bits(entry: HashDistance) -> str:
    return f"{entry.dhash_bits} of 64 dHash bits differ, {entry.phash_bits} of 64 pHash bits"


def _way(seen: Explanation, entry: HashDistance) -> str:
    return ORIENTATIONS[turn(seen, entry.orientation)] or "as they are"


def turn(seen: Explanation, orientation: int) -> int:
    return INVERSE_TURN[orientation] if seen.is_from_second else orientation


def model_figures(seen: Explanation) -> Iterator[Figure]:
    if seen.cosine is not None and seen.loose_cosine is not None:
        yield Figure("Model", seen.model or "")
        yield Figure("Cosine", f"{seen.cosine:.3f} (a close look from {seen.loose_cosine:g} on)")


def laid_figures(seen: Explanation) -> Iterator[Figure]:
    for count in seen.points:
        first, second = (count.first, count.second)[:: -1 if seen.is_from_second else 1]
        value = f"{first} in the first, {second} in the second"
        yield Figure(f"Key points ({count.detector.upper()})", value)
    best = seen.best_attempt
    if best is not None:
        yield from _attempt_figures(seen, best)
    if len(seen.attempts) > 1:
        yield Figure("Ways tried", str(len(seen.attempts)))


def _attempt_figures(seen: Explanation, attempt: Attempt) -> Iterator[Figure]:
    alignment, geometry, found = attempt.alignment, attempt.geometry, attempt.agreement
    yield Figure("Laid by", str(alignment.method))
    if alignment.point_matches:
        yield Figure("Inliers", f"{alignment.inliers} of {alignment.point_matches} point matches")
    yield Figure(
        "Transform",
        f"turned by {geometry.turn_degrees:.1f}°, scale "
        f"{1 / geometry.scale if seen.is_from_second else geometry.scale:.3f}, corners moved "
        f"{geometry.displacement:.1%} of the diagonal",
    )
    if found is None:
        return
    of_first, of_second = overlaps(seen, attempt)
    yield Figure("Overlap", f"{of_first:.1%} of the first, {of_second:.1%} of the second")
    yield Figure(
        "Correlation",
        f"{found.correlation:.3f}; tones matched {found.tone_correlation:.3f}; "
        f"in detail {found.detail_correlation:.3f}",
    )
    yield Figure(
        "Remaining difference",
        f"{found.typical_difference:.1f} typically, {found.worst_difference:.1f} at worst, "
        f"of 255; {found.changed_share:.1%} changed",
    )
    yield Figure("Tones", f"shifted by {found.tone_shift:.1f} of 255")


def overlaps(seen: Explanation, attempt: Attempt) -> tuple[float, float]:
    found = attempt.agreement
    if found is None:
        return 0.0, 0.0
    shares = found.overlap_first, found.overlap_second
    return shares[::-1] if seen.is_from_second else shares
