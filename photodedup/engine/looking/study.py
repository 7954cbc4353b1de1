"""A few pictures judged beside each other: the part that all show, at the coarsest one's scale."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.looking.grades import Grades, Measured, grade
from photodedup.engine.looking.jpeg_steps import saving_step
from photodedup.engine.looking.laying import at_one_scale, pixel_sizes, reduced
from photodedup.engine.looking.placement import Placement
from photodedup.engine.looking.quality import blockiness, measure_quality

Pixels = NDArray[np.uint8]  # (height, width, 3) RGB

_LONG_SIDE_PX = 5000  # of what is measured
_MUCH_COARSER = 3.0  # times the finest one's pixels: among several it would blur the others


def grade_pictures(
    pictures: Sequence[Pixels], onto_first: Sequence[Placement], paths: Sequence[Path]
) -> list[Grades]:
    """Sharpness, brightness, noise and compression of two or more pictures, beside each other.

    Of several, those that are much smaller than the others are left out: nothing is said of them.

    Args:
        onto_first: where each lies on the first.
        paths: their files, of which only the tables of JPEGs are read.
    """
    scales = pixel_sizes(pictures, onto_first)
    fine = [n for n, scale in enumerate(scales) if scale <= _MUCH_COARSER * min(scales)]
    if len(fine) < 2 or len(pictures) == 2:
        fine = list(range(len(pictures)))
    parts = at_one_scale(
        [pictures[n] for n in fine],
        [onto_first[n] for n in fine],
        [scales[n] for n in fine],
        _LONG_SIDE_PX,
    )
    measured = [
        Measured(measure_quality(part), blockiness(pictures[n]), saving_step(paths[n]))
        for part, n in zip(parts, fine, strict=True)
    ]
    found: list[Grades] = [{} for _ in pictures]
    for n, grades in zip(fine, grade(measured), strict=True):
        found[n] = grades
    return found


def sharpness_at(pixels: Pixels, long_side_px: int) -> float | None:
    """How sharp a picture is at a size at which others of its burst are measured too."""
    scale = min(1.0, long_side_px / max(pixels.shape[:2]))
    height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
    return measure_quality(reduced(pixels, (height, width))).sharpness
