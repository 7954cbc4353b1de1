"""Dialogs by themselves: what they show, and what they ask for."""

import csv
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from photodedup.engine.domain.history import RemovalState, RestoreResult
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind
from photodedup.engine.domain.plans import (
    CleanupPlan,
    Destination,
    PlannedCompanion,
    PlannedRemoval,
    Refusal,
)
from photodedup.engine.paths import library_places
from photodedup.engine.settings import Settings
from photodedup.ui.dialogs.about import AboutDialog, DataDialog
from photodedup.ui.dialogs.cleanup_plan import CleanupPlanDialog
from photodedup.ui.dialogs.cleanup_report import cleanup_problems, restore_problems
from photodedup.ui.dialogs.crash import CrashReporter
from photodedup.ui.dialogs.history import HistoryDialog
from photodedup.ui.dialogs.settings import SettingsDialog
from photodedup.ui.dialogs.skipped import SkippedDialog
from photodedup.ui.dialogs.working import WorkingDialog
from tests.factories import make_group, make_operation, make_photo, make_removal, make_skipped


def make_plan(group=None, **facts) -> CleanupPlan:
    group = group or make_group(1)
    removals = [
        PlannedRemoval(member.photo, group.keeper, group.id, member.verdict, member.reason)
        for member in group.members
    ]
    return CleanupPlan(tuple(removals), **facts)


@pytest.fixture
def show(qtbot):
    def shown(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return shown


def test_the_plan_names_the_survivor_of_every_file(show):
    dialog = show(CleanupPlanDialog(make_plan()))
    row = [dialog.going.index(0, column).data() for column in range(4)]
    assert row == [
        "/photos/2019/IMG_1001.jpg",
        "Same picture",
        "/photos/2019/IMG_1000.jpg",
        "2.0 MB",
    ]


def test_the_plan_names_what_goes_along(show):
    photo = make_photo(1, "IMG_1.HEIC", size_bytes=2_000_000)
    beside = [
        PlannedCompanion(Companion(photo.path.with_name(name), kind, 500_000, 1))
        for name, kind in (
            ("IMG_1.MOV", CompanionKind.FILM),
            ("IMG_1.AAE", CompanionKind.SIDECAR),
        )
    ]
    removal = PlannedRemoval(
        photo, make_photo(2), GroupId(1), Verdict.IDENTICAL, "same", tuple(beside)
    )
    dialog = show(CleanupPlanDialog(CleanupPlan((removal,))))

    goes, size = dialog.going.index(0, 0), dialog.going.index(0, 3)
    assert goes.data().endswith("IMG_1.HEIC with IMG_1.MOV, IMG_1.AAE")
    assert str(photo.path.with_name("IMG_1.MOV")) in goes.data(Qt.ItemDataRole.ToolTipRole)
    assert size.data() == "3.0 MB"


def test_the_plan_says_how_much_goes(show):
    dialog = show(CleanupPlanDialog(make_plan()))
    assert dialog._headline.text() == "Move 2 photos (4.0 MB) to the trash?"
    assert dialog.confirm_button.text() == "Move 2 photos to the trash"


def test_the_plan_promises_a_copy_only_where_there_is_one(show):
    burst = make_group(2, 1, verdict=Verdict.BURST)
    both = CleanupPlan((*make_plan().removals, *make_plan(burst).removals))

    def promise(plan: CleanupPlan) -> str:
        dialog = show(CleanupPlanDialog(plan))
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        return next(text for text in texts if "checked once more" in text)

    assert promise(make_plan()).startswith("Each one has a copy that stays. ")
    assert promise(make_plan(burst)).startswith("None of them is a copy")
    assert "but for 1 photo of bursts or similar shots" in promise(both)
    by_hand = make_plan(make_group(3, 1, verdict=Verdict.PUT_TOGETHER))
    assert promise(by_hand).startswith("You put them together with what stays; ")
    mixed = CleanupPlan((*make_plan().removals, *by_hand.removals))
    assert "but for 1 photo that you put together" in promise(mixed)


def test_a_plan_in_which_everything_is_refused_cannot_be_confirmed(show, qtbot):
    refused = (Refusal(make_photo(5), "It is the last copy."),)
    dialog = show(CleanupPlanDialog(CleanupPlan((), refused)))
    assert not dialog.confirm_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.confirmed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        dialog._confirm()
    assert dialog.staying.index(0, 1).data() == "It is the last copy."


def test_the_plan_is_confirmed_only_once(show, qtbot):
    dialog = show(CleanupPlanDialog(make_plan()))
    answers = []
    dialog.confirmed.connect(lambda plan, quarantine: answers.append((plan, quarantine)))
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    dialog._confirm()
    assert answers == [(make_plan(), False)]


def test_only_the_drive_without_a_trash_keeps_its_photos(show):
    stick = make_group(2, keeper=make_photo(2000), member_count=1)
    plan = make_plan()
    other = make_plan(stick).removals[0]
    far = make_photo(9, path=make_photo(9).path.parent.parent / "stick" / "a.jpg")
    moved = PlannedRemoval(far, other.survivor, other.group, other.verdict, other.reason)
    mixed = CleanupPlan((*plan.removals, moved), no_trash=(far.path.parent,))
    dialog = show(CleanupPlanDialog(mixed))

    assert dialog.what_goes().removals == plan.removals
    dialog.quarantine.click()
    assert dialog.what_goes() == mixed


def test_the_history_restores_a_group_and_a_whole_clean_up(show):
    dialog = show(HistoryDialog([make_operation(2), make_operation(1, 3)]))
    assert dialog.tree.topLevelItemCount() == 2
    assert not dialog.restore_button.isEnabled()

    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1))
    assert len(dialog.selected_removals()) == 3
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0).child(0))
    assert dialog.selected_removals() == [2000, 2001]


def test_the_history_offers_only_what_is_still_away(show):
    removals = (
        make_removal(1, RemovalState.RESTORED),
        make_removal(2, RemovalState.KEPT, message="It changed."),
        make_removal(3, destination=Destination.QUARANTINE),
    )
    dialog = show(HistoryDialog([make_operation(1, removals=removals)]))
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))

    assert dialog.selected_removals() == [3]
    branch = dialog.tree.topLevelItem(0).child(0)
    states = [branch.child(row).text(2) for row in range(3)]
    assert states == ["brought back", "stayed where it was", "set aside on its drive"]


def test_the_history_stays_open_and_at_its_place_when_something_came_back(show, qtbot):
    operations = [make_operation(2), make_operation(1, 3)]
    dialog = show(HistoryDialog(operations))
    branch = dialog.tree.topLevelItem(1).child(0)
    dialog.tree.setCurrentItem(branch.child(1))
    with qtbot.waitSignal(dialog.restore_requested) as asked:
        dialog.restore_button.click()
    assert asked.args == [[1001]]

    removals = list(operations[1].removals)
    removals[1] = replace(removals[1], state=RemovalState.RESTORED)
    dialog.show_operations([operations[0], replace(operations[1], removals=tuple(removals))])

    assert dialog.tree.currentItem().text(2) == "brought back"
    assert dialog.tree.topLevelItem(1).child(0).isExpanded()
    assert not dialog.restore_button.isEnabled()


def test_the_history_calls_shots_of_a_burst_no_copies(show):
    removals = (make_removal(1), make_removal(2, survivor=Path("/b.jpg"), verdict=Verdict.BURST))
    dialog = show(HistoryDialog([make_operation(1, removals=removals)]))

    branches = [dialog.tree.topLevelItem(0).child(row).text(0) for row in range(2)]
    assert sorted(text.split()[0] for text in branches) == ["Copies", "Shots"]


def test_an_empty_history_says_so(show):
    dialog = show(HistoryDialog([]))
    assert not dialog.tree.isVisible()
    assert not dialog.restore_button.isEnabled()


def test_skipped_files_are_narrowed_by_typing_and_saved_as_shown(show, qtbot, tmp_path):
    files = [make_skipped("a.jpg"), make_skipped("b.heic", "no access"), make_skipped("c.jpg")]
    dialog = show(SkippedDialog(files))
    qtbot.keyClicks(dialog.filter, "ACCESS")
    assert dialog.shown_files() == [files[1]]

    dialog.save_to(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    assert rows == [["path", "reason", "size_bytes"], ["/photos/b.heic", "no access", "1234"]]

    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "/photos/b.heic\tno access"


def test_settings_are_handed_over_only_when_saved(show, qtbot):
    dialog = show(SettingsDialog(Settings(workers=3, effort="gentle", model="a-model-of-tomorrow")))
    assert dialog.settings() == Settings(workers=3, effort="gentle", model="a-model-of-tomorrow")
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.hidden.setChecked(True)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert chosen.args[0].theme == "dark"
    assert chosen.args[0].include_hidden

    again = show(SettingsDialog(Settings()))
    with qtbot.assertNotEmitted(again.chosen):
        qtbot.mouseClick(again.cancel_button, Qt.MouseButton.LeftButton)


def test_escape_asks_the_work_to_stop_and_the_dialog_waits_for_it(show, qtbot):
    dialog = show(WorkingDialog("One moment"))
    with qtbot.waitSignal(dialog.stop_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.finish()
    assert not dialog.isVisible()


def test_about_tells_where_the_data_is(show, qtbot):
    places = library_places("My photos")
    dialog = show(AboutDialog(places, "this computer's processor"))
    texts = [label.toolTip() for label in dialog.findChildren(QLabel)]
    assert str(places.folder) in texts
    assert str(places.log) in texts


def test_where_is_my_data_opens_the_folders(show, qtbot):
    places = library_places("My photos")
    dialog = show(DataDialog(places))
    button = next(
        b for b in dialog.findChildren(QAbstractButton) if b.accessibleName() == "Show This library"
    )
    with qtbot.waitSignal(dialog.reveal_requested) as opened:
        button.click()
    assert opened.args == [places.folder]


def test_problem_rows_name_file_and_reason():
    kept = make_removal(1, RemovalState.KEPT, message="It changed.")
    lost = make_removal(2, RemovalState.LOST_TRACK, message="It is nowhere.")
    away = make_removal(4, RemovalState.PENDING, message="Connect the drive.")
    operation = make_operation(1, removals=(kept, lost, make_removal(3), away))
    assert [row.texts[1] for row in cleanup_problems(operation)] == [
        "It changed.",
        "It is nowhere.",
        "Connect the drive.",
    ]

    result = RestoreResult((), ((kept, "The trash was emptied."),))
    assert [row.texts[1] for row in restore_problems(result)] == ["The trash was emptied."]


def test_an_unexpected_error_is_told_in_plain_words_and_one_at_a_time(qtbot, caplog):
    reporter = CrashReporter(log_path="/somewhere/photodedup.log")
    for _ in range(2):
        try:
            raise ValueError("inner detail")
        except ValueError:
            reporter.report(*sys.exc_info())
    qtbot.addWidget(reporter.dialog)

    assert reporter.dialog.isVisible()
    assert "our mistake" in reporter.dialog.text()
    assert "/somewhere/photodedup.log" in reporter.dialog.informativeText()
    assert "ValueError" in reporter.dialog.detailedText()
    assert caplog.text.count("ValueError") >= 2


def test_a_copied_report_names_no_photo_unless_the_person_agrees(qtbot, caplog):
    reporter = CrashReporter()
    try:
        try:
            raise FileNotFoundError(2, "No such file", "/home/anna/Beach 1.jpg")
        except FileNotFoundError as error:
            raise RuntimeError("cannot show Beach 1.jpg") from error
    except RuntimeError:
        reporter.report(*sys.exc_info())
    qtbot.addWidget(reporter.dialog)
    copy = next(b for b in reporter.dialog.buttons() if b.text() == "Copy report")

    copy.click()
    report = QGuiApplication.clipboard().text()
    assert "FileNotFoundError 2\nthen\n" in report
    assert "test_dialogs.py:" in report
    assert "Beach" not in report + caplog.text
    assert str(Path.home()) not in report
    assert reporter.dialog.isVisible()

    reporter.dialog.checkBox().click()
    copy.click()
    assert "Beach 1.jpg" in QGuiApplication.clipboard().text()
