"""Where two pictures hold against each other, and where they could slide."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.matching.agreement import lay
from photodedup.engine.matching.firmness import firm_places
from tests.engine import pictures_made as made

SAME_PLACE = np.eye(2, 3)
SIZE = (240, 320)

Grey = NDArray[np.uint8]


def edge() -> Grey:
    """Two plain areas and a slanting border between them."""
    picture = np.full(SIZE, 60, np.uint8)
    cv2.fillConvexPoly(picture, np.array([[140, 0], [319, 0], [319, 239], [60, 239]]), 170)
    return picture


def gradient() -> Grey:
    return np.tile(np.linspace(30, 220, SIZE[1]).astype(np.uint8), (SIZE[0], 1))


def scene() -> Grey:
    return cv2.cvtColor(made.scene(SIZE[1], SIZE[0], seed=3), cv2.COLOR_RGB2GRAY)


def places(first: Grey, second: Grey, transform: NDArray[np.float64]) -> int:
    laid = lay(first, second, transform)
    return firm_places(laid) if laid else 0


@pytest.mark.parametrize("make", [edge, gradient], ids=["edge", "gradient"])
def test_nothing_holds_where_detail_runs_one_way(make):
    noise = np.random.default_rng(1).normal(0, 1.5, SIZE)
    noisy = np.clip(make() + noise, 0, 255).astype(np.uint8)
    assert places(make(), make(), SAME_PLACE) == 0
    assert places(noisy, make(), SAME_PLACE) == 0


def test_a_photograph_holds_in_many_places():
    assert places(scene(), scene(), SAME_PLACE) >= 6


def test_both_have_to_hold():
    assert places(scene(), edge(), SAME_PLACE) == 0


def test_pictures_that_do_not_meet_hold_nowhere():
    away = np.array([[1.0, 0.0, 1000.0], [0.0, 1.0, 0.0]])
    assert places(scene(), scene(), away) == 0
