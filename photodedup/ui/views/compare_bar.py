"""The bar above compared pictures: what is looked at, and for the mouse what the keys do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from photodedup.ui.models.key_book import with_keys
from photodedup.ui.views import painting
from photodedup.ui.views.compare_keys import CompareKeys, Do, text_of
from photodedup.ui.views.elided_label import ElidedLabel

WIDE_CHARACTERS = 95
DISPENSABLE = (Do.FIT, Do.PIXELS, Do.TURN_LEFT, Do.TURN_RIGHT)
LOOKS = (Do.WIPE, Do.DIFFERENCE, Do.ALL, Do.LOOSE)


class CompareBar(QWidget):
    """A title, ways to go on, and ways to look.

    Signals:
        asked: Do
        flicker_held: True when the flicker button goes down, False when it comes up
    """

    asked = Signal(object)
    flicker_held = Signal(bool)

    def __init__(self, keys: CompareKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        keys.changed.connect(self._tell_keys)
        self.buttons: dict[Do, QToolButton] = {}
        self._is_several = False
        self._title = ElidedLabel(self)
        self._title.setFont(painting.bold(self.font()))
        going, looking = QHBoxLayout(), QHBoxLayout()
        going.addWidget(self._title, 1)
        self.keep_picked = self._button(Do.KEEP_PICKED, self.tr("Keep only this one"))
        going.addWidget(self.keep_picked)
        for do, text in (
            (Do.WHY, self.tr("Why?")),
            (Do.PREVIOUS, self.tr("Previous")),
            (Do.NEXT, self.tr("Next")),
            (Do.NEXT_GROUP, self.tr("Next group")),
            (Do.BACK, self.tr("Back")),
        ):
            going.addWidget(self._button(do, text))
        self._fill(looking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(going)
        column.addLayout(looking)
        self._tell_keys()

    def _fill(self, row: QHBoxLayout) -> None:
        row.setSpacing(4)
        flicker = self._button(Do.FLICKER, self.tr("Flicker"))
        flicker.pressed.connect(lambda: self.flicker_held.emit(True))
        flicker.released.connect(lambda: self.flicker_held.emit(False))
        row.addWidget(flicker)
        for do, text in (
            (Do.WIPE, self.tr("Wipe")),
            (Do.DIFFERENCE, self.tr("Difference")),
            (Do.ALL, self.tr("All at once")),
            (Do.LOOSE, self.tr("Laid over")),
        ):
            row.addWidget(self._button(do, text, is_checkable=True))
        self._gap = _gap(self)
        row.addWidget(self._gap)
        for do, text in (
            (Do.FIT, self.tr("Fit")),
            (Do.PIXELS, self.tr("100%")),
            (Do.TURN_LEFT, "⟲"),
            (Do.TURN_RIGHT, "⟳"),
        ):
            row.addWidget(self._button(do, text))
        row.addWidget(_gap(self))
        row.addWidget(self._button(Do.INFO, self.tr("Facts"), is_checkable=True))
        row.addStretch(1)

    def say(self, title: str) -> None:
        self._title.setText(title)
        self._title.setToolTip(title)

    def title(self) -> str:
        return self._title.text()

    def show_state(
        self, checked: Sequence[Do], *, is_several: bool, is_series: bool, picked_count: int
    ) -> None:
        """Which ways to look are on, whether there are more than two photos, and whether they are
        a series of different ones, of which some may be picked to keep."""
        for do in (*LOOKS, Do.INFO):
            self.buttons[do].setChecked(do in checked)
        self.buttons[Do.ALL].setVisible(is_several)
        self.keep_picked.setVisible(is_series or picked_count > 0)
        only_this, picked = self.tr("Keep only this one"), self.tr("Keep the {count} picked ones")
        self.keep_picked.setText(picked.format(count=picked_count) if picked_count else only_this)
        self._is_several = is_several
        self._show_what_fits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """In a narrow window, leave out what is only there for those who know no keys."""
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * WIDE_CHARACTERS
        for do in DISPENSABLE:
            self.buttons[do].setVisible(is_wide)
        self._gap.setVisible(is_wide)
        for do in (Do.PREVIOUS, Do.NEXT):
            self.buttons[do].setVisible(self._is_several and is_wide)

    def _button(self, do: Do, text: str, *, is_checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setProperty("way", True)
        button.setAccessibleName(text_of(do) if len(text) < 3 else text)
        button.setCheckable(is_checkable)
        button.setFocusPolicy(button.focusPolicy().NoFocus)  # keys stay with the comparison
        if do is not Do.FLICKER:
            button.clicked.connect(lambda _=False: self.asked.emit(do))
        self.buttons[do] = button
        return button

    def _tell_keys(self) -> None:
        for do, button in self.buttons.items():
            button.setToolTip(with_keys(text_of(do), self._keys.text(do)))
            button.setAccessibleDescription(button.toolTip())


def _gap(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line
