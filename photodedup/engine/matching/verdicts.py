"""From measured agreement to a verdict with a reason. Pure: numbers in, a judgement out.

The limits were set on labelled photographs so that no pair of different captures passes (a fixed
camera, a burst, two sunsets); where the evidence is not enough the answer is None, "not sure".
"""

from dataclasses import dataclass
from datetime import datetime

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.matching.agreement import Agreement
from photodedup.engine.matching.alignment import Alignment, Method
from photodedup.engine.matching.geometry import Geometry

# A picture with less contrast or detail than this could be anything: nothing is said about it.
MIN_CONTRAST = 4.0
MIN_DETAIL_CONTRAST = 0.9

WHOLE_DISPLACEMENT = 0.02  # share of the diagonal that resampling and rounding may move a corner
_NEAR_DISPLACEMENT = 0.12  # within this, a second shot by the same hand or tripod must be ruled out
SAME_TONE_SHIFT = 5.0
SAME_COLOUR_SHIFT = 4.0
DRAWN_ON = 9.0  # worst difference above which something was added or removed
ODD_AREA_PX = 4  # so much of a preview in another form: a digit was changed


_MIN_INLIERS = 8
_FEWEST_INLIERS = 4  # three points fit any affine transform: from here on they can speak
_BY_POINTS = (Method.ORB, Method.SIFT)

# A crop lies in what it was cropped from. Stars, windows and waves agree in a part now and then.
_SHOWN_BY_ONE = 0.7  # share of its area
_SMALL_PART = 0.2
_INLIERS_IN_SMALL_PART = 20
_CROOKED_DEGREES = 3.0
_INLIERS_IF_CROOKED = 14
_INLIERS_IF_TINY = 50

_FIRM_FOR_SEARCH = 6  # places with corners, where no key points vouch for the place
_TONES_KEPT = 3.0  # tone shift of a crop that is a crop and nothing else


@dataclass(frozen=True, slots=True)
class Capture:
    """What the camera says about when a photo was taken."""

    taken_at: datetime | None = None
    date_source: DateSource | None = None
    camera: str | None = None

    @classmethod
    def of(cls, photo: Photo) -> "Capture":
        return cls(photo.taken_at, photo.date_source, photo.camera)


def seconds_apart(first: Capture | Photo, second: Capture | Photo) -> float | None:
    """Seconds between two captures where both cameras recorded a time, else None."""
    if first.date_source is not DateSource.EXIF or second.date_source is not DateSource.EXIF:
        return None
    if first.taken_at is None or second.taken_at is None:
        return None
    one, other = first.taken_at, second.taken_at
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return abs((one - other).total_seconds())


def are_two_captures(first: Capture, second: Capture) -> bool:
    """Whether the cameras' own records say that the shutter opened twice.

    Times count only where both files name the same camera; a difference that is a whole number
    of quarter hours is a time zone written differently, not a second capture.
    """
    apart_s = seconds_apart(first, second)
    if apart_s is None or not first.camera or first.camera != second.camera:
        return False
    return apart_s > 0 and (apart_s % 900 != 0 or apart_s > 14 * 3600)


def objection(
    agreement: Agreement, alignment: Alignment, geometry: Geometry, *, is_tiny: bool = False
) -> str | None:
    """Why two aligned previews are not proved to show one capture; None where they are.

    `is_tiny` pictures have to agree throughout, or in many points where one is a part of the
    other: in a hundred pixels an animal and a watermark look alike.
    """
    if agreement.contrast < MIN_CONTRAST or agreement.detail_contrast < MIN_DETAIL_CONTRAST:
        return "too flat there to tell"
    if alignment.method in _BY_POINTS and alignment.inliers < _MIN_INLIERS:
        if alignment.inliers < _FEWEST_INLIERS or not _agrees_nearly_everywhere(agreement):
            return f"too few key points agree ({alignment.inliers} of at least {_MIN_INLIERS})"
    elif alignment.method is Method.SEARCH and not _agrees_nearly_everywhere(agreement):
        return "nothing but likeness says that one is a part of the other"
    if geometry.displacement <= _NEAR_DISPLACEMENT:
        if geometry.displacement > WHOLE_DISPLACEMENT and _could_be_second_shot(agreement):
            return "this could be a second shot from nearly the same place"
        if not _near_agrees(agreement, is_tiny):
            return "too much differs for one capture in nearly the same frame"
        return None
    if is_tiny and alignment.inliers < _INLIERS_IF_TINY:
        return "the smaller picture is too small to prove a crop or a turn"
    return _far_objection(agreement, alignment, geometry)


def may_slide(agreement: Agreement, geometry: Geometry) -> bool:
    """Whether two pictures that agree could do so by an edge or a gradient alone: a part, a turn or
    other tones leave that open, nearly the same pixels all over the frame do not."""
    return geometry.displacement > _NEAR_DISPLACEMENT or agreement.tone_shift > SAME_TONE_SHIFT


def sliding_objection(agreement: Agreement, alignment: Alignment, firm_places: int) -> str | None:
    """What speaks against such pictures, given in how many places they have corners."""
    if alignment.method is Method.SEARCH:
        holds = firm_places >= _FIRM_FOR_SEARCH or agreement.tone_shift <= _TONES_KEPT
    else:
        holds = firm_places > 0
    return None if holds else "only an edge or a gradient agrees, and that fits in many places"


def _far_objection(agreement: Agreement, alignment: Alignment, geometry: Geometry) -> str | None:
    """What speaks against two pictures that share a part, or are turned."""
    overlaps = sorted((agreement.overlap_first, agreement.overlap_second))
    if overlaps[1] < _SHOWN_BY_ONE:
        return "each shows much that the other does not: two shots side by side would, too"
    if alignment.method in _BY_POINTS:
        if overlaps[0] < _SMALL_PART and alignment.inliers < _INLIERS_IN_SMALL_PART:
            return f"too few key points agree ({alignment.inliers}) in so small a part"
        is_crooked = geometry.turn_degrees > _CROOKED_DEGREES and overlaps[0] < 0.5
        if is_crooked and alignment.inliers < _INLIERS_IF_CROOKED:
            return f"too few key points agree ({alignment.inliers}) on so odd a turn"
    if not _far_agrees(agreement, alignment):
        return "too much differs where the two overlap"
    return None


def _agrees_nearly_everywhere(agreement: Agreement) -> bool:
    """So much agreement, in detail too, that it needs no key points to vouch for the place."""
    return (
        agreement.tone_correlation >= 0.97
        and agreement.detail_correlation >= 0.88
        and agreement.worst_difference <= 4
        and agreement.typical_difference <= 2
        and min(agreement.overlap_first, agreement.overlap_second) >= _SMALL_PART
    )


def _could_be_second_shot(agreement: Agreement) -> bool:
    """A hand that moved a little between two shots leaves detail that no crop explains."""
    return agreement.detail_correlation < 0.92 and agreement.typical_difference > 2.0


def _near_agrees(agreement: Agreement, is_tiny: bool) -> bool:
    """Both show nearly the same frame: a second shot from the same place must be ruled out."""
    if agreement.tone_correlation < 0.9:
        return False
    detail, worst = agreement.detail_correlation, agreement.worst_difference
    typical = agreement.typical_difference
    if worst <= 4 and detail >= 0.75:
        return True
    if worst <= 9 and detail >= 0.85:
        return typical <= 5
    if is_tiny:
        return False
    if worst <= 12 and detail >= 0.85:
        return typical <= 2.5
    if worst <= 13 and detail >= 0.95:
        return typical <= 8 and agreement.changed_share <= 0.05
    if worst <= 16 and detail >= 0.9:
        return typical <= 6 and agreement.changed_share <= 0.1
    # Something was drawn on it: all the rest must agree nearly to the pixel. On a soft picture
    # what was drawn is most of the detail; two shots of the stillest place differ more than this.
    if typical <= 0.5 and agreement.wide_difference <= 1.0 and detail >= 0.7:
        return agreement.changed_share <= 0.03
    return (detail >= 0.95 and typical <= 2.5 and agreement.changed_share <= 0.06) or (
        detail >= 0.88 and typical <= 1.3 and agreement.changed_share <= 0.12 and worst <= 45
    )


def _far_agrees(agreement: Agreement, alignment: Alignment) -> bool:
    """One shows a part of the other, or turned or mirrored: no tripod does that."""
    inliers = alignment.inliers
    if min(agreement.overlap_first, agreement.overlap_second) < 0.02:
        return False
    if agreement.typical_difference > 8:
        return False
    if agreement.tone_correlation >= 0.9 and agreement.detail_correlation >= 0.6:
        return agreement.worst_difference <= 15 or inliers >= 30
    return (
        inliers >= 40 and agreement.tone_correlation >= 0.75 and agreement.detail_correlation >= 0.5
    )


def judge(agreement: Agreement, geometry: Geometry, colour_shift: float) -> tuple[Verdict, float]:
    """Verdict and similarity (0 to 1) of two previews that nothing speaks against."""
    is_whole = geometry.displacement <= WHOLE_DISPLACEMENT
    is_edited = (
        not is_whole
        or geometry.orientation != 0
        or agreement.tone_shift > SAME_TONE_SHIFT
        or colour_shift > SAME_COLOUR_SHIFT
        or (agreement.worst_difference > DRAWN_ON and agreement.changed_share > 0.002)
    )
    shared = 1.0 if is_whole else min(agreement.overlap_first, agreement.overlap_second)
    detail = max(0.0, agreement.detail_correlation)
    similarity = max(0.0, agreement.tone_correlation) * (0.5 + 0.5 * detail) * shared**0.5
    if is_edited:
        return Verdict.EDITED, round(min(similarity, 0.98), 4)
    return Verdict.SAME_PICTURE, round(min(similarity, 0.999), 4)
