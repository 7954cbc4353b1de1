"""Every key in one place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from photodedup.ui.dialogs.parts import button_row, headline, make_table, plain_button, prepare
from photodedup.ui.dialogs.row_table import Row, RowTable, heading, span_headings
from photodedup.ui.models import where_words
from photodedup.ui.models.key_book import Where, native

Listed = Sequence[tuple[str, str]]  # keys, what they do


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
            fixed = self._fixed() if where is Where.LIST else []
            rows.append(heading(where_words.title(where), 2))
            rows += [Row(pair, pair) for pair in (*fixed, *listed)]
        self.rows.set_rows(rows)
        close_button = plain_button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(headline(self.tr("Everything works without a mouse")))
        table = make_table(self.rows, self.tr("Keys"), [190, None])
        table.setSelectionMode(table.SelectionMode.NoSelection)
        span_headings(table)
        column.addWidget(table, 1)
        column.addLayout(button_row(close_button))

    def _fixed(self) -> list[tuple[str, str]]:
        """Keys of the list that no command has."""
        return [
            ("← →", self.tr("Go to the photo before or after")),
            ("↑ ↓", self.tr("Go to the group before or after")),
            (native(("Ctrl+Home", "Ctrl+End")), self.tr("Go to the first or last group")),
            (self.tr("Ctrl+click"), self.tr("Pick a photo of any group, or unpick it")),
            (native(("Esc",)), self.tr("Unpick all")),
        ]
