"""Taking photos out of groups and putting them together, with keys and mouse, in the window."""

import pytest
from PySide6.QtCore import Qt

from photodedup.engine.domain.matches import Verdict
from photodedup.ui.dialogs.by_hand import ByHandDialog
from photodedup.ui.dialogs.why import WhyDialog

Key = Qt.Key


@pytest.fixture
def review(stage):
    """The window with three groups of three, the first spare of the first one current."""
    stage.open()
    stage.scan()
    stage.select(1, 1001)
    return stage


def together(stage) -> list[set[int]]:
    """Who is in one group on the screen."""
    return [{photo.id for photo in group.photos} for group in stage.groups]


def until_together(stage, *groups: set[int]) -> None:
    stage.until(lambda: together(stage) == list(groups))


ONE, TWO, THREE = ({n * 1000, n * 1000 + 1, n * 1000 + 2} for n in (1, 2, 3))


def test_x_takes_the_current_photo_out_and_undo_brings_it_back(review):
    review.press(Key.Key_X)
    until_together(review, {1000, 1002}, TWO, THREE)
    assert "Taken out" in review.window.notice.text.text()
    assert "take out" in review.window.menus["undo"].text()
    assert review.window.groups.current_group().id == 1

    review.qtbot.mouseClick(review.window.notice.button, Qt.MouseButton.LeftButton)
    until_together(review, ONE, TWO, THREE)
    review.window.menus["redo"].trigger()
    until_together(review, {1000, 1002}, TWO, THREE)


def test_the_notice_offers_no_undo_of_something_else(review):
    review.press(Key.Key_X)
    until_together(review, {1000, 1002}, TWO, THREE)
    assert review.window.notice.isVisible()
    review.window.menus["undo"].trigger()
    until_together(review, ONE, TWO, THREE)
    assert not review.window.notice.isVisible()


def test_picked_photos_are_taken_out_together(review):
    review.press(Key.Key_P)
    review.select(1, 1002)
    review.press(Key.Key_P)
    review.select(2, 2000)
    review.qtbot.mouseClick(review.window.picked.part_button, Qt.MouseButton.LeftButton)
    until_together(review, TWO, THREE)
    assert not review.window.groups.picks.photos
    assert not review.window.picked.isVisible()


def test_photos_of_several_groups_cannot_be_taken_out_at_once(review):
    review.press(Key.Key_P)
    review.select(2, 2001)
    review.press(Key.Key_P, Key.Key_X)
    review.settle()
    assert "take_out" not in review.library.calls


def test_a_refusal_is_said_and_nothing_changes(review):
    for photo in (1000, 1001, 1002):
        review.select(1, photo)
        review.press(Key.Key_P)
    review.press(Key.Key_X)
    review.until(lambda: "has to stay" in review.window.notice.text.text())
    assert together(review) == [ONE, TWO, THREE]
    assert not review.controller.decisions.undo_stack.canUndo()


def test_m_here_and_m_there_makes_one_group_of_two(review):
    review.press(Key.Key_M)
    assert [photo.id for photo in review.window.groups.picks.photos] == [1001]
    review.select(3, 3000)
    review.press(Key.Key_M)
    until_together(review, ONE | THREE, TWO)
    view = review.window.groups
    assert view.current_photo().id == 1001
    unproved = [m for m in view.current_group().members if m.verdict is Verdict.PUT_TOGETHER]
    assert {member.photo.id for member in unproved} == THREE
    assert not any(member.is_marked for member in unproved)

    review.window.menus["undo"].trigger()
    until_together(review, ONE, TWO, THREE)


def test_several_picked_photos_are_put_together_by_the_button(review):
    assert not review.window.picked.isVisible()
    for group in (1, 2, 3):
        review.select(group, group * 1000 + 1)
        review.press(Key.Key_P)
    review.qtbot.mouseClick(review.window.picked.together_button, Qt.MouseButton.LeftButton)
    until_together(review, ONE | TWO | THREE)


def test_the_answer_to_why_can_be_acted_on(review):
    review.press(Key.Key_W)
    dialog = review.dialog
    assert isinstance(dialog, WhyDialog)
    assert dialog.decide_button.text() == "Not the same: take out"
    review.qtbot.mouseClick(dialog.decide_button, Qt.MouseButton.LeftButton)
    until_together(review, {1000, 1002}, TWO, THREE)

    review.window.activateWindow()  # a window manager does this when a dialog closes
    review.until(review.window.groups.list.hasFocus)
    review.select(1, 1002)
    review.press(Key.Key_P)
    review.select(2, 2001)
    review.press(Key.Key_W)
    assert review.dialog.decide_button.text() == "Put together"
    review.qtbot.mouseClick(review.dialog.decide_button, Qt.MouseButton.LeftButton)
    until_together(review, {1000, 1002} | TWO, THREE)


def test_decisions_are_listed_and_taken_back(review):
    review.press(Key.Key_X)
    until_together(review, {1000, 1002}, TWO, THREE)
    review.window.menus["by_hand"].trigger()
    review.until(lambda: isinstance(review.dialog, ByHandDialog))
    dialog = review.dialog
    assert dialog.rows.rowCount() == 1
    row = [dialog.rows.index(0, column).data() for column in range(1, 4)]
    assert row == ["Taken out", "2019/IMG_1001.jpg", "2019/IMG_1000.jpg, 2019/IMG_1002.jpg"]
    assert dialog.back_button.isEnabled()  # the latest is chosen already
    review.qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    until_together(review, ONE, TWO, THREE)
    review.window.menus["undo"].trigger()
    until_together(review, {1000, 1002}, TWO, THREE)


def test_without_decisions_the_list_says_so(review):
    review.window.menus["by_hand"].trigger()
    review.until(lambda: isinstance(review.dialog, ByHandDialog))
    assert review.dialog.rows.rowCount() == 0
    assert not review.dialog.back_button.isEnabled()


def test_the_keys_are_listed(review):
    keys = dict(review.window.menus.key_list())
    assert keys["M"] == "Put together with"
    assert keys["X"] == "Not the same: take out of the group"
