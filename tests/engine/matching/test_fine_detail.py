"""A digit is found that a mean over a window does not see."""

import cv2
import numpy as np
import pytest

from photodedup.engine.matching.fine_detail import is_mostly_blank, odd_area_px
from photodedup.engine.matching.verdicts import ODD_AREA_PX
from tests.engine import pictures_made as made

SAME_PLACE = np.eye(3)[:2]


def grey(width_px: int = 320, height_px: int = 240) -> np.ndarray:
    return cv2.cvtColor(made.scene(width_px, height_px, 5), cv2.COLOR_RGB2GRAY)


def with_number(picture: np.ndarray, number: str) -> np.ndarray:
    changed = picture.copy()
    cv2.putText(changed, number, (240, 220), 0, 0.6, 255, 2, cv2.LINE_AA)
    return changed


def compressed(picture: np.ndarray, quality: int) -> np.ndarray:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)


def odd(first: np.ndarray, second: np.ndarray, transform=SAME_PLACE) -> int:
    return odd_area_px(first, second, np.asarray(transform, float))


def test_another_number_in_the_corner():
    first, second = (with_number(grey(), number) for number in ("2019", "2016"))
    assert odd(first, second) >= ODD_AREA_PX
    assert odd(second, first) >= ODD_AREA_PX
    assert odd(grey(), first) >= ODD_AREA_PX


@pytest.mark.parametrize("quality", [90, 60, 30])
def test_compression_is_no_difference(quality):
    first = with_number(grey(), "2019")
    assert odd(first, compressed(first, quality)) < ODD_AREA_PX


@pytest.mark.parametrize(
    "change", [lambda p: p // 2 + 20, lambda p: cv2.GaussianBlur(p, (0, 0), 1)]
)
def test_light_and_blur_are_no_difference(change):
    first = with_number(grey(), "2019")
    assert odd(first, change(first)) < ODD_AREA_PX


@pytest.mark.parametrize("share", [0.8, 0.5, 0.3])
def test_size_is_no_difference(share):
    first = grey(320, 240)
    size = (round(320 * share), round(240 * share))
    second = cv2.resize(first, size, interpolation=cv2.INTER_AREA)
    x, y = size[0] / 320, size[1] / 240
    down = [[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2]]
    up = [[1 / x, 0, (1 / x - 1) / 2], [0, 1 / y, (1 / y - 1) / 2]]
    assert odd(first, second, down) < ODD_AREA_PX
    assert odd(second, first, up) < ODD_AREA_PX


def test_what_only_one_shows_is_not_compared():
    first = grey(320, 240)
    assert odd(first, first[20:, 30:], [[1, 0, -30], [0, 1, -20]]) == 0


def test_pages_are_mostly_blank():
    page = np.full((320, 230), 250, np.uint8)
    for line in range(16):
        cv2.putText(page, "Dear Sir or Madam", (15, 30 + 18 * line), 0, 0.45, 20, 1)
    assert is_mostly_blank(page)
    assert is_mostly_blank(255 - page)
    assert not is_mostly_blank(grey())
