"""Carries what the controller says to the window, and what the person does back to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photodedup.engine import paths
from photodedup.engine.domain import Folder, Group, GroupId, PhotoId
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import Progress, Stage
from photodedup.engine.settings import Settings
from photodedup.ui import session
from photodedup.ui.controller import Controller
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow
from photodedup.ui.menus import check
from photodedup.ui.theme import Theme


class Presenter(QObject):
    """Knows the window and the controller; neither knows the other's details."""

    library_wanted = Signal(object)  # LibraryPlaces: the person asks for another library

    def __init__(self, controller: Controller, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._theme = theme
        self._groups: dict[GroupId, Group] = {}
        self._folders: tuple[Folder, ...] = ()
        self._is_selecting_again = False
        self._pending_folders: list[Path] = []
        self.flows = Flows(controller, window, window.notice)
        self._connect_library()
        self._connect_scan()
        self._connect_review()
        self._connect_window()
        self._connect_menus()
        self._show_settings(controller.settings)
        self._show_library()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups on the screen."""
        return tuple(self._groups.values())

    # --- library and folders -----------------------------------------------------------------

    def _connect_library(self) -> None:
        controller, window, sidebar = self._controller, self._window, self._window.sidebar
        controller.library_opening.connect(self._library_opening)
        controller.library_opened.connect(self._library_opened)
        controller.library_failed.connect(self._library_failed)
        controller.folders_changed.connect(self._show_folders)
        controller.settings_changed.connect(self._show_settings)
        controller.problem.connect(partial(window.notice.say, icon="warning"))
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
        self._change(last_library=name)

    def _library_opening(self) -> None:
        self._groups = {}
        self._folders = ()
        self._is_selecting_again = True
        self._window.thumbnails.clear()
        self._window.groups.set_groups(())
        self._window.bottom.show_groups(())
        self._window.sidebar.show_folders(())
        self._window.sidebar.show_device("")
        self._window.notice.hide()
        self._window.read_only_notice.hide()
        self._window.message.say(
            "library", self.tr("Opening your library"), self.tr("One moment, please."), busy=True
        )
        self._window.show_page(self._window.message)
        self._show_library()

    def _library_opened(self) -> None:
        controller, window = self._controller, self._window
        assert controller.library is not None
        window.sidebar.show_device(controller.library.device_text)
        if controller.is_read_only:
            window.read_only_notice.say(
                self.tr(
                    "This library is open elsewhere. You can look around here, "
                    "but nothing can be changed."
                ),
                icon="lock",
            )
        elif controller.session.scan == session.SCAN_STOPPED:
            self._offer_to_continue()
        self._show_library()
        folders, self._pending_folders = self._pending_folders, []
        if folders:
            controller.add_folders(folders)

    def _library_failed(self, sentence: str) -> None:
        self._window.message.say(
            "warning",
            self.tr("This library cannot be opened"),
            self.tr("{why} Your photos are not touched by this.").format(why=sentence),
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
        window.show_progress(None, title)
        self._show_what_is_possible()

    def _show_what_is_possible(self) -> None:
        controller, menus = self._controller, self._window.menus
        is_open, is_scanning = controller.library is not None, controller.scanning.is_running
        may_change = is_open and not controller.is_read_only
        self._window.bottom.allow(may_change and not controller.clearing.is_running)
        self._window.sidebar.add_button.setEnabled(may_change)
        self._window.sidebar.rescan_action.setEnabled(may_change)
        self._window.sidebar.remove_action.setEnabled(may_change)
        for name in ("add", "trash"):
            menus[name].setEnabled(may_change)
        menus["rescan"].setEnabled(may_change and bool(self._folders) and not is_scanning)
        menus["pause"].setEnabled(is_scanning)
        menus["stop"].setEnabled(is_scanning)
        for name in ("skipped", "history"):
            menus[name].setEnabled(is_open)

    def _show_folders(self, folders: tuple[Folder, ...]) -> None:
        self._folders = folders
        self._window.sidebar.show_folders(folders)
        self._choose_page()
        self._show_what_is_possible()

    def _choose_page(self) -> None:
        """The first start's drop target until there is a folder; then the review."""
        window = self._window
        if self._controller.library is None or window.is_showing(window.compare):
            return
        window.show_page(window.review if self._folders else window.drop_target)

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

    # --- scan --------------------------------------------------------------------------------

    def _connect_scan(self) -> None:
        scanning, panel, controller = (
            self._controller.scanning,
            self._window.scan_panel,
            self._controller,
        )
        scanning.started.connect(self._scan_started)
        scanning.progressed.connect(self._show_progress)
        scanning.paused.connect(self._show_paused)
        for over in (scanning.finished, scanning.stopped, scanning.failed):
            over.connect(self._scan_over)
        scanning.stopped.connect(self._scan_stopped)
        panel.pause_requested.connect(scanning.pause)
        panel.resume_requested.connect(scanning.resume)
        panel.stop_requested.connect(controller.stop_scan)
        panel.skipped_requested.connect(self.flows.show_skipped)

    def _scan_started(self) -> None:
        self._window.notice.hide()
        self._window.scan_panel.begin()
        self._window.groups.set_scanning(True)
        self._show_what_is_possible()

    def _show_progress(self, progress: Progress) -> None:
        self._window.scan_panel.show_progress(progress)
        percent = None
        if progress.total and progress.stage is Stage.READING:
            percent = round(100 * progress.done / progress.total)
        places = self._controller.places
        self._window.show_progress(percent, session.library_title(places) if places else "")

    def _show_paused(self, paused: bool) -> None:
        self._window.scan_panel.show_paused(paused)
        text = self.tr("&Continue scan") if paused else self.tr("&Pause scan")
        self._window.menus["pause"].setText(text)

    def _scan_over(self, _outcome: object = None) -> None:
        self._window.scan_panel.hide()
        self._window.groups.set_scanning(self._controller.scanning.is_running)
        self._window.menus["pause"].setText(self.tr("&Pause scan"))
        self._show_library()

    def _scan_stopped(self) -> None:
        if self._controller.session.scan == session.SCAN_STOPPED:
            self._offer_to_continue()

    def _offer_to_continue(self) -> None:
        self._window.notice.say(
            self.tr("The scan was stopped. What was read so far is kept."),
            button=self.tr("Continue scan"),
            act=self._controller.start_scan,
        )

    def _toggle_pause(self) -> None:
        scanning = self._controller.scanning
        (scanning.resume if scanning.is_paused else scanning.pause)()

    # --- review ------------------------------------------------------------------------------

    def _connect_review(self) -> None:
        controller, window, view = self._controller, self._window, self._window.groups
        controller.groups_changed.connect(self._show_groups)
        controller.decisions.group_replaced.connect(self._replace_group)
        for asking in (view, window.compare):
            asking.keeper_requested.connect(self._set_keeper)
            asking.mark_requested.connect(self._set_marked)
        view.skip_requested.connect(self._set_skipped)
        view.compare_requested.connect(self._compare)
        view.reveal_requested.connect(self.flows.reveal)
        view.open_requested.connect(self.flows.view)
        view.current_changed.connect(self._remember_place)
        window.compare.closed.connect(self._close_compare)
        window.similarity.similarity_changed.connect(self._set_similarity)

    def _show_groups(self, groups: tuple[Group, ...]) -> None:
        self._groups = {group.id: group for group in groups}
        self._window.groups.set_groups(groups)
        if self._is_selecting_again and groups:
            self._is_selecting_again = False
            if self._controller.session.group in self._groups:
                self._window.groups.select(GroupId(self._controller.session.group))
        self._groups_shown()

    def _replace_group(self, old: GroupId, new: tuple[Group, ...]) -> None:
        changed = {group.id: group for group in new}
        kept: dict[GroupId, Group] = {}
        for group in self._groups.values():
            if group.id == old:
                kept |= changed
            elif group.id not in changed:
                kept[group.id] = group
        self._groups = kept
        self._window.groups.replace_groups(old, new)
        self._groups_shown()

    def _groups_shown(self) -> None:
        groups = self.groups
        self._window.bottom.show_groups(groups)
        spare_count = sum(len(group.members) for group in groups)
        self._window.similarity.show_summary(len(groups), spare_count)

    def _set_keeper(self, group: GroupId, photo: PhotoId) -> None:
        if group in self._groups:
            self._controller.decisions.set_keeper(self._groups[group], photo)

    def _set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> None:
        if group in self._groups:
            self._controller.decisions.set_marked(self._groups[group], photo, marked)

    def _set_skipped(self, group: GroupId, skipped: bool) -> None:
        if group in self._groups:
            self._controller.decisions.set_skipped(self._groups[group], skipped)

    def _compare(self, group_id: GroupId, photo: PhotoId) -> None:
        group = self._groups.get(group_id)
        if group is None:
            return
        others = [each for each in group.photos[1:] if each.id == photo] or [group.photos[1]]
        self._window.compare.show_pair(group, group.keeper, others[0])
        self._window.show_page(self._window.compare)
        self._window.compare.setFocus()

    def _close_compare(self) -> None:
        self._window.show_page(self._window.review)
        self._window.groups.setFocus()

    def _set_similarity(self, similarity: float) -> None:
        settings = replace(self._controller.settings, min_similarity=similarity)
        self._controller.change_settings(settings)

    def _remember_place(self) -> None:
        group = self._window.groups.current_group()
        if group is not None and not self._is_selecting_again:
            self._controller.note_place(group.id)

    # --- window and menus --------------------------------------------------------------------

    def _connect_window(self) -> None:
        window, controller = self._window, self._controller
        window.folders_dropped.connect(self.add_folders)
        window.nothing_dropped.connect(self._explain_drop)
        window.drop_target.choose_requested.connect(self.flows.choose_folder)
        window.message.pressed.connect(self._reveal_library)
        window.closing.connect(controller.close)
        window.bottom.trash_requested.connect(self._clean_up)
        window.bottom.history_requested.connect(self.flows.show_history)
        stack = controller.decisions.undo_stack
        window.bottom.undo_requested.connect(stack.undo)
        stack.indexChanged.connect(self._show_undo)
        controller.clearing.started.connect(self._show_what_is_possible)
        for over in (controller.clearing.cleaned, controller.clearing.restored):
            over.connect(self._clearing_over)
        controller.clearing.failed.connect(self._clearing_over)
        controller.clearing.stopped.connect(self._clearing_over)
        self._theme.changed.connect(window.refresh_colours)
        self._show_undo()

    def _connect_menus(self) -> None:
        menus = self._window.menus
        commands: dict[str, Callable[[], object]] = {
            "add": self.flows.choose_folder,
            "new_library": self._ask_for_new_library,
            "rescan": self._controller.start_scan,
            "pause": self._toggle_pause,
            "stop": self._controller.stop_scan,
            "skipped": self.flows.show_skipped,
            "quit": self._window.close,
            "undo": self._controller.decisions.undo_stack.undo,
            "redo": self._controller.decisions.undo_stack.redo,
            "trash": self._clean_up,
            "history": self.flows.show_history,
            "settings": self.flows.show_settings,
            "similarity": self._window.similarity.slider.setFocus,
            "full_screen": self._toggle_full_screen,
            "keyboard": lambda: self.flows.show_keyboard(menus.keys()),
            "log": self._reveal_log,
            "about": self.flows.show_about,
        }
        for name, command in commands.items():
            menus[name].triggered.connect(lambda _=False, command=command: command())
        menus.theme_chosen.connect(lambda theme: self._change(theme=theme))
        menus.thumbnail_size_chosen.connect(lambda size: self._change(thumbnail_size_px=size))

    def _change(self, **changes: object) -> None:
        settings = replace(self._controller.settings, **changes)  # type: ignore[arg-type]
        self._controller.change_settings(settings)

    def _show_settings(self, settings: Settings) -> None:
        check(self._window.menus.themes, settings.theme)
        check(self._window.menus.sizes, settings.thumbnail_size_px)
        self._theme.apply(settings.theme)
        self._window.similarity.show_similarity(settings.min_similarity)
        self._window.groups.set_thumbnail_size(settings.thumbnail_size_px)

    def _show_undo(self, _index: int = 0) -> None:
        stack, menus = self._controller.decisions.undo_stack, self._window.menus
        self._window.bottom.show_undo(stack.undoText())
        menus["undo"].setEnabled(stack.canUndo())
        menus["redo"].setEnabled(stack.canRedo())
        menus["undo"].setText(self.tr("&Undo {what}").format(what=stack.undoText()).strip())
        menus["redo"].setText(self.tr("&Redo {what}").format(what=stack.redoText()).strip())

    def _clearing_over(self, _outcome: object = None) -> None:
        self._show_what_is_possible()

    def _clean_up(self) -> None:
        self.flows.ask_to_clean_up(self.groups)

    def _toggle_full_screen(self) -> None:
        full = self._window.isFullScreen()
        (self._window.showNormal if full else self._window.showFullScreen)()

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
