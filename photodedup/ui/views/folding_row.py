"""Controls in one row, or in two where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

SPACING_PX = 6


class FoldingRow(QWidget):
    """Gives each of its controls the characters that it needs to be read.

    Args:
        controls: with how many characters of room each wants.
    """

    def __init__(
        self, controls: Sequence[tuple[QWidget, int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controls = tuple(controls)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING_PX)
        self._rows = 0
        self._arrange(1)

    @property
    def rows(self) -> int:
        return self._rows

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as two rows can be, also while it has one."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        character = self.fontMetrics().averageCharWidth()
        wanted = sum(characters * character + SPACING_PX for _, characters in self._controls)
        self._arrange(1 if self.width() >= wanted else 2)

    def _arrange(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        columns = -(-len(self._controls) // rows)
        for column in range(len(self._controls)):
            self._grid.setColumnStretch(column, 0)
        for number, (control, characters) in enumerate(self._controls):
            row, column = divmod(number, columns)
            self._grid.addWidget(control, row, column)
            stretch = max(self._grid.columnStretch(column), characters)
            self._grid.setColumnStretch(column, stretch)
