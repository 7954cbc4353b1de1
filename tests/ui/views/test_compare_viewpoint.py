"""Zoom and pan: a spot stays under the mouse, and two sizes show the same field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from photodedup.ui.views.viewpoint import Frame, Viewpoint

ROOM = QSizeF(600, 400)
zooms = st.floats(0.2, 60)
shares = st.floats(0, 1)


def test_at_zoom_one_all_of_the_picture_is_seen_in_the_middle():
    target = Frame(QSizeF(3000, 1000), ROOM).target(Viewpoint())

    assert (target.left(), target.right()) == (0, 600)
    assert target.center() == QPointF(300, 200)


def test_one_picture_pixel_is_one_screen_pixel():
    frame = Frame(QSizeF(4000, 3000), ROOM)

    assert frame.scale(Viewpoint(frame.zoom_for_pixels(2.0))) == pytest.approx(0.5)


@given(zooms, shares, shares)
def test_two_sizes_of_one_picture_show_the_same_field(zoom, x, y):
    view = Viewpoint(zoom, x, y)
    large = Frame(QSizeF(4000, 3000), ROOM).target(view)
    small = Frame(QSizeF(1000, 750), ROOM).target(view)

    assert small.x() == pytest.approx(large.x(), abs=1e-6)
    assert small.y() == pytest.approx(large.y(), abs=1e-6)
    assert small.width() == pytest.approx(large.width())


@given(zooms, shares, shares, st.floats(0, 600), st.floats(0, 400), st.floats(1.0, 3.0))
def test_zooming_in_keeps_the_spot_under_the_mouse(zoom, x, y, mouse_x, mouse_y, factor):
    frame = Frame(QSizeF(4000, 3000), ROOM)
    view = Viewpoint(zoom, x, y)
    before = frame.target(view)
    point = QPointF(mouse_x, mouse_y)
    if not before.contains(point) or before.width() < 600 or before.height() < 400:
        return  # where the picture does not fill the room, it is centred instead
    after = frame.target(frame.zoomed(view, zoom * factor, point))

    for low, size, low_after, size_after, at in (
        (before.x(), before.width(), after.x(), after.width(), mouse_x),
        (before.y(), before.height(), after.y(), after.height(), mouse_y),
    ):
        assert (at - low) / size == pytest.approx((at - low_after) / size_after, abs=1e-6)


@given(zooms, shares, shares, st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_panning_never_leaves_the_picture(zoom, x, y, by_x, by_y):
    frame = Frame(QSizeF(4000, 3000), ROOM)
    view = frame.panned(Viewpoint(zoom, x, y), QPointF(by_x, by_y))
    target = frame.target(view)

    for low, high, room in (
        (target.left(), target.right(), 600),
        (target.top(), target.bottom(), 400),
    ):
        if high - low <= room:
            assert (low + high) / 2 == pytest.approx(room / 2)
        else:
            assert low <= 1e-6
            assert high >= room - 1e-6


def test_a_drag_moves_the_picture_with_the_mouse():
    frame = Frame(QSizeF(4000, 3000), ROOM)
    view = Viewpoint(8.0)
    before = frame.target(view)

    after = frame.target(frame.panned(view, QPointF(30, -20)))

    assert after.x() - before.x() == pytest.approx(30)
    assert after.y() - before.y() == pytest.approx(-20)
