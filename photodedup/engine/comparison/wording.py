"""A comparison of two files in plain lines, step by step."""

from collections.abc import Iterator

from photodedup.engine.comparison.explanation import Explanation
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.checker import Attempt
from photodedup.engine.matching.wording import ORIENTATIONS

_VERDICTS = {
    Verdict.IDENTICAL: "Identical file",
    Verdict.SAME_PICTURE: "Same picture",
    Verdict.EDITED: "Edited copy",
    Verdict.BURST: "Burst",
    Verdict.SIMILAR: "Similar",
}


def plain_lines(seen: Explanation) -> list[str]:
    """One line for each step and each attempt; the verdict comes last."""
    return [
        f"A: {_facts(seen.first)}",
        f"B: {_facts(seen.second)}",
        f"Same bytes: {_yes(seen.is_identical)}",
        f"Same pixels: {_yes(seen.has_same_pixels)}",
        f"Times: {_times(seen)}",
        f"Hashes: {_hashes(seen)}",
        f"Model: {_model(seen)}",
        f"Proposed for a closer look by: {' and '.join(seen.proposed_by) or 'nothing'}",
        *_points(seen),
        *_attempts(seen),
        f"Verdict: {_verdict(seen)}",
    ]


def _facts(photo: Photo) -> str:
    parts = [
        str(photo.path),
        f"{photo.format}, {photo.width_px} x {photo.height_px}, {photo.size_bytes:,} bytes",
        f"taken {photo.taken_at}" if photo.taken_at else "no date",
        photo.camera or "no camera",
    ]
    return "; ".join(parts)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _times(seen: Explanation) -> str:
    if seen.seconds_apart is None:
        return "not known from both cameras"
    tail = ", so the shutter opened twice" if seen.are_two_captures else ""
    return f"{seen.seconds_apart:g} s apart{tail}"


def _hashes(seen: Explanation) -> str:
    nearest = seen.nearest_hash
    how = ORIENTATIONS[nearest.orientation] or "as they are"
    flat = "; one picture is too flat for them to mean anything" if seen.is_flat else ""
    others = ", ".join(
        f"{ORIENTATIONS[entry.orientation] or 'as they are'} {entry.dhash_bits}/{entry.phash_bits}"
        for entry in seen.hashes
        if entry != nearest
    )
    return (
        f"nearest {how}: dHash {nearest.dhash_bits} and pHash {nearest.phash_bits} of 64 bits "
        f"differ ({others}){flat}"
    )


def _model(seen: Explanation) -> str:
    if seen.cosine is None or seen.loose_cosine is None:
        return "none"
    side = "at least" if seen.cosine >= seen.loose_cosine else "below"
    return f"{seen.model}, cosine {seen.cosine:.3f}, {side} its {seen.loose_cosine:g}"


def _points(seen: Explanation) -> Iterator[str]:
    for count in seen.points:
        yield f"Key points, {count.detector.upper()}: {count.first} in A, {count.second} in B"


def _attempts(seen: Explanation) -> Iterator[str]:
    if not seen.attempts:
        yield "Laid onto each other: not needed"
    for attempt in seen.attempts:
        yield f"Laid onto each other by {attempt.alignment.method}: {_attempt(attempt)}"


def _attempt(attempt: Attempt) -> str:
    alignment, geometry = attempt.alignment, attempt.geometry
    parts = []
    if alignment.point_matches:
        parts.append(f"{alignment.inliers} of {alignment.point_matches} point matches fit")
    parts.append(ORIENTATIONS[geometry.orientation] or "upright")
    parts.append(
        f"turned by {geometry.turn_degrees:.1f}°, scale {geometry.scale:.3f}, corners moved "
        f"{geometry.displacement:.1%} of the diagonal"
    )
    found = attempt.agreement
    if found is not None:
        parts += [
            f"overlap {found.overlap_first:.0%} of A and {found.overlap_second:.0%} of B",
            f"correlation {found.correlation:.3f}, {found.tone_correlation:.3f} once tones are "
            f"matched, {found.detail_correlation:.3f} in detail (contrast {found.contrast:.1f}, "
            f"in detail {found.detail_contrast:.1f})",
            f"left over {found.typical_difference:.1f} typically, {found.wide_difference:.1f} "
            f"widely, {found.worst_difference:.1f} at worst, {found.changed_share:.1%} changed",
            f"tone shift {found.tone_shift:.1f}",
        ]
    parts.append(f"not proved: {attempt.objection}" if attempt.objection else "proved")
    return "; ".join(parts)


def _verdict(seen: Explanation) -> str:
    if seen.match is None:
        return f"none; {seen.sentence}"
    evidence = seen.match.evidence
    colour = f", colour shift {evidence.colour_shift:.1f}" if evidence.colour_shift else ""
    return (
        f"{_VERDICTS[seen.match.verdict]}, {seen.match.similarity:.1%} similar{colour}: "
        f"{seen.sentence}"
    )
