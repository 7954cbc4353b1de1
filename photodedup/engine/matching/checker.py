"""Prove or refute that two photos show one capture, cheapest step first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.features.keypoints import Detector
from photodedup.engine.matching.agreement import Agreement, Laid, lay, measure
from photodedup.engine.matching.alignment import (
    Alignment,
    Method,
    align_by_points,
    align_by_search,
    refine,
)
from photodedup.engine.matching.findings import Findings
from photodedup.engine.matching.firmness import firm_places
from photodedup.engine.matching.geometry import (
    Geometry,
    compose,
    describe,
    fits_whole,
    orientation_transform,
    shift,
)
from photodedup.engine.matching.held_previews import HeldPreviews
from photodedup.engine.matching.preview import Preview
from photodedup.engine.matching.recolouring import measure_recoloured
from photodedup.engine.matching.verdicts import (
    ODD_AREA_PX,
    SAME_COLOUR_SHIFT,
    Capture,
    are_two_captures,
    judge,
    may_slide,
    objection,
    seconds_apart,
    sliding_objection,
)

PreviewSource = Callable[[PhotoId], bytes | None]

_TINY_PX = 160  # a photo smaller than this on its long side has to agree throughout
_SURE_HASH_DISTANCE = 16
_SQUEEZED_HASH_DISTANCE = 8
_PROMISING_INLIERS = 6
_NEARLY_LAID = 0.6  # correlation
_FEW_POINTS = 120
_NEARLY_RECOLOURED = 0.85  # tone correlation: below, other colours do not make it one capture


class Candidate(NamedTuple):
    """A pair worth a look and what proposed it. `orientation` turns the first onto the second.

    A tuple, because there are very many, and a tuple is made faster.
    """

    first: PhotoId
    second: PhotoId
    orientation: int | None = None
    hash_distance: int | None = None
    cosine: float | None = None
    is_thorough: bool = False  # try the slow ways too, whatever the quick ones showed

    @property
    def strength(self) -> float:
        """From 0 to about 1: how much the proposal promises."""
        by_hash = 0.0 if self.hash_distance is None else 1.0 - self.hash_distance / 64
        return max(by_hash, self.cosine or 0.0)

    def has_hash_within(self, distance: int) -> bool:
        return self.hash_distance is not None and self.hash_distance <= distance


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to lay the first preview onto the second, what it gave, and what speaks against a
    copy (None: nothing does). Without agreement nothing could be measured."""

    alignment: Alignment
    geometry: Geometry
    agreement: Agreement | None
    objection: str | None

    @property
    def is_proof(self) -> bool:
        """Whether this proves a copy."""
        return self.agreement is not None and self.objection is None


Observer = Callable[[Attempt], None]


def ignore_attempt(_: Attempt) -> None:
    """An observer for callers who want the outcome alone."""


class PairChecker:
    """Aligns pairs of photos by their previews. Safe to use from several threads."""

    def __init__(self, previews: PreviewSource) -> None:
        self._previews = previews
        self._held = HeldPreviews()
        self.check_count = 0

    def check(
        self,
        first: Photo,
        second: Photo,
        candidate: Candidate,
        observe: Observer = ignore_attempt,
    ) -> Match | None:
        """A match if the two are proved to be copies of one capture, else None.

        `candidate.first` must be the smaller id and belong to `first`. `observe` is told of every
        attempt, the last one being that which proved it.

        Raises:
            UnreadablePhoto: one of them cannot be seen now, so nothing can be said.
        """
        self.check_count += 1
        captures = Capture.of(first), Capture.of(second)
        if are_two_captures(*captures):
            return None
        one, other = self._picture(first), self._picture(second)
        is_tiny = min(_long_side(first), _long_side(second)) < _TINY_PX
        found = _Prover(one, other, is_tiny, observe).prove(candidate)
        if found is None:
            return None
        verdict, similarity = judge(found.agreement, found.geometry, found.colour_shift)
        evidence = found.evidence(
            hash_distance=candidate.hash_distance,
            cosine=candidate.cosine,
            apart_s=seconds_apart(*captures),
        )
        if verdict is Verdict.SAME_PICTURE:
            evidence = found.with_fine_detail(evidence)
            # What follows the first page or frame was not compared at all.
            has_more = max(first.frame_count, second.frame_count) > 1
            if has_more or evidence.is_page or (evidence.odd_area_px or 0) >= ODD_AREA_PX:
                verdict = Verdict.EDITED
        return Match(first.id, second.id, verdict, similarity, evidence)

    def can_see(self, photo: Photo) -> bool:
        """Whether there is a preview of the photo to look at."""
        try:
            self._picture(photo)
        except UnreadablePhoto:
            return False
        return True

    def _picture(self, photo: Photo) -> Preview:
        key = (photo.id, photo.content_hash)  # a file that was changed is another picture
        picture = self._held.get(key)
        if picture is not None:
            return picture
        jpeg = self._previews(photo.id)
        picture = Preview.of(jpeg) if jpeg else None
        if picture is None:
            raise UnreadablePhoto("there is no preview of this photo")
        self._held.add(key, picture)
        return picture


class _Prover:
    """Tries to lay one picture onto the other until an attempt proves them to be copies."""

    def __init__(self, one: Preview, other: Preview, is_tiny: bool, observe: Observer) -> None:
        self._one = one
        self._other = other
        self._is_tiny = is_tiny
        self._observe = observe

    def prove(self, candidate: Candidate) -> Findings | None:
        whole = self._whole(candidate)
        if whole is not None:
            return whole
        found, inliers = self._by_points(Detector.ORB)
        if found is not None:
            return found
        is_promising = (
            candidate.is_thorough
            or inliers >= _PROMISING_INLIERS
            or candidate.has_hash_within(_SURE_HASH_DISTANCE)
        )
        if not is_promising:
            return None
        return self._by_points(Detector.SIFT)[0] or self._by_search()

    def _whole(self, candidate: Candidate) -> Findings | None:
        """Lay all of one onto all of the other, borders around them left aside."""
        one, other = self._one, self._other
        orientation = candidate.orientation or 0
        # Near hashes in another shape: squeezed, and a soft picture has no points to tell.
        is_squeezed = candidate.has_hash_within(_SQUEEZED_HASH_DISTANCE)
        if not is_squeezed and not fits_whole(one.content_size, other.content_size, orientation):
            return None
        fit = orientation_transform(one.content_size, other.content_size, orientation)
        inside = compose(fit, shift(-one.content.left, -one.content.top))
        transform = compose(shift(other.content.left, other.content.top), inside)
        return self._try(Alignment(transform, Method.WHOLE))[1]

    def _by_points(self, detector: Detector) -> tuple[Findings | None, int]:
        """The best proof by key points, plain or mirrored, and the most inliers seen."""
        one, target = self._one, self._other.points(detector)
        plain = align_by_points(one.points(detector), target)
        if plain is not None and plain.inliers >= 25:
            found = [plain]  # nobody mirrors half a picture
        else:
            flipped = align_by_points(
                one.points(detector, mirrored=True), target, one.size[1], mirrored=True
            )
            found = [alignment for alignment in (plain, flipped) if alignment is not None]
        found.sort(key=lambda alignment: -alignment.inliers)
        for alignment in found:
            attempt, proved = self._try(alignment)
            if proved is None and _could_be_refined(attempt):
                better = refine(one.grey, self._other.grey, alignment.transform)
                proved = self._try(replace(alignment, transform=better))[1]
            if proved is not None:
                return proved, alignment.inliers
        return None, found[0].inliers if found else 0

    def _by_search(self) -> Findings | None:
        """For soft pictures only: where there are key points, they would have told."""
        fewest = min(len(self._one.points(Detector.ORB)), len(self._other.points(Detector.ORB)))
        if fewest > _FEW_POINTS:
            return None
        found = align_by_search(self._one.grey, self._other.grey)
        if found is None:
            return None
        better = refine(self._one.grey, self._other.grey, found.transform)
        return self._try(replace(found, transform=better))[1]

    def _try(self, alignment: Alignment) -> tuple[Attempt, Findings | None]:
        """An attempt, and what it found where it is a proof."""
        one, other = self._one, self._other
        laid = lay(one.grey, other.grey, alignment.transform, one.content, other.content)
        agreement = measure(laid) if laid else None
        geometry = describe(alignment.transform, one.size, other.size)
        against: str | None = "the pictures do not agree where this lays them"
        found = None
        if laid and agreement:
            found, against = self._judged(alignment, geometry, laid, agreement)
            agreement = found.agreement
        attempt = Attempt(alignment, geometry, agreement, against)
        self._observe(attempt)
        return attempt, found if attempt.is_proof else None

    def _judged(
        self, alignment: Alignment, geometry: Geometry, laid: Laid, agreement: Agreement
    ) -> tuple[Findings, str | None]:
        """What was found, and what speaks against a copy. The agreement is that which says so: if
        need be, that after a change of colours."""
        against = objection(agreement, alignment, geometry, is_tiny=self._is_tiny)
        if against is not None and agreement.tone_correlation >= _NEARLY_RECOLOURED:
            better = measure_recoloured(
                self._one, self._other, alignment.transform, laid, agreement
            )
            if better is not agreement:
                agreement = better
                against = objection(agreement, alignment, geometry, is_tiny=self._is_tiny)
        found = Findings(self._one, self._other, alignment, agreement, geometry)
        return found, against or _sliding(found, laid)


def _sliding(found: Findings, laid: Laid) -> str | None:
    """What speaks against pictures that agree, where an edge or a gradient alone may do so."""
    if not may_slide(found.agreement, found.geometry) and found.colour_shift <= SAME_COLOUR_SHIFT:
        return None
    return sliding_objection(found.agreement, found.alignment, firm_places(laid))


def _could_be_refined(attempt: Attempt) -> bool:
    """Whether a fraction of a pixel may be all that speaks against it."""
    agreement = attempt.agreement
    return agreement is not None and agreement.tone_correlation >= _NEARLY_LAID


def _long_side(photo: Photo) -> int:
    return max(photo.width_px, photo.height_px)
