"""The bar above two compared pictures, and the line below that names the keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from photodedup.ui.models import phrases
from photodedup.ui.views import painting
from photodedup.ui.views.elided_label import ElidedLabel


class CompareBar(QWidget):
    """A title, and for the mouse what the keys do.

    Signals:
        swap_held: True when the flicker button goes down, False when it comes up
        step_clicked: 1 for the next photo, -1 for the previous one
    """

    swap_held = Signal(bool)
    fit_clicked = Signal()
    pixels_clicked = Signal()
    step_clicked = Signal(int)
    why_clicked = Signal()
    back_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(self)
        self._title.setFont(painting.bold(self.font()))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title, 1)
        self._button(self.tr("Why?"), self.tr("W"), self.why_clicked.emit)
        flicker = self._button(self.tr("Flicker"), self.tr("Hold F or Tab, or this button"))
        flicker.pressed.connect(lambda: self.swap_held.emit(True))
        flicker.released.connect(lambda: self.swap_held.emit(False))
        self._button(self.tr("Fit"), self.tr("0"), self.fit_clicked.emit)
        pixels_tip = self.tr("1, or a double click")
        self._button(self.tr("100%"), pixels_tip, self.pixels_clicked.emit)
        previous_tip, next_tip = self.tr("Left arrow"), self.tr("Right arrow")
        self._button(self.tr("Previous"), previous_tip, lambda: self.step_clicked.emit(-1))
        self._button(self.tr("Next"), next_tip, lambda: self.step_clicked.emit(1))
        self._button(self.tr("Back"), self.tr("Esc"), self.back_clicked.emit)

    def say(self, title: str) -> None:
        self._title.setText(title)

    def _button(self, text: str, tip: str, slot: Callable[[], object] | None = None) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay with the comparison
        if slot is not None:
            button.clicked.connect(lambda _=False: slot())
        self._row.addWidget(button)
        return button


class KeysLine(ElidedLabel):
    """The keys in a quiet line: the comparison is made for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        keys = (
            self.tr("← → other copies"),
            self.tr("K make keeper"),
            self.tr("Space trash or not"),
            self.tr("W why"),
            self.tr("F hold to flicker"),
            self.tr("+ and - zoom"),
            self.tr("0 fit"),
            self.tr("1 pixels"),
            self.tr("Shift and arrows move"),
            self.tr("Esc back"),
        )
        self.setText(phrases.SEPARATOR.join(keys))
