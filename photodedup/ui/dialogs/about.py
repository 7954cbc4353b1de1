"""Version, licence, and where the person's data is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import photodedup
from photodedup.engine import paths
from photodedup.engine.paths import LibraryPlaces
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
)
from photodedup.ui.resources import app_icon


def tr(text: str) -> str:
    return QCoreApplication.translate("data_places", text)


class AboutDialog(QDialog):
    reveal_requested = Signal(object)  # Path

    def __init__(
        self, places: LibraryPlaces | None, device_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("About photodedup"), 600, 0)
        logo = QLabel()
        logo.setPixmap(app_icon().pixmap(64, 64))
        name = headline(self.tr("photodedup {v}").format(v=photodedup.__version__))
        what = QLabel(
            self.tr("Finds the duplicates in your own photo library and clears them safely."),
            wordWrap=True,
        )
        top = QHBoxLayout()
        top.setSpacing(16)
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(what)
        top.addWidget(logo, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        licence = quiet(
            self.tr(
                "Free software under the GNU General Public License, version 3 or later. "
                "Uses Qt (LGPL 3), EfficientNet-Lite0 with ImageNet weights (Apache 2.0), and "
                "other free software. Your photos never leave this computer."
            )
        )
        close_button = plain_button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.accept)
        column = dialog_column(self, spacing_px=14)
        column.addLayout(top)
        column.addWidget(licence)
        if device_text:
            column.addWidget(quiet(self.tr("Computes on {device}.").format(device=device_text)))
        column.addWidget(headline(self.tr("Where is my data?")))
        column.addLayout(_places_grid(places, self.reveal_requested.emit))
        column.addStretch()
        column.addLayout(button_row(close_button))


class DataDialog(QDialog):
    """Where the program keeps what it knows, with the way there; Help, Where is my data?"""

    reveal_requested = Signal(object)  # Path

    def __init__(self, places: LibraryPlaces | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Where is my data?"), 600, 0)
        told = QLabel(
            self.tr(
                "Your photos stay where they are. What photodedup knows about them is here, on "
                "this computer and nowhere else. The thumbnails can be deleted at any time; the "
                "folder of the library also holds the history that brings photos back."
            ),
            wordWrap=True,
        )
        close_button = plain_button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.accept)
        column = dialog_column(self, spacing_px=14)
        column.addWidget(told)
        column.addLayout(_places_grid(places, self.reveal_requested.emit))
        column.addStretch()
        column.addLayout(button_row(close_button))


def _places_grid(places: LibraryPlaces | None, reveal: Callable[[Path], None]) -> QGridLayout:
    """A row for each place: its name, the path, and a button that opens the file manager there."""
    rows = [(tr("Settings"), paths.settings_file())]
    if places is not None:
        rows = [
            (tr("This library"), places.folder),
            (tr("Thumbnails"), places.cache),
            (tr("Log"), places.log),
            *rows,
        ]
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(12)
    for row, (text, path) in enumerate(rows):
        shown = QLabel(wording.short_path(path))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setToolTip(str(path))
        button = plain_button(tr("Show"), tr("Show it in the file manager"))
        button.setAccessibleName(tr("Show {what}").format(what=text))
        button.setMinimumHeight(button.sizeHint().height())  # words above may wrap: never squeezed
        button.clicked.connect(lambda _=False, path=path: reveal(Path(path)))
        name = quiet(text)
        name.setWordWrap(False)  # a grid has no height for a second line
        grid.addWidget(name, row, 0)
        grid.addWidget(shown, row, 1)
        grid.addWidget(button, row, 2)
    return grid
