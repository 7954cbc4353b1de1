import cv2
import numpy as np
import pytest

from photodedup.engine.pictures.content_box import WHOLE, content_box
from tests.engine.pictures_made import scene


def grey(width_px: int = 240, height_px: int = 180, seed: int = 3) -> np.ndarray:
    return cv2.cvtColor(scene(width_px, height_px, seed), cv2.COLOR_RGB2GRAY)


def test_a_plain_picture_is_taken_whole():
    assert content_box(grey()) == WHOLE


@pytest.mark.parametrize("colour", [0, 128, 255])
def test_a_frame_is_left_out(colour):
    framed = cv2.copyMakeBorder(grey(), 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=colour)
    cut = content_box(framed).cut(framed)
    assert abs(cut.shape[0] - 180) <= 2
    assert abs(cut.shape[1] - 240) <= 2


def test_a_screen_with_a_clock_around_the_picture_is_left_out():
    screen = cv2.copyMakeBorder(grey(), 150, 150, 0, 0, cv2.BORDER_CONSTANT, value=12)
    cv2.putText(screen, "12:41  84%", (60, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 240, 1, cv2.LINE_AA)
    cut = content_box(screen).cut(screen)
    assert abs(cut.shape[0] - 180) <= 3
    assert cut.shape[1] == 240


def test_a_dark_wall_on_one_side_belongs_to_the_picture():
    wall = cv2.copyMakeBorder(grey(), 0, 0, 60, 0, cv2.BORDER_CONSTANT, value=20)
    assert content_box(wall) == WHOLE


def test_a_sky_that_fades_is_no_border():
    sky = np.repeat(np.linspace(250, 120, 120, dtype=np.uint8)[:, None], 240, axis=1)
    assert content_box(np.vstack([sky, grey(240, 100)])) == WHOLE


@pytest.mark.parametrize("value", [0, 255])
def test_an_empty_picture_is_taken_whole(value):
    assert content_box(np.full((90, 160), value, np.uint8)) == WHOLE


def test_a_dark_picture_on_a_dark_screen_is_cut_out():
    night = grey()
    night[np.arange(180) % 2 == 0, :120] = 14  # half as dark as the screen
    screen = cv2.copyMakeBorder(night, 150, 150, 0, 0, cv2.BORDER_CONSTANT, value=12)
    cut = content_box(screen).cut(screen)
    assert abs(cut.shape[0] - 180) <= 3
    assert cut.shape[1] == 240


def test_a_night_sky_above_dark_ground_is_no_pair_of_bars():
    rows = np.abs(np.arange(180) - 90)[:, None]
    night = np.where(rows < 70, grey(), 0).astype(np.float32)
    fade = np.clip((70 - rows) / 50, 0, 1) ** 2  # lights in the middle, nothing ends at once
    picture = (12 + night * fade * 0.5).clip(0, 255).astype(np.uint8)
    assert content_box(picture) == WHOLE
