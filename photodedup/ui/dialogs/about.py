"""Version, licence, and where the person's data is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import photodedup
from photodedup.engine import paths
from photodedup.engine.paths import LibraryPlaces
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import button_row, headline, plain_button, prepare, quiet
from photodedup.ui.resources import app_icon


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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(licence)
        if device_text:
            column.addWidget(quiet(self.tr("Computes on {device}.").format(device=device_text)))
        column.addWidget(headline(self.tr("Where is my data?")))
        column.addLayout(self._places(places))
        column.addStretch()
        column.addLayout(button_row(close_button))

    def _places(self, places: LibraryPlaces | None) -> QGridLayout:
        rows = [(self.tr("Settings"), paths.settings_file())]
        if places is not None:
            rows = [
                (self.tr("This library"), places.folder),
                (self.tr("Thumbnails"), places.cache),
                (self.tr("Log"), places.log),
                *rows,
            ]
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        for row, (text, path) in enumerate(rows):
            shown = QLabel(wording.short_path(path))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setToolTip(str(path))
            button = plain_button(self.tr("Show"), self.tr("Show it in the file manager"))
            button.setAccessibleName(self.tr("Show {what}").format(what=text))
            button.clicked.connect(
                lambda _=False, path=path: self.reveal_requested.emit(Path(path))
            )
            grid.addWidget(quiet(text), row, 0)
            grid.addWidget(shown, row, 1)
            grid.addWidget(button, row, 2)
        return grid
