"""Which commands the person can give now, and what undo and redo would do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow


class CommandDesk(QObject):
    """Keeps the menus and the buttons of the window true.

    Args:
        has_folders: whether there is anything to scan.
    """

    def __init__(
        self, controller: Controller, window: MainWindow, has_folders: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._has_folders = has_folders
        scanning, clearing = controller.scanning, controller.clearing
        for changing in (
            *(scanning.started, scanning.finished, scanning.stopped, scanning.failed),
            *(clearing.started, clearing.cleaned, clearing.restored),
            *(clearing.failed, clearing.stopped),
        ):
            changing.connect(self.show_what_is_possible)
        stack = controller.decisions.undo_stack
        window.bottom.undo_requested.connect(stack.undo)
        stack.indexChanged.connect(self._show_undo)
        self.connect_menus({"undo": stack.undo, "redo": stack.redo})
        self._show_undo()

    def connect_menus(self, commands: Mapping[str, Callable[[], object]]) -> None:
        """Let entries of the menus, by their names, do this."""
        for name, command in commands.items():
            self._window.menus[name].triggered.connect(lambda _=False, command=command: command())

    def show_what_is_possible(self, _outcome: object = None) -> None:
        """Let commands be there where the library and what is under way allow them."""
        controller, menus = self._controller, self._window.menus
        is_open, is_scanning = controller.library is not None, controller.scanning.is_running
        may_change = is_open and not controller.is_read_only
        self._window.bottom.allow(may_change and not controller.clearing.is_running)
        self._window.sidebar.allow_changes(may_change)
        for name in ("add", "trash", "suggest", "delete_data"):
            menus[name].setEnabled(may_change)
        menus["rescan"].setEnabled(may_change and self._has_folders() and not is_scanning)
        menus["pause"].setEnabled(is_scanning)
        menus["stop"].setEnabled(is_scanning)
        for name in (
            "skipped",
            "history",
            "why_files",
            "by_hand",
            "keep_rules",
            "folder_pairs",
            "save_report",
            "people",
        ):
            menus[name].setEnabled(is_open)
        self._window.bottom.history_button.setEnabled(is_open)

    def _show_undo(self, _index: int = 0) -> None:
        stack, menus = self._controller.decisions.undo_stack, self._window.menus
        self._window.bottom.show_undo(stack.undoText())
        menus["undo"].setEnabled(stack.canUndo())
        menus["redo"].setEnabled(stack.canRedo())
        menus["undo"].setText(self.tr("&Undo {what}").format(what=stack.undoText()).strip())
        menus["redo"].setText(self.tr("&Redo {what}").format(what=stack.redoText()).strip())
