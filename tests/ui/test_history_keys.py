"""The history by keyboard alone: what Tab, the arrows, Space and Enter reach and do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from photodedup.ui.dialogs.cleanup_plan import CleanupPlanDialog
from photodedup.ui.dialogs.history import HistoryDialog

Key = Qt.Key


def press(*keys: Qt.Key) -> None:
    """Where the keyboard is, as a person does."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def activate(stage, kind: type) -> None:
    stage.until(lambda: isinstance(stage.dialog, kind) and stage.dialog.isVisible())
    stage.dialog.activateWindow()
    stage.until(stage.dialog.isActiveWindow)


@pytest.fixture
def history(stage):
    """Six photos went in one clean-up, two for each of three that stayed."""
    stage.open()
    stage.scan()
    stage.window.menus["trash"].trigger()
    activate(stage, CleanupPlanDialog)
    stage.until(lambda: stage.dialog.is_ready)
    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned):
        stage.dialog.confirm_button.click()
    stage.until(lambda: stage.groups == ())
    stage.window.menus["history"].trigger()
    assert isinstance(stage.dialog, HistoryDialog)  # at once: no key goes to the photos behind it
    activate(stage, HistoryDialog)
    stage.until(lambda: stage.dialog.is_ready)
    return stage


def test_the_keys_begin_at_the_latest_clean_up_with_nothing_chosen(history):
    tree = history.dialog.tree
    assert tree.hasFocus()
    assert tree.currentItem() is tree.topLevelItem(0)
    assert not tree.selectedItems()
    with history.qtbot.assertNotEmitted(history.dialog.restore_requested):
        press(Key.Key_Return)


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        pytest.param((Key.Key_Space, Key.Key_Return), 0, id="a clean-up, by Enter"),
        pytest.param((Key.Key_Down, Key.Key_Return), 4, id="a group, by Enter"),
        pytest.param((Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Enter), 5, id="a file"),
        pytest.param(
            (Key.Key_Down, Key.Key_Tab, Key.Key_Tab, Key.Key_Space), 4, id="a group, by button"
        ),
        pytest.param(
            (Key.Key_Down, Key.Key_Tab, Key.Key_Tab, Key.Key_Return), 4, id="by Enter on it"
        ),
    ],
)
def test_what_is_chosen_comes_back(history, keys, left):
    with history.qtbot.waitSignal(history.controller.clearing.restored):
        press(*keys)
    told = f"{left} of 6 in the trash" if left else "brought back"
    history.until(lambda: history.dialog.tree.topLevelItem(0).text(2) == told)


def test_after_one_came_back_the_keys_go_on_from_there(history):
    with history.qtbot.waitSignal(history.controller.clearing.restored):
        press(Key.Key_Down, Key.Key_Return)
    tree = history.dialog.tree
    history.until(lambda: tree.topLevelItem(0).text(2) == "4 of 6 in the trash")
    activate(history, HistoryDialog)
    assert tree.hasFocus()
    with history.qtbot.waitSignal(history.controller.clearing.restored):
        press(Key.Key_Down, Key.Key_Return)
    history.until(lambda: tree.topLevelItem(0).text(2) == "2 of 6 in the trash")


def test_enter_on_the_button_closes(history):
    press(Key.Key_Tab)
    assert history.dialog.close_button.hasFocus()
    press(Key.Key_Return)
    history.until(lambda: history.dialog is None)
