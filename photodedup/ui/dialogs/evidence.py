"""One step of a comparison: what it found, and below it the figures for who wants them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from photodedup.ui.dialogs.parts import quiet
from photodedup.ui.engine_words import translated
from photodedup.ui.views.painting import bold

if TYPE_CHECKING:
    from photodedup.engine.comparison import Step

INDENT = 16
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class StepWidget(QWidget):
    """A bold title, a sentence, and a table of names and values that can be hidden."""

    def __init__(self, step: "Step", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(translated(step.title))
        title.setFont(bold(title.font()))
        self.says = QLabel(translated(step.says))
        self.says.setWordWrap(True)
        self.says.setTextInteractionFlags(SELECTABLE)
        self._has_figures = bool(step.figures)
        self.figures = QWidget()
        grid = QGridLayout(self.figures)
        grid.setContentsMargins(INDENT, 2, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for row, figure in enumerate(step.figures):
            name, value = quiet(translated(figure.name)), QLabel(translated(figure.value))
            name.setWordWrap(False)
            value.setWordWrap(True)
            value.setTextInteractionFlags(SELECTABLE)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for part in (title, self.says, self.figures):
            column.addWidget(part)
        self.setAccessibleName(f"{translated(step.title)}: {translated(step.says)}")

    def show_figures(self, shown: bool) -> None:
        self.figures.setVisible(shown and self._has_figures)
