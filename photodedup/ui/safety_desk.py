"""Between the window and what is kept: the locks of folders, and deleting a library's data."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from photodedup.engine import paths
from photodedup.engine.domain.folders import Folder
from photodedup.engine.settings import Settings
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.delete_data import DeleteDataDialog
from photodedup.ui.main_window import MainWindow
from photodedup.ui.session import library_title


class SafetyDesk(QObject):
    """Carries the sidebar's locks to the controller; asks before a library's data is deleted."""

    library_wanted = Signal(object)  # LibraryPlaces: what to open after a library is gone

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        window.sidebar.protect_requested.connect(controller.protect)
        window.sidebar.protect_inside_requested.connect(self._choose_inside)
        controller.library_erased.connect(self._open_another)
        controller.erasing_failed.connect(self._tell_failure)
        self._erased_name = ""

    def _choose_inside(self, folder: Folder) -> None:
        title = self.tr("Protect a folder in {name}").format(name=folder.path.name)
        dialog = QFileDialog(self._window, title, str(folder.path))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Protect"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._protect)
        dialog.open()

    def _protect(self, path: str) -> None:
        self._controller.protect(Path(path), True)

    # --- deleting a library's data -----------------------------------------------------------

    def ask_to_delete_data(self) -> None:
        """First what could still be brought back, then the question."""
        self._controller.ask(lambda library: library.restorable_count(), self._ask)

    def _ask(self, restorable: int) -> None:
        places = self._controller.places
        if places is None:
            return
        self._erased_name = library_title(places)
        dialog = DeleteDataDialog(self._erased_name, restorable, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._delete)
        dialog.open()

    def _delete(self, keep_history: bool) -> None:
        self._controller.erase_library(keep_history=keep_history)

    def _open_another(self) -> None:
        """The first of the other libraries; else a new one, as at the first start."""
        names = paths.library_names()
        self._controller.library_opened.connect(
            self._tell_success, Qt.ConnectionType.SingleShotConnection
        )
        self.library_wanted.emit(
            paths.library_places(names[0] if names else Settings().last_library)
        )

    def _tell_success(self) -> None:
        told = self.tr("The data of “{name}” is deleted. Your photos are where they were.")
        self._window.notice.say(told.format(name=self._erased_name), icon="done")

    def _tell_failure(self, sentence: str) -> None:
        self._window.message.say(
            "warning",
            self.tr("The data could not be deleted"),
            self.tr("{why}\nYour photos are not touched by this.").format(why=sentence),
            self.tr("Show the library's folder"),
        )
        self._window.show_page(self._window.message)
