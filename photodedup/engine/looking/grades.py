"""From measured figures to honest steps between a few photos: alike, a little, clearly, much."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from photodedup.engine.looking.quality import Quality

# From which factor or difference on a person sees it, sees it clearly, sees it at once. Saving
# as a JPEG of quality 50, or noise of 8 grey values, moves sharpness by less than the first.
_SHARPNESS_FACTORS = (1.07, 1.2, 1.5)
_STOPS = (0.15, 0.5, 1.2)
_NOISE_FACTORS = (1.5, 2.5, 5.0)
_LEAST_NOISE = 1.2  # grey values: less is seen by nobody
_STEP_FACTORS = (1.6, 3.0, 6.0)
_BLOCK_FACTORS = (1.6, 2.2, 4.0)
_LEAST_BLOCKS = 0.6
_VISIBLE_BLOCKS = 1.1  # photographs as cameras save them have fewer
_AS_MANY = 0.9
_MUCH_LOST = 0.02  # share of the pixels


class Trait(StrEnum):
    """What is judged of a picture beside another one."""

    SHARPNESS = "sharpness"
    BRIGHTNESS = "brightness"
    NOISE = "noise"
    COMPRESSION = "compression"


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured of one picture; `saving_step` only of a JPEG, `blocks` of its pixels
    as they are stored."""

    quality: Quality
    blocks: float
    saving_step: float | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How a picture stands beside the others.

    Attributes:
        level: steps below the best, 0 to -3. Of brightness: steps below or above the middle one
            (of two, the other), -3 to 3.
        leads: it is the best, and another one is clearly not.
        loses: of brightness: it has lost more at the light or dark end than another one.
    """

    level: int
    leads: bool = False
    loses: bool = False


Grades = dict[Trait, Grade]  # a trait that cannot be told is not there


def grade(measured: Sequence[Measured]) -> list[Grades]:
    """One answer for each of two or more pictures that were measured at one scale."""
    found: list[Grades] = [{} for _ in measured]
    levels = {
        Trait.SHARPNESS: _sharpness([one.quality.sharpness for one in measured]),
        Trait.NOISE: _noise([one.quality.noise for one in measured]),
        Trait.COMPRESSION: _compression(measured),
    }
    for trait, steps in levels.items():
        for grades, level in zip(found, steps or (), strict=False):
            grades[trait] = Grade(level, leads=level == 0 and min(steps or ()) < 0)
    for grades, brightness in zip(found, _brightness([m.quality for m in measured]), strict=True):
        grades[Trait.BRIGHTNESS] = brightness
    return found


def sharpest(values: Sequence[float | None]) -> int | None:
    """Which of several is the sharpest; None where none of them can be told."""
    known = [(value, -number) for number, value in enumerate(values) if value is not None]
    return -max(known)[1] if known else None


def _steps(factor: float, limits: Sequence[float]) -> int:
    return -bisect_right(limits, factor)


def _sharpness(values: Sequence[float | None]) -> list[int] | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) or min(known) <= 0:
        return None
    return [_steps(max(known) / value, _SHARPNESS_FACTORS) for value in known]


def _noise(values: Sequence[float | None]) -> list[int] | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    base = max(min(known), _LEAST_NOISE / _NOISE_FACTORS[0])
    return [_steps(value / base, _NOISE_FACTORS) for value in known]


def _compression(measured: Sequence[Measured]) -> list[int] | None:
    """By the files' own tables where all have them, and as long as the pixels do not disagree: a
    poor JPEG saved once more at high quality is as poor as before."""
    blocks = [one.blocks for one in measured]
    base = max(min(blocks), _LEAST_BLOCKS)
    by_pixels = [_steps(value / base, _BLOCK_FACTORS) for value in blocks]
    tables = [one.saving_step for one in measured]
    known = [max(step, 1.0) for step in tables if step is not None]
    if len(known) < len(measured):
        return by_pixels
    best = known.index(min(known))
    levels = [_steps(step / known[best], _STEP_FACTORS) for step in known]
    is_resaved = blocks[best] >= _VISIBLE_BLOCKS
    return [
        0 if is_resaved and blocks[best] >= _AS_MANY * value else level
        for level, value in zip(levels, blocks, strict=True)
    ]


def _brightness(measured: Sequence[Quality]) -> list[Grade]:
    stops = [one.exposure_stops for one in measured]
    grades = []
    for number, one in enumerate(measured):
        others = [value for other, value in enumerate(stops) if other != number]
        middle = median(stops) if len(stops) > 2 else others[0] if others else stops[0]
        apart = one.exposure_stops - middle
        level = bisect_right(_STOPS, abs(apart)) * (1 if apart > 0 else -1)
        least = min(_lost(other) for other in measured)
        grades.append(Grade(level, loses=_lost(one) > least + _MUCH_LOST))
    return grades


def _lost(one: Quality) -> float:
    return one.burnt_out + one.lost_in_black
