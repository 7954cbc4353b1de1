"""One spot in several pictures: the stored transforms, chains of them, and shots of one scene."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.features.models import DEFAULT_MODEL
from photodedup.engine.library import Library
from photodedup.engine.looking.placement import (
    WHOLE,
    Placement,
    between_pixels,
    chained,
    corners_of,
    of_pixels,
    whole_on_whole,
)
from photodedup.engine.looking.placing import place
from photodedup.engine.pictures.decode import preview_jpeg
from tests.engine import pictures_made as made
from tests.engine.libraries import scan
from tests.factories import make_photo

SCENE = made.scene(640, 480, seed=1)


def test_sizes_do_not_matter_to_shares():
    double = np.array([[2, 0, 0.5], [0, 2, 0.5]])  # every pixel becomes four
    placement = of_pixels(double, (30, 40), (60, 80))

    assert placement.onto == pytest.approx(WHOLE.onto)
    assert between_pixels(placement, (30, 40), (60, 80)) == pytest.approx(double)


def test_there_and_back_is_where_it_was():
    tilted = Placement((0.4, 0.1, 0.2, -0.1, 0.5, 0.3))

    assert tilted.then(tilted.back()).onto == pytest.approx(WHOLE.onto)


def test_another_shape_is_shown_whole_in_the_middle():
    placed = corners_of(whole_on_whole((300, 300), (300, 600)))

    assert placed.tolist() == [[0.25, 0], [0.75, 0], [0.75, 1], [0.25, 1]]


def test_what_lies_on_a_neighbour_lies_on_the_base_too():
    a, b, c, d = (PhotoId(number) for number in range(1, 5))
    half = Placement((0.5, 0, 0, 0, 0.5, 0))
    found = chained(a, {(a, b): half, (c, b): half}, [a, b, c, d])

    assert found[b].onto == pytest.approx((2, 0, 0, 0, 2, 0))
    assert found[c].onto == pytest.approx(WHOLE.onto)
    assert d not in found


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    made.save(photos / "a cropped.jpg", SCENE[60:420, 80:600])
    made.save(photos / "b.jpg", SCENE, quality=92)
    made.save(photos / "c turned.jpg", np.ascontiguousarray(np.rot90(SCENE)), quality=80)
    made.save(photos / "d.jpg", SCENE, quality=92)
    opened = open_library(model=DEFAULT_MODEL)
    scan(opened, photos)
    return opened


def test_a_crop_and_a_turned_copy_lie_where_they_were_taken_from(library):
    (group,) = library.groups()
    by_name = {photo.path.name[0]: photo for photo in group.photos}
    order = [by_name["b"], by_name["a"], by_name["c"], by_name["d"]]

    placed = library.placements([photo.id for photo in order])

    crop = corners_of(placed[by_name["a"].id])
    wanted = [[80 / 640, 60 / 480], [600 / 640, 60 / 480], [600 / 640, 420 / 480]]
    assert crop[:3] == pytest.approx(np.array(wanted), abs=0.006)
    turned = corners_of(placed[by_name["c"].id])  # its top left corner was the top right one
    assert turned[0] == pytest.approx([1, 0], abs=0.006)
    assert turned[1] == pytest.approx([1, 1], abs=0.006)
    assert placed[by_name["d"].id].onto == pytest.approx(WHOLE.onto)
    assert all(placement.is_same_spot for placement in placed.values())


def test_a_copy_of_the_whole_lies_around_a_crop_by_way_of_their_keeper(library):
    (group,) = library.groups()
    by_name = {photo.path.name[0]: photo for photo in group.photos}

    placed = library.placements([by_name["a"].id, by_name["c"].id], [group.keeper.id])

    around = corners_of(placed[by_name["c"].id])
    low, high = around.min(0), around.max(0)
    assert low == pytest.approx([-80 / 520, -60 / 360], abs=0.02)
    assert high == pytest.approx([560 / 520, 420 / 360], abs=0.02)


def test_a_photo_that_is_gone_has_no_place(library):
    (group,) = library.groups()

    assert set(library.placements([group.keeper.id, PhotoId(999)])) == {group.keeper.id}
    assert library.placements([PhotoId(999)]) == {}


def test_two_shots_of_one_scene_are_laid_by_what_is_seen_in_both():
    one = made.scene(640, 480, seed=4)
    moved = cv2.warpAffine(
        one, np.array([[1, 0, 40.0], [0, 1, 0]]), (640, 480), borderMode=cv2.BORDER_REFLECT
    )
    jpegs = {PhotoId(1): preview_jpeg(one), PhotoId(2): preview_jpeg(np.asarray(moved, np.uint8))}
    photos = [make_photo(number, width_px=640, height_px=480) for number in (1, 2)]

    placed = place(photos, lambda *_: None, jpegs.get)[PhotoId(2)]

    assert placed.is_same_spot
    assert corners_of(placed)[0] == pytest.approx([-40 / 640, 0], abs=0.01)


def test_strangers_are_laid_whole_on_whole():
    jpegs = {PhotoId(n): preview_jpeg(made.scene(640, 480, seed=n)) for n in (1, 2)}
    photos = [make_photo(number, width_px=640, height_px=480) for number in (1, 2)]

    placed = place(photos, lambda *_: None, jpegs.get)[PhotoId(2)]

    assert not placed.is_same_spot
    assert placed.onto == pytest.approx(WHOLE.onto)
    assert not place(photos, lambda *_: None, {}.get)[PhotoId(2)].is_same_spot
