"""What speaks against one capture, given how two pictures agree where they were laid."""

from dataclasses import replace

import numpy as np
import pytest

from photodedup.engine.matching.agreement import Agreement
from photodedup.engine.matching.alignment import Alignment, Method
from photodedup.engine.matching.geometry import Geometry
from photodedup.engine.matching.verdicts import objection

PERFECT = Agreement(
    correlation=0.99,
    tone_correlation=0.99,
    detail_correlation=0.98,
    detail_contrast=8.0,
    contrast=50.0,
    tone_shift=0.5,
    typical_difference=0.5,
    wide_difference=1.0,
    worst_difference=1.0,
    changed_share=0.0,
    overlap_first=0.98,
    overlap_second=0.98,
)
SAME_FRAME = Geometry(orientation=0, displacement=0.0, turn_degrees=0.0, scale=1.0)
CROP = replace(SAME_FRAME, displacement=0.4)


def by_points(inliers: int) -> Alignment:
    return Alignment(np.eye(2, 3), Method.ORB, inliers, inliers + 5)


WHOLE = Alignment(np.eye(2, 3), Method.WHOLE)


def test_nothing_speaks_against_what_agrees_throughout():
    assert objection(PERFECT, WHOLE, SAME_FRAME) is None
    crop = replace(PERFECT, overlap_second=0.3)
    assert objection(crop, by_points(20), CROP) is None


@pytest.mark.parametrize(
    "what", [{"contrast": 2.0}, {"detail_contrast": 0.3}], ids=["plain", "without detail"]
)
def test_flat_pictures_could_be_anything(what):
    assert "flat" in str(objection(replace(PERFECT, **what), WHOLE, SAME_FRAME))


def test_an_animal_before_a_fixed_camera():
    animal = replace(
        PERFECT,
        detail_correlation=0.88,
        typical_difference=1.3,
        wide_difference=3.3,
        worst_difference=64.0,
        changed_share=0.035,
    )
    assert "too much differs" in str(objection(animal, WHOLE, SAME_FRAME))


def test_a_mark_drawn_on_a_soft_picture():
    marked = replace(
        PERFECT,
        detail_correlation=0.77,
        typical_difference=0.3,
        wide_difference=0.6,
        worst_difference=16.0,
        changed_share=0.013,
    )
    assert objection(marked, WHOLE, SAME_FRAME) is None
    assert objection(replace(marked, wide_difference=3.0), WHOLE, SAME_FRAME)
    assert objection(marked, WHOLE, SAME_FRAME, is_tiny=True)


def test_two_shots_side_by_side_are_no_crops_of_each_other():
    beside = replace(PERFECT, overlap_first=0.55, overlap_second=0.6)
    assert "each shows much" in str(objection(beside, by_points(200), CROP))


def test_few_points_prove_no_small_part():
    part = replace(PERFECT, overlap_second=0.1)
    assert "so small a part" in str(objection(part, by_points(12), CROP))
    assert objection(part, by_points(40), CROP) is None


def test_few_points_prove_no_odd_turn_of_a_part():
    part, turned = replace(PERFECT, overlap_second=0.35), replace(CROP, turn_degrees=31.0)
    assert "odd a turn" in str(objection(part, by_points(10), turned))
    assert objection(part, by_points(40), turned) is None


def test_a_tiny_picture_proves_no_crop():
    assert objection(PERFECT, by_points(40), CROP, is_tiny=True)


def test_a_tiny_picture_full_of_points_proves_one():
    assert objection(PERFECT, by_points(60), CROP, is_tiny=True) is None
