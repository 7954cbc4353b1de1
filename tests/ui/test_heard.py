"""Each state of the window as a screen reader meets it: nothing in it is without a name."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.factories import make_operation, make_removal
from tests.ui.heard import FOLDER_VARIABLE, Heard, find_assorted, heard

Role = QAccessible.Role
# As in "2 of 3, goes to the trash: same picture, ..., 2016 by 1512, has location, ..."
SPOKEN_PHOTO = re.compile(r"\d+ of \d+, (keeper|goes to the trash|stays)\b.*\d+ by \d+")


@pytest.fixture
def prepare():
    return [find_assorted]


@pytest.fixture
def review(stage):
    stage.open()
    stage.scan()
    return stage


def nameless(found: list[Heard]) -> list[str]:
    return [str(each) for each in found if each.is_control and not each.name]


def open_dialog(stage, name: str):
    stage.window.menus[name].trigger()
    stage.until(lambda: stage.dialog is not None)
    return stage.dialog


def test_an_empty_window(stage):
    stage.open()
    found = heard(stage.window, "empty")
    assert nameless(found) == []
    assert any(each.name.startswith("Drop your photo folders here") for each in found)


def test_a_scan_under_way(stage):
    stage.open()
    stage.library.gate.clear()
    stage.app.presenter.add_folders([stage.photos])
    stage.until(stage.window.scan_panel.isVisible)
    found = heard(stage.window, "scanning")
    stage.library.gate.set()
    stage.until(lambda: not stage.controller.scanning.is_running)
    assert nameless(found) == []
    names = [each.name for each in found if each.role is Role.ProgressBar]
    assert names == ["Progress of the scan"]


def test_the_review_with_all_of_its_filters(review):
    review.window.sieve.more.setChecked(True)
    review.window.sieve.days.show()
    found = heard(review.window, "review")
    assert nameless(found) == []
    photos = [each for each in found if each.role is Role.ListItem and " of " in each.name]
    assert photos
    assert [each.name for each in photos if not SPOKEN_PHOTO.match(each.name)] == []


def test_photos_looked_at_closely(review):
    review.press(Qt.Key.Key_C)
    view = review.window.compare
    review.until(lambda: view.isVisible() and all(pane.frame() for pane in view.panes))
    found = heard(review.window, "compare")
    assert nameless(found) == []
    spoken = [each.name for each in found if SPOKEN_PHOTO.match(each.name)]
    assert len(spoken) == len(view.panes) + 3  # each pane, and all in the strip
    assert spoken[-2].endswith("IMG_1001.jpg, looked at")


def test_photos_of_several_groups_looked_at_closely(review):
    for photo in (1001, 2001):
        review.select(photo // 1000, photo)
        review.press(Qt.Key.Key_P)
    review.press(Qt.Key.Key_C)
    review.until(review.window.compare.isVisible)
    names = [each.name for each in heard(review.window.compare)]
    assert any(name.startswith("2 of 3, goes to the trash") for name in names)
    assert any("2016 by 1512, IMG_2001.jpg" in name for name in names)


@pytest.mark.parametrize(
    "name",
    ["trash", "keep_rules", "folder_pairs", "settings", "keys", "keyboard", "skipped", "about"],
)
def test_dialogs(review, name):
    dialog = open_dialog(review, name)
    found = heard(dialog, name)
    assert [each for each in found if each.is_control]
    assert nameless(found) == []


def test_the_plan_names_each_photo_and_why_it_goes(review):
    dialog = open_dialog(review, "trash")
    review.until(dialog.confirm_button.isEnabled)
    found = heard(dialog, "plan")
    cells = [each.name for each in found if each.role is Role.Cell]
    assert "IMG_1001.jpg" in " ".join(cells)
    assert "Same picture" in cells


def test_the_history_with_a_clean_up(review):
    removals = (make_removal(1), replace(make_removal(2), message="It changed."))
    review.library._history = [make_operation(1, removals=removals)]
    dialog = open_dialog(review, "history")
    review.until(lambda: dialog.is_ready)
    dialog.tree.expandAll()
    found = heard(dialog, "history")
    assert nameless(found) == []
    assert any("copy_1.jpg" in each.name for each in found)


def test_the_list_of_what_are_no_duplicates(review):
    review.select(1, 1002)
    review.press(Qt.Key.Key_X)
    review.settle()
    review.until(lambda: review.controller.decisions.undo_stack.canUndo())
    dialog = open_dialog(review, "by_hand")
    found = heard(dialog, "not-duplicates")
    assert nameless(found) == []
    assert any(each.role is Role.Cell and each.name == "Taken out" for each in found)


def test_a_person_can_read_it(review, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "heard"))
    heard(review.window, "review")
    text = (tmp_path / "heard" / "review.txt").read_text()
    assert "Slider: 'How alike photos must be'" in text
    assert "keeper: largest, has location, 4032 by 3024" in text
