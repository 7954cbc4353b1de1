"""Carries what the controller says to the window, and what the person does back to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photodedup.engine import paths
from photodedup.engine.domain.folders import Folder
from photodedup.engine.paths import LibraryPlaces
from photodedup.ui import session
from photodedup.ui.batch_desk import BatchDesk
from photodedup.ui.comfort_desk import ComfortDesk
from photodedup.ui.command_desk import CommandDesk
from photodedup.ui.compare_desk import CompareDesk
from photodedup.ui.controller import Controller
from photodedup.ui.engine_words import translated
from photodedup.ui.faces_desk import FacesDesk
from photodedup.ui.flows import Flows
from photodedup.ui.help_desk import HelpDesk
from photodedup.ui.main_window import MainWindow
from photodedup.ui.models.plan_scopes import PlanScopes
from photodedup.ui.pair_desk import PairDesk
from photodedup.ui.plan_desk import PlanDesk
from photodedup.ui.report_desk import ReportDesk
from photodedup.ui.review_desk import ReviewDesk
from photodedup.ui.rules_desk import RulesDesk
from photodedup.ui.safety_desk import SafetyDesk
from photodedup.ui.scan_desk import ScanDesk
from photodedup.ui.sift_desk import SiftDesk
from photodedup.ui.theme import Theme


class Presenter(QObject):
    """Knows the window and the controller; neither knows the other's details."""

    library_wanted = Signal(object)  # LibraryPlaces: the person asks for another library

    def __init__(self, controller: Controller, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._folders: tuple[Folder, ...] = ()
        self._pending_folders: list[Path] = []
        self.commands = CommandDesk(controller, window, lambda: bool(self._folders))
        self.flows = Flows(controller, window, window.notice)
        self.review = ReviewDesk(controller, window, self.flows)
        self.sift = SiftDesk(controller, window)
        self.batches = BatchDesk(controller, window)
        self.compare = CompareDesk(controller, window, self.review)
        self.comfort = ComfortDesk(controller, window, theme, self.flows)
        self.pairs = PairDesk(controller, window, self.flows)
        self.rules = RulesDesk(controller, window, self.flows)
        self.scan = ScanDesk(controller, window)
        self.safety = SafetyDesk(controller, window)
        self.plans = PlanDesk(controller, window, self.flows)
        self.reports = ReportDesk(controller, window, self.flows)
        self.faces = FacesDesk(controller, window, self.flows)
        self.help = HelpDesk(controller, window, self.flows, self.comfort.key_lists)
        self._connect_library()
        self._connect_window()
        self._connect_menus()
        self._show_library()

    # --- library and folders -----------------------------------------------------------------

    def _connect_library(self) -> None:
        controller, window, sidebar = self._controller, self._window, self._window.sidebar
        controller.library_opening.connect(self._library_opening)
        controller.library_opened.connect(self._library_opened)
        controller.library_failed.connect(self._library_failed)
        controller.library_erasing.connect(self._library_opening)
        self.safety.library_wanted.connect(self.library_wanted)
        controller.feeds.folders_changed.connect(self._show_folders)
        controller.sifting.sifted.connect(lambda _sifted: self._choose_page())
        controller.feeds.device_changed.connect(sidebar.show_device)
        controller.feeds.device_changed.connect(self.flows.note_device)
        controller.problem.connect(partial(window.notice.say, icon="warning"))
        controller.told.connect(window.notice.say)
        sidebar.add_requested.connect(self.flows.choose_folder)
        sidebar.remove_requested.connect(self.flows.ask_to_remove_folder)
        sidebar.reveal_requested.connect(self.flows.reveal)
        sidebar.rescan_requested.connect(controller.start_scan)
        sidebar.skipped_requested.connect(self.flows.show_skipped)
        sidebar.library_requested.connect(self._switch_library)
        sidebar.new_library_requested.connect(self._ask_for_new_library)

    def add_folders(self, folders: list[Path]) -> None:
        """Add folders now, or as soon as the library is open."""
        if self._controller.library is None:
            self._pending_folders.extend(folders)
        else:
            self._controller.add_folders(folders)

    def remember_library(self, name: str) -> None:
        """Open this library at the next start."""
        settings = replace(self._controller.settings, last_library=name)
        self._controller.change_settings(settings)

    def _library_opening(self) -> None:
        self._folders = ()
        self.review.begin()
        self._window.sidebar.show_folders(())
        self._window.sidebar.show_device("")
        self._window.notice.hide()
        self._window.read_only_notice.hide()
        self.say_opening()
        self._show_library()

    def say_opening(self) -> None:
        """What the window shows until a library is open."""
        self._window.message.say(
            "library", self.tr("Opening your library"), self.tr("One moment, please."), busy=True
        )
        self._window.show_page(self._window.message)

    def _library_opened(self) -> None:
        controller, window = self._controller, self._window
        if controller.is_read_only:
            window.read_only_notice.say(
                self.tr(
                    "This library is open elsewhere. You can look around here, "
                    "but nothing can be changed."
                ),
                icon="lock",
            )
        elif controller.rescue_text:
            window.notice.say(
                translated(controller.rescue_text),
                icon="warning",
                button=self.tr("Scan again"),
                act=controller.start_scan,
            )
        elif controller.session.now.scan == session.SCAN_STOPPED:
            self.scan.offer_to_continue()
        self._show_library()
        folders, self._pending_folders = self._pending_folders, []
        if folders:
            controller.add_folders(folders)

    def _library_failed(self, sentence: str) -> None:
        self._window.message.say(
            "warning",
            self.tr("This library cannot be opened"),
            self.tr(
                "{why}\nYour photos are not touched by this. "
                "At the top left you can switch to another library or make a new one."
            ).format(why=sentence),
            self.tr("Show the library's folder"),
        )
        self._window.show_page(self._window.message)
        self._show_library()

    def _show_library(self) -> None:
        """Everything that depends on which library is open and what it allows."""
        controller, window = self._controller, self._window
        places = controller.places
        title = session.library_title(places) if places else ""
        window.sidebar.show_libraries(_libraries(), title)
        self.scan.show_title()
        self.commands.show_what_is_possible()

    def _show_folders(self, folders: tuple[Folder, ...]) -> None:
        self._folders = folders
        self._window.sidebar.show_folders(folders)
        self._choose_page()
        self.commands.show_what_is_possible()

    def _choose_page(self) -> None:
        """The first start's drop target until there is a folder; then the review."""
        window = self._window
        if self._controller.library is None or window.is_showing(window.compare):
            return
        if self._folders and self._controller.sifting.is_awaited:
            return  # an empty review would say that there are no duplicates
        page = window.review if self._folders else window.drop_target
        if not window.is_showing(page):
            window.show_page(page)
            if self._folders:
                window.groups.take_focus()
            else:
                window.drop_target.button.setFocus()

    def _switch_library(self, name: str) -> None:
        self.library_wanted.emit(paths.library_places(name))

    def _ask_for_new_library(self) -> None:
        self.flows.ask_library_name(self._make_library)

    def _make_library(self, name: str) -> None:
        name = name.strip()
        if name:
            places = paths.library_places(name)
            places.folder.mkdir(parents=True, exist_ok=True)
            if not session.load_session(places).name:
                session.save_session(places, session.Session(name=name))
            self.library_wanted.emit(places)

    # --- window and menus --------------------------------------------------------------------

    def _connect_window(self) -> None:
        window, controller = self._window, self._controller
        window.folders_dropped.connect(self.add_folders)
        window.picture_dropped.connect(self._picture_dropped)
        window.nothing_dropped.connect(self._explain_drop)
        window.scan_panel.skipped_requested.connect(self.flows.show_skipped)
        window.drop_target.choose_requested.connect(self.flows.choose_folder)
        window.message.pressed.connect(self._reveal_library)
        window.closing.connect(self.flows.shop.close)
        window.closing.connect(controller.close)
        window.bottom.trash_requested.connect(self._clean_up)
        window.bottom.history_requested.connect(self.flows.show_history)

    def _connect_menus(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "add": self.flows.choose_folder,
            "new_library": self._ask_for_new_library,
            "rescan": self._controller.start_scan,
            "pause": self.scan.toggle_pause,
            "stop": self._controller.stop_scan,
            "skipped": self.flows.show_skipped,
            "by_hand": self.pairs.show_decisions,
            "why_files": self.pairs.choose_files,
            "quit": self._window.close,
            "trash": self._clean_up,
            "history": self.flows.show_history,
            "suggest": self.batches.suggest,
            "settings": self.flows.show_settings,
            "similarity": self._window.similarity.slider.setFocus,
            "full_screen": self._toggle_full_screen,
            "keyboard": self.comfort.show_keyboard,
            "log": self._reveal_log,
            "data": self.flows.show_data,
            "about": self.flows.show_about,
            "save_report": self.reports.choose_file,
            "delete_data": self.safety.ask_to_delete_data,
        }
        self.commands.connect_menus(commands)

    def _clean_up(self) -> None:
        sifting = self._controller.sifting
        now = sifting.now
        self.plans.ask(PlanScopes(sifting.shown, sifting.all, now.shown_marks, now.all_marks))

    def _toggle_full_screen(self) -> None:
        full = self._window.isFullScreen()
        (self._window.showNormal if full else self._window.showFullScreen)()

    def _picture_dropped(self, picture: Path) -> None:
        """Photos like it are looked for where there are photos at all."""
        if self._folders:
            self.reports.search(picture)
        else:
            self._explain_drop()

    def _explain_drop(self) -> None:
        self._window.notice.say(
            self.tr("photodedup works with whole folders. Drop the folder that holds the photos.")
        )

    def _reveal_library(self) -> None:
        if self._controller.places is not None:
            self.flows.reveal(self._controller.places.folder)

    def _reveal_log(self) -> None:
        if self._controller.places is not None:
            self.flows.reveal(self._controller.places.log)


def _libraries() -> list[tuple[str, str]]:
    """(folder name, title) of every library there is."""
    found: list[LibraryPlaces] = [paths.library_places(name) for name in paths.library_names()]
    return [(places.folder.name, session.library_title(places)) for places in found]
