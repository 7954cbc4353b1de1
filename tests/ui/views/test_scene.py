"""Photos of any size and turn on one plane: the same spot of the scene is the same spot of it."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from photodedup.ui.views.scene import UNIT, make_scene
from tests.factories import make_photo

WHOLE = make_photo(1, width_px=900, height_px=600)
CROP = make_photo(2, width_px=300, height_px=200)
IN_THE_MIDDLE = (1 / 3, 0, 1 / 3, 0, 1 / 3, 1 / 3)
AROUND = (3, 0, -1, 0, 3, -1)
TURNED = (0, -1, 1, 1, 0, 0)  # its top left corner is the base's top right one


def boxes(*args) -> list[QRectF]:
    scene = make_scene(*args)
    return [place.mapRect(UNIT) for place in scene.places.values()]


def test_a_crop_lies_where_it_was_cut_out():
    assert boxes([WHOLE, CROP], {CROP.id: IN_THE_MIDDLE}) == [
        QRectF(0, 0, 900, 600),
        QRectF(300, 200, 300, 200),
    ]


def test_all_of_what_lies_around_a_crop_is_in_the_scene():
    scene = make_scene([CROP, WHOLE], {WHOLE.id: AROUND})

    assert (scene.size.width(), scene.size.height()) == (900, 600)
    assert scene.places[CROP.id].mapRect(UNIT) == QRectF(300, 200, 300, 200)


def test_a_pixel_of_a_smaller_copy_is_larger():
    small = make_photo(2, width_px=450, height_px=300)
    scene = make_scene([WHOLE, small], {})

    assert scene.pixel_side(WHOLE.id, 900, 600) == pytest.approx(1)
    assert scene.pixel_side(small.id, 450, 300) == pytest.approx(2)


def test_without_a_place_a_photo_is_shown_whole_in_its_own_shape():
    upright = make_photo(2, width_px=200, height_px=400)

    assert boxes([WHOLE, upright], {})[1] == QRectF(300, 0, 300, 600)


def test_a_place_out_of_this_world_is_not_believed():
    assert boxes([WHOLE, CROP], {CROP.id: (50, 0, 0, 0, 50, 0)})[1] == QRectF(0, 0, 900, 600)


def test_a_turned_copy_is_shown_as_the_base_stands():
    turned = make_photo(2, width_px=600, height_px=900)
    scene = make_scene([WHOLE, turned], {turned.id: TURNED})

    assert scene.places[turned.id].map(QPointF(0, 0)) == QPointF(900, 0)
    assert scene.places[turned.id].mapRect(UNIT) == QRectF(0, 0, 900, 600)


@pytest.mark.parametrize(
    ("turns", "corner"),
    [(0, (0, 0)), (1, (600, 0)), (2, (900, 600)), (3, (0, 900)), (-1, (0, 900))],
)
def test_turning_the_view_turns_all_of_it(turns, corner):
    scene = make_scene([WHOLE, CROP], {CROP.id: IN_THE_MIDDLE}, turns)

    placed = scene.places[WHOLE.id].map(QPointF(0, 0))
    assert placed.toTuple() == pytest.approx(corner, abs=1e-6)
    sides = (900, 600) if turns % 2 == 0 else (600, 900)
    assert scene.size.toTuple() == pytest.approx(sides)
