"""Past clean-ups, and the way back for a file, a group, or all of one."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from photodedup.engine.domain.history import (
    Operation,
    Removal,
    RemovalState,
    SidecarChange,
    SidecarState,
)
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.domain.plans import Destination
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys, press_by_enter
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.engine_words import translated
from photodedup.ui.models import detail_words
from photodedup.ui.models.phrases import sentence

ENTER = ("Return",)
REMOVALS_ROLE = Qt.ItemDataRole.UserRole


class HistoryDialog(QDialog):
    """A tree: clean-up, then group (by the file that stayed), then file.

    Args:
        operations: None while they are read; `show_operations` brings them.
    """

    restore_requested = Signal(object)  # list[RemovalId]
    reveal_requested = Signal(object)  # Path

    def __init__(
        self, operations: Sequence[Operation] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("History"), 900, 560)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(
            [self.tr("Clean-up"), self.tr("Size"), self.tr("Where it is now")]
        )
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName(self.tr("Past clean-ups"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 100)
        header.resizeSection(2, 240)
        self.tree.itemSelectionChanged.connect(self._selection_changed)
        empty = QLabel(
            self.tr("Nothing has been cleaned up yet."), alignment=Qt.AlignmentFlag.AlignCenter
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(empty)
        self._pages.addWidget(
            QLabel(self.tr("One moment, please."), alignment=Qt.AlignmentFlag.AlignCenter)
        )
        self.is_ready = False
        self.restore_button = plain_button(self.tr("Bring back"))
        name_keys(
            self.restore_button, self.tr("Put the selected photos back where they were"), ENTER
        )
        press_by_enter(self.restore_button, self.tree)
        self.restore_button.setProperty("primary", True)
        self.restore_button.clicked.connect(self._restore)
        self.close_button = plain_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        press_by_enter(self.close_button)
        self._build()
        self._pages.setCurrentIndex(2)
        self.restore_button.setEnabled(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # keys that come early do nothing
        if operations is not None:
            self.show_operations(operations)

    def _build(self) -> None:
        column = dialog_column(self)
        told = quiet(
            self.tr(
                "Choose a photo, a group, or a whole clean-up to bring back; by keyboard with the "
                "arrows, Space and Enter. Nothing is ever put over another file."
            )
        )
        column.addLayout(title_row("history", headline(self.tr("Past clean-ups")), told))
        column.addWidget(self._pages, 1)
        column.addLayout(button_row(self.close_button, self.restore_button))

    def show_operations(self, operations: Sequence[Operation]) -> None:
        """Show these, newest first; what was open or chosen before stays so."""
        opened = {_key(item) for item in self._items() if item.isExpanded()}
        current = self.tree.currentItem()
        chosen = None if current is None or not current.isSelected() else _key(current)
        self.tree.clear()
        for operation in operations:
            self._add_operation(operation)
        newest = self.tree.topLevelItem(0)
        if newest is not None and not opened:
            newest.setExpanded(True)
        if newest is not None:  # the keys begin there, and nothing is chosen by that
            self.tree.setCurrentItem(newest, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
        for item in self._items():
            item.setExpanded(item.isExpanded() or _key(item) in opened)
            if _key(item) == chosen:
                self.tree.setCurrentItem(item)
        self._pages.setCurrentIndex(0 if operations else 1)
        self._selection_changed()
        if not self.is_ready:
            first = self.tree if operations else self.close_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.is_ready = True

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self.tree)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def selected_removals(self) -> list[RemovalId]:
        """What "Bring back" would restore: files below the selection that are still away."""
        chosen: dict[RemovalId, None] = {}
        for item in self.tree.selectedItems():
            for removal in item.data(0, REMOVALS_ROLE):
                if removal.state is RemovalState.REMOVED:
                    chosen[removal.id] = None
        return list(chosen)

    def _add_operation(self, operation: Operation) -> None:
        when = wording.moment(operation.started_at)
        count = len(operation.removals)
        title = self.tr("{when} · {files}").format(when=when, files=wording.files(count))
        size = wording.size(sum(removal.size_bytes for removal in operation.removals))
        top = _item([title, size, _summary(operation.removals)], operation.removals)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        self.tree.addTopLevelItem(top)
        ordered = sorted(operation.removals, key=lambda removal: (removal.survivor, removal.path))
        for survivor, found in groupby(ordered, key=lambda removal: removal.survivor):
            removals = tuple(found)
            are_copies = all(removal.verdict.is_copy for removal in removals)
            named = self.tr("Copies of {name}") if are_copies else self.tr("Shots like {name}")
            named = named.format(name=wording.short_path(survivor))
            size = wording.size(sum(removal.size_bytes for removal in removals))
            branch = _item([named, size, _summary(removals)], removals)
            top.addChild(branch)
            branch.addChildren([self._leaf(removal) for removal in removals])
            written = [s for s in operation.sidecars if s.keeper == survivor]
            branch.addChildren([_sidecar_leaf(sidecar) for sidecar in written])

    def _leaf(self, removal: Removal) -> QTreeWidgetItem:
        texts = [
            wording.short_path(removal.path),
            wording.size(removal.size_bytes),
            _state(removal),
        ]
        leaf = _item(texts, (removal,))
        told = self.tr("{path}\nStays for it: {survivor}\n{message}")
        leaf.setToolTip(
            0,
            told.format(
                path=removal.path,
                survivor=removal.survivor,
                message=translated(removal.message or removal.reason),
            ),
        )
        return leaf

    def _selection_changed(self) -> None:
        count = len(self.selected_removals())
        self.restore_button.setEnabled(count > 0)
        text = (
            self.tr("Bring back {photos}").format(photos=wording.photos(count))
            if count
            else self.tr("Bring back")
        )
        self.restore_button.setText(text)
        self.restore_button.setAccessibleName(text)

    def _restore(self) -> None:
        removals = self.selected_removals()
        if removals:
            self.tree.setFocus()  # the button has nothing to do until more is chosen
            self.restore_requested.emit(removals)


def _key(item: QTreeWidgetItem) -> tuple[int, tuple[RemovalId, ...]]:
    """What an item is about, however the tree was filled: its depth and its files."""
    depth, parent = 0, item.parent()
    while parent is not None:
        depth, parent = depth + 1, parent.parent()
    return depth, tuple(removal.id for removal in item.data(0, REMOVALS_ROLE))


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryDialog", text)


def _item(texts: list[str], removals: Sequence[Removal]) -> QTreeWidgetItem:
    item = QTreeWidgetItem(texts)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, REMOVALS_ROLE, tuple(removals))
    return item


def _sidecar_leaf(sidecar: SidecarChange) -> QTreeWidgetItem:
    """What was written beside the photo that stayed; it is taken back with the photos."""
    told = _tr("{details} written to {name}").format(
        details=sentence(detail_words.names(sidecar.added)), name=sidecar.path.name
    )
    state = {
        SidecarState.PENDING: _tr("was interrupted"),
        SidecarState.WRITTEN: _tr("beside the photo that stayed"),
        SidecarState.NOT_WRITTEN: _tr("not written"),
        SidecarState.TAKEN_BACK: _tr("taken back"),
        SidecarState.LEFT: _tr("left as it is"),
    }[sidecar.state]
    leaf = _item([told, "", state], ())
    leaf.setToolTip(0, "\n".join(filter(None, (str(sidecar.path), translated(sidecar.message)))))
    return leaf


def _state(removal: Removal) -> str:
    if removal.state is RemovalState.REMOVED:
        if removal.destination is Destination.QUARANTINE:
            return _tr("set aside on its drive")
        return _tr("in the trash")
    return {
        RemovalState.PENDING: _tr("was interrupted"),
        RemovalState.KEPT: _tr("stayed where it was"),
        RemovalState.LOST_TRACK: _tr("not found any more"),
        RemovalState.RESTORED: _tr("brought back"),
    }[removal.state]


def _summary(removals: Sequence[Removal]) -> str:
    """One state if all share it, otherwise how many are still away."""
    states = {_state(removal) for removal in removals}
    if len(states) == 1:
        return states.pop()
    away = sum(removal.state is RemovalState.REMOVED for removal in removals)
    return _tr("{n} of {total} in the trash").format(n=away, total=len(removals))
