"""A tone curve explains changed light, and nothing that came or went."""

import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.matching.tones import compare_tones, correlation

SHAPE = (150, 200)
EVERYWHERE = np.ones(SHAPE, bool)


def plane(seed: int = 1) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:150, 0:200]
    waves = 120 + 50 * np.sin(columns / 17) + 30 * np.cos(rows / 23)
    return np.clip(waves + rng.normal(0, 4, SHAPE), 0, 255).astype(np.float32)


@pytest.mark.parametrize(
    "change",
    [lambda x: x, lambda x: 255 * (x / 255) ** 0.6, lambda x: x * 0.7 + 20, lambda x: 255 - x],
    ids=["none", "brighter", "flatter", "negative"],
)
def test_changed_light_is_explained(change):
    tones = compare_tones(plane(), change(plane()).astype(np.float32), EVERYWHERE)
    assert tones.correlation > 0.99
    assert tones.typical_difference < 1.5
    assert tones.worst_difference < 1.5
    assert tones.changed_share == 0


def test_something_that_came_is_not_explained():
    changed = plane()
    changed[60:90, 80:120] = 10
    tones = compare_tones(plane(), changed, EVERYWHERE)
    assert tones.worst_difference > 40
    assert 0.01 < tones.changed_share < 0.15
    assert tones.typical_difference < 1.5


def test_what_lies_outside_the_overlap_does_not_count():
    changed, mask = plane(), EVERYWHERE.copy()
    changed[:, 150:] = 10
    mask[:, 145:] = False
    assert compare_tones(plane(), changed, mask).worst_difference < 1.5


def test_another_picture_is_not_explained():
    tones = compare_tones(plane(), np.ascontiguousarray(plane()[::-1, ::-1]), EVERYWHERE)
    assert tones.correlation < 0.9
    assert tones.typical_difference > 10


def test_one_grey_correlates_with_nothing():
    assert correlation(np.full(50, 7.0), np.arange(50.0)) == 0.0
