"""What was seen of two files on their way through every step that finds duplicates."""

from dataclasses import dataclass

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.features.keypoints import Detector
from photodedup.engine.matching.checker import Attempt
from photodedup.engine.matching.wording import member_reason


@dataclass(frozen=True, slots=True)
class HashDistance:
    """Bits of 64 that differ once the first photo is so oriented (0 to 7, as the hashes count)."""

    orientation: int
    dhash_bits: int
    phash_bits: int


@dataclass(frozen=True, slots=True)
class PointCount:
    """How many key points a detector finds in each photo."""

    detector: Detector
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was seen of two photos.

    Attributes:
        is_identical, has_same_pixels: of the files' bytes, and of the upright pictures.
        is_one_shot: files of one press of the shutter, which are never copies.
        is_flat: one shows so little that its hashes mean nothing.
        hashes: the distances in all eight orientations.
        cosine, loose_cosine: of the model's vectors, and from where on it proposes; None without.
        proposed_by: which steps would have proposed the pair in a library: "hashes", "model".
        seconds_apart: None where a camera's date is missing.
        are_two_captures: the cameras' records alone say that the shutter opened twice.
        attempts: every way in which one picture was laid onto the other; none where an earlier
            step decided.
        match: what the two are to each other; None: nothing was proved.
        previews: a JPEG of each, at most 320 px on the long side.
        is_from_second: whether sentences look at the first from the second; else the other way.
        by_hand: what the person decided about the two.
    """

    first: Photo
    second: Photo
    is_identical: bool
    has_same_pixels: bool
    is_one_shot: bool
    is_flat: bool
    hashes: tuple[HashDistance, ...]
    model: str | None
    cosine: float | None
    loose_cosine: float | None
    proposed_by: tuple[str, ...]
    seconds_apart: float | None
    are_two_captures: bool
    points: tuple[PointCount, ...]
    attempts: tuple[Attempt, ...]
    match: Match | None
    previews: tuple[bytes, bytes]
    is_from_second: bool = False
    by_hand: ByHand | None = None

    @property
    def seen_photos(self) -> tuple[Photo, Photo]:
        """The photo that sentences look from, and the one they look at."""
        return (self.second, self.first) if self.is_from_second else (self.first, self.second)

    @property
    def verdict(self) -> Verdict | None:
        """What the two are to each other; None: nothing was proved."""
        return self.match.verdict if self.match else None

    @property
    def nearest_hash(self) -> HashDistance:
        """The distances in the orientation in which least bits differ."""
        return min(self.hashes, key=lambda entry: entry.dhash_bits + entry.phash_bits)

    @property
    def best_attempt(self) -> Attempt | None:
        """That which proved the match, else the one in which most agreed."""
        measured = [attempt for attempt in self.attempts if attempt.agreement is not None]
        return max(measured, key=_promise) if measured else None

    @property
    def sentence(self) -> str:
        """What the second is, seen from the first, or why nothing is said of the two."""
        if self.match is not None:
            measured = self.match if self.attempts else None
            return member_reason(
                *self.seen_photos,
                self.match.verdict,
                measured,
                keeper_is_first=not self.is_from_second,
            )
        if self.is_one_shot:
            return "two files of one shot, which are never copies of each other"
        if self.are_two_captures:
            return f"two captures, {self.seconds_apart:g} s apart by the cameras' own clocks"
        best = self.best_attempt
        if best is None:
            return "not sure: nothing lays one picture onto the other"
        return f"not sure: {best.objection}"


def _promise(attempt: Attempt) -> tuple[bool, float]:
    agreement = attempt.agreement
    return attempt.is_proof, agreement.tone_correlation if agreement else 0.0
