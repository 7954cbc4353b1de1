"""The files that could not be used, each with its reason."""

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from photodedup.engine.domain.photos import SkippedFile
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys, standard
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
from photodedup.ui.dialogs.row_table import SORT_ROLE, VALUE_ROLE, Row, RowTable
from photodedup.ui.engine_words import translated
from photodedup.ui.models.phrases import sentence
from photodedup.ui.resources import set_icon


class SkippedDialog(QDialog):
    """A list to look through, narrow down by typing, and take along."""

    reveal_requested = Signal(object)  # Path

    def __init__(self, files: Sequence[SkippedFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Skipped files"), 940, 540)
        self._rows = RowTable([self.tr("Name"), self.tr("Folder"), self.tr("Reason")])
        self._rows.set_rows([_row(file) for file in files])
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self._rows)
        self.shown.setFilterKeyColumn(-1)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.shown.setSortRole(SORT_ROLE)
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setPlaceholderText(self.tr("Show only names or reasons with…"))
        self.filter.setAccessibleName(self.tr("Filter"))
        find = standard(QKeySequence.StandardKey.Find)
        name_keys(self.filter, self.tr("Type part of a name, a folder or a reason"), find)
        self.filter.textChanged.connect(self.shown.setFilterFixedString)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        self.table = make_table(self.shown, self.tr("Skipped files"), [220, 260, None])
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.doubleClicked.connect(self._reveal)
        self._build(len(files))

    def _build(self, count: int) -> None:
        self.reveal_button = plain_button(
            self.tr("Show in file manager"), self.tr("Show the selected file where it lies")
        )
        set_icon(self.reveal_button, "reveal")
        self.reveal_button.clicked.connect(self._reveal)
        self.copy_button = plain_button(self.tr("Copy list"), self.tr("Copy the shown rows"))
        set_icon(self.copy_button, "copy")
        self.copy_button.clicked.connect(self._copy)
        self.export_button = plain_button(
            self.tr("Save list…"), self.tr("Save the shown rows as a table (CSV)")
        )
        set_icon(self.export_button, "export")
        self.export_button.clicked.connect(self._ask_where)
        close_button = plain_button(self.tr("Close"))
        close_button.clicked.connect(self.accept)
        told = quiet(
            self.tr("These files were not compared. They are left alone and stay where they are.")
        )
        title = headline(self.tr("{files} skipped").format(files=wording.files(count)))
        column = dialog_column(self)
        column.addLayout(title_row("skipped", title, told))
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        helpers = [self.reveal_button, self.copy_button, self.export_button]
        column.addLayout(button_row(close_button, left=helpers))

    def shown_files(self) -> list[SkippedFile]:
        """The files in the order and selection that the table shows."""
        return [self.shown.index(row, 0).data(VALUE_ROLE) for row in range(self.shown.rowCount())]

    def save_to(self, path: Path) -> None:
        """Write the shown rows as CSV, readable by any spreadsheet."""
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["path", "reason", "size_bytes"])
            writer.writerows(
                (str(file.path), file.reason, file.size_bytes) for file in self.shown_files()
            )

    def _copy(self) -> None:
        lines = [f"{file.path}\t{translated(file.reason)}" for file in self.shown_files()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _ask_where(self) -> None:
        asked, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save list"), self.tr("skipped files.csv"), "CSV (*.csv)"
        )
        if asked:
            self.save_to(Path(asked))

    def _reveal(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.reveal_requested.emit(index.data(VALUE_ROLE).path)


def _row(file: SkippedFile) -> Row:
    folder = wording.short_path(file.path.parent)
    reason = sentence(translated(file.reason))
    return Row((file.path.name, folder, reason), file, (str(file.path), str(file.path), reason))
