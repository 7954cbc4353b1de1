"""Locks in the window: set and taken back, and what they keep from being marked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolTip

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
