"""The folders whose photos are kept rather than others, the best one first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from photodedup.ui import wording
from photodedup.ui.dialogs.ordered_list import OrderedList
from photodedup.ui.dialogs.parts import plain_button


class PreferredFolders(OrderedList):
    """An ordered list of folders with buttons to add one and to take one out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.list.setAccessibleName(self.tr("Preferred folders"))
        self.add_button = plain_button(
            self.tr("Add &folder…"), self.tr("Prefer the photos in a folder and below it")
        )
        self.add_button.clicked.connect(self._choose)
        self.remove_button = plain_button(
            self.tr("&Take out"), self.tr("Prefer this folder no more (Delete)")
        )
        self.remove_button.clicked.connect(self.remove_current)
        self.buttons.insertWidget(0, self.add_button)
        self.buttons.insertWidget(1, self.remove_button)
        self.current_changed.connect(self._show_remove)
        self._show_remove()

    def show_folders(self, folders: Sequence[Path]) -> None:
        self.show_entries([(str(each), wording.short_path(each), str(each)) for each in folders])

    def folders(self) -> list[Path]:
        return [Path(key) for key in self.keys()]

    def add(self, folder: Path) -> None:
        """Put a folder at the end; one that is listed stays where it is."""
        if folder not in self.folders():
            self.show_folders([*self.folders(), folder])
            self.select(str(folder))
            self.changed.emit()

    def remove_current(self) -> None:
        gone = self.current_key()
        if gone:
            self.show_folders([each for each in self.folders() if str(each) != gone])
            self.changed.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Prefer the photos in a folder"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()

    def _show_remove(self) -> None:
        self.remove_button.setEnabled(bool(self.current_key()))
