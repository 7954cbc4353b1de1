"""Sharper, darker, noisier, more compressed: said when a person sees it, and only then."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.looking.grades import Grade, Measured, Trait, grade, sharpest
from photodedup.engine.looking.jpeg_steps import saving_step
from photodedup.engine.looking.laying import at_one_scale, pixel_sizes
from photodedup.engine.looking.placement import WHOLE, Placement
from photodedup.engine.looking.quality import blockiness, measure_quality
from tests.engine import pictures_made as made
from tests.engine.looking.test_difference import resized, saved

# Lenses draw no edge within one pixel.
SCENE = cv2.GaussianBlur(made.scene(1200, 900, seed=5), (0, 0), 1.2)


def measured(pixels: np.ndarray, step: float | None = None) -> Measured:
    return Measured(measure_quality(pixels), blockiness(pixels), step)


def one_scale(
    pictures: list[np.ndarray], onto: list[Placement], long_side_px: int
) -> list[np.ndarray]:
    return at_one_scale(pictures, onto, pixel_sizes(pictures, onto), long_side_px)


def noisy(pixels: np.ndarray, sigma: float) -> np.ndarray:
    noise = np.random.default_rng(2).normal(0, sigma, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


def scaled(pixels: np.ndarray, factor: float) -> np.ndarray:
    return np.clip(pixels * factor, 0, 255).astype(np.uint8)


def levels(trait: Trait, *pictures: np.ndarray) -> list[int]:
    return [grades[trait].level for grades in grade([measured(each) for each in pictures])]


@pytest.mark.parametrize(
    "copy",
    [
        SCENE,
        saved(SCENE, 50),
        noisy(SCENE, 6),
        scaled(SCENE, 0.7),
        cv2.GaussianBlur(SCENE, (0, 0), 0.4),
    ],
    ids=["equal", "compressed", "noisy", "darker", "hardly blurred"],
)
def test_what_is_as_sharp_is_called_as_sharp(copy):
    assert levels(Trait.SHARPNESS, SCENE, copy) == [0, 0]


@pytest.mark.parametrize(("sigma", "level"), [(1.0, -1), (1.8, -2), (4.0, -3)])
def test_a_blurred_picture_is_less_sharp_by_steps(sigma, level):
    assert levels(Trait.SHARPNESS, cv2.GaussianBlur(SCENE, (0, 0), sigma), SCENE) == [level, 0]


def test_a_shaken_picture_is_less_sharp_than_the_rest_of_its_burst():
    shaken = cv2.filter2D(SCENE, -1, np.full((1, 9), 1 / 9))
    grades = grade([measured(each) for each in (shaken, SCENE, saved(SCENE, 80))])

    assert grades[0][Trait.SHARPNESS].level <= -1
    assert grades[1][Trait.SHARPNESS] == Grade(0, leads=True)


def test_an_empty_picture_has_no_sharpness_to_tell():
    empty = np.full((300, 400, 3), 120, np.uint8)
    grades = grade([measured(empty), measured(SCENE)])

    assert Trait.SHARPNESS not in grades[0]
    assert Trait.SHARPNESS not in grades[1]


def test_the_sharpest_of_several_is_named():
    assert sharpest([0.2, None, 0.31, 0.3]) == 2
    assert sharpest([0.3, 0.3]) == 0
    assert sharpest([None, None]) is None


@pytest.mark.parametrize(
    ("factor", "level"), [(1.0, 0), (0.97, 0), (0.88, -1), (0.72, -2), (0.5, -3)]
)
def test_darker_by_steps(factor, level):
    assert levels(Trait.BRIGHTNESS, SCENE, scaled(SCENE, factor)) == [-level, level]


def test_of_several_the_middle_one_is_the_measure_of_brightness():
    found = levels(Trait.BRIGHTNESS, SCENE, scaled(SCENE, 0.5), SCENE)

    assert found == [0, -3, 0]


def test_burnt_out_light_is_told():
    grades = grade([measured(SCENE), measured(scaled(SCENE, 2.2))])

    assert [each[Trait.BRIGHTNESS].loses for each in grades] == [False, True]


@pytest.mark.parametrize(("sigma", "level"), [(0, 0), (1.0, 0), (3.0, -1), (5.0, -2), (14, -3)])
def test_noisier_by_steps(sigma, level):
    assert levels(Trait.NOISE, SCENE, noisy(SCENE, sigma)) == [0, level]


def test_a_poorer_jpeg_is_more_compressed(tmp_path: Path):
    def jpeg(quality: int, again: int | None = None) -> Measured:
        pixels = saved(SCENE, quality)
        path = tmp_path / f"{quality} {again}.jpg"
        made.save(path, pixels if again else SCENE, quality=again or quality)
        return measured(saved(pixels, again) if again else pixels, saving_step(path))

    def compared(*pictures: Measured) -> list[int]:
        return [grades[Trait.COMPRESSION].level for grades in grade(pictures)]

    assert compared(jpeg(92), jpeg(90)) == [0, 0]
    assert compared(jpeg(92), jpeg(85)) == [0, -1]
    assert compared(jpeg(40), jpeg(90)) == [-3, 0]
    # Saved once more at high quality, it is as poor as before.
    assert compared(jpeg(40), jpeg(40, again=96)) == [0, 0]


def test_a_poor_jpeg_shows_through_in_a_png():
    poor = grade([measured(SCENE), measured(saved(SCENE, 25))])[1][Trait.COMPRESSION]

    assert poor.level < 0
    assert not poor.leads


def test_only_jpegs_have_a_saving_step(tmp_path: Path):
    fine, coarse = (
        saving_step(made.save(tmp_path / f"{q}.jpg", SCENE, quality=q)) for q in (95, 50)
    )
    assert fine == pytest.approx(6, abs=1.5)
    assert coarse == pytest.approx(58, abs=5)
    assert saving_step(made.save(tmp_path / "a.png", SCENE)) is None
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xdb\x00\x43\x00\x01")
    assert saving_step(tmp_path / "cut.jpg") is None
    assert saving_step(tmp_path / "none.jpg") is None


def test_pictures_of_two_sizes_are_measured_at_one():
    small = resized(SCENE, 0.5)

    parts = one_scale([SCENE, small], [WHOLE, WHOLE], 4000)

    assert [part.shape for part in parts] == [small.shape, small.shape]
    assert levels(Trait.SHARPNESS, *parts) == [0, 0]


def test_only_the_part_that_all_show_is_measured():
    crop = SCENE[300:600, 400:800]
    onto = Placement((400 / 1200, 0, 400 / 1200, 0, 300 / 900, 300 / 900))

    parts = one_scale([SCENE, crop], [WHOLE, onto], 4000)

    assert parts[0].shape == crop.shape
    assert np.abs(parts[0].astype(int) - parts[1]).max() == 0


def test_pictures_without_a_common_part_are_measured_whole():
    aside = Placement((1, 0, 2.0, 0, 1, 0))

    parts = one_scale([SCENE, SCENE], [WHOLE, aside], 600)

    assert [max(part.shape) for part in parts] == [600, 600]


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (20, 12), (100, 160)])
def test_tiny_pictures_are_measured_as_far_as_they_go(size):
    tiny = cv2.resize(SCENE, size[::-1], interpolation=cv2.INTER_AREA)

    grades = grade([measured(tiny), measured(scaled(tiny, 0.5))])

    assert grades[1][Trait.BRIGHTNESS].level < 0
