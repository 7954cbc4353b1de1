"""Empty corners of a turned picture are not what it shows."""

import cv2
import numpy as np
import pytest

from photodedup.engine.pictures.blank_corners import without_blank_corners
from photodedup.engine.pictures.decode import preview_pixels
from tests.engine import pictures_made as made


def turned(degrees: float, ground: int, size: tuple[int, int] = (640, 480)) -> made.Pixels:
    width, height = size
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    scene = made.scene(width, height, seed=4)
    pixels = cv2.warpAffine(scene, matrix, size, borderValue=(ground,) * 3)
    return np.asarray(pixels, np.uint8)


@pytest.mark.parametrize("ground", [0, 255], ids=["black", "white"])
@pytest.mark.parametrize("degrees", [25, -10])
def test_corners_take_the_mean_colour(degrees, ground):
    pixels = turned(degrees, ground)
    filled = without_blank_corners(pixels, preview_pixels(pixels))
    assert abs(int(filled[2, 2].mean()) - ground) > 15
    middle = (slice(200, 280), slice(280, 360))
    assert np.array_equal(filled[middle], pixels[middle])


def test_the_picture_given_stays_as_it_is():
    pixels = turned(25, 0)
    before = pixels.copy()
    without_blank_corners(pixels, preview_pixels(pixels))
    assert np.array_equal(pixels, before)


def framed() -> made.Pixels:
    scene = made.scene(640, 480, seed=4)
    return np.asarray(cv2.copyMakeBorder(scene, *(40,) * 4, cv2.BORDER_CONSTANT), np.uint8)


def round_hole() -> made.Pixels:
    """What a fisheye lens sees."""
    pixels = made.scene(640, 480, seed=4)
    mask = np.zeros(pixels.shape[:2], np.uint8)
    cv2.circle(mask, (320, 240), 230, 1, -1)
    pixels[mask == 0] = 0
    return pixels


@pytest.mark.parametrize(
    "pixels",
    [made.scene(640, 480, seed=4), framed(), round_hole(), np.full((480, 640, 3), 90, np.uint8)],
    ids=["photograph", "frame", "fisheye", "plain"],
)
def test_what_was_not_turned_stays_as_it_is(pixels):
    assert without_blank_corners(pixels, preview_pixels(pixels)) is pixels
