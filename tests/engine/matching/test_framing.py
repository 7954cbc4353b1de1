import cv2
import numpy as np
import pytest

from photodedup.engine.matching.framing import is_framed
from tests.engine.pictures_made import scene


def grey(width_px: int = 240, height_px: int = 180) -> np.ndarray:
    return cv2.cvtColor(scene(width_px, height_px, 5), cv2.COLOR_RGB2GRAY)


def placed_at(x: float, y: float, scale: float = 1.0) -> np.ndarray:
    return np.array([[scale, 0, x], [0, scale, y]], float)


@pytest.mark.parametrize("colour", [0, 255])
def test_a_picture_with_a_border_is_framed(colour):
    outer = cv2.copyMakeBorder(grey(), 20, 20, 24, 24, cv2.BORDER_CONSTANT, value=colour)
    assert is_framed(outer, (180, 240), placed_at(24, 20))


def test_bars_above_and_below_are_a_frame():
    outer = cv2.copyMakeBorder(grey(), 60, 60, 0, 0, cv2.BORDER_CONSTANT, value=10)
    assert is_framed(outer, (180, 240), placed_at(0, 60))


def test_the_photograph_around_a_crop_is_no_frame():
    outer = grey(320, 240)
    assert not is_framed(outer, (180, 240), placed_at(40, 30))


def test_a_blank_sky_above_a_crop_is_no_frame():
    outer = grey(240, 240)
    outer[:100] = 255
    assert not is_framed(outer, (180, 240), placed_at(0, 60))


def test_the_same_frame_is_no_frame():
    assert not is_framed(grey(), (180, 240), placed_at(0, 0))


def test_a_caption_below_is_a_frame():
    outer = cv2.copyMakeBorder(grey(), 0, 40, 0, 0, cv2.BORDER_CONSTANT, value=255)
    cv2.putText(outer, "Summer 2019", (20, 208), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 1, cv2.LINE_AA)
    assert is_framed(outer, (180, 240), placed_at(0, 0))


def test_the_corners_of_a_turned_picture_are_a_frame():
    turn = cv2.getRotationMatrix2D((120, 90), 25, 1.0) + np.array([[0, 0, 40], [0, 0, 60]])
    outer = cv2.warpAffine(grey(), turn, (320, 300), borderValue=0)
    assert is_framed(outer, (180, 240), turn)


def test_a_white_table_around_a_crop_is_no_frame():
    table = np.full((240, 320), 250, np.uint8)
    table[80:160, 110:210] = grey(100, 80)
    assert not is_framed(table, (160, 200), placed_at(60, 40))
