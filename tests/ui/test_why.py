"""Asking why two photos match or not, with keys and mouse, in the whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from photodedup.engine.errors import UnreadablePhoto
from photodedup.ui.dialogs.why import WhyDialog
from tests.factories import make_group, make_photo

Key = Qt.Key


@pytest.fixture
def review(stage):
    """The window with three groups, the first spare of the first one current."""
    stage.open()
    stage.scan()
    stage.select(1, 1001)
    return stage


def answered(stage) -> WhyDialog:
    """The dialog, once it has an answer."""
    dialog = stage.dialog
    assert isinstance(dialog, WhyDialog)
    stage.until(lambda: bool(dialog.steps))
    return dialog


def asked(stage) -> list[str]:
    return [call for call in stage.library.calls if call.startswith("explain")]


def test_a_key_explains_the_current_photo_against_its_keeper(review):
    review.press(Key.Key_W)
    dialog = answered(review)
    assert dialog.headline.text() == "Same picture: only its metadata differ."
    assert asked(review) == ["explain 1000 1001"]
    assert "every pixel is the same" in dialog.steps[0].says.text()


def test_the_keeper_is_explained_against_the_first_spare(review):
    review.select(1, 1000)
    review.press(Key.Key_W)
    answered(review)
    assert asked(review) == ["explain 1000 1001"]


def test_two_picked_photos_of_different_groups_are_the_ones_meant(review):
    review.press(Key.Key_P)
    assert review.window.picked.isVisible()
    review.select(3, 3002)
    review.press(Key.Key_P)
    review.select(2, 2000)
    review.qtbot.mouseClick(review.window.picked.why_button, Qt.MouseButton.LeftButton)
    dialog = answered(review)
    assert dialog.headline.text().startswith("Not the same picture: ")
    assert asked(review) == ["explain 1001 3002"]


def test_one_picked_photo_is_compared_with_the_current_one(review):
    review.press(Key.Key_P)
    review.select(2, 2001)
    review.press(Key.Key_W)
    answered(review)
    assert asked(review) == ["explain 1001 2001"]


def test_a_click_with_ctrl_picks_and_escape_unpicks(review):
    view = review.window.groups
    row = view.list.visualRect(view.list.currentIndex())
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(2):
        review.qtbot.mouseClick(
            view.list.viewport(), Qt.MouseButton.LeftButton, control, row.center()
        )
    assert not view.picks.photos
    review.qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, control, row.center())
    assert [photo.id for photo in view.picks.photos] == [1001]
    assert view.commands.pick.isChecked()
    review.press(Key.Key_Escape)
    assert not view.picks.photos
    assert not review.window.picked.isVisible()


def test_what_is_no_longer_shown_is_no_longer_picked(review):
    review.press(Key.Key_P)
    review.window.groups.set_groups([make_group(2)])
    assert not review.window.groups.picks.photos


def test_it_says_that_it_is_busy_and_the_window_answers_meanwhile(review):
    review.library.gate.clear()
    review.press(Key.Key_W)
    dialog = review.dialog
    assert dialog.busy.isVisible()
    assert not dialog.copy_button.isEnabled()
    review.library.gate.set()
    review.until(lambda: not dialog.busy.isVisible())
    assert dialog.copy_button.isEnabled()


def test_a_file_that_is_gone_is_said_and_can_be_tried_again(review):
    review.library.error = UnreadablePhoto("IMG_1.jpg: the file is no longer there")
    review.press(Key.Key_W)
    dialog = review.dialog
    review.until(lambda: dialog.retry_button.isVisible())
    assert "IMG_1.jpg: the file is no longer there." in dialog.sentence.text()
    assert "drive" in dialog.sentence.text()
    review.qtbot.mouseClick(dialog.retry_button, Qt.MouseButton.LeftButton)
    review.until(lambda: bool(dialog.steps))
    assert dialog.headline.text().startswith("Same picture")
    assert not dialog.retry_button.isVisible()


def test_figures_are_shown_on_wish_and_all_of_it_can_be_copied(review):
    review.press(Key.Key_W)
    dialog = answered(review)
    with_figures = [step for step in dialog.steps if step.figures.isVisible()]
    assert not with_figures
    review.qtbot.mouseClick(dialog.figures_button, Qt.MouseButton.LeftButton)
    assert sum(step.figures.isVisible() for step in dialog.steps) == 4
    review.qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Same picture: only its metadata differ\n")
    assert "Cosine: 0.900" in copied


def test_the_comparison_side_by_side_asks_about_its_own_two(review):
    review.select(1, 1002)
    review.press(Key.Key_C)
    review.qtbot.keyClick(review.window.compare, Key.Key_W)
    answered(review)
    assert asked(review) == ["explain 1000 1002"]


def test_any_two_files_can_be_chosen(review):
    review.window.menus["why_files"].trigger()
    chooser = review.dialog
    assert isinstance(chooser, QFileDialog)
    names = [str(Path("/photos") / name) for name in ("one.jpg", "other.jpg")]
    chooser.filesSelected.emit(names[:1])
    assert "two photos" in review.window.notice.text.text()
    chooser.filesSelected.emit(names)
    dialog = answered(review)
    assert asked(review) == ["explain_files"]
    assert dialog.headline.text().startswith("Not the same picture")
    chooser.close()


def test_the_keys_are_listed(review):
    keys = dict(review.window.menus.key_list())
    assert keys["W"] == "Why do they match, or not?"
    assert keys["P"] == "Pick this photo"


def test_more_than_two_picked_photos_are_too_many(review):
    for number, photo in ((1, 1001), (2, 2001), (3, 3001)):
        review.select(number, photo)
        review.press(Key.Key_P)
    review.press(Key.Key_W)
    assert review.dialog is None
    assert not review.window.picked.why_button.isEnabled()


def test_a_photo_keeps_its_pick_when_it_is_pressed_in_another_group(review):
    """Photos are picked, not rows."""
    picks = review.window.groups.picks
    picks.toggle(make_photo(1001))
    picks.toggle(make_photo(2001))
    picks.toggle(make_photo(1001))
    assert [photo.id for photo in picks.photos] == [2001]
