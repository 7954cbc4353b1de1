"""A read-only table model over a list of rows: texts to show and the value behind each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTableView

AnyIndex = QModelIndex | QPersistentModelIndex
Value = TypeVar("Value")
VALUE_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Row:
    """`tips` and `keys` (what a column sorts by) fall back to the texts. A row without a value is
    a heading of those below, for which `span_headings` makes room."""

    texts: tuple[str, ...]
    value: object
    tips: tuple[str, ...] = ()
    keys: tuple[object, ...] = ()


class LazyRows(Sequence[Row]):
    """Rows that are made when they are looked at: a table of thousands opens at once.

    Args:
        values: what the rows are about.
        make: the row of a value.
    """

    def __init__(self, values: Sequence[Value], make: Callable[[Value], Row]) -> None:
        self._makers = [partial(make, value) for value in values]
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._makers)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number not in self._made:
            self._made[number] = self._makers[number]()
        return self._made[number]


class RowTable(QAbstractTableModel):
    def __init__(
        self,
        headers: Sequence[str],
        right_aligned: Sequence[int] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._right_aligned = frozenset(right_aligned)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows if isinstance(rows, LazyRows) else tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headers)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right_aligned:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tips[column] if row.tips else row.texts[column]
        if role == SORT_ROLE:
            return row.keys[column] if row.keys else row.texts[column].casefold()
        if role == VALUE_ROLE:
            return row.value
        if role == Qt.ItemDataRole.FontRole and row.value is None:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._right_aligned:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def heading(text: str, column_count: int) -> Row:
    """A row that is a heading."""
    return Row((text, *[""] * (column_count - 1)), None)


def span_headings(table: QTableView) -> None:
    """Let headings have the whole width."""
    model = table.model()
    table.clearSpans()
    for row in range(model.rowCount()):
        if model.index(row, 0).data(VALUE_ROLE) is None:
            table.setSpan(row, 0, 1, model.columnCount())
