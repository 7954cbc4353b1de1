"""Folders and pictures dropped on the window, at any moment and whatever state they are in."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from photodedup.ui.dialogs.similar import SimilarDialog

Action = Qt.DropAction
PLACE = QPoint(200, 200)


def dragged(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def sent(window, event):
    QApplication.sendEvent(window, event)
    return event


def drop(window, *paths, offered=Action.CopyAction) -> QDropEvent:
    """Returns the last event: whether the drop was taken, and as what."""
    data = dragged(*paths)
    how = (offered, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = sent(window, QDragEnterEvent(PLACE, *how))
    if not entered.isAccepted():
        return entered
    assert window.veil.isVisible()  # tells what dropping would do
    moved = sent(window, QDragMoveEvent(PLACE, *how))
    assert moved.isAccepted()
    assert moved.dropAction() is not Action.MoveAction
    dropped = sent(window, QDropEvent(QPointF(PLACE), *how))
    assert not window.veil.isVisible()
    return dropped


def folder_names(stage) -> list[str]:
    return [folder.path.name for folder in stage.library.folders()]


def said(stage) -> str:
    return stage.window.notice.text.text()


@pytest.fixture
def folders(tmp_path):
    made = [tmp_path / name for name in ("Alps", "Beach", "Cats")]
    for folder in made:
        folder.mkdir()
    return made


def test_several_folders_are_added_together(stage, folders):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        drop(stage.window, *folders)
    assert folder_names(stage) == ["Alps", "Beach", "Cats"]
    stage.qtbot.waitUntil(lambda: stage.window.sidebar.list.count() == 3)


def test_files_among_folders_are_left_out(stage, folders):
    stage.open()
    note = folders[0].parent / "note.txt"
    note.touch()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        drop(stage.window, note, *folders)
    assert folder_names(stage) == ["Alps", "Beach", "Cats"]


@pytest.mark.parametrize("offered", [Action.CopyAction | Action.MoveAction, Action.LinkAction])
def test_what_is_dropped_stays_where_it_is(stage, folders, offered):
    """A file manager deletes what it was told was moved."""
    stage.open()
    event = drop(stage.window, folders[0], offered=offered)
    assert event.isAccepted()
    assert event.dropAction() in (Action.CopyAction, Action.LinkAction)


def test_what_can_only_be_moved_is_refused(stage, folders):
    stage.open()
    assert not drop(stage.window, folders[0], offered=Action.MoveAction).isAccepted()
    assert not stage.window.veil.isVisible()
    assert "add_folder" not in stage.library.calls


def test_a_folder_that_is_there_already_is_looked_through_again(stage, folders):
    stage.open()
    inside = folders[0] / "2019"
    inside.mkdir()
    for dropped, told in (
        (folders[0], None),
        (folders[0], "Alps is in this library already; it is looked through again."),
        (inside, f"2019 is in {folders[0]}, which is looked through again."),
    ):
        stage.library.gate.clear()
        drop(stage.window, dropped)
        stage.until(lambda: stage.controller.scanning.is_running)
        assert told is None or said(stage) == told
        with stage.qtbot.waitSignal(stage.controller.scanning.finished):
            stage.library.gate.set()
    assert folder_names(stage) == ["Alps"]


def test_a_folder_that_cannot_be_read_is_explained_and_the_others_come(stage, folders):
    stage.open()
    gone = folders[0].parent / "gone"
    with stage.qtbot.waitSignals([stage.controller.problem, stage.controller.scanning.finished]):
        drop(stage.window, gone, *folders)
    assert said(stage) == "gone is not a folder."  # the end of the scan does not hide it
    assert stage.window.notice.isVisible()
    assert folder_names(stage) == ["Alps", "Beach", "Cats"]


def test_of_many_that_cannot_be_read_the_first_are_named(stage, tmp_path):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.problem):
        drop(stage.window, *(tmp_path / f"gone{number}" for number in range(20)))
    lines = said(stage).splitlines()
    assert lines[0] == "gone0 is not a folder."
    assert lines[3:] == ["And 17 more."]


def test_a_folder_dropped_while_a_scan_runs_is_scanned_after_it(stage, folders):
    stage.open()
    stage.library.gate.clear()
    drop(stage.window, folders[0])
    stage.until(lambda: stage.controller.scanning.is_running)
    drop(stage.window, folders[1])
    stage.until(lambda: folder_names(stage) == ["Alps", "Beach"])
    stage.library.gate.set()
    stage.until(lambda: stage.library.calls.count("scan") == 2)
    stage.until(lambda: not stage.controller.scanning.is_running)


def test_a_picture_is_searched_for_also_while_a_scan_runs(stage, folders):
    stage.open()
    stage.library.gate.clear()
    drop(stage.window, folders[0])
    stage.until(lambda: stage.window.sidebar.list.count() == 1)
    picture = folders[0] / "a.jpg"
    picture.touch()
    drop(stage.window, picture)
    assert isinstance(stage.dialog, SimilarDialog)


def test_a_folder_dropped_before_the_library_is_open_is_added_then(stage, folders):
    drop(stage.window, folders[0])
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.app.open(stage.places)
    assert folder_names(stage) == ["Alps"]
