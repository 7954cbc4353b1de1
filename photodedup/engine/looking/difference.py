"""What differs between two pictures once one is laid on the other: how much at each spot, where.

A change of all tones (brighter, warmer, without colour) is taken out first and told by itself, and
a pixel of misalignment is forgiven, so that what is left are things that came, went or moved.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.looking.laying import LaidOver, Mask, Pixels, lay_over
from photodedup.engine.looking.placement import Placement
from photodedup.engine.looking.tone_fit import fitted_tones, is_colourless

Plane = NDArray[np.uint8]

LONG_SIDE_PX = 1000
_SEEN = 16.0  # grey values, smoothed: less is compression and resizing
_SMOOTHING_PX = 5
_COLOUR_BLUR_PX = 5
_JOINED_SHARE = 0.02  # of the long side: spots nearer to each other are one
_LEAST_SHARE = 0.0004  # of the picture's area
_MANY_PLACES = 6
_ALL_OVER_CELLS = 14  # of 16
_ALL_OVER_SHARE = 0.4
_STRIP_LENGTH = 0.5
_STRIP_DEPTH = 0.3
_NEAR_EDGE = 0.1
_STROKES = 6.0  # changes between ink and ground along a line of writing
_MORE = 2.0  # times the edges: where both have about as many, both show something
_AROUND_REST = 0.01  # of the middle, that may differ inside a frame
_TONE_SEEN = 4.0  # grey values


class Where(StrEnum):
    """Where two pictures differ."""

    NOWHERE = "nowhere"
    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    AROUND = "around"  # along all four edges
    PLACES = "places"  # one or a few, each named
    MANY = "many"
    ALL_OVER = "all-over"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that differs: a box in shares of the base, its mean difference in grey values."""

    left: float
    top: float
    right: float
    bottom: float
    amount: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Difference:
    """What differs, in the base's frame.

    Attributes:
        amounts: grey values (0 to 255) left at each spot, uint8 (height, width).
        mask: where both pictures are; bool (height, width).
        spots: the places that a person would see, the largest first.
        is_writing: what only one of them has in the one strip or place looks like letters.
        has_more: which one has more in it there, 0 the base, 1 the other, None if that is not
            clear.
        tone_shift: mean change of all tones from the base to the other, in grey values; above 0
            the other is brighter.
        is_colourless: (base, other): whether it has no colour.
        shown_of_base, shown_of_other: share of each one's area that both show.
    """

    amounts: Plane
    mask: Mask
    where: Where
    spots: tuple[Spot, ...]
    is_writing: bool
    has_more: int | None
    tone_shift: float
    is_colourless: tuple[bool, bool]
    shown_of_base: float
    shown_of_other: float

    @property
    def is_brighter(self) -> bool | None:
        """Whether the other's tones are brighter, False for darker, None for about the same."""
        return None if abs(self.tone_shift) < _TONE_SEEN else self.tone_shift > 0


def measure_difference(base: Pixels, other: Pixels, onto_base: Placement) -> Difference:
    """Compare two pictures, (height, width, 3) RGB each, of which one lies on the other so."""
    laid = lay_over(base, other, onto_base, LONG_SIDE_PX)
    inside = cv2.erode(laid.mask.astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=0) > 0
    colourless = is_colourless(laid.base, inside), is_colourless(laid.other, inside)
    first, second = _comparable(laid, any(colourless))
    fitted, shifts = fitted_tones(second, first, inside)
    amounts = np.where(inside, _left_over(first, fitted), 0).astype(np.uint8)
    spots, seen = _spots(amounts)
    where = _where(spots, seen, inside)
    is_one = where in (Where.TOP, Where.BOTTOM, Where.LEFT, Where.RIGHT) or len(spots) == 1
    has_more = _who_has_more(first, fitted, seen) if is_one else None
    return Difference(
        amounts=amounts,
        mask=inside,
        where=where,
        spots=spots,
        is_writing=has_more is not None and _looks_written(seen),
        has_more=has_more,
        tone_shift=shifts[0],
        is_colourless=colourless,
        shown_of_base=laid.overlap_base,
        shown_of_other=laid.overlap_other,
    )


def _comparable(laid: LaidOver, without_colour: bool) -> tuple[Plane, Plane]:
    """Both as (height, width, 1 or 3): brightness, and the two colour channels where both have
    colour. Colours are blurred, as JPEG keeps only every second of them."""
    found = []
    for picture in (laid.base, laid.other):
        planes = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb), np.uint8)
        if not without_colour:
            planes[..., 1:] = cv2.blur(planes[..., 1:], (_COLOUR_BLUR_PX, _COLOUR_BLUR_PX))
        found.append(planes[..., :1] if without_colour else planes)
    return found[0], found[1]


def _left_over(first: Plane, second: Plane) -> Plane:
    """How far each is outside of what the other has close by; the worst channel counts."""
    worst: Plane = np.zeros(first.shape[:2], np.uint8)
    for channel in range(first.shape[2]):
        reach = _COLOUR_BLUR_PX if channel else 3
        kernel = np.ones((reach, reach), np.uint8)
        one = np.ascontiguousarray(first[..., channel])
        two = np.ascontiguousarray(second[..., channel])
        for value, other in ((one, two), (two, one)):
            above = cv2.subtract(value, cv2.dilate(other, kernel))
            below = cv2.subtract(cv2.erode(other, kernel), value)
            worst = np.maximum(worst, np.maximum(above, below))
    return worst


def _spots(amounts: Plane) -> tuple[tuple[Spot, ...], Mask]:
    """The places that differ visibly, and which pixels they consist of."""
    height, width = amounts.shape
    smooth = cv2.blur(amounts.astype(np.float32), (_SMOOTHING_PX, _SMOOTHING_PX))
    seen = np.asarray(smooth >= _SEEN, np.uint8)
    reach = 2 * round(_JOINED_SHARE * max(height, width) / 2) + 1
    joined = cv2.dilate(seen, np.ones((reach, reach), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    spots, kept = [], np.zeros(seen.shape, bool)
    for label in range(1, count):
        part = (labels == label) & (seen > 0)
        if part.sum() < _LEAST_SHARE * part.size:
            continue
        kept |= part
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        spots.append(
            Spot(
                float(columns[0] / width),
                float(rows[0] / height),
                float((columns[-1] + 1) / width),
                float((rows[-1] + 1) / height),
                float(amounts[part].mean()),
            )
        )
    spots.sort(key=lambda spot: -(spot.right - spot.left) * (spot.bottom - spot.top))
    return tuple(spots), kept


def _where(spots: tuple[Spot, ...], seen: Mask, inside: Mask) -> Where:
    if not spots:
        return Where.NOWHERE
    if _is_all_over(seen, inside):
        return Where.ALL_OVER
    box = (
        min(spot.left for spot in spots),
        min(spot.top for spot in spots),
        max(spot.right for spot in spots),
        max(spot.bottom for spot in spots),
    )
    if (edge := _edge(box)) is not None:
        return edge
    if _is_around(box, seen):
        return Where.AROUND
    return Where.PLACES if len(spots) <= _MANY_PLACES else Where.MANY


def _is_all_over(seen: Mask, inside: Mask) -> bool:
    share = seen.sum() / max(1, inside.sum())
    cells = [
        bool(cell.any())
        for rows in np.array_split(seen, 4, axis=0)
        for cell in np.array_split(rows, 4, axis=1)
    ]
    middle = seen[
        seen.shape[0] // 4 : -seen.shape[0] // 4, seen.shape[1] // 4 : -seen.shape[1] // 4
    ]
    is_everywhere = sum(cells) >= _ALL_OVER_CELLS and bool(middle.mean() > 0.02)
    return bool(share > _ALL_OVER_SHARE) or is_everywhere


def _edge(box: tuple[float, float, float, float]) -> Where | None:
    """Along which edge a long, shallow box lies."""
    left, top, right, bottom = box
    if right - left >= _STRIP_LENGTH and bottom - top <= _STRIP_DEPTH:
        if bottom >= 1 - _NEAR_EDGE:
            return Where.BOTTOM
        return Where.TOP if top <= _NEAR_EDGE else None
    if bottom - top >= _STRIP_LENGTH and right - left <= _STRIP_DEPTH:
        if right >= 1 - _NEAR_EDGE:
            return Where.RIGHT
        return Where.LEFT if left <= _NEAR_EDGE else None
    return None


def _is_around(box: tuple[float, float, float, float], seen: Mask) -> bool:
    left, top, right, bottom = box
    if max(left, top) > _NEAR_EDGE or min(right, bottom) < 1 - _NEAR_EDGE:
        return False
    rows, columns = (max(1, round(side * 0.2)) for side in seen.shape)
    return bool(seen[rows:-rows, columns:-columns].mean() < _AROUND_REST)


def _looks_written(seen: Mask) -> bool:
    """Rows of strokes: along a line of writing, ink and ground change often."""
    rows = np.flatnonzero(seen.any(axis=1))
    columns = np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return False
    part = seen[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if part.shape[1] < 2 * part.shape[0]:
        return False
    changes = np.abs(np.diff(part.astype(np.int8), axis=1)).sum(axis=1)
    return bool(np.percentile(changes, 75) >= _STROKES)


def _who_has_more(first: Plane, second: Plane, seen: Mask) -> int | None:
    """Where something was added there are more edges."""
    area = cv2.dilate(seen.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    energies = []
    for plane in (first, second):
        grey = np.ascontiguousarray(plane[..., 0], np.float32)
        edges = np.abs(cv2.Laplacian(grey, cv2.CV_32F))
        energies.append(float(edges[area].mean()) if area.any() else 0.0)
    low, high = sorted(energies)
    return None if high < _MORE * low + 1.0 else energies.index(high)
