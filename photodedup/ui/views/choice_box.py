"""A drop-down list of one condition, whose first entry means any."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

LEAST_CHARACTERS = 10


class ChoiceBox(QComboBox):
    """Entries are (value, text). What is chosen stays chosen when other entries come, also if it
    is none of them.

    Args:
        any_value: what the first entry stands for.
    """

    chosen = Signal(object)  # the value, by the person's hand only

    def __init__(
        self, name: str, any_value: object, any_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._any = (any_value, any_text)
        self._entries: Sequence[tuple[object, str]] = ()
        self._values = [any_value]  # beside Qt's, which turn enums into plain texts
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_CHARACTERS)
        self.addItem(any_text, any_value)
        self.activated.connect(lambda _: self.chosen.emit(self.value))

    @property
    def value(self) -> object:
        return self._values[self.currentIndex()]

    def offer(self, entries: Sequence[tuple[object, str]]) -> None:
        """Other entries below the first."""
        if entries == self._entries:
            return
        self._entries = entries
        value = self.value
        self.clear()
        self._values = [self._any[0], *(each for each, _ in entries)]
        for each, text in (self._any, *entries):
            self.addItem(text, each)
            self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        self.choose(value)

    def choose(self, value: object) -> None:
        """Put it where the wish says, without telling anyone."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(str(value), value)
        self.setCurrentIndex(self._values.index(value))
