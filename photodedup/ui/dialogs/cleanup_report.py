"""What a clean-up or a restore could not do, row by row."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from photodedup.engine.domain.history import (
    Operation,
    Removal,
    RemovalState,
    RestoreResult,
    SidecarState,
)
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    make_table,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.dialogs.row_table import Row, RowTable
from photodedup.ui.engine_words import translated


class ReportDialog(QDialog):
    """A headline, a sentence, and one row for each file that something is to be said about."""

    def __init__(
        self, title: str, sentence: str, rows: Sequence[Row], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        prepare(self, title, 820, 420)
        self.headline = headline(title)
        self.rows = RowTable([self.tr("File"), self.tr("What happened")])
        self.rows.set_rows(rows)
        self.close_button = plain_button(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        column = dialog_column(self)
        column.addLayout(title_row("warning", self.headline, quiet(sentence)))
        column.addWidget(make_table(self.rows, self.tr("Files that need a look"), [None, None]), 1)
        column.addLayout(button_row(self.close_button))


def cleanup_problems(operation: Operation) -> list[Row]:
    """The rows of a clean-up that did not end in the trash."""
    return [
        _row(removal.path, removal.message, removal)
        for removal in operation.removals
        if removal.state in (RemovalState.KEPT, RemovalState.LOST_TRACK, RemovalState.PENDING)
    ]


def restore_problems(result: RestoreResult) -> list[Row]:
    """What could not be brought back, and sidecars that could not be made what they were."""
    left = [s for s in result.sidecars if s.state is SidecarState.LEFT]
    return [
        *(_row(removal.path, reason, removal) for removal, reason in result.failed),
        *(_row(sidecar.path, sidecar.message, sidecar) for sidecar in left),
    ]


def _row(path: Path, reason: str, value: object) -> Row:
    why = translated(reason)
    return Row((wording.short_path(path), why), value, (str(path), why))


def photo_count(removals: Iterable[Removal]) -> int:
    """How many of these files are photos; the rest are films and sidecars that went along."""
    return sum(removal.companion is None for removal in removals)
