"""Working through groups a screenful at a time, over a library in memory."""

import pytest
from PySide6.QtCore import Qt

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.tabs import Tab
from photodedup.ui.views.tab_strip import TABS
from tests.factories import make_group

Key = Qt.Key


@pytest.fixture
def prepare():
    def find_many(library):
        edited = [make_group(n, verdict=Verdict.EDITED) for n in (31, 32, 33)]
        library.to_find = (*(make_group(n, 1) for n in range(1, 31)), *edited)

    return [find_many]


@pytest.fixture
def review(stage):
    stage.open()
    stage.window.resize(1500, 1300)
    stage.scan()
    stage.activate()
    stage.until(lambda: bool(stage.window.groups.batch.numbers))
    return stage


def accepted(stage) -> list[int]:
    return [group.id for group in stage.groups if group.is_accepted]


def accept(stage) -> None:
    before = len(accepted(stage))
    stage.press(Key.Key_A)
    stage.until(lambda: len(accepted(stage)) > before)


def test_a_accepts_what_is_on_the_screen_and_goes_on(review):
    count = len(review.window.groups.batch.groups)
    assert 1 < count < 12
    assert review.window.bottom.accept_button.text() == f"Accept these {count} and go on"
    accept(review)
    assert accepted(review) == list(range(1, count + 1))
    assert review.window.groups.current_group().id == count + 1
    assert review.window.groups.batch.groups[0].id == count + 1


def test_the_button_does_the_same_and_says_when_all_is_reviewed(review):
    button = review.window.bottom.accept_button
    review.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    review.until(lambda: bool(accepted(review)))
    review.window.groups.list.verticalScrollBar().setValue(0)
    assert button.text() == "Go on"


def test_undo_takes_it_back_and_redo_accepts_again(review):
    accept(review)
    done = accepted(review)
    review.window.menus["undo"].trigger()
    review.until(lambda: not accepted(review))
    review.window.menus["redo"].trigger()
    review.until(lambda: accepted(review) == done)


def test_at_the_end_nothing_moves_and_all_are_reviewed(review):
    for _ in range(33):
        if len(accepted(review)) == 33:
            break
        accept(review)
    assert len(accepted(review)) == 33


def test_the_plan_offers_only_the_groups_that_were_reviewed(review):
    accept(review)
    done = accepted(review)
    review.qtbot.mouseClick(review.window.bottom.trash_button, Qt.MouseButton.LeftButton)
    review.until(lambda: review.dialog is not None and review.dialog.is_ready)
    row = review.dialog.scope
    texts = [row.box.itemText(n) for n in range(row.box.count())]
    assert texts == [
        "What is shown here: 30 photos in 30 groups",
        f"Only the {len(done)} groups that you reviewed",
    ]
    with review.qtbot.waitSignal(review.controller.clearing.planned):
        row.box.setCurrentIndex(1)
        row.box.activated.emit(1)
    review.until(lambda: review.dialog.is_ready)
    assert [r.group for r in review.dialog.what_goes().removals] == done
    assert review.dialog.scope.box.currentIndex() == 1
    with review.qtbot.waitSignal(review.controller.clearing.cleaned):
        review.qtbot.mouseClick(review.dialog.confirm_button, Qt.MouseButton.LeftButton)
    review.until(lambda: len(review.groups) == 33 - len(done))


def test_marks_of_another_tab_can_go_too_if_that_is_chosen(review):
    review.window.tabs.setCurrentIndex(TABS.index(Tab.EDITED))
    review.qtbot.mouseClick(review.window.bottom.trash_button, Qt.MouseButton.LeftButton)
    review.until(lambda: review.dialog is not None and review.dialog.is_ready)
    assert review.dialog.scope.isHidden()  # there is nothing to choose
    assert len(review.dialog.what_goes().removals) == 30


def test_suggestions_are_made_only_where_they_are_asked_for_and_can_be_undone(review):
    button = review.window.sieve.suggest_button
    assert not button.isVisible()
    review.window.tabs.setCurrentIndex(TABS.index(Tab.EDITED))
    assert button.text() == "Suggest for these 3 groups"
    assert not any(group.marked for group in review.groups)
    review.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    review.until(lambda: all(len(group.marked) == 2 for group in review.groups))
    assert "6 photos marked" in review.window.bottom.marked.text()
    review.window.menus["undo"].trigger()
    review.until(lambda: not any(group.marked for group in review.groups))
    review.window.menus["redo"].trigger()
    review.until(lambda: all(group.marked for group in review.groups))


def test_b_keeps_all_of_a_group_which_is_not_shown_again_and_undo_brings_it_back(review):
    review.select(2, 2001)
    review.press(Key.Key_B)
    review.until(lambda: len(review.groups) == 32)
    assert review.window.groups.current_group().id == 3
    review.window.menus["undo"].trigger()
    review.until(lambda: len(review.groups) == 33)


def test_what_is_kept_is_listed_and_can_be_taken_back(review):
    review.select(2, 2001)
    review.press(Key.Key_B)
    review.until(lambda: len(review.groups) == 32)
    review.window.menus["by_hand"].trigger()
    review.until(lambda: review.dialog is not None)
    assert review.dialog.rows.rowCount() == 1
    assert "All kept" in review.dialog.rows.index(0, 1).data()
    review.qtbot.mouseClick(review.dialog.back_button, Qt.MouseButton.LeftButton)
    review.until(lambda: len(review.groups) == 33)
    review.window.menus["undo"].trigger()
    review.until(lambda: len(review.groups) == 32)
    review.window.menus["redo"].trigger()
    review.until(lambda: len(review.groups) == 33)
    review.window.menus["undo"].trigger()
    review.until(lambda: len(review.groups) == 32)


def test_reviewed_groups_say_so_to_eyes_and_ears(review):
    accept(review)
    view = review.window.groups
    view.select(1, 1001)
    index = view.list.currentIndex()
    assert "reviewed" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_nothing_can_be_agreed_to_while_other_photos_are_looked_at_closely(review):
    button = review.window.bottom.accept_button
    assert button.isVisible()
    review.press(Key.Key_C)
    assert review.window.is_showing(review.window.compare)
    assert not button.isVisible()
    review.qtbot.keyClick(review.window.compare, Key.Key_Escape)
    assert button.isVisible()
