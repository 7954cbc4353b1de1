"""The comparison in the window: from the list and back, between groups, deciding on the way."""

import pytest
from PySide6.QtCore import Qt

from photodedup.engine.domain.ids import GroupId, PhotoId
from tests.factories import make_group
from tests.ui.conftest import Stage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def prepare():
    def find_three(library) -> None:
        library.to_find = (make_group(1), make_group(2, 3), make_group(3))

    return [find_three]


@pytest.fixture
def comparing(stage: Stage) -> Stage:
    """Group 1 is compared."""
    stage.open()
    stage.scan()
    stage.select(1, 1001)
    stage.press(Key.Key_C)
    stage.until(lambda: stage.window.is_showing(stage.window.compare))
    return stage


def press(stage: Stage, *keys: Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        stage.qtbot.keyClick(stage.window.compare, key, modifier)
    stage.settle()


def compared(stage: Stage) -> list[int]:
    return [photo.id for photo in stage.window.compare.pair()]


def marks(stage: Stage, group: int) -> list[int]:
    found = next(each for each in stage.groups if each.id == group)
    return [member.photo.id for member in found.marked]


def test_up_and_down_go_through_the_groups_and_the_list_follows(comparing):
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        press(comparing, key)
        seen.append(compared(comparing)[0])

    assert seen == [2000, 3000, 3000, 2000]
    press(comparing, Key.Key_Right, Key.Key_Escape)
    assert comparing.window.is_showing(comparing.window.review)
    assert comparing.window.groups.current_photo().id == 2002


def test_decisions_are_seen_in_the_comparison(comparing):
    view = comparing.window.compare
    assert marks(comparing, 1) == [1001, 1002]

    press(comparing, Key.Key_Space)
    comparing.until(lambda: marks(comparing, 1) == [1002])
    assert [frame.fate for frame in view.strip.frames()] == ["✓ Keep", "Stays", "→ Trash"]

    press(comparing, Key.Key_K)
    comparing.until(lambda: comparing.groups[0].keeper.id == 1001)
    assert comparing.window.is_showing(view)

    press(comparing, Key.Key_S)
    comparing.until(lambda: comparing.groups[0].is_skipped)
    assert "skipped" in view.bar.title()


def test_keeping_the_picked_ones_marks_the_rest_in_one_step(comparing):
    press(comparing, Key.Key_Down, Key.Key_P)
    press(comparing, Key.Key_K, modifier=SHIFT)

    comparing.until(lambda: marks(comparing, 2) == [2000, 2002, 2003])
    group = next(each for each in comparing.groups if each.id == 2)
    assert group.keeper.id == 2001

    comparing.controller.decisions.undo_stack.undo()
    comparing.until(lambda: marks(comparing, 2) == [2001, 2002, 2003])


def test_picked_photos_of_several_groups_are_compared(stage):
    stage.open()
    stage.scan()
    for group, photo in ((1, 1001), (2, 2002), (3, 3000)):
        stage.select(group, photo)
        stage.press(Key.Key_P)

    stage.window.picked.compare_button.click()

    view = stage.window.compare
    assert stage.window.is_showing(view)
    assert [photo.id for photo in view.table.shown] == [1001, 2002, 3000]
    stage.qtbot.keyClick(view, Key.Key_Space)
    stage.until(lambda: marks(stage, 2) == [2001, 2003])
    assert stage.window.is_showing(view)


def test_what_is_taken_out_leaves_the_comparison(comparing):
    press(comparing, Key.Key_Down, Key.Key_X)

    comparing.until(lambda: 2001 not in {p.id for g in comparing.groups for p in g.photos})
    assert comparing.window.is_showing(comparing.window.review)


def test_in_full_screen_only_the_pictures_are_left(comparing):
    window = comparing.window
    window.showFullScreen()
    comparing.until(lambda: not window.sidebar.isVisible())
    assert not window.bottom.isVisible()
    assert window.menuBar().height() == 0

    press(comparing, Key.Key_Escape)
    assert window.sidebar.isVisible()
    window.showNormal()


def test_another_library_closes_the_comparison(comparing):
    from photodedup.engine.paths import library_places

    comparing.open(library_places("Another"))

    assert not comparing.window.is_showing(comparing.window.compare)


def test_the_keys_of_the_comparison_are_listed(comparing):
    comparing.window.menus["keyboard"].trigger()
    comparing.until(lambda: comparing.dialog is not None)

    rows = comparing.dialog.rows
    texts = [rows.index(row, 1).data() for row in range(rows.rowCount())]
    assert any("Show what differs" in text for text in texts)


def test_a_group_that_is_gone_closes_the_comparison(comparing):
    comparing.library._groups.pop(GroupId(1))
    comparing.controller.feeds.refresh_groups()

    comparing.until(lambda: comparing.window.is_showing(comparing.window.review))
    assert PhotoId(1000) not in {photo.id for g in comparing.groups for photo in g.photos}
