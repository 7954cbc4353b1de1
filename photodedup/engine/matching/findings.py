"""What a proved pair of previews says about what was done to the picture."""

from dataclasses import dataclass, replace
from functools import cached_property

from photodedup.engine.domain.matches import Evidence
from photodedup.engine.matching.agreement import Agreement, colour_shift
from photodedup.engine.matching.alignment import Alignment
from photodedup.engine.matching.fine_detail import is_mostly_blank, odd_area_px
from photodedup.engine.matching.framing import is_framed
from photodedup.engine.matching.geometry import Geometry, compose, invert
from photodedup.engine.matching.preview import Preview


@dataclass(frozen=True)
class Findings:
    """Two previews of which one was proved to show the other, and how they were laid."""

    one: Preview
    other: Preview
    alignment: Alignment
    agreement: Agreement
    geometry: Geometry

    @cached_property
    def colour_shift(self) -> float:
        one, other = self.one, self.other
        onto_other = compose(self.alignment.transform, invert(one.shrink_colour))
        transform = compose(other.shrink_colour, onto_other)
        return colour_shift(one.small_colour, other.small_colour, transform)

    def evidence(
        self, *, hash_distance: int | None, cosine: float | None, apart_s: float | None
    ) -> Evidence:
        one, other, transform = self.one, self.other, self.alignment.transform
        geometry, agreement = self.geometry, self.agreement
        return Evidence(
            step=self.alignment.method,
            hash_distance=hash_distance,
            cosine=None if cosine is None else round(cosine, 4),
            inliers=self.alignment.inliers or None,
            transform=tuple(round(float(x), 5) for x in transform.ravel()),
            orientation=geometry.orientation,
            turn_degrees=round(geometry.turn_degrees, 2),
            displacement=round(geometry.displacement, 4),
            overlap_first=round(agreement.overlap_first, 4),
            overlap_second=round(agreement.overlap_second, 4),
            correlation=round(agreement.tone_correlation, 4),
            remaining_difference=round(agreement.typical_difference, 2),
            worst_difference=round(agreement.worst_difference, 2),
            tone_shift=round(agreement.tone_shift, 2),
            colour_shift=round(self.colour_shift, 2),
            first_is_framed=is_framed(one.grey, other.size, invert(transform)) or None,
            second_is_framed=is_framed(other.grey, one.size, transform) or None,
            seconds_apart=apart_s,
        )

    def with_fine_detail(self, evidence: Evidence) -> Evidence:
        """What may speak against pictures that look the same: small things in them."""
        one, other = self.one.grey, self.other.grey
        is_page = is_mostly_blank(one) or is_mostly_blank(other)
        odd_px = odd_area_px(one, other, self.alignment.transform)
        return replace(evidence, odd_area_px=odd_px or None, is_page=is_page or None)
