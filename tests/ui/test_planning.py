"""A plan that takes its time: it is said at once, can be cancelled, and the window goes on."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QTableView

from photodedup.engine.errors import LibraryError
from photodedup.ui.dialogs.cleanup_plan import CleanupPlanDialog
from photodedup.ui.dialogs.row_table import LazyRows, Row, RowTable
from tests.factories import make_group


@pytest.fixture
def slow(stage):
    """The engine works on a plan until `plan_gate` opens, or it is cancelled."""
    stage.open()
    stage.scan()
    stage.library.plan_gate.clear()
    return stage


def ask(stage) -> CleanupPlanDialog:
    stage.window.menus["trash"].trigger()
    assert isinstance(stage.dialog, CleanupPlanDialog)  # at once, before the engine has answered
    return stage.dialog


def escape(stage, dialog: CleanupPlanDialog) -> None:
    dialog.activateWindow()
    stage.until(dialog.isActiveWindow)
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_dialog_is_there_at_once_and_the_window_goes_on(slow):
    dialog = ask(slow)
    beats = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: beats.append(dialog.busy.value()))
    timer.start()
    slow.until(lambda: len(beats) > 20 and beats[-1] == 1)  # one of two photos was looked at
    timer.stop()

    assert dialog.busy.isVisible()
    assert not dialog.is_ready
    assert "Looking at what would go" in dialog._headline.text()
    assert not dialog.confirm_button.isEnabled()

    slow.library.plan_gate.set()
    slow.until(lambda: dialog.is_ready)
    assert slow.dialog is dialog
    assert not dialog.busy.isVisible()
    assert dialog.going.rowCount() == 6
    assert dialog.confirm_button.text() == "Move 6 photos to the trash"


def test_a_plan_that_is_not_there_yet_cannot_be_confirmed(slow):
    dialog = ask(slow)
    with slow.qtbot.assertNotEmitted(dialog.confirmed):
        slow.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        dialog.confirm_button.click()
    assert dialog.isVisible()


def test_escape_gives_the_plan_up_and_the_next_one_comes(slow):
    dialog = ask(slow)
    with slow.qtbot.waitSignal(slow.controller.clearing.plan_stopped):
        escape(slow, dialog)
    slow.until(lambda: slow.dialog is None)

    slow.library.plan_gate.set()
    again = ask(slow)
    slow.until(lambda: again.is_ready)
    assert again.going.rowCount() == 6


def test_asking_again_before_the_first_plan_has_stopped_brings_the_second(slow):
    escape(slow, ask(slow))
    dialog = ask(slow)
    slow.library.plan_gate.set()
    slow.until(lambda: dialog.is_ready)
    assert slow.library.calls.count("plan") == 2


def test_a_plan_that_fails_says_why_and_leaves_no_dialog(slow):
    slow.library.error = LibraryError("The library cannot be read.")
    ask(slow)
    slow.until(lambda: slow.dialog is None)
    assert slow.window.notice.text.text() == "The library cannot be read."


def test_a_slow_plan_moves_nothing_when_the_window_closes(slow):
    ask(slow)
    slow.window.close()
    assert "clean_up" not in slow.library.calls


def test_a_table_of_thousands_makes_only_the_rows_that_are_looked_at(qtbot):
    made = []

    def make(number: int) -> Row:
        made.append(number)
        return Row((str(number),), number)

    model = RowTable(["Number"])
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(300, 200)
    view.show()
    model.set_rows(LazyRows(range(100_000), make))
    qtbot.waitUntil(lambda: 0 in made)
    view.scrollToBottom()
    qtbot.waitUntil(lambda: 99_999 in made)
    assert len(made) == len(set(made)) < 200


def test_the_rows_of_a_plan_of_thousands_are_made_when_they_are_looked_at(qtbot, monkeypatch):
    from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval
    from photodedup.ui.dialogs import cleanup_plan

    group = make_group(1, member_count=3000)
    removals = [
        PlannedRemoval(member.photo, group.keeper, group.id, member.verdict, member.reason)
        for member in group.members
    ]
    made = []
    real = cleanup_plan.going_row
    monkeypatch.setattr(cleanup_plan, "going_row", lambda r: made.append(r) or real(r))
    dialog = CleanupPlanDialog(CleanupPlan(tuple(removals)))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(made))
    assert dialog.going.rowCount() == 3000
    assert len(made) < 200
