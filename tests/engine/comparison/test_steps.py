"""The comparison of two photos as a person reads it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.comparison import Explanation, as_text, explain, headline, steps
from tests.engine.pictures_made import exif_bytes, jpeg_without_metadata, save, scene

Pixels = NDArray[np.uint8]


@pytest.fixture
def picture() -> Pixels:
    return scene(640, 480, 5)


def compared(
    tmp_path: Path, first: Pixels, second: Pixels, *, exif: tuple[bytes, bytes] = (b"", b"")
) -> Explanation:
    one = save(tmp_path / "a.jpg", first, exif=exif[0])
    other = save(tmp_path / "b.jpg", second, exif=exif[1])
    return explain(one, other, None)


def says(seen: Explanation, title: str) -> str:
    return next(step.says for step in steps(seen) if step.title == title)


def figures(seen: Explanation, title: str) -> dict[str, str]:
    step = next(step for step in steps(seen) if step.title == title)
    return {figure.name: figure.value for figure in step.figures}


def test_a_crop_is_named_with_its_share_and_the_figures_behind_it(tmp_path, picture):
    seen = compared(tmp_path, picture, picture[100:420, 150:600])
    assert headline(seen).startswith("Edited copy: cropped to 4")
    assert "of the first and" in says(seen, "Laid over each other")
    found = figures(seen, "Laid over each other")
    assert {"Inliers", "Transform", "Overlap", "Correlation", "Remaining difference"} <= set(found)
    assert "dHash" in figures(seen, "A rough look")["Nearest"]
    assert says(seen, "The model") == "No model was asked."


def test_seen_from_the_other_side_the_larger_shows_more(tmp_path, picture):
    one = save(tmp_path / "a.jpg", picture)
    other = save(tmp_path / "b.jpg", np.rot90(picture[100:420, 150:600]).copy())
    there, back = explain(one, other, None), explain(one, other, None, is_from_second=True)
    assert headline(there).startswith("Edited copy: turned left, cropped to ")
    assert headline(back).startswith("Edited copy: turned right, shows more around it")
    shares = figures(there, "Laid over each other")["Overlap"]
    mirrored = figures(back, "Laid over each other")["Overlap"]
    assert shares.split("%")[0] in mirrored.split("first, ")[1]


def test_identical_files_need_nothing_else(tmp_path, picture):
    seen = compared(tmp_path, picture, picture)
    assert headline(seen) == "Identical files, byte for byte"
    assert says(seen, "Laid over each other") == "Not needed."


def test_equal_pixels_in_other_files(tmp_path, picture):
    one = save(tmp_path / "a.jpg", picture, exif=exif_bytes(taken="2024:05:06 12:34:56"))
    other = tmp_path / "b.jpg"
    other.write_bytes(jpeg_without_metadata(one.read_bytes()))
    seen = explain(one, other, None)
    assert headline(seen) == "Same picture: no camera date"
    assert "every pixel is the same" in says(seen, "Files")


def test_two_captures_are_told_by_the_clock(tmp_path, picture):
    exif = tuple(
        exif_bytes(taken=f"2024:05:06 12:3{n}:00", maker="Acme", model="One") for n in (4, 5)
    )
    seen = compared(tmp_path, picture, scene(640, 480, 6), exif=exif)
    assert headline(seen) == "Not the same picture: taken a minute apart by the same camera"
    assert figures(seen, "Time")["Apart"] == "60 s"


def test_strangers_are_not_the_same_picture(tmp_path):
    seen = compared(tmp_path, scene(seed=1), scene(seed=2))
    assert headline(seen).startswith("Not the same picture: ")


def test_a_changed_part_speaks_against_one_picture(tmp_path, picture):
    changed = picture.copy()
    changed[120:360, 160:480] = scene(320, 240, 99)
    seen = compared(tmp_path, picture, changed)
    assert headline(seen) == (
        "Not the same picture: too much differs for one capture in nearly the same frame"
    )
    assert "but that is no proof" in says(seen, "Laid over each other")


def test_empty_pictures_leave_it_open(tmp_path):
    grey = np.full((200, 300, 3), 128, np.uint8)
    seen = compared(tmp_path, grey, grey + np.uint8(3))
    assert headline(seen).startswith("Not sure: ")
    assert "too little" in says(seen, "A rough look")


def test_all_of_it_as_text(tmp_path, picture):
    small = np.asarray(cv2.resize(picture, None, fx=0.5, fy=0.5), np.uint8)
    seen = compared(tmp_path, picture, small)
    text = as_text(seen)
    assert text.startswith("Same picture: half the size\n\nFirst: ")
    for step in steps(seen):
        assert f"{step.title}: {step.says}" in text
        for figure in step.figures:
            assert f"{figure.name}: {figure.value}" in text
