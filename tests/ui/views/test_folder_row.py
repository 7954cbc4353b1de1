"""A folder in the sidebar: what is special about it, and the lock that protects it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from photodedup.engine.domain.folders import FolderNotice
from photodedup.ui.views.folder_row import folder_details, folder_facts
from photodedup.ui.views.library_sidebar import LibrarySidebar
from tests.factories import make_folder

CLOUD = FolderNotice("Dropbox", "Dropbox keeps this folder in step with other devices.")


@pytest.fixture
def sidebar(qtbot) -> LibrarySidebar:
    made = LibrarySidebar()
    qtbot.addWidget(made)
    made.resize(250, 500)
    made.show()
    made.show_folders([make_folder(1, "Albums"), make_folder(2, "Camera", is_protected=True)])
    return made


def lock_of(sidebar: LibrarySidebar, row: int) -> QPoint:
    place = sidebar.list.visualItemRect(sidebar.list.item(row))
    return QPoint(place.right() - 18, place.center().y())


def click(sidebar: LibrarySidebar, at: QPoint) -> None:
    QTest.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_pressing_a_lock_asks_for_the_other_state(sidebar):
    asked = []
    sidebar.protect_requested.connect(lambda path, on: asked.append((path.name, on)))
    click(sidebar, lock_of(sidebar, 0))
    click(sidebar, lock_of(sidebar, 1))
    assert asked == [("Albums", True), ("Camera", False)]


def test_the_rest_of_the_row_only_selects(sidebar):
    asked = []
    sidebar.protect_requested.connect(lambda *_: asked.append(True))
    click(sidebar, lock_of(sidebar, 0) - QPoint(100, 0))
    assert asked == []
    assert sidebar.current_folder().path.name == "Albums"


def test_a_key_locks_the_folder_at_hand(sidebar, qtbot):
    sidebar.list.setCurrentRow(0)
    sidebar.activateWindow()
    sidebar.list.setFocus()
    qtbot.waitUntil(sidebar.list.hasFocus)
    with qtbot.waitSignal(sidebar.protect_requested) as asked:
        QTest.keyClick(sidebar.list, Qt.Key.Key_L)
    assert asked.args[1] is True


def test_nothing_happens_where_nothing_may_be_changed(sidebar):
    asked = []
    sidebar.protect_requested.connect(lambda *_: asked.append(True))
    sidebar.allow_changes(False)
    click(sidebar, lock_of(sidebar, 0))
    assert asked == []


def test_a_screen_reader_hears_of_the_lock(sidebar):
    spoken = [sidebar.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert "protected" not in spoken[0]
    assert "protected" in spoken[1]


def test_what_is_special_stands_before_the_counts():
    assert folder_facts(make_folder(notice=CLOUD)).startswith("Dropbox · 120 photos")
    assert CLOUD.sentence in folder_details(make_folder(notice=CLOUD))


def test_folders_protected_inside_are_named():
    folder = make_folder(name="Pictures")
    inside = folder.path / "Albums" / "2019"
    told = folder_details(make_folder(name="Pictures", protected_inside=(inside,)))
    assert str(Path("Albums", "2019")) in told


def test_its_menu_opens_each_lock_inside(sidebar):
    folder = make_folder(1, "Pictures")
    inside = folder.path / "Albums"
    sidebar.show_folders([make_folder(1, "Pictures", protected_inside=(inside,))])
    asked = []
    sidebar.protect_requested.connect(lambda path, on: asked.append((path, on)))
    sidebar._open_menu(sidebar.list.visualItemRect(sidebar.list.item(0)).center())
    (menu,) = [child for child in sidebar.children() if child.inherits("QMenu")]
    (action,) = [each for each in menu.actions() if "Albums" in each.text()]
    action.trigger()
    menu.close()
    assert asked == [(inside, False)]
