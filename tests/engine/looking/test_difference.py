"""What differs between two pictures, found where it was put, and told from what merely changed."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from photodedup.engine.looking.difference import Where, measure_difference
from photodedup.engine.looking.placement import WHOLE, Placement
from tests.engine import pictures_made as made

SCENE = cv2.GaussianBlur(made.scene(900, 600, seed=3), (0, 0), 0.8)
WHITE = (255, 255, 255)


def saved(pixels: np.ndarray, quality: int) -> np.ndarray:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality)
    return np.asarray(Image.open(stream))


def resized(pixels: np.ndarray, factor: float) -> np.ndarray:
    return cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)


def written(text: str, at: tuple[int, int], scale: float = 1.2) -> np.ndarray:
    picture = SCENE.copy()
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, WHITE, 2, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize(
    "copy",
    [
        SCENE,
        saved(SCENE, 50),
        saved(resized(SCENE, 0.4), 75),
        np.clip(SCENE * 0.75 + 20, 0, 255).astype(np.uint8),
        np.repeat(cv2.cvtColor(SCENE, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2),
    ],
    ids=["equal", "poor quality", "small", "paler", "without colour"],
)
def test_what_was_only_saved_or_toned_differs_nowhere(copy):
    found = measure_difference(SCENE, copy, WHOLE)

    assert found.where is Where.NOWHERE
    assert found.spots == ()


def test_a_caption_is_found_along_the_bottom():
    captioned = saved(written("Summer by the sea, 2019", (60, 570)), 80)
    found = measure_difference(SCENE, captioned, WHOLE)

    assert found.where is Where.BOTTOM
    assert found.is_writing
    assert found.has_more == 1


def test_the_one_with_the_caption_may_be_the_base():
    found = measure_difference(written("Summer by the sea, 2019", (60, 45)), SCENE, WHOLE)

    assert found.where is Where.TOP
    assert found.has_more == 0


def test_a_thing_that_was_put_in_is_found_where_it_is():
    picture = resized(SCENE, 0.5)
    cv2.circle(picture, (360, 60), 14, (250, 250, 0), -1)

    found = measure_difference(SCENE, picture, WHOLE)

    (spot,) = found.spots
    assert found.where is Where.PLACES
    assert spot.centre == pytest.approx((0.8, 0.2), abs=0.02)
    assert not found.is_writing
    assert found.amounts[int(0.2 * found.amounts.shape[0]), int(0.8 * found.amounts.shape[1])] > 50


def test_a_mark_in_a_crop_is_found_at_its_place_in_the_whole():
    crop = SCENE[100:500, 200:800].copy()
    cv2.rectangle(crop, (10, 10), (60, 40), (0, 255, 0), -1)
    onto = Placement((600 / 900, 0, 200 / 900, 0, 400 / 600, 100 / 600))

    found = measure_difference(SCENE, crop, onto)

    (spot,) = found.spots
    assert spot.centre == pytest.approx((235 / 900, 125 / 600), abs=0.01)
    assert found.shown_of_base == pytest.approx(600 * 400 / (900 * 600), abs=0.01)
    assert found.shown_of_other == pytest.approx(1.0, abs=0.02)


def test_a_drawn_frame_is_around():
    framed = SCENE.copy()
    cv2.rectangle(framed, (0, 0), (899, 599), (10, 10, 10), 60)

    assert measure_difference(SCENE, framed, WHOLE).where is Where.AROUND


def test_another_picture_differs_all_over():
    other = made.scene(900, 600, seed=8)

    assert measure_difference(SCENE, other, WHOLE).where is Where.ALL_OVER


def test_many_small_changes_are_not_listed_one_by_one():
    spotted = SCENE.copy()
    for number in range(9):
        cv2.circle(spotted, (100 + 85 * number, 120 + 45 * (number % 3)), 9, WHITE, -1)

    assert measure_difference(SCENE, spotted, WHOLE).where is Where.MANY


def test_brighter_and_colourless_are_told_apart_from_forms():
    brighter = np.clip(SCENE * 1.15 + 8, 0, 255).astype(np.uint8)
    grey = np.repeat(cv2.cvtColor(SCENE, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)

    assert measure_difference(SCENE, brighter, WHOLE).is_brighter is True
    assert measure_difference(brighter, SCENE, WHOLE).is_brighter is False
    assert measure_difference(SCENE, saved(SCENE, 90), WHOLE).is_brighter is None
    assert measure_difference(SCENE, grey, WHOLE).is_colourless == (False, True)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (9, 40)])
def test_tiny_pictures_are_compared_as_far_as_they_go(size):
    tiny = cv2.resize(SCENE, size, interpolation=cv2.INTER_AREA)

    assert measure_difference(SCENE, tiny, WHOLE).where is not Where.MANY
    assert measure_difference(tiny, tiny, WHOLE).where is Where.NOWHERE
