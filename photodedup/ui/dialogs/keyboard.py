"""Every key in one place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    make_table,
    plain_button,
    prepare,
)
from photodedup.ui.dialogs.row_table import Row, RowTable, heading, span_headings
from photodedup.ui.models import where_words
from photodedup.ui.models.key_book import Where, native

Listed = Sequence[tuple[str, str]]  # keys, what they do


def tr(text: str) -> str:
    return QCoreApplication.translate("KeyboardDialog", text)


class KeyboardDialog(QDialog):
    """The keys of each place below its name.

    Args:
        keys: where they work, and the keys, in the order to show.
    """

    def __init__(self, keys: Sequence[tuple[Where, Listed]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Keyboard"), 640, 620)
        self.rows = RowTable([self.tr("Key"), self.tr("What it does")])
        rows: list[Row] = []
        for where, listed in keys:
            rows.append(heading(where_words.title(where), 2))
            rows += [Row(pair, pair) for pair in with_fixed(where, listed)]
        self.rows.set_rows(rows)
        close_button = plain_button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.accept)
        column = dialog_column(self)
        column.addWidget(headline(self.tr("Everything works without a mouse")))
        table = make_table(self.rows, self.tr("Keys"), [190, None])
        table.setSelectionMode(table.SelectionMode.NoSelection)
        span_headings(table)
        column.addWidget(table, 1)
        column.addLayout(button_row(close_button))


def with_fixed(where: Where, listed: Listed) -> list[tuple[str, str]]:
    """The keys of a place, and before them those that no command has."""
    if where is not Where.LIST:
        return list(listed)
    return [
        ("← →", tr("Go to the photo before or after")),
        ("↑ ↓", tr("Go to the group before or after")),
        (native(("Ctrl+Home", "Ctrl+End")), tr("Go to the first or last group")),
        (tr("Ctrl+click"), tr("Pick a photo of any group, or unpick it")),
        (native(("Esc",)), tr("Unpick all")),
        *listed,
    ]
