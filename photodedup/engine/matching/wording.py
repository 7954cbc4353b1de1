"""What a photo is to the keeper of its group, in one plain sentence."""

from datetime import datetime

from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.matching.verdicts import (
    DRAWN_ON,
    ODD_AREA_PX,
    SAME_COLOUR_SHIFT,
    SAME_TONE_SHIFT,
    WHOLE_DISPLACEMENT,
    Capture,
    seconds_apart,
)

ORIENTATIONS = (
    "",
    "turned left",
    "turned upside down",
    "turned right",
    "mirrored",
    "mirrored and turned left",
    "flipped upside down",
    "mirrored and turned right",
)
INVERSE_TURN = (0, 3, 2, 1, 4, 5, 6, 7)
_WHOLE_CROP = 0.93  # resampling at the edges hides a few percent


def member_reason(
    keeper: Photo,
    member: Photo,
    verdict: Verdict,
    match: Match | None,
    *,
    keeper_is_first: bool = True,
) -> str:
    """Say what `member` is, seen from `keeper`.

    `match` is None for equal bytes or pixels; `keeper_is_first` says which way it was measured.
    """
    if verdict is Verdict.IDENTICAL:
        return "identical file"
    if not verdict.is_proved:
        return "put together by you"
    if not verdict.is_copy:
        return _moment(keeper, member, verdict)
    if verdict is Verdict.EDITED and match is not None:
        changes = _edits(match.evidence, keeper_is_first=keeper_is_first)
        if max(keeper.frame_count, member.frame_count) > 1:
            changes.append("only the first page or frame was compared")
        return ", ".join(
            [*(changes or ["edited"]), *_size(keeper, member), *_only_here(keeper, member)]
        )
    if match is None:
        differences = _differences(keeper, member)
        return ", ".join(["same picture", *(differences or ["only its metadata differ"])])
    return ", ".join(["same picture", *_size(keeper, member), *_differences(keeper, member)])


def _moment(keeper: Photo, member: Photo, verdict: Verdict) -> str:
    apart_s = seconds_apart(Capture.of(keeper), Capture.of(member))
    if apart_s is None:
        return "a similar picture" if verdict is Verdict.SIMILAR else "of the same burst"
    if apart_s == 0:
        return "taken in the same second"
    is_later = _naive(member) > _naive(keeper)
    return f"taken {duration(apart_s)} {'later' if is_later else 'earlier'}"


def _naive(photo: Photo) -> datetime:
    return (photo.taken_at or datetime.min).replace(tzinfo=None)


def duration(seconds: float) -> str:
    """A time span in the unit a person would use."""
    if seconds < 10:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    for unit_s, words in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * unit_s:
            return f"{seconds / unit_s:.0f} {words}"
    return f"{seconds:.0f} s" if seconds < 45 else "a minute"


def _edits(evidence: Evidence, *, keeper_is_first: bool) -> list[str]:
    words = []
    orientation = evidence.orientation or 0
    if orientation:
        words.append(ORIENTATIONS[orientation if keeper_is_first else INVERSE_TURN[orientation]])
    words += _framing(evidence, keeper_is_first=keeper_is_first)
    if (evidence.colour_shift or 0) > SAME_COLOUR_SHIFT:
        words.append("colours changed")
    if (evidence.tone_shift or 0) > SAME_TONE_SHIFT:
        words.append("brightness changed")
    if (evidence.worst_difference or 0) > DRAWN_ON or (evidence.odd_area_px or 0) >= ODD_AREA_PX:
        words.append("something added or removed")
    if evidence.is_page:
        words.append("a page or drawing: small differences may not show here")
    return words


def _framing(evidence: Evidence, *, keeper_is_first: bool) -> list[str]:
    if (evidence.displacement or 0) <= WHOLE_DISPLACEMENT:
        return []
    of_keeper = evidence.overlap_first if keeper_is_first else evidence.overlap_second
    of_member = evidence.overlap_second if keeper_is_first else evidence.overlap_first
    of_keeper, of_member = of_keeper or 1.0, of_member or 1.0
    turn = evidence.turn_degrees or 0.0
    words = [f"turned by {turn:.0f}°" if turn >= 1.5 else "straightened"] if turn > 0.7 else []
    is_framed = evidence.second_is_framed if keeper_is_first else evidence.first_is_framed
    if is_framed:
        return [*words, "with a border around it"]
    if of_keeper < _WHOLE_CROP and of_member < _WHOLE_CROP:
        return [*words, f"another part of the picture, {of_keeper:.0%} in common"]
    if of_keeper < _WHOLE_CROP:
        return [*words, f"cropped to {of_keeper:.0%}"]
    if of_member < _WHOLE_CROP:
        return [*words, "shows more around it"]
    return words or ["cropped a little"]


def _size(keeper: Photo, member: Photo) -> list[str]:
    """How large the member is next to the keeper, by length of side."""
    if not keeper.pixel_count or not member.pixel_count:
        return []
    ratio = (member.pixel_count / keeper.pixel_count) ** 0.5
    if ratio > 1.01:
        return ["larger"]
    if ratio > 0.99:
        return []
    for share, words in ((0.5, "half the size"), (0.25, "a quarter of the size")):
        if abs(ratio - share) < 0.02:
            return [words]
    return [f"{max(ratio, 0.01):.0%} of the size"]


def _differences(keeper: Photo, member: Photo) -> list[str]:
    words = []
    if member.format and member.format != keeper.format:
        words.append(f"saved as {member.format}")
    elif _bytes_a_pixel(member) < 0.7 * _bytes_a_pixel(keeper):
        words.append("more compressed")
    if keeper.has_location and not member.has_location:
        words.append("no location")
    has_date = member.date_source is DateSource.EXIF
    if keeper.date_source is DateSource.EXIF and not has_date:
        words.append("no camera date")
    return words + _only_here(keeper, member)


def _only_here(keeper: Photo, member: Photo) -> list[str]:
    """What is known to be lost with the member. A sidecar of the keeper may know it, and is only
    read when a clean-up is planned; so is what else photos say."""
    if any(not companion.is_capture for companion in keeper.companions):
        return []
    own = (DateSource.EXIF, DateSource.XMP)
    things = []
    if member.date_source in own and keeper.date_source not in own:
        things.append("a date")
    if member.has_location and not keeper.has_location:
        things.append("a location")
    return [f"has {' and '.join(things)} that the kept photo lacks"] if things else []


def _bytes_a_pixel(photo: Photo) -> float:
    return photo.size_bytes / max(1, photo.pixel_count)
