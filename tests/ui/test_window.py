"""The main job as a person does it, over a library in memory."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QSlider

from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.plans import Refusal
from photodedup.engine.errors import LibraryDamaged, PhotodedupError
from photodedup.engine.paths import library_places
from photodedup.ui.dialogs.cleanup_plan import CleanupPlanDialog
from photodedup.ui.dialogs.cleanup_report import ReportDialog
from photodedup.ui.dialogs.history import HistoryDialog
from photodedup.ui.dialogs.skipped import SkippedDialog
from photodedup.ui.session import SCAN_RUNNING, SCAN_STOPPED, load_session
from tests.factories import make_group, make_member, make_photo, make_skipped

CONTROLS = (QAbstractButton, QSlider)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(200, 200), *how))
    assert window.veil.isVisible()  # tells what dropping would do
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), *how))
    assert not window.veil.isVisible()


# --- first start and scan ------------------------------------------------------------------------


def test_the_first_start_shows_where_to_drop_folders(stage):
    stage.open()
    assert stage.window.is_showing(stage.window.drop_target)
    assert stage.window.drop_target.isVisible()
    assert not stage.window.bottom.trash_button.isEnabled()


def test_dropping_a_folder_scans_it_and_groups_appear(stage):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        drop(stage.window, stage.photos)
    stage.until(lambda: len(stage.groups) == 3)

    assert stage.library.folders()[0].path == stage.photos
    assert stage.window.is_showing(stage.window.review)
    assert stage.window.sidebar.list.count() == 1
    assert not stage.window.scan_panel.isVisible()


def test_dropping_a_file_says_what_to_drop_instead(stage):
    stage.open()
    file = stage.photos / "a.jpg"
    file.touch()
    drop(stage.window, file)

    assert "folder" in stage.window.notice.text.text()
    assert "add_folder" not in stage.library.calls


def test_folders_given_before_the_library_is_open_are_added_then(stage):
    stage.app.presenter.add_folders([stage.photos])
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.app.open(stage.places)

    assert [folder.path for folder in stage.library.folders()] == [stage.photos]


def test_a_refused_folder_is_explained_and_the_others_are_added(stage):
    stage.open()
    with stage.qtbot.waitSignals([stage.controller.problem, stage.controller.scanning.finished]):
        stage.app.presenter.add_folders([stage.photos / "nowhere", stage.photos])

    assert len(stage.library.folders()) == 1


def test_the_scan_shows_how_far_it_is_and_can_pause_and_go_on(stage):
    stage.open()
    stage.library.to_skip = (make_skipped(),)
    stage.library.gate.clear()
    panel, scanning = stage.window.scan_panel, stage.controller.scanning
    stage.app.presenter.add_folders([stage.photos])
    stage.until(lambda: "of 6" in panel.count.text())
    assert panel.isVisible()
    assert "%" in stage.window.windowTitle()
    assert panel.skipped.text() == "1 file skipped"

    stage.qtbot.mouseClick(panel.pause_button, Qt.MouseButton.LeftButton)
    assert scanning.is_paused
    assert panel.stage.text() == "Paused"
    assert panel.pause_button.text() == "Continue"
    stage.qtbot.mouseClick(panel.pause_button, Qt.MouseButton.LeftButton)
    assert not scanning.is_paused

    with stage.qtbot.waitSignal(scanning.finished):
        stage.library.gate.set()
    assert not panel.isVisible()
    assert "%" not in stage.window.windowTitle()


def test_a_scan_can_be_slowed_down_while_it_runs(stage):
    stage.open()
    stage.library.gate.clear()
    stage.app.presenter.add_folders([stage.photos])
    panel = stage.window.scan_panel
    stage.until(panel.isVisible)
    assert panel.gentle_button.text() == "Slow down"

    stage.qtbot.mouseClick(panel.gentle_button, Qt.MouseButton.LeftButton)
    assert stage.library.calls[-1] == "effort gentle"
    assert stage.controller.settings.effort == "gentle"
    assert panel.gentle_button.text() == "Speed up"
    assert stage.controller.scanning.is_running

    stage.qtbot.mouseClick(panel.gentle_button, Qt.MouseButton.LeftButton)
    assert stage.library.calls[-1] == "effort auto"
    assert panel.gentle_button.text() == "Slow down"
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.library.gate.set()


def test_a_stopped_scan_can_be_continued(stage):
    stage.open()
    stage.library.gate.clear()
    stage.app.presenter.add_folders([stage.photos])
    panel = stage.window.scan_panel
    stage.until(lambda: panel.isVisible())
    with stage.qtbot.waitSignal(stage.controller.scanning.stopped):
        stage.qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert load_session(stage.places).scan == SCAN_STOPPED

    stage.library.gate.set()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.qtbot.mouseClick(stage.window.notice.button, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(stage.groups) == 3)


def test_a_scan_cut_off_by_closing_goes_on_when_the_library_is_opened_again(stage):
    stage.open()
    stage.library.gate.clear()
    stage.app.presenter.add_folders([stage.photos])
    stage.until(lambda: stage.controller.scanning.is_running)
    first = stage.library
    stage.app.open(library_places("Other"))
    stage.until(lambda: stage.controller.library is not None)
    assert first.is_closed
    assert load_session(stage.places).scan == SCAN_RUNNING

    with stage.qtbot.waitSignal(stage.controller.scanning.started):
        stage.app.open(stage.places)


def test_a_folder_added_during_a_scan_is_scanned_after_it(stage, tmp_path):
    stage.open()
    stage.library.gate.clear()
    stage.app.presenter.add_folders([stage.photos])
    stage.until(lambda: stage.controller.scanning.is_running)
    other = tmp_path / "other"
    other.mkdir()
    stage.app.presenter.add_folders([other])
    stage.until(lambda: len(stage.library.folders()) == 2)
    stage.library.gate.set()
    stage.until(lambda: stage.library.calls.count("scan") == 2)
    stage.until(lambda: not stage.controller.scanning.is_running)


def test_an_error_in_the_scan_becomes_a_message_and_the_window_lives_on(stage):
    stage.open()
    stage.scan()
    stage.library.error = PhotodedupError("The drive went away.")
    with stage.qtbot.waitSignal(stage.controller.scanning.failed):
        stage.window.menus["rescan"].trigger()
    assert "The drive went away." in stage.window.notice.text.text()

    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.window.menus["rescan"].trigger()


def test_removing_a_folder_asks_first_and_names_that_photos_stay(stage):
    stage.open()
    stage.scan()
    stage.window.sidebar.list.setCurrentRow(0)
    stage.window.sidebar.remove_action.trigger()
    box = stage.dialog
    assert isinstance(box, QMessageBox)
    assert "stay where they are" in box.informativeText()
    assert "remove_folder" not in stage.library.calls

    accept = next(
        button
        for button in box.buttons()
        if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole
    )
    stage.qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.window.sidebar.list.count() == 0)
    assert stage.window.is_showing(stage.window.drop_target)


# --- review --------------------------------------------------------------------------------------


def test_marks_change_the_bottom_bar_and_undo_takes_them_back(stage):
    stage.open()
    stage.scan()
    bottom = stage.window.bottom
    assert bottom.marked.text() == "6 photos marked, 12.0 MB"

    stage.window.groups.mark_requested.emit(GroupId(1), PhotoId(1001), False)
    stage.settle()
    assert bottom.marked.text() == "5 photos marked, 10.0 MB"
    assert "unmark" in bottom.undo_button.toolTip()

    stage.qtbot.mouseClick(bottom.undo_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: bottom.marked.text() == "6 photos marked, 12.0 MB")
    assert stage.library.decided(stage.groups[:1]).choices[PhotoId(1001)] is None

    stage.window.menus["redo"].trigger()
    stage.until(lambda: bottom.marked.text() == "5 photos marked, 10.0 MB")


def test_a_new_keeper_shows_at_once_and_can_be_undone(stage):
    stage.open()
    stage.scan()
    stage.window.groups.keeper_requested.emit(GroupId(2), PhotoId(2002))
    stage.settle()
    assert stage.groups[1].keeper.id == 2002

    stage.window.menus["undo"].trigger()
    stage.until(lambda: stage.groups[1].keeper.id == 2000)


def test_a_skipped_group_counts_no_longer_in_the_bottom_bar(stage):
    stage.open()
    stage.scan()
    stage.window.groups.skip_requested.emit(GroupId(3), True)
    stage.settle()

    assert stage.window.bottom.marked.text() == "4 photos marked, 8.0 MB"


def test_a_decision_that_fails_is_explained_and_what_is_true_is_shown_again(stage):
    stage.open()
    stage.scan()
    with stage.qtbot.waitSignals([stage.controller.problem, stage.controller.feeds.groups_changed]):
        stage.window.groups.mark_requested.emit(GroupId(1), PhotoId(1000), True)

    assert "last copy" in stage.window.notice.text.text()
    assert not stage.controller.decisions.undo_stack.canUndo()


def test_comparing_shows_the_pair_and_follows_decisions(stage):
    stage.open()
    stage.scan()
    stage.window.groups.compare_requested.emit(GroupId(1), PhotoId(1002))
    assert stage.window.is_showing(stage.window.compare)
    assert [photo.id for photo in stage.window.compare.pair()] == [1000, 1002]

    stage.window.compare.keeper_requested.emit(GroupId(1), PhotoId(1002))
    stage.settle()
    assert stage.window.is_showing(stage.window.compare)
    stage.window.compare.closed.emit()
    assert stage.window.is_showing(stage.window.review)


def test_the_similarity_slider_regroups_without_a_scan(stage):
    stage.open()
    group = make_group(4, verdict=Verdict.EDITED)
    far = replace(group, members=tuple(replace(m, similarity=0.5) for m in group.members))
    stage.library.to_find = (make_group(1), far)
    stage.scan()
    scans = stage.library.calls.count("scan")
    assert len(stage.groups) == 2

    stage.window.similarity.slider.setValue(60)
    stage.until(lambda: len(stage.groups) == 1)
    stage.window.similarity.slider.setValue(0)
    stage.until(lambda: len(stage.groups) == 2)
    assert stage.library.calls.count("scan") == scans


def test_the_review_goes_on_at_the_same_group(stage):
    stage.open()
    stage.scan()
    stage.window.groups.select(GroupId(3))
    found = stage.library.to_find
    stage.open(library_places("Other"))
    stage.open()
    stage.library.to_find = found
    stage.scan()
    assert stage.window.groups.current_group().id == 3


# --- clean-up ------------------------------------------------------------------------------------


def ask_for_plan(stage) -> CleanupPlanDialog:
    stage.qtbot.mouseClick(stage.window.bottom.trash_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: isinstance(stage.dialog, CleanupPlanDialog) and stage.dialog.is_ready)
    return stage.dialog


def clean_up(stage):
    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned):
        stage.qtbot.mouseClick(ask_for_plan(stage).confirm_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.groups == stage.library.groups())


def test_without_a_mark_there_is_no_plan_but_a_word_how_to_mark(stage):
    stage.open()
    stage.library.to_find = (make_group(1, verdict=Verdict.EDITED),)
    stage.scan()

    stage.window.menus["trash"].trigger()

    assert "Mark photos first" in stage.window.notice.text.text()
    assert "plan" not in stage.library.calls


def test_the_groups_of_a_moment_are_decided_like_others(stage):
    kind = GroupKind.BURST
    members = [make_member(2, Verdict.BURST)]
    burst = make_group(kind.group_id(PhotoId(1)), members=members, keeper=make_photo(1), kind=kind)
    stage.open()
    stage.library.to_find = (burst,)
    stage.scan()
    member = burst.members[0].photo.id

    stage.window.groups.mark_requested.emit(burst.id, member, True)

    stage.until(lambda: [m.photo.id for g in stage.groups for m in g.marked] == [member])


def test_nothing_moves_before_the_plan_is_confirmed(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    assert "clean_up" not in stage.library.calls
    assert dialog.confirm_button.text() == "Move 6 photos to the trash"
    assert dialog.going.rowCount() == 6

    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned):
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert stage.library.calls.count("clean_up") == 1


def test_enter_alone_confirms_nothing(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not stage.controller.clearing.is_running
    assert "clean_up" not in stage.library.calls


def test_cancelling_the_plan_moves_nothing(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    stage.qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.dialog is None)

    assert "clean_up" not in stage.library.calls
    assert stage.window.bottom.marked.text() == "6 photos marked, 12.0 MB"


def test_after_a_clean_up_undo_brings_everything_back(stage):
    stage.open()
    stage.scan()
    clean_up(stage)
    assert "6 photos moved to the trash" in stage.window.notice.text.text()
    assert stage.groups == ()

    with stage.qtbot.waitSignal(stage.controller.clearing.restored):
        stage.window.menus["undo"].trigger()
    stage.until(lambda: len(stage.groups) == 3)
    assert "6 photos brought back, and marked as before" in stage.window.notice.text.text()
    assert "restore as decided" in stage.library.calls


def test_a_clean_up_that_was_undone_is_done_again_only_with_a_new_plan(stage):
    stage.open()
    stage.scan()
    clean_up(stage)
    with stage.qtbot.waitSignal(stage.controller.clearing.restored):
        stage.window.menus["undo"].trigger()
    stage.until(lambda: len(stage.groups) == 3)

    with stage.qtbot.waitSignal(stage.controller.clearing.planned):
        stage.window.menus["redo"].trigger()
    assert isinstance(stage.dialog, CleanupPlanDialog)
    assert len(stage.dialog.what_goes().removals) == 6
    assert len(stage.groups) == 3  # nothing has moved
    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned):
        stage.qtbot.mouseClick(stage.dialog.confirm_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.groups == ())
    assert stage.controller.decisions.undo_stack.canUndo()


def test_the_history_brings_back_one_file(stage):
    stage.open()
    stage.scan()
    clean_up(stage)
    stage.window.menus["history"].trigger()
    stage.until(lambda: isinstance(stage.dialog, HistoryDialog) and stage.dialog.is_ready)
    dialog = stage.dialog
    leaf = dialog.tree.topLevelItem(0).child(0).child(0)
    dialog.tree.setCurrentItem(leaf)
    assert dialog.restore_button.text() == "Bring back 1 photo"

    with stage.qtbot.waitSignal(stage.controller.clearing.restored):
        stage.qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(stage.groups) == 1)
    stage.until(lambda: dialog.tree.topLevelItem(0).text(2) == "5 of 6 in the trash")


def test_what_could_not_be_moved_is_told_row_by_row(stage):
    stage.open()
    stage.scan()
    stage.library.keep_in_place = {PhotoId(2001): "The folder is read-only."}
    clean_up(stage)
    dialog = stage.dialog
    assert isinstance(dialog, ReportDialog)
    assert dialog.rows.rowCount() == 1
    assert dialog.rows.index(0, 1).data() == "The folder is read-only."
    assert "5 photos moved" in stage.window.notice.text.text()


def test_refused_photos_are_shown_with_their_reasons(stage):
    stage.open()
    stage.scan()
    stage.library.refused = (Refusal(make_photo(77), "It changed since the scan."),)
    dialog = ask_for_plan(stage)
    assert dialog.staying.index(0, 1).data() == "It changed since the scan."


def test_a_drive_without_trash_keeps_its_photos_unless_a_quarantine_is_wished_for(stage):
    stage.open()
    stage.scan()
    stage.library.no_trash = (stage.groups[0].keeper.path.parent,)
    dialog = ask_for_plan(stage)
    assert not dialog.confirm_button.isEnabled()
    assert dialog.staying.rowCount() == 6
    assert dialog.quarantine.isVisible()

    dialog.quarantine.click()
    assert dialog.going.rowCount() == 6
    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned) as cleaned:
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert {removal.destination for removal in cleaned.args[0].removals} == {"quarantine"}


def test_a_stopped_clean_up_keeps_what_was_not_reached(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    stage.library.gate.clear()
    with stage.qtbot.waitSignal(stage.controller.clearing.started):
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    with stage.qtbot.waitSignal(stage.controller.clearing.cleaned) as cleaned:
        stage.controller.clearing.stop()

    assert cleaned.args[0].removed == ()
    assert stage.window.notice.text.text() == "Nothing was moved."


def test_a_clean_up_during_a_scan_stops_the_scan_and_goes_on_with_it_after(stage):
    stage.open()
    stage.scan()
    stage.library.gate.clear()
    stage.controller.start_scan()
    dialog = ask_for_plan(stage)
    with stage.qtbot.waitSignal(stage.controller.scanning.stopped):
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.library.gate.set()

    calls = [call for call in stage.library.calls if call in ("scan", "clean_up")]
    assert calls == ["scan", "scan", "clean_up", "scan"]


def test_a_clean_up_that_waits_for_the_scan_can_be_called_off(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    stage.library.gate.clear()
    stage.controller.start_scan()
    with stage.qtbot.waitSignals(
        [stage.controller.clearing.stopped, stage.controller.scanning.stopped]
    ):
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
        assert stage.controller.clearing.is_running
        stage.controller.clearing.stop()
    stage.library.gate.set()
    stage.until(lambda: not stage.controller.scanning.is_running)

    assert "clean_up" not in stage.library.calls
    assert not stage.controller.clearing.is_running


def test_a_finished_scan_says_what_it_saw(stage):
    stage.open()
    stage.scan()
    assert stage.window.notice.text.text() == "The scan is done: 6 photos."


@pytest.mark.parametrize(
    ("read_count", "news"),
    [(0, ", and nothing new since the last time"), (2, ", 2 of them new or changed"), (7, "")],
)
def test_a_finished_scan_counts_no_more_new_photos_than_there_are(stage, read_count, news):
    stage.open()
    stage.controller.scanning.finished.emit(ScanSummary(6, read_count, 1, 0))
    assert stage.window.notice.text.text() == (
        f"The scan is done: 6 photos{news}. 1 file could not be used."
    )


def test_a_failing_clean_up_becomes_a_message_and_the_window_lives_on(stage):
    stage.open()
    stage.scan()
    dialog = ask_for_plan(stage)
    stage.library.error = RuntimeError("boom")
    with stage.qtbot.waitSignal(stage.controller.clearing.failed):
        stage.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)

    assert "log file" in stage.window.notice.text.text()
    assert stage.window.bottom.trash_button.isEnabled()


# --- libraries -----------------------------------------------------------------------------------


def test_a_library_that_cannot_be_opened_is_explained(stage, prepare):
    def fail(_library):
        raise LibraryDamaged("The database is damaged.")

    prepare.append(fail)
    with stage.qtbot.waitSignal(stage.controller.library_failed):
        stage.app.open(stage.places)
    assert stage.window.is_showing(stage.window.message)
    assert "damaged" in stage.window.message.sentence.text()

    prepare.pop()
    stage.open(library_places("Other"))
    assert stage.window.is_showing(stage.window.drop_target)


def test_a_read_only_library_says_so_and_changes_nothing(stage, prepare):
    def lock(library):
        library.is_read_only = True
        library._found()
        library._folders.append(library.add_folder(stage.photos))

    prepare.append(lock)
    stage.open()
    assert stage.window.read_only_notice.isVisible()
    assert not stage.window.bottom.trash_button.isEnabled()
    assert not stage.window.sidebar.add_button.isEnabled()
    with stage.qtbot.waitSignal(stage.controller.problem):
        drop(stage.window, stage.photos)
    assert stage.library.calls.count("add_folder") == 1


def test_a_new_library_is_made_by_name_and_can_be_left_again(stage):
    stage.open()
    stage.window.menus["new_library"].trigger()
    with stage.qtbot.waitSignal(stage.controller.feeds.folders_changed):
        stage.dialog.textValueSelected.emit("Grandma's Albums")
    sidebar = stage.window.sidebar
    assert sidebar.switcher.text() == "Grandma's Albums"
    assert stage.controller.settings.last_library == stage.controller.places.folder.name

    titles = [action.text() for action in sidebar.switcher.menu().actions() if action.text()]
    assert titles[:2] == ["Grandma's Albums", "My photos"]


def test_the_similarity_and_theme_are_kept_in_the_settings(stage, home):
    stage.open()
    stage.app.presenter.comfort._change(theme="dark", min_similarity=0.5)
    from photodedup.engine.settings import load_settings

    kept = load_settings(home / ".config" / "photodedup" / "settings.json")
    assert (kept.theme, kept.min_similarity) == ("dark", 0.5)


def test_skipped_files_are_listed_with_reasons(stage):
    stage.open()
    stage.library.to_skip = (make_skipped("b.jpg"), make_skipped("a.jpg", "no access"))
    stage.scan()
    stage.until(stage.window.sidebar.skipped.isVisible)
    stage.qtbot.mouseClick(stage.window.sidebar.skipped, Qt.MouseButton.LeftButton)

    stage.until(lambda: isinstance(stage.dialog, SkippedDialog))
    assert [file.path.name for file in stage.dialog.shown_files()] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize("name", ["history", "settings", "keyboard", "data", "about", "skipped"])
def test_every_dialog_opens_and_closes(stage, name):
    stage.open()
    stage.window.menus[name].trigger()
    stage.until(lambda: stage.dialog is not None and stage.dialog.isVisible())
    stage.dialog.close()
    stage.until(lambda: stage.dialog is None)


def test_hovering_with_folders_tells_that_they_may_be_dropped_anywhere(stage):
    stage.open()
    stage.window.veil.cover("Drop")
    assert stage.window.veil.geometry() == stage.window.rect()
    assert stage.window.veil.mapTo(stage.window, QPoint(0, 0)) == QPoint(0, 0)


def test_every_control_has_a_name_for_screen_readers_and_a_tip(stage):
    stage.open()
    stage.scan()
    window = stage.window
    window.scan_panel.begin()
    bars = (window.sidebar, window.scan_panel, window.similarity, window.bottom, window.notice)
    controls = [c for bar in bars for kind in CONTROLS for c in bar.findChildren(kind)]
    controls = [control for control in controls if control.isVisibleTo(window)]
    controls.append(window.drop_target.button)
    assert len(controls) >= 10
    for control in controls:
        spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert spoken, control
        assert control.toolTip(), spoken
    for action in window.menus._actions.values():
        assert action.text()


def test_no_two_commands_share_a_key(stage):
    keys = [key for pair in stage.window.menus.key_list() for key in pair[0].split(", ")]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+O", "F5", "Ctrl+Z", "?"} <= set(keys)
