"""The photos of a library that look most like a picture that was dropped on the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys
from photodedup.ui.dialogs.parts import (
    button_row,
    headline,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.engine_words import translated
from photodedup.ui.models import phrases
from photodedup.ui.views.picture_label import PictureLabel

if TYPE_CHECKING:
    from photodedup.engine.search import Hit

_BOX = QSize(132, 99)


class SimilarDialog(QDialog):
    """Busy at first; then a list, copies first, or why there is none."""

    reveal_requested = Signal(object)  # Path

    def __init__(self, picture: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Similar photos"), 760, 620)
        self._name = picture.name
        self.headline = headline(self.tr("Looking for photos like {name}…").format(name=self._name))
        self.sentence = quiet(self.tr("Copies come first. Nothing is marked or moved by this."))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Looking"))
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        close = plain_button(self.tr("Close"))
        name_keys(close, "")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(title_row("photos", self.headline, self.sentence))
        column.addWidget(self.busy)
        column.addWidget(self.list, 1)
        column.addLayout(button_row(close))

    def show_problem(self, sentence: str) -> None:
        self.busy.hide()
        self.headline.setText(self.tr("{name} cannot be looked for").format(name=self._name))
        self.sentence.setText(sentence)

    def show_hits(self, found: "Sequence[tuple[Hit, bytes | None]]") -> None:
        """The photos with their previews, in their order."""
        self.busy.hide()
        copies = sum(hit.is_copy for hit, _ in found)
        if not found:
            self.headline.setText(self.tr("No photo looks like {name}").format(name=self._name))
        elif copies:
            told = self.tr("Found the same as {name}: {photos}")
            self.headline.setText(told.format(name=self._name, photos=wording.photos(copies)))
        else:
            told = self.tr("No copy of {name} is in this library; these look most like it")
            self.headline.setText(told.format(name=self._name))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for hit, jpeg in found:
            column.addLayout(self._row(hit, jpeg))
        column.addStretch(1)
        self.list.setWidget(inside)

    def _row(self, hit: "Hit", jpeg: bytes | None) -> QHBoxLayout:
        picture = PictureLabel(_BOX)
        picture.show_jpeg(jpeg)
        verdict = phrases.verdict_text(hit.verdict) if hit.verdict else self.tr("Looks alike")
        title = headline(phrases.sentence(f"{verdict}, {hit.similarity:.0%}"))
        facts = [] if hit.verdict is None else [phrases.sentence(translated(hit.reason))]
        details = quiet("\n".join([*facts, phrases.facts_text(hit.photo)]))
        place = quiet(wording.short_path(hit.photo.path))
        place.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        for label in (title, details, place):
            words.addWidget(label)
        words.addStretch(1)
        show = plain_button(self.tr("Show in file manager"), self.tr("Show the file where it lies"))
        show.clicked.connect(partial(self.reveal_requested.emit, hit.photo.path))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(show, alignment=Qt.AlignmentFlag.AlignTop)
        return row
