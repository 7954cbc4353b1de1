"""Files judged beside each other, as the window asks for it."""

from pathlib import Path

import cv2
import pytest

from photodedup.engine.looking.grades import Trait, sharpest
from photodedup.engine.looking.placement import WHOLE
from photodedup.engine.looking.study import Pixels, grade_pictures, sharpness_at
from photodedup.engine.pictures.decode import decode
from tests.engine import pictures_made as made
from tests.engine.looking.test_difference import resized
from tests.engine.looking.test_quality import SCENE, scaled

PHOTOS = Path(__file__).parents[4] / "shared" / "data" / "dev"


def full_picture(path: Path) -> Pixels:
    return decode(path.read_bytes(), path, full=True).pixels


def test_a_chat_copy_is_more_compressed_and_nothing_else(tmp_path: Path):
    original = made.save(tmp_path / "a.jpg", SCENE, quality=94)
    chat = made.save(tmp_path / "b.jpg", resized(SCENE, 0.5), quality=60)
    paths = [original, chat]

    first, second = grade_pictures([full_picture(path) for path in paths], [WHOLE, WHOLE], paths)

    assert {trait: grade.level for trait, grade in first.items()} == dict.fromkeys(Trait, 0)
    assert second[Trait.COMPRESSION].level < 0
    assert [second[t].level for t in Trait if t is not Trait.COMPRESSION] == [0, 0, 0]


def test_of_several_a_tiny_one_does_not_hide_what_the_others_differ_in(tmp_path: Path):
    blurred = cv2.GaussianBlur(SCENE, (0, 0), 2.0)
    pictures = [SCENE, resized(SCENE, 0.1), blurred]
    paths = [made.save(tmp_path / f"{n}.png", each) for n, each in enumerate(pictures)]

    first, tiny, second = grade_pictures(pictures, [WHOLE] * 3, paths)

    assert tiny == {}
    assert first[Trait.SHARPNESS].leads
    assert second[Trait.SHARPNESS].level < 0


def test_the_sharp_one_of_a_burst_is_found_in_any_light(tmp_path: Path):
    shots = [cv2.GaussianBlur(SCENE, (0, 0), 1.5), scaled(SCENE, 0.6), cv2.blur(SCENE, (1, 7))]

    assert sharpest([sharpness_at(shot, 900) for shot in shots]) == 1


def test_the_shots_of_a_real_burst_are_about_as_sharp_as_each_other():
    burst = sorted((PHOTOS / "real" / "iphone_xr").glob("IMG_358*.JPG"))
    if not burst:
        pytest.skip("the shared photographs are not beside this checkout")

    found = [sharpness_at(full_picture(path), 1600) for path in burst]

    assert max(found) / min(found) < 1.5
