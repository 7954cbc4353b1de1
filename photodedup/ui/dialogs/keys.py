"""The page of settings on which every command can be given other keys."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QWidget,
)

from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    make_table,
    plain_button,
    prepare,
    quiet,
)
from photodedup.ui.dialogs.row_table import VALUE_ROLE, Row, RowTable, heading, span_headings
from photodedup.ui.models import where_words
from photodedup.ui.models.key_book import KeyBook, KeyCommand, Where, native, normal


class KeysDialog(QDialog):
    """Changes a draft; `chosen` carries what differs from the defaults when it is saved."""

    chosen = Signal(object)  # dict[str, list[str]]

    def __init__(self, book: KeyBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Keys"), 680, 640)
        self._book = book
        self.rows = RowTable([self.tr("What it does"), self.tr("Keys"), self.tr("By default")])
        self.table = make_table(self.rows, self.tr("Commands and their keys"), [None, 150, 150])
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        for field in (self.edit, *self.edit.findChildren(QLineEdit)):
            field.setAccessibleName(self.tr("New key: press it here"))
        self.edit.setToolTip(self.tr("Press the new key here"))
        self.edit.keySequenceChanged.connect(self._show_buttons)
        self.only_button = plain_button(
            self.tr("&Use this key"), self.tr("The command has this key, and no other")
        )
        self.only_button.clicked.connect(self._use)
        self.add_button = plain_button(self.tr("&Add"), self.tr("The command has this key as well"))
        self.add_button.clicked.connect(self._add)
        self.none_button = plain_button(self.tr("&No key"), self.tr("The command has no key"))
        self.none_button.clicked.connect(self._clear)
        self.reset_button = plain_button(self.tr("&By default"), self.tr("For this command"))
        self.reset_button.clicked.connect(self._reset)
        self.all_button = plain_button(self.tr("All by &default"), self.tr("For every command"))
        self.all_button.clicked.connect(self._reset_all)
        self.clash = QLabel(wordWrap=True)
        self.clash.setAccessibleName(self.tr("Keys that are used twice"))
        self.cancel_button = plain_button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = plain_button(self.tr("Save"))
        self.save_button.setProperty("primary", True)
        self.save_button.clicked.connect(self._save)
        self._build()
        self._show()

    def _build(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(8)
        label = QLabel(self.tr("New &key"))
        label.setBuddy(self.edit)
        entry.addWidget(label)
        entry.addWidget(self.edit, 1)
        for button in (self.only_button, self.add_button, self.none_button, self.reset_button):
            entry.addWidget(button)
        column = dialog_column(self)
        column.addWidget(headline(self.tr("Every command can have the keys you like")))
        column.addWidget(quiet(self.tr("In the list, arrows and Esc stay as they are.")))
        column.addWidget(self.table, 1)
        column.addLayout(entry)
        column.addWidget(self.clash)
        column.addLayout(button_row(self.cancel_button, self.save_button, left=[self.all_button]))

    # --- what is chosen ------------------------------------------------------------------------

    @property
    def _command(self) -> KeyCommand | None:
        index = self.table.currentIndex()
        return index.data(VALUE_ROLE) if index.isValid() else None

    @property
    def _key(self) -> str:
        return normal(self.edit.keySequence().toString())

    def select(self, name: str) -> None:
        """Make a command the one that is changed."""
        for row in range(self.rows.rowCount()):
            command = self.rows.index(row, 0).data(VALUE_ROLE)
            if command is not None and command.name == name:
                self.table.selectRow(row)

    def _use(self) -> None:
        self._choose([self._key])

    def _add(self) -> None:
        if self._command is not None:
            self._choose([*self._book.keys(self._command.name), self._key])

    def _clear(self) -> None:
        self._choose([])

    def _choose(self, keys: Sequence[str]) -> None:
        if self._command is not None:
            self._book.choose(self._command.name, keys)
            self.edit.setKeySequence(QKeySequence())
            self.table.setFocus()  # a pressed button may rest now, and "No key" comes next to it
            self._show()

    def _reset(self) -> None:
        if self._command is not None:
            self._book.reset(self._command.name)
            self._show()

    def _reset_all(self) -> None:
        self._book.reset_all()
        self._show()

    def _save(self) -> None:
        self.chosen.emit(self._book.chosen)
        self.accept()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        current = max(1, self.table.currentIndex().row())
        clashes = self._book.clashes()
        self.rows.set_rows(self._sections(clashes))
        span_headings(self.table)
        self.table.selectRow(current)
        told = self.tr("{key} is used by {commands}. One key can do only one thing.")
        self.clash.setText(
            "\n".join(
                told.format(
                    key=native([key]), commands=self.tr(" and ").join(c.text for c in users)
                )
                for key, users in clashes.items()
            )
        )
        self.clash.setVisible(bool(clashes))
        self.save_button.setEnabled(not clashes)
        self.save_button.setToolTip(self.clash.text() or self.tr("Save"))
        self._show_buttons()

    def _sections(self, clashes: dict[str, list[KeyCommand]]) -> list[Row]:
        """The commands of each place below its name."""
        rows = []
        for where in Where:
            commands = [command for command in self._book.commands if command.where is where]
            if commands:
                rows.append(heading(where_words.title(where), 3))
                rows += [self._row(command, clashes) for command in commands]
        return rows

    def _row(self, command: KeyCommand, clashes: dict[str, list[KeyCommand]]) -> Row:
        keys = self._book.keys(command.name)
        shown = native(keys)
        if any(key in clashes for key in keys):
            shown = self.tr("⚠ {keys}").format(keys=shown)
        return Row((command.text, shown, native(command.defaults)), command)

    def _selected(self) -> None:
        self.edit.setKeySequence(QKeySequence())
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_command, has_key = self._command is not None, bool(self._key)
        self.only_button.setEnabled(has_command and has_key)
        self.add_button.setEnabled(has_command and has_key)
        self.none_button.setEnabled(has_command)
        self.reset_button.setEnabled(has_command)
