"""What two photos are to each other, and why."""

from dataclasses import dataclass
from enum import StrEnum

from photodedup.engine.domain.ids import PhotoId

ContentPair = tuple[str, str]  # two content hashes, the smaller one first


class Verdict(StrEnum):
    """What two photos are to each other, from the surest to the loosest."""

    IDENTICAL = "identical"  # same bytes
    SAME_PICTURE = "same-picture"  # one capture, saved again
    EDITED = "edited"  # one capture, changed on purpose
    BURST = "burst"  # several captures of one moment
    SIMILAR = "similar"  # one scene or subject
    PUT_TOGETHER = "put-together"  # one picture by a person's word alone

    @property
    def is_copy(self) -> bool:
        """One capture: these form copies groups."""
        return self not in (Verdict.BURST, Verdict.SIMILAR)

    @property
    def is_proved(self) -> bool:
        """The program has seen it for itself."""
        return self is not Verdict.PUT_TOGETHER

    @property
    def is_suggested(self) -> bool:
        """May be marked for the trash without a person asking for it."""
        return self in (Verdict.IDENTICAL, Verdict.SAME_PICTURE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two photos were judged as they were. None means the step was not needed.

    `transform` maps the first photo's preview onto the second's, six numbers by row, in
    preview pixels; `orientation` (0 to 7, as the perceptual hashes count) and `turn_degrees` say
    what that does to the picture. Overlaps are shares (0 to 1) of each picture's area.
    Differences are grey values (0 to 255) left after alignment and a fitted tone curve: what is
    typical (60th percentile), and the worst mean of a small window. `odd_area_px` is where strong
    detail has another form. `is_page` says that most of a picture is plain ground, so that small
    differences that matter may not show.
    """

    step: str
    hash_distance: int | None = None
    cosine: float | None = None
    inliers: int | None = None
    transform: tuple[float, ...] | None = None
    orientation: int | None = None
    turn_degrees: float | None = None
    displacement: float | None = None
    overlap_first: float | None = None
    overlap_second: float | None = None
    correlation: float | None = None
    remaining_difference: float | None = None
    worst_difference: float | None = None
    tone_shift: float | None = None
    colour_shift: float | None = None
    first_is_framed: bool | None = None
    second_is_framed: bool | None = None
    odd_area_px: int | None = None
    is_page: bool | None = None
    seconds_apart: float | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Two photos and what they are to each other; `first < second` always.

    `similarity` is from 0 to 1. The sentence for a person depends on which of the two is looked
    at from which, so it is made from the evidence when it is shown.
    """

    first: PhotoId
    second: PhotoId
    verdict: Verdict
    similarity: float
    evidence: Evidence
