"""Folders that hold the same photos, and one decision for two of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain.photos import Photo
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys
from photodedup.ui.dialogs.example_rows import Example, ExampleRows
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    make_table,
    plain_button,
    prepare,
    quiet,
    scrolling,
    title_row,
)
from photodedup.ui.dialogs.preview_pane import PreviewPane
from photodedup.ui.dialogs.row_table import VALUE_ROLE, Row, RowTable
from photodedup.ui.models import rule_words
from photodedup.ui.models.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from photodedup.engine.folder_pairs import FolderPair, FolderSide
    from photodedup.engine.trials import Preview

LOWER_HEIGHT_PX = 300
BUTTON_WIDTH_PX = 320  # of the words on it; longer names are shortened


class FolderPairsDialog(QDialog):
    """Busy until `show_pairs` is called. A decision is shown before it is made."""

    preview_requested = Signal(object, object, bool)  # Path kept, Path other, edited copies too
    stop_requested = Signal()
    apply_requested = Signal(object)  # Preview
    prefer_requested = Signal(object)  # Path of a folder to be kept rather than all others

    def __init__(
        self, thumbnails: ThumbnailLoader, parent: QWidget | None = None, *, may_apply: bool = True
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Folders with the same photos"), 1040, 760)
        self._may_apply = may_apply
        self._kept: tuple[FolderSide, FolderSide] | None = None
        self.told = quiet(self.tr("One moment, please."))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        self.busy.setAccessibleName(self.tr("Looking for folders with the same photos"))
        headers = [
            self.tr("Folder"),
            self.tr("Other folder"),
            self.tr("In both"),
            self.tr("Only in the first"),
            self.tr("Only in the other"),
            self.tr("Can be freed"),
        ]
        self.rows = RowTable(headers, right_aligned=(2, 3, 4, 5))
        widths = [None, None, 80, 130, 140, 120]
        self.table = make_table(self.rows, self.tr("Pairs of folders"), widths)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.table.selectionModel().selectionChanged.connect(self._show_pair)
        self.sentences = QLabel()
        self.sentences.setWordWrap(True)
        self.sentences.setTextFormat(Qt.TextFormat.PlainText)
        self.keep_buttons = (plain_button(""), plain_button(""))
        self.prefer_buttons = (plain_button(""), plain_button(""))
        self.outcomes = (quiet(), quiet())
        self.edited = QCheckBox(self.tr("Let go of &edited copies too"))
        self.edited.setToolTip(
            self.tr("Cropped, filtered or framed copies; without this they stay.")
        )
        self.examples = ExampleRows(thumbnails, self.tr("Photos that are in both"))
        self.pane = PreviewPane(thumbnails)
        self.back_button = plain_button(self.tr("&Back"), self.tr("Decide nothing about this pair"))
        self.close_button = plain_button(self.tr("Close"))
        name_keys(self.close_button, "")
        self.apply_button = plain_button(self.tr("&Apply"))
        self.apply_button.setProperty("primary", True)
        self.decide_pages = QStackedWidget()
        self._build()
        self._connect()
        self._show_choice()
        self.decide_pages.hide()  # until there is a pair to decide about

    def _build(self) -> None:
        choice = QWidget()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.sentences)
        buttons = zip(self.keep_buttons, self.prefer_buttons, self.outcomes, strict=True)
        for keep, prefer, outcome in buttons:
            prefer.setProperty("link", True)
            line = QHBoxLayout()
            line.addWidget(keep)
            line.addWidget(prefer)
            line.addStretch()
            left.addSpacing(6)
            left.addLayout(line)
            left.addWidget(outcome)
        left.addSpacing(6)
        left.addWidget(self.edited)
        left.addStretch()
        sides = QHBoxLayout(choice)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(20)
        left.setContentsMargins(4, 4, 4, 4)  # so that no ring around a control is cut off
        deciding = QWidget()
        deciding.setLayout(left)
        sides.addWidget(scrolling(deciding), 1)
        sides.addWidget(self.examples, 1)
        self.decide_pages.addWidget(choice)
        self.decide_pages.addWidget(self.pane)
        screen_px = self.screen().availableGeometry().height()
        self.decide_pages.setFixedHeight(min(LOWER_HEIGHT_PX, screen_px * 2 // 5))
        column = dialog_column(self)
        title = headline(self.tr("Folders with the same photos"))
        column.addLayout(title_row("folder", title, self.told))
        column.addWidget(self.busy)
        column.addWidget(self.table, 1)
        column.addWidget(self.decide_pages)
        column.addLayout(button_row(self.close_button, self.back_button, self.apply_button))

    def _connect(self) -> None:
        for number, button in enumerate(self.keep_buttons):
            button.clicked.connect(lambda _=False, number=number: self._keep(number))
        for number, button in enumerate(self.prefer_buttons):
            button.clicked.connect(lambda _=False, number=number: self._prefer(number))
        self.back_button.clicked.connect(self._go_back)
        self.close_button.clicked.connect(self.reject)
        self.apply_button.clicked.connect(self._apply)
        give_keys(self, self.apply_button, self.tr("Decide so"))
        self.pane.stop_requested.connect(self.stop_requested)
        self.pane.again_requested.connect(self._ask)

    def show_pairs(self, pairs: "Sequence[FolderPair]") -> None:
        self.busy.hide()
        self.told.setText(
            self.tr(
                "Decide for two folders at once. Only identical files and same pictures go; "
                "what is only in one of the folders is never touched."
            )
            if pairs
            else self.tr("No two folders hold the same photos.")
        )
        self.rows.set_rows([_row(pair) for pair in pairs])
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(
            self.rows.index(0, 0), how | QItemSelectionModel.SelectionFlag.Rows
        )
        self._show_pair()
        self.table.setFocus()

    def show_preview(self, preview: "Preview") -> None:
        """What a `FolderDecision` would do."""
        self.pane.show_preview(preview)
        if self._kept is not None:
            kept, other = (wording.short_path(side.path) for side in self._kept)
            self.pane.headline.setText(self.tr("Keep those in “{name}”").format(name=kept))
            self.pane.details.setText(rule_words.folder_details(preview, other))
        self._show_buttons()

    def show_failure(self, error: Exception) -> None:
        """For the pairs; errors of a preview are shown by the pane."""
        self.busy.hide()
        self.told.setText(wording.error(error))

    # --- inside ------------------------------------------------------------------------------

    def _pair(self) -> "FolderPair | None":
        chosen = self.table.selectionModel().selectedRows()
        return chosen[0].data(VALUE_ROLE) if chosen else None

    def _show_pair(self) -> None:
        pair = self._pair()
        self._show_choice()
        self.decide_pages.setVisible(pair is not None)
        if pair is None:
            return
        sides = (pair.first, pair.second)
        names = rule_words.told_apart(pair.first.path, pair.second.path)
        told = [
            rule_words.side_sentence(names[number], sides[number], names[1 - number])
            for number in (1, 0)
        ]
        self.sentences.setText("\n".join(told))
        for number, (button, outcome) in enumerate(
            zip(self.keep_buttons, self.outcomes, strict=True)
        ):
            other = sides[1 - number]
            text = self.tr("Keep those in “{name}”").format(name=names[number])
            middle = Qt.TextElideMode.ElideMiddle
            short = self.fontMetrics().elidedText(text, middle, BUTTON_WIDTH_PX)
            button.setText(short.replace("&", "&&"))
            button.setAccessibleName(text)
            button.setToolTip(str(sides[number].path))
            button.setEnabled(other.shared_count > other.protected_count)
            prefer = self.prefer_buttons[number]
            prefer.setText(self.tr("Prefer it everywhere…"))
            tip = self.tr("Put “{name}” first among the keep rules").format(name=names[number])
            prefer.setToolTip(tip)
            prefer.setAccessibleName(tip)
            outcome.setText(rule_words.keeping_sentence(names[1 - number], other))
        self.examples.show_examples(("", [_example(*photos) for photos in pair.examples]))

    def _keep(self, number: int) -> None:
        pair = self._pair()
        if pair is not None:
            sides = (pair.first, pair.second)
            self._kept = sides[number], sides[1 - number]
            self.decide_pages.setCurrentIndex(1)
            self._ask()

    def _prefer(self, number: int) -> None:
        pair = self._pair()
        if pair is not None:
            self.accept()
            self.prefer_requested.emit((pair.first, pair.second)[number].path)

    def _ask(self) -> None:
        if self._kept is not None:
            kept, other = self._kept
            self.pane.show_busy()
            self._show_buttons()
            self.preview_requested.emit(kept.path, other.path, self.edited.isChecked())

    def _go_back(self) -> None:
        self.stop_requested.emit()
        self._show_choice()
        self.table.setFocus()

    def _show_choice(self) -> None:
        self._kept = None
        self.decide_pages.setCurrentIndex(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_asking = self._kept is not None
        self.back_button.setVisible(is_asking)
        self.apply_button.setVisible(is_asking)
        self.apply_button.setEnabled(self._may_apply and self.pane.preview is not None)

    def _apply(self) -> None:
        if self._kept is not None and self.apply_button.isEnabled():
            self.apply_requested.emit(self.pane.preview)
            self._show_choice()
            self.busy.show()
            self.told.setText(self.tr("One moment, please."))


def _row(pair: "FolderPair") -> Row:
    first, second = pair.first, pair.second
    texts = (
        wording.short_path(first.path),
        wording.short_path(second.path),
        wording.number(min(first.shared_count, second.shared_count)),
        wording.number(first.only_here_count),
        wording.number(second.only_here_count),
        wording.size(pair.freed_bytes),
    )
    tips = (str(first.path), str(second.path), *texts[2:])
    return Row(texts, pair, tips)


def _example(one: Photo, other: Photo) -> Example:
    lines = rule_words.told_apart(one.path, other.path, least=2)
    return Example((one, other), one.path.name, lines, sign="=")
