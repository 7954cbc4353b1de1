"""Locks in the window: set and taken back, and what they keep from being marked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolTip

from photodedup.engine.errors import LibraryError
from photodedup.engine.paths import library_places
from photodedup.ui.dialogs.delete_data import DeleteDataDialog
from tests.factories import make_group, make_member, make_photo


@pytest.fixture
def prepare(prepare):
    protected = replace(make_photo(2), is_protected=True)
    group = make_group(1, keeper=make_photo(1), members=[make_member(protected, is_marked=False)])

    def find_protected(library):
        library.to_find = (group,)

    return [find_protected]


def test_a_lock_is_set_and_taken_back(stage):
    stage.open()
    stage.scan()
    sidebar = stage.window.sidebar
    sidebar.protect_requested.emit(stage.photos, True)
    stage.until(lambda: sidebar.list.item(0).data(Qt.ItemDataRole.UserRole).is_protected)
    sidebar.protect_requested.emit(stage.photos, False)
    stage.until(lambda: not sidebar.list.item(0).data(Qt.ItemDataRole.UserRole).is_protected)


def test_a_protected_photo_cannot_be_marked_and_the_window_says_why(stage):
    stage.open()
    stage.scan()
    view = stage.window.groups
    view.select(stage.groups[0].id, stage.groups[0].members[0].photo.id)
    stage.activate()
    QTest.keyClick(view.list, Qt.Key.Key_Space)
    assert "set_marked" not in stage.library.calls
    assert "protected folder" in QToolTip.text()


def test_a_folder_inside_is_asked_for(stage):
    stage.open()
    stage.scan()
    inner = stage.photos / "Albums"
    inner.mkdir()
    stage.window.sidebar.protect_inside_requested.emit(stage.library.folders()[0])
    (dialog,) = stage.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(inner))
    dialog.close()
    stage.until(lambda: "protect_folder" in stage.library.calls)


def test_a_mended_library_says_what_was_damaged_and_offers_to_scan(stage, prepare):
    def damage(library):
        library.rescue_text = "The library's database was damaged: a copy was opened."

    prepare.append(damage)
    stage.open()
    notice = stage.window.notice
    assert "a copy was opened" in notice.text.text()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        notice.button.click()


def delete_dialog(stage) -> DeleteDataDialog:
    stage.window.menus["delete_data"].trigger()
    stage.until(lambda: bool(stage.window.findChildren(DeleteDataDialog)))
    return stage.window.findChildren(DeleteDataDialog)[0]


def test_deleting_a_librarys_data_asks_first_and_then_opens_an_empty_one(stage):
    stage.open()
    stage.scan()
    folder, own = stage.places.folder, stage.photos / "a.jpg"
    own.write_bytes(b"a photo")
    dialog = delete_dialog(stage)
    assert not dialog.history.isVisible()  # there is nothing to bring back
    assert (folder / "library.db").exists()
    with stage.qtbot.waitSignal(stage.controller.library_opened):
        dialog.delete_button.click()
    assert stage.library.folders() == ()
    assert own.read_bytes() == b"a photo"
    assert "is deleted" in stage.window.notice.text.text()


def test_another_library_opens_if_there_is_one(stage):
    other = library_places("holidays")
    other.folder.mkdir(parents=True)
    (other.folder / "library.db").touch()
    stage.open()
    dialog = delete_dialog(stage)
    with stage.qtbot.waitSignal(stage.controller.library_opened):
        dialog.delete_button.click()
    assert stage.controller.places == other
    assert not stage.places.folder.exists()


def test_cancelling_deletes_nothing(stage):
    stage.open()
    before = sorted(stage.places.folder.iterdir())
    delete_dialog(stage).cancel_button.click()
    assert sorted(stage.places.folder.iterdir()) == before
    assert not stage.library.is_closed


def test_the_history_is_offered_while_photos_can_come_back(qtbot):
    dialog = DeleteDataDialog("My photos", 2)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.history.isVisible()
    with qtbot.waitSignal(dialog.confirmed) as answer:
        dialog.delete_button.click()
    assert answer.args == [True]


def test_the_history_goes_when_the_person_says_so(qtbot):
    dialog = DeleteDataDialog("My photos", 2)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.history.setChecked(False)
    with qtbot.waitSignal(dialog.confirmed) as answer:
        dialog.delete_button.click()
    assert answer.args == [False]


def test_what_cannot_be_deleted_is_said(stage, monkeypatch):
    def refuse(places, *, keep_history):
        raise LibraryError("Not all of the library could be deleted.")

    monkeypatch.setattr("photodedup.engine.erasing.erase_library", refuse)
    stage.open()
    dialog = delete_dialog(stage)
    with stage.qtbot.waitSignal(stage.controller.erasing_failed):
        dialog.delete_button.click()
    assert stage.window.is_showing(stage.window.message)
