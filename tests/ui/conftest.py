"""A whole window over a library in memory, without a screen and away from the person's files."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.paths import LibraryPlaces, library_places
from photodedup.engine.settings import Settings
from photodedup.ui.app import App
from photodedup.ui.application import Application
from photodedup.ui.language import install_language
from tests.factories import make_group
from tests.ui.fake_library import FakeLibrary

Prepare = Callable[[FakeLibrary], None]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The program's own application, for pytest-qt to make."""
    return Application


@pytest.fixture(scope="session", autouse=True)
def no_search_in_other_threads() -> None:
    """As in the program, where `Collecting` sees to it."""
    gc.disable()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def search_afterwards() -> Iterator[None]:
    yield
    gc.collect()


@dataclass
class Stage:
    """The parts of a running program, and short words for what a test does with them."""

    app: App
    qtbot: QtBot
    opened: list[FakeLibrary]
    photos: Path
    places: LibraryPlaces = field(default_factory=lambda: library_places("My photos"))

    @property
    def library(self) -> FakeLibrary:
        return self.opened[-1]

    @property
    def controller(self):
        return self.app.controller

    @property
    def window(self):
        return self.app.window

    @property
    def dialog(self):
        return self.app.presenter.flows.dialog

    @property
    def groups(self) -> tuple[Group, ...]:
        return self.app.presenter.review.groups

    def open(self, places: LibraryPlaces | None = None) -> None:
        feeds = self.controller.feeds  # which of its answers comes first is open
        with self.qtbot.waitSignals([feeds.folders_changed, feeds.groups_changed]):
            self.app.open(places or self.places)

    def scan(self) -> None:
        """Add the folder of photos and let the scan end."""
        with self.qtbot.waitSignal(self.controller.scanning.finished):
            self.app.presenter.add_folders([self.photos])
        self.until(lambda: self.groups == self.library.groups())
        folders = self.library.folders()  # the window's are as new a moment later
        self.until(lambda: self.window.sidebar.list.count() == len(folders))

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def activate(self) -> None:
        """Make the window the active one, as a window manager would: shortcuts need it."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.window.groups.list.setFocus()
        self.until(self.window.groups.list.hasFocus)

    def select(self, group: int, photo: int) -> None:
        self.window.groups.select(GroupId(group), PhotoId(photo))

    def press(self, *keys: Qt.Key) -> None:
        """Press keys in the list of groups."""
        self.activate()
        for key in keys:
            self.qtbot.keyClick(self.window.groups.list, key)

    def settle(self) -> None:
        """Wait until no decision is under way."""
        self.until(lambda: self.controller.decisions.is_idle)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own places, all below a folder of the test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HOME", str(folder))
    for name, place in (("DATA", ".local/share"), ("CONFIG", ".config"), ("CACHE", ".cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / place))
    return folder


@pytest.fixture
def prepare() -> list[Prepare]:
    """What a test wants done to each library before the window gets it."""

    def find_three(library: FakeLibrary) -> None:
        library.to_find = (make_group(1), make_group(2), make_group(3))

    return [find_three]


@pytest.fixture
def stage(
    qapp: QApplication, qtbot: QtBot, home: Path, tmp_path: Path, prepare: list[Prepare]
) -> Iterator[Stage]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    opened: list[FakeLibrary] = []

    def open_fake(places: LibraryPlaces, settings: Settings) -> FakeLibrary:
        library = FakeLibrary(places, settings)
        for act in prepare:
            act(library)
        (places.folder / "library.db").touch()
        opened.append(library)
        return library

    photos = tmp_path / "Summer 2019"
    photos.mkdir()
    app = App(qapp, home / ".config" / "photodedup" / "settings.json", open_fake)
    app.window.show()
    yield Stage(app, qtbot, opened, photos)
    for library in opened:
        library.gate.set()
        library.plan_gate.set()
    app.window.close()
    app.window.deleteLater()
    app.deleteLater()
    assert all(library.is_closed for library in opened)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The window speaks German for one test."""
    before = QLocale()
    installed = install_language(qapp, "de")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)
