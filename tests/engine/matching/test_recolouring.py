"""Colours that were changed all over explain what greys cannot, and nothing that came or went."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageEnhance

from photodedup.engine.matching.agreement import Agreement, lay, measure
from photodedup.engine.matching.preview import Preview
from photodedup.engine.matching.recolouring import measure_recoloured, recoloured
from tests.engine.pictures_made import scene

SAME_PLACE = np.eye(2, 3)


def colourful() -> NDArray[np.uint8]:
    """A scene whose reds and greens vary apart from its greys."""
    picture = scene(320, 240, 7).astype(np.float32)
    rows, columns = np.mgrid[0:240, 0:320]
    picture[..., 0] += 70 * np.sin(columns / 31)
    picture[..., 1] += 60 * np.cos(rows / 27)
    return np.clip(picture, 0, 255).astype(np.uint8)


def brightened_until_it_clips(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    brighter = ImageEnhance.Brightness(Image.fromarray(picture)).enhance(1.35)
    return np.asarray(ImageEnhance.Contrast(brighter).enhance(1.4))


def with_more_colour(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(ImageEnhance.Color(Image.fromarray(picture)).enhance(2.2))


def tinted(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    warm = np.array([[0.9, 0.3, 0.1], [0.2, 0.7, 0.1], [0.1, 0.2, 0.4]])
    return np.clip(picture @ warm.T, 0, 255).astype(np.uint8)


def preview(picture: NDArray[np.uint8]) -> Preview:
    stored = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    found = Preview.of(cv2.imencode(".jpg", stored, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes())
    assert found is not None
    return found


def both(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> tuple[Agreement, Agreement]:
    """By greys alone, and after a change of colours."""
    first, second = preview(one), preview(other)
    laid = lay(first.grey, second.grey, SAME_PLACE)
    assert laid is not None
    plain = measure(laid)
    assert plain is not None
    return plain, measure_recoloured(first, second, SAME_PLACE, laid, plain)


@pytest.mark.parametrize("edit", [brightened_until_it_clips, with_more_colour, tinted])
@pytest.mark.parametrize("is_turned_round", [False, True])
def test_changed_colours_leave_little_that_differs(edit, is_turned_round):
    pair = (colourful(), edit(colourful()))
    plain, better = both(*(reversed(pair) if is_turned_round else pair))
    assert plain.worst_difference > 8
    assert better.worst_difference < plain.worst_difference / 2
    assert better.tone_correlation > 0.985
    assert better.tone_shift == plain.tone_shift  # the tones did move


@pytest.mark.parametrize("edit", [lambda picture: picture, with_more_colour])
def test_something_that_came_is_not_explained(edit):
    changed = edit(colourful()).copy()
    changed[90:150, 130:190] = (20, 60, 30)
    _, better = both(colourful(), changed)
    assert better.worst_difference > 30
    assert better.changed_share > 0.02


def test_a_channel_that_is_cut_off_everywhere_is_left_alone():
    white = np.full((40, 40, 3), 255, np.uint8)
    greys = recoloured(scene(40, 40, 1), white, np.ones((40, 40), bool))
    assert np.isfinite(greys).all()
