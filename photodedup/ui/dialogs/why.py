"""Why two photos match or do not: one sentence, both pictures, and each step's evidence."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photodedup.ui import wording
from photodedup.ui.dialogs import parts
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys, standard
from photodedup.ui.dialogs.evidence import StepWidget
from photodedup.ui.engine_words import translated
from photodedup.ui.views.elided_label import ElidedLabel
from photodedup.ui.views.picture_label import PictureLabel
from photodedup.ui.views.unknown_progress import show_unknown

if TYPE_CHECKING:  # it brings what reads pictures, which the first window does without
    from photodedup.engine.comparison import Account, Step

PICTURE = QSize(240, 170)


class WhyDialog(QDialog):
    """Opens at once and is busy until `show_account` or `show_error` is called."""

    retry_requested = Signal()
    decided = Signal()  # what `offer` offered

    def __init__(self, first: Path, second: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        parts.prepare(self, self.tr("Why?"), 760, 640)
        self._text = ""
        self.headline = parts.headline()
        self.sentence = parts.quiet()
        self.busy = QProgressBar()
        show_unknown(self.busy)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Comparing"))
        names = (self.tr("First"), self.tr("Second"))
        self.cards = [Card(*each, self) for each in zip(names, (first, second), strict=True)]
        self.evidence = QScrollArea()
        self.evidence.setWidgetResizable(True)
        self.evidence.setFrameShape(QFrame.Shape.NoFrame)
        self.evidence.setAccessibleName(self.tr("What was found, step by step"))
        self.steps: list[StepWidget] = []
        self.figures_button = parts.plain_button(
            self.tr("Show &figures"), self.tr("Show what was measured in each step")
        )
        self.figures_button.setCheckable(True)
        self.figures_button.toggled.connect(self._show_figures)
        self.copy_button = parts.plain_button(self.tr("&Copy as text"))
        self.copy_button.clicked.connect(self._copy)
        told = self.tr("Copy all of it, with the figures")
        give_keys(self, self.copy_button, told, standard(QKeySequence.StandardKey.Copy))
        self.retry_button = parts.plain_button(self.tr("Try &again"))
        self.retry_button.clicked.connect(self._retry)
        self.decide_button = parts.plain_button("")
        self.decide_button.clicked.connect(self._decide)
        self.decide_button.hide()
        self.close_button = parts.plain_button(self.tr("Close"))
        name_keys(self.close_button, "")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._build()
        self._show_busy()

    def offer(self, text: str, tip: str) -> None:
        """Let the person decide about the two, having read why."""
        self.decide_button.setText(text)
        self.decide_button.setAccessibleName(text)
        self.decide_button.setToolTip(tip)
        self.decide_button.show()

    def show_account(self, account: "Account") -> None:
        self._text = account.text
        self._show_state(f"{translated(account.headline)}.", "")
        for card, jpeg in zip(self.cards, account.previews, strict=True):
            card.picture.show_jpeg(jpeg)
        self._fill(account.steps)

    def show_error(self, error: Exception) -> None:
        """The two cannot be compared now; says why, and lets the person try again."""
        self._text = ""
        hint = self.tr("If it is on a drive that is away, connect the drive and try again.")
        self._show_state(
            self.tr("These two cannot be compared now"), f"{wording.error(error)} {hint}"
        )
        self.retry_button.show()
        self.retry_button.setFocus()

    def _show_busy(self) -> None:
        self._show_state(self.tr("Comparing the two photos…"), "")
        self.busy.show()

    def _show_state(self, title: str, sentence: str) -> None:
        self.headline.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.busy.hide()
        self.retry_button.hide()
        self._fill(())
        for button in (self.figures_button, self.copy_button):
            button.setEnabled(bool(self._text))

    def _fill(self, found: Sequence["Step"]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        self.steps = [StepWidget(step, inside) for step in found]
        for step in self.steps:
            column.addWidget(step)
        column.addStretch(1)
        self.evidence.setWidget(inside)
        self._show_figures(self.figures_button.isChecked())

    def _show_figures(self, shown: bool) -> None:
        text = self.tr("Hide &figures") if shown else self.tr("Show &figures")
        self.figures_button.setText(text)
        for step in self.steps:
            step.show_figures(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy_button.setText(self.tr("Copied"))

    def _decide(self) -> None:
        self.accept()
        self.decided.emit()

    def _retry(self) -> None:
        self._show_busy()
        self.retry_requested.emit()

    def _build(self) -> None:
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        for card in self.cards:
            pictures.addWidget(card, 1)
        column = parts.dialog_column(self)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addWidget(self.busy)
        column.addLayout(pictures)
        column.addWidget(self.evidence, 1)
        left: list[QPushButton] = [self.figures_button, self.copy_button]
        right = (self.retry_button, self.decide_button, self.close_button)
        column.addLayout(parts.button_row(*right, left=left))


class Card(QFrame):
    """One of the two pictures with its name and folder."""

    def __init__(self, place: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.picture = PictureLabel(PICTURE, self)
        self.picture.setAccessibleName(path.name)
        title = ElidedLabel(self)
        title.setText(f"{place}: {path.name}")
        folder = ElidedLabel(self)
        folder.setText(wording.short_path(path.parent))
        folder.setProperty("quiet", True)
        for label in (title, folder):
            label.setToolTip(str(path))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(4)
        column.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addWidget(folder)
