"""Starts the window: the one place where its parts are put together."""

import logging
import logging.handlers
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from photodedup.engine import paths
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.settings import load_settings
from photodedup.ui.application import Application
from photodedup.ui.collecting import Collecting
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.crash import CrashReporter
from photodedup.ui.first_paint import AfterFirstPaint
from photodedup.ui.language import install_language
from photodedup.ui.library_door import OpenLibrary, open_library
from photodedup.ui.main_window import MainWindow
from photodedup.ui.presenter import Presenter
from photodedup.ui.resources import app_icon
from photodedup.ui.session import library_title
from photodedup.ui.single_instance import InstanceGuard, hand_over
from photodedup.ui.surroundings import own_plugins
from photodedup.ui.theme import Theme
from photodedup.ui.views.focus_ring import FocusRing

log = logging.getLogger(__name__)

# How long a busy thread may keep the window's waiting, each time that it has something to do: a
# painting has dozens of such times. Python's own is 5 ms. Windows waits for whole milliseconds.
SWITCH_S = 0.001 if sys.platform == "win32" else 0.0002
LOG_SIZE_BYTES = 1_000_000
LOG_COUNT = 3
LOG_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


class App(QObject):
    """The window with everything around it: log, theme, one instance for each library."""

    def __init__(
        self, app: QApplication, settings_path: Path, open_: OpenLibrary = open_library
    ) -> None:
        super().__init__(app)
        sys.setswitchinterval(SWITCH_S)
        settings = load_settings(settings_path)
        geometry = QSettings(
            str(settings_path.with_name("window.ini")), QSettings.Format.IniFormat, self
        )
        self.collecting = Collecting(self)
        self.guard = InstanceGuard(self)
        self.theme = Theme(app, self)
        self.controller = Controller(settings, settings_path, open_, self)
        self.window = MainWindow(self.controller, geometry)
        self.presenter = Presenter(self.controller, self.window, self.theme)
        self.crashes = CrashReporter(self.window)
        self.focus_ring = FocusRing(app)
        self._log_handler: logging.Handler | None = None
        self.guard.folders_received.connect(self._folders_received)
        self.presenter.library_wanted.connect(self.open)
        self.controller.library_erasing.connect(self.close)  # lets go of its log and lock
        self.window.closing.connect(self.close)
        if isinstance(app, Application):
            app.folder_opened.connect(self._folder_opened)

    def open(self, places: LibraryPlaces) -> None:
        """Open a library in this window, unless another window has it: then that one comes up."""
        if self.controller.is_opening or places == self.controller.places:
            return
        if not self.guard.acquire(places.folder):
            if hand_over(places.folder, ()):
                text = self.tr("{name} is open in another window, which is in front now.")
                self.window.notice.say(text.format(name=library_title(places)))
                return
            log.warning("another process holds this library and does not answer")
        self._log_to(places.log)
        self.crashes.log_path = str(places.log)
        self.controller.open(places)
        if places.folder.parent == paths.libraries_folder():
            self.presenter.remember_library(places.folder.name)

    def close(self) -> None:
        self.guard.release()
        if self._log_handler is not None:
            logging.getLogger().removeHandler(self._log_handler)
            self._log_handler.close()
            self._log_handler = None

    def _folder_opened(self, folder: Path) -> None:
        self.presenter.add_folders([folder])

    def _folders_received(self, folders: list[Path]) -> None:
        self.window.bring_to_front()
        if folders:
            self.presenter.add_folders(folders)

    def _log_to(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_SIZE_BYTES, backupCount=LOG_COUNT, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter(LOG_FORMAT))
        root = logging.getLogger()
        if self._log_handler is not None:
            root.removeHandler(self._log_handler)
            self._log_handler.close()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        self._log_handler = handler


def run(folders: Sequence[Path] = (), library: Path | None = None) -> int:
    """Open the window, or hand the folders to the one that is open; returns the exit code.

    Args:
        folders: added to the library and scanned.
        library: a library folder elsewhere; None for the one that was open last.
    """
    with own_plugins():
        app = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("photodedup")
    app.setDesktopFileName("photodedup")
    app.setWindowIcon(app_icon())
    settings_path = paths.settings_file()
    install_language(app, load_settings(settings_path).language)
    places = _places(library, settings_path)
    if _is_taken(places) and hand_over(places.folder, folders):
        return 0
    parts = App(app, settings_path)
    parts.crashes.install()
    parts.presenter.say_opening()
    parts.window.show()
    parts.presenter.add_folders([folder.absolute() for folder in folders])
    AfterFirstPaint(parts.window, lambda: parts.open(places))
    return app.exec()


def _places(library: Path | None, settings_path: Path) -> LibraryPlaces:
    if library is not None:
        return paths.library_places_at(library.absolute())
    return paths.library_places(load_settings(settings_path).last_library)


def _is_taken(places: LibraryPlaces) -> bool:
    """Whether a window holds this library: its lock file is there and its owner lives."""
    probe = InstanceGuard()
    if probe.acquire(places.folder):
        probe.release()
        return False
    return True
