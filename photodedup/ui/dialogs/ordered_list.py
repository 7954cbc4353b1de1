"""A list that a person puts in order: by dragging, with Alt and the arrows, or by buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photodedup.ui.dialogs.parts import plain_button

KEY_ROLE = Qt.ItemDataRole.UserRole + 1


class OrderedList(QWidget):
    """Texts with keys behind them, the first one on top."""

    changed = Signal()  # by the person: another order, or an entry switched on or off
    current_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setProperty("ordered", True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setAlternatingRowColors(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.model().rowsMoved.connect(self.changed)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.list.currentRowChanged.connect(lambda _: self._show_buttons())
        self.up_button = plain_button(self.tr("Move &up"), self.tr("Alt+Up"))
        self.up_button.clicked.connect(lambda: self.move_current(-1))
        self.down_button = plain_button(self.tr("Move &down"), self.tr("Alt+Down"))
        self.down_button.clicked.connect(lambda: self.move_current(1))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.up_button)
        self.buttons.addWidget(self.down_button)
        self.buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        column.addLayout(self.buttons)
        self._show_buttons()

    def show_entries(
        self, entries: Sequence[tuple[str, str, str]], checked: Sequence[bool] | None = None
    ) -> None:
        """Each with its key, its text and its tip; `checked` gives each a box to switch it."""
        current = self.current_key()
        self.list.blockSignals(True)
        self.list.clear()
        for number, (key, text, tip) in enumerate(entries):
            item = QListWidgetItem(text)
            item.setData(KEY_ROLE, key)
            item.setToolTip(tip)
            if checked is not None:
                is_on = Qt.CheckState.Checked if checked[number] else Qt.CheckState.Unchecked
                item.setCheckState(is_on)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.select(current if current in self.keys() else "")

    def keys(self) -> list[str]:
        return [item.data(KEY_ROLE) for item in self._items()]

    def checked(self) -> list[bool]:
        return [item.checkState() is Qt.CheckState.Checked for item in self._items()]

    def current_key(self) -> str:
        """Empty where nothing is selected."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(KEY_ROLE))

    def select(self, key: str) -> None:
        """Go to this entry; to the first one for no key."""
        keys = self.keys()
        self.list.setCurrentRow(keys.index(key) if key in keys else 0)
        self._show_buttons()

    def move_current(self, steps: int) -> None:
        """Move the selected entry down by so many places, up for less than none."""
        row = self.list.currentRow()
        target = row + steps
        if row < 0 or not 0 <= target < self.list.count():
            return
        self.list.blockSignals(True)
        item = self.list.takeItem(row)
        self.list.insertItem(target, item)
        self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show_buttons()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            has_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.type() is QEvent.Type.KeyPress and has_alt and steps is not None:
                self.move_current(steps)
                return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _show_buttons(self) -> None:
        row = self.list.currentRow()
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.list.count() - 1)
        self.current_changed.emit()
