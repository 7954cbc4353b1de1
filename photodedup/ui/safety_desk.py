"""Between the window and what keeps photos safe: the locks of folders."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from photodedup.engine.domain import Folder
from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow


class SafetyDesk(QObject):
    """Carries the sidebar's locks to the controller, and asks which folder is meant."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        window.sidebar.protect_requested.connect(controller.protect)
        window.sidebar.protect_inside_requested.connect(self._choose_inside)

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
