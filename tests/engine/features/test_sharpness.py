"""A blurred copy is less sharp; a sharpened, noisy, smaller or darker one is as sharp."""

import cv2
import numpy as np
import pytest

from photodedup.engine.features.sharpness import measure_sharpness
from photodedup.engine.pictures.geometry import reduce
from photodedup.engine.ranking import clearly_sharpest
from tests.engine import pictures_made as made
from tests.factories import make_photo

# Lenses draw no edge within one pixel.
SCENE = cv2.GaussianBlur(made.scene(2000, 1500, seed=5), (0, 0), 2.0)


def sharpness(pixels: np.ndarray) -> float | None:
    """As it is measured of a file with these pixels."""
    return measure_sharpness(cv2.cvtColor(reduce(pixels), cv2.COLOR_RGB2GRAY))


def smaller(pixels: np.ndarray, long_side_px: int) -> np.ndarray:
    scale = long_side_px / max(pixels.shape)
    return cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def halos(pixels: np.ndarray, sigma: float, amount: float) -> np.ndarray:
    soft = cv2.GaussianBlur(pixels, (0, 0), sigma)
    return cv2.addWeighted(pixels, 1 + amount, soft, -amount, 0)


def noisy(pixels: np.ndarray, sigma: float) -> np.ndarray:
    noise = np.random.default_rng(2).normal(0, sigma, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


def saved(pixels: np.ndarray, quality: int) -> np.ndarray:
    _, coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(coded, cv2.IMREAD_COLOR)


def clear_winner(*pictures: np.ndarray) -> int | None:
    photos = [make_photo(n, sharpness=sharpness(each)) for n, each in enumerate(pictures)]
    assert all(photo.sharpness is not None for photo in photos)
    found = clearly_sharpest(photos)
    return None if found is None else int(found.id)


@pytest.mark.parametrize(
    "blurred",
    [
        cv2.GaussianBlur(SCENE, (0, 0), 10),
        cv2.blur(SCENE, (1, 40)),
        cv2.filter2D(SCENE, -1, np.eye(32, dtype=np.float32) / 32),
        noisy(cv2.GaussianBlur(SCENE, (0, 0), 10), 12),
        halos(cv2.GaussianBlur(SCENE, (0, 0), 12), 4, 1.0),
        smaller(cv2.GaussianBlur(SCENE, (0, 0), 10), 500),
        cv2.resize(smaller(SCENE, 120), (2000, 1500), interpolation=cv2.INTER_CUBIC),
    ],
    ids=["blurred", "shaken", "aslant", "noisy", "halos", "small", "enlarged"],
)
def test_what_is_clearly_blurred_loses(blurred):
    assert clear_winner(blurred, SCENE) == 1


@pytest.mark.parametrize(
    "copy",
    [
        smaller(SCENE, 480),
        smaller(SCENE, 900),
        smaller(SCENE, 1600),
        halos(SCENE, 2, 1.0),
        halos(SCENE, 4, 1.0),
        halos(smaller(SCENE, 480), 1, 1.0),
        noisy(SCENE, 16),
        noisy(smaller(SCENE, 900), 8),
        saved(SCENE, 40),
        saved(smaller(SCENE, 900), 60),
        cv2.convertScaleAbs(SCENE, alpha=0.6),
        cv2.GaussianBlur(SCENE, (0, 0), 2),
        np.ascontiguousarray(np.rot90(SCENE)),
    ],
    ids=[
        *("480px", "900px", "1600px", "sharpened", "much sharpened", "small and sharpened"),
        *("noise", "small with noise", "compressed", "chat", "darker", "hardly blurred", "turned"),
    ],
)
def test_copies_of_other_sizes_with_noise_or_halos_are_as_sharp(copy):
    assert clear_winner(SCENE, copy) is None


@pytest.mark.parametrize(
    "pixels",
    [
        smaller(SCENE, 390),
        np.full((900, 1200, 3), 90, np.uint8),
        noisy(np.full((900, 1200, 3), 90, np.uint8), 3),
        np.ascontiguousarray(SCENE[:40]),
        np.ascontiguousarray(SCENE[:1]),
    ],
    ids=["small", "empty", "only noise", "strip", "line"],
)
def test_nothing_is_told_of_what_shows_too_little(pixels):
    assert sharpness(pixels) is None
