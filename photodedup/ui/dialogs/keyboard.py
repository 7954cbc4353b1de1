"""Every key in one place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from photodedup.ui.dialogs.parts import button_row, headline, make_table, plain_button, prepare
from photodedup.ui.dialogs.row_table import Row, RowTable
from photodedup.ui.models.key_book import native
from photodedup.ui.views import compare_keys


class KeyboardDialog(QDialog):
    """The review's keys, then the window's.

    Args:
        keys: (key, what it does) of the window's commands, in the order to show.
    """

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Keyboard"), 600, 600)
        self.rows = RowTable([self.tr("Key"), self.tr("What it does")])
        pairs = (*self._review_keys(), *keys, *self._compare_keys())
        self.rows.set_rows([Row(pair, pair) for pair in pairs])
        close_button = plain_button(self.tr("Close"))
        close_button.setDefault(True)
        close_button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(headline(self.tr("Everything works without a mouse")))
        table = make_table(self.rows, self.tr("Keys"), [170, None])
        table.setSelectionMode(table.SelectionMode.NoSelection)
        column.addWidget(table, 1)
        column.addLayout(button_row(close_button))

    def _review_keys(self) -> list[tuple[str, str]]:
        """Keys that no menu can show."""
        return [
            ("← →", self.tr("Go to the photo before or after")),
            ("↑ ↓", self.tr("Go to the group before or after")),
            (native(("Ctrl+Home", "Ctrl+End")), self.tr("Go to the first or last group")),
            (self.tr("Ctrl+click"), self.tr("Pick a photo of any group, or unpick it")),
            ("Esc", self.tr("Unpick all; while comparing: back to the groups")),
        ]

    def _compare_keys(self) -> list[tuple[str, str]]:
        """Those that work while photos are compared."""
        said = self.tr("While comparing: {what}")
        bindings = compare_keys.listed()
        return [(each.keys, said.format(what=each.text)) for each in bindings]
