"""Two photos side by side as a person uses it: zoom together, flicker, go on, decide."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QPushButton, QToolButton

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.ui.views.compare import CompareView
from photodedup.ui.views.compare_facts import compare_facts
from tests.factories import make_group, make_photo, with_keeper, with_mark

Key = Qt.Key
RED, BLUE = (200, 0, 0), (0, 0, 200)


@pytest.fixture
def pool() -> QThreadPool:
    pool = QThreadPool()
    yield pool
    pool.waitForDone()


def paint(photo: Photo) -> np.ndarray:
    """Keepers of the factories (ids in round thousands) are red and large, others blue."""
    is_keeper = photo.id % 1000 == 0
    height, width = (1200, 1600) if is_keeper else (600, 800)
    return np.full((height, width, 3), RED if is_keeper else BLUE, dtype=np.uint8)


@pytest.fixture
def view(qtbot, pool) -> CompareView:
    view = CompareView(paint, pool)
    qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
    view.resize(1000, 700)
    return view


def show(qtbot, view: CompareView, group) -> None:
    view.show_pair(group, group.keeper, group.members[0].photo)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    qtbot.waitUntil(lambda: all(pane.frame() is not None for pane in view.panes))


def middle(view: CompareView, side: int) -> QColor:
    image = view.panes[side].grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def ids(view: CompareView) -> list[int]:
    return [photo.id for photo in view.pair()]


def percents(view: CompareView) -> list[int]:
    return [pane.percent() for pane in view.panes]


def test_both_pictures_are_seen(view, qtbot):
    show(qtbot, view, make_group(1))

    assert middle(view, 0) == QColor(*RED)
    assert middle(view, 1) == QColor(*BLUE)


def test_one_zoom_shows_the_same_field_of_pictures_of_two_sizes(view, qtbot):
    show(qtbot, view, make_group(1))
    before = percents(view)

    for keys in ([Key.Key_Plus] * 4, [Key.Key_1]):
        for key in keys:
            qtbot.keyClick(view, key)
        large, small = percents(view)
        assert large > before[0]
        assert small == pytest.approx(2 * large, abs=1)
    assert percents(view) == [100, 200]
    qtbot.keyClick(view, Key.Key_0)
    assert percents(view) == before


def test_zoom_has_an_end_in_both_directions(view, qtbot):
    show(qtbot, view, make_group(1))
    before = percents(view)

    for _ in range(60):
        qtbot.keyClick(view, Key.Key_Plus)
    assert percents(view)[0] == 800
    for _ in range(80):
        qtbot.keyClick(view, Key.Key_Minus)
    assert percents(view) == before


def test_dragging_and_keys_move_both_pictures(view, qtbot):
    show(qtbot, view, make_group(1))
    qtbot.keyClick(view, Key.Key_1)
    before = [pane.frame().target(view.stage.zoom.view).topLeft() for pane in view.panes]

    pane = view.panes[1]
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(pane, QPoint(60, 70))
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(60, 70))
    dragged = [pane.frame().target(view.stage.zoom.view).topLeft() for pane in view.panes]
    for old, new in zip(before, dragged, strict=True):
        assert (new - old).toTuple() == pytest.approx((-40, -30))

    qtbot.keyClick(view, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.panes[0].frame().target(view.stage.zoom.view).x() > dragged[0].x()
    assert ids(view) == [1000, 1001]


def test_a_double_click_goes_to_pixels_and_back(view, qtbot):
    show(qtbot, view, make_group(1))
    before = percents(view)

    for expected in ([100, 200], before):
        qtbot.mouseDClick(view.panes[0], Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
        assert percents(view) == expected


@pytest.mark.parametrize("key", [Key.Key_F, Key.Key_Tab])
def test_holding_a_key_swaps_the_pictures(view, qtbot, key):
    show(qtbot, view, make_group(1))

    qtbot.keyPress(view, key)
    assert middle(view, 0) == QColor(*BLUE)
    assert middle(view, 1) == QColor(*RED)
    qtbot.keyRelease(view, key)
    assert middle(view, 0) == QColor(*RED)


def test_arrows_go_around_the_members_against_the_keeper(view, qtbot):
    show(qtbot, view, make_group(1, 3))

    seen = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        qtbot.keyClick(view, key)
        seen.append(ids(view))

    assert seen == [[1000, 1002], [1000, 1003], [1000, 1001], [1000, 1003]]


def test_zoom_stays_within_a_group_and_begins_anew_in_the_next(view, qtbot):
    show(qtbot, view, make_group(1))
    fitted = percents(view)
    qtbot.keyClick(view, Key.Key_1)

    qtbot.keyClick(view, Key.Key_Right)
    qtbot.waitUntil(lambda: percents(view) == [100, 200])
    show(qtbot, view, make_group(2))
    assert percents(view) == fitted


def test_up_and_down_ask_for_other_groups(view, qtbot):
    show(qtbot, view, make_group(1))

    for key, by in ((Key.Key_Down, 1), (Key.Key_Up, -1)):
        with qtbot.waitSignal(view.group_step_requested) as asked:
            qtbot.keyClick(view, key)
        assert asked.args == [by]


def test_a_photo_that_left_the_group_is_replaced(view, qtbot):
    group = make_group(1, 3)
    view.show_pair(group, group.keeper, group.members[1].photo)

    view.show_pair(make_group(1, 1), *view.pair())
    assert ids(view) == [1000, 1001]
    view.show_pair(group, group.members[0].photo, group.members[0].photo)
    assert ids(view) == [1001, 1000]
    view.show_pair(group, make_photo(77), make_photo(78))
    assert ids(view) == [1000, 1001]


def test_keys_decide_about_the_photo_that_is_not_the_keeper(view, qtbot):
    group = make_group(1)
    show(qtbot, view, group)

    with qtbot.waitSignal(view.mark_requested) as asked:
        qtbot.keyClick(view, Key.Key_Space)
    assert asked.args == [1, 1001, False]
    with qtbot.waitSignal(view.keeper_requested) as asked:
        qtbot.keyClick(view, Key.Key_K)
    assert asked.args == [1, 1001]

    swapped = with_keeper(group, PhotoId(1001))
    view.show_pair(swapped, *view.pair())
    assert ids(view) == [1000, 1001]
    with qtbot.waitSignal(view.mark_requested) as asked:
        qtbot.keyClick(view, Key.Key_Space)
    assert asked.args == [1, 1000, False]


def test_between_two_members_keys_mean_the_right_one(view, qtbot):
    group = make_group(1, 3)
    view.show_pair(group, group.members[0].photo, group.members[2].photo)

    with qtbot.waitSignal(view.mark_requested) as asked:
        qtbot.keyClick(view, Key.Key_Delete)

    assert asked.args == [1, 1003, False]


def test_nothing_of_a_skipped_group_is_marked(view, qtbot):
    show(qtbot, view, make_group(1, is_skipped=True))

    with qtbot.assertNotEmitted(view.mark_requested):
        qtbot.keyClick(view, Key.Key_Space)


def test_controls_below_a_picture_decide_about_that_picture(view, qtbot):
    group = make_group(1)
    show(qtbot, view, group)
    keeper_side, member_side = view.sides
    check, button = member_side.findChild(QCheckBox), member_side.findChild(QPushButton)

    assert not keeper_side.findChild(QCheckBox).isVisible()
    assert check.isChecked()
    with qtbot.waitSignal(view.mark_requested) as asked:
        check.click()
    assert asked.args == [1, 1001, False]
    assert check.isChecked()  # until the decision was made
    view.show_pair(with_mark(group, PhotoId(1001), False), *view.pair())
    assert not check.isChecked()
    with qtbot.waitSignal(view.keeper_requested) as asked:
        button.click()
    assert asked.args == [1, 1001]


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_C])
def test_a_key_closes(view, qtbot, key):
    show(qtbot, view, make_group(1))

    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view, key)


def test_keys_stay_with_the_view_after_a_click_on_a_button(view, qtbot):
    show(qtbot, view, make_group(1))
    for button in view.findChildren(QToolButton) + view.findChildren(QPushButton):
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_picture_that_cannot_be_read_says_why(qtbot, pool):
    def source(photo: Photo) -> np.ndarray:
        if photo.id == 1001:
            raise UnreadablePhoto("the file ends too early")
        return paint(photo)

    view = CompareView(source, pool)
    qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
    group = make_group(1)
    view.show_pair(group, group.keeper, group.members[0].photo)
    view.show()
    qtbot.waitUntil(lambda: "the file ends too early" in view.panes[1].accessibleDescription())

    qtbot.waitUntil(lambda: view.panes[0].frame() is not None)

    before = view.panes[0].percent()
    qtbot.keyClick(view, Key.Key_Plus)
    assert view.panes[0].percent() > before
    assert view.panes[1].frame() is None


def test_pictures_are_let_go_while_nobody_looks(view, qtbot):
    show(qtbot, view, make_group(1))

    view.hide()
    assert all(pane.frame() is None for pane in view.panes)
    view.show()
    qtbot.waitUntil(lambda: all(pane.frame() is not None for pane in view.panes))


def test_differences_are_marked_by_signs():
    left = make_photo(1, camera=None)
    right = make_photo(2, size_bytes=1000, has_location=False, width_px=403, height_px=302)

    marks = {fact.name: (fact.left_mark, fact.right_mark) for fact in compare_facts(left, right)}

    assert marks == {
        "Name": ("≠", "≠"),
        "Folder": ("", ""),
        "Dimensions": ("▲", "▼"),
        "Format": ("", ""),
        "Size": ("▲", "▼"),
        "Date": ("", ""),
        "Camera": ("≠", "≠"),
        "Location": ("≠", "≠"),
    }


def test_sides_of_one_area_but_another_shape_are_different():
    facts = compare_facts(make_photo(1), make_photo(2, width_px=3024, height_px=4032))

    assert (facts[2].left_mark, facts[2].right_mark) == ("≠", "≠")
