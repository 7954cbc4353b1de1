"""Transforms in words: each orientation is recognised, and what is left of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.matching.geometry import (
    apply,
    compose,
    describe,
    fits_whole,
    invert,
    orientation_transform,
)

SIZES = st.tuples(st.integers(60, 320), st.integers(60, 320))


@given(SIZES, st.integers(0, 7), st.floats(0.2, 3))
def test_an_orientation_is_recognised_at_any_scale(size, orientation, scale):
    turned = size if orientation % 2 == 0 else size[::-1]
    target = (max(8, round(turned[0] * scale)), max(8, round(turned[1] * scale)))
    found = describe(orientation_transform(size, target, orientation), size, target)
    assert found.orientation == orientation
    assert found.displacement < 0.01
    assert abs(found.turn_degrees) < 1


@given(SIZES, SIZES, st.integers(0, 7))
def test_corners_land_on_corners(first, second, orientation):
    transform = orientation_transform(first, second, orientation)
    edges = np.array([[-0.5, -0.5], [first[1] - 0.5, first[0] - 0.5]])
    placed = apply(transform, edges)
    assert sorted(placed[:, 0]) == pytest.approx([-0.5, second[1] - 0.5])
    assert sorted(placed[:, 1]) == pytest.approx([-0.5, second[0] - 0.5])


@given(SIZES, SIZES, st.integers(0, 7))
def test_back_and_forth(first, second, orientation):
    transform = orientation_transform(first, second, orientation)
    there_and_back = compose(invert(transform), transform)
    assert there_and_back == pytest.approx(np.eye(3)[:2], abs=1e-9)


@pytest.mark.parametrize("degrees", [-9, -2, 3, 12])
def test_a_small_turn_is_measured(degrees):
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0]])
    found = describe(turn, (240, 320), (240, 320))
    assert found.orientation == 0
    assert abs(found.turn_degrees) == pytest.approx(abs(degrees), abs=0.01)
    assert found.displacement > 0.02


def test_a_crop_moves_corners():
    crop = np.array([[1.0, 0, -40], [0, 1.0, -30]])
    assert describe(crop, (240, 320), (180, 240)).displacement > 0.1


@pytest.mark.parametrize(
    ("second", "orientation", "fits"),
    [
        ((120, 160), 0, True),
        ((160, 120), 0, False),
        ((160, 120), 1, True),
        ((161, 121), 3, True),
        ((120, 120), 0, False),
    ],
)
def test_shapes_that_fit(second, orientation, fits):
    assert fits_whole((240, 320), second, orientation) is fits
