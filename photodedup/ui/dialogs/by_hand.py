"""What a person put together, took out of groups, or keeps as it is, and the way back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QWidget

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.photos import Photo
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
from photodedup.ui.dialogs.row_table import VALUE_ROLE, Row, RowTable

if TYPE_CHECKING:
    from photodedup.engine.agreements import KeptSet
    from photodedup.engine.by_hand import HandDecision


class ByHandDialog(QDialog):
    """One row for each act, the latest first."""

    take_back_requested = Signal(object)  # list[HandDecision]
    release_requested = Signal(object)  # list[str]: the contents of what was kept

    def __init__(
        self,
        decided: "Sequence[HandDecision]",
        kept: "Sequence[KeptSet]" = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Decided by hand"), 860, 480)
        self.rows = RowTable(
            [self.tr("Decided"), self.tr("What"), self.tr("Photos"), self.tr("Other photos")]
        )
        self.table = make_table(self.rows, self.tr("Decisions"), [150, 120, None, None])
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        empty = QLabel(
            self.tr("Nothing was put together, taken out of a group or kept as it is so far."),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty)
        self.back_button = plain_button(
            self.tr("Take back"), self.tr("Ask about these photos again")
        )
        self.back_button.setProperty("primary", True)
        self.back_button.clicked.connect(self._take_back)
        self.close_button = plain_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self._build()
        self._show([*map(_kept_row, kept), *map(_row, _acts(decided))])

    def _build(self) -> None:
        column = dialog_column(self)
        told = quiet(
            self.tr("These decisions hold when files are renamed, moved or scanned again.")
        )
        column.addLayout(title_row("photos", headline(self.tr("Decided by hand")), told))
        column.addWidget(self._pages, 1)
        column.addLayout(button_row(self.close_button, self.back_button))

    def _show(self, rows: Sequence[Row]) -> None:
        self.rows.set_rows(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        # Not `selectRow`: the keys that opened the dialog may still be down, and it heeds them.
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(
            self.rows.index(0, 0), how | QItemSelectionModel.SelectionFlag.Rows
        )
        self._selection_changed()

    def _selected(self) -> "list[list[HandDecision] | KeptSet]":
        return [index.data(VALUE_ROLE) for index in self.table.selectionModel().selectedRows()]

    def _selection_changed(self) -> None:
        self.back_button.setEnabled(bool(self._selected()))

    def _take_back(self) -> None:
        chosen = self._selected()
        self.rows.set_rows([])
        self.accept()
        acts = [act for act in chosen if isinstance(act, list)]
        self.take_back_requested.emit([each for act in acts for each in act])
        self.release_requested.emit(
            [kept.contents for kept in chosen if not isinstance(kept, list)]
        )


def _acts(decided: "Iterable[HandDecision]") -> "list[list[HandDecision]]":
    """Decisions that were made in one act."""
    acts: defaultdict[object, list[HandDecision]] = defaultdict(list)
    for each in decided:
        acts[each.decided_at, each.ruling].append(each)
    return list(acts.values())


def _row(act: "list[HandDecision]") -> Row:
    ours, theirs = _sides(act)
    what = {
        ByHand.TOGETHER: QCoreApplication.translate("ByHandDialog", "Put together"),
        ByHand.APART: QCoreApplication.translate("ByHandDialog", "Taken out"),
    }[act[0].ruling]
    when = wording.moment(act[0].decided_at.astimezone())
    texts = (when, what, _names(ours), _names(theirs))
    tips = (when, what, _paths(ours), _paths(theirs))
    return Row(texts, act, tips)


def _kept_row(kept: "KeptSet") -> Row:
    what = QCoreApplication.translate("ByHandDialog", "All kept")
    none = QCoreApplication.translate("ByHandDialog", "(not in this library now)")
    when = wording.moment(kept.decided_at.astimezone())
    texts = (when, what, _names(kept.photos) or none, "")
    return Row(texts, kept, (when, what, _paths(kept.photos) or none, ""))


def _sides(act: "list[HandDecision]") -> tuple[list[Photo], list[Photo]]:
    """The photos on the two sides of an act, the smaller side first."""
    neighbours: defaultdict[str, dict[str, Photo]] = defaultdict(dict)
    for each in act:
        neighbours[each.first.content_hash][each.second.content_hash] = each.second
        neighbours[each.second.content_hash][each.first.content_hash] = each.first
    one = neighbours[act[0].first.content_hash]
    other = neighbours[next(iter(one))]
    sides = sorted((list(one.values()), list(other.values())), key=len)
    return sides[0], sides[1]


def _names(photos: Sequence[Photo]) -> str:
    """With their folders: copies of two groups often have the same names."""
    return ", ".join(str(Path(photo.path.parent.name, photo.path.name)) for photo in photos)


def _paths(photos: Sequence[Photo]) -> str:
    return "\n".join(str(photo.path) for photo in photos)
