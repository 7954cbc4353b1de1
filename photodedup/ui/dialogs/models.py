"""The models that recognise pictures: what each is, whether it is here, and how to get it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.weights import FileState, ModelState
from photodedup.engine.progress import Progress, Stage
from photodedup.ui import wording
from photodedup.ui.desktop import open_page
from photodedup.ui.dialogs import model_words
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
from photodedup.ui.model_shop import ModelShop
from photodedup.ui.pace import Pace
from photodedup.ui.resources import set_icon
from photodedup.ui.views.unknown_progress import show_unknown


class ModelsDialog(QDialog):
    """A view of the shop: closing it stops nothing."""

    def __init__(self, shop: ModelShop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Models"), 860, 560)
        self._shop = shop
        self._pace = Pace()
        self._rows = RowTable(
            [self.tr("Model"), self.tr("Size"), self.tr("Licence"), self.tr("State")], [1]
        )
        self.table = make_table(self._rows, self.tr("Models"), [170, 90, None, 180])
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.about = quiet()
        self.about.linkActivated.connect(open_page)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 3)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._make_buttons()
        self._build()
        shop.states_changed.connect(self._show_states)
        shop.started.connect(self._begin)
        shop.progressed.connect(self._show_progress)
        shop.ended.connect(self._end)
        if shop.busy_with:
            self._begin(shop.busy_with)
        self._show_states(shop.states)
        shop.refresh()

    def _make_buttons(self) -> None:
        self.download_button = plain_button(
            self.tr("&Download"), self.tr("Download the selected model, or go on doing so")
        )
        set_icon(self.download_button, "drop")
        self.download_button.clicked.connect(self._download)
        self.file_button = plain_button(
            self.tr("Use a &file…"), self.tr("Take the selected model's weights from a file")
        )
        set_icon(self.file_button, "open")
        self.file_button.clicked.connect(self._ask_for_file)
        self.stop_button = plain_button(
            self.tr("&Stop"), self.tr("Stop the download; what arrived is kept")
        )
        set_icon(self.stop_button, "stop")
        self.stop_button.clicked.connect(self._stop)
        self.close_button = plain_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)

    def _build(self) -> None:
        told = quiet(
            self.tr(
                "A model turns each photo into numbers by which edited copies and similar photos "
                "are found. Photos never leave this computer."
            )
        )
        title = headline(self.tr("Models that recognise pictures"))
        column = dialog_column(self)
        column.addLayout(title_row("recognise", title, told))
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addWidget(self._make_work_row())
        column.addWidget(self.problem)
        left = [self.download_button, self.file_button]
        column.addLayout(button_row(self.close_button, left=left))

    def _make_work_row(self) -> QFrame:
        """What is being done, shown while something is."""
        self.stage = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download"))
        texts = QVBoxLayout()
        texts.addWidget(self.stage)
        texts.addWidget(self.bar)
        self.work = QFrame()
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.stop_button, alignment=Qt.AlignmentFlag.AlignBottom)
        self.work.hide()
        return self.work

    # --- the list ----------------------------------------------------------------------------

    def select(self, model_id: str) -> None:
        """Make a model the selected one."""
        for row in range(self._rows.rowCount()):
            if self._rows.index(row, 0).data(VALUE_ROLE).spec.id == model_id:
                self.table.selectRow(row)

    def chosen(self) -> ModelState | None:
        """The selected model."""
        value = self.table.currentIndex().data(VALUE_ROLE)
        return value if isinstance(value, ModelState) else None

    def _show_states(self, states: Sequence[ModelState]) -> None:
        before = self.chosen()
        self._rows.set_rows([_row(state) for state in states])
        if states:
            self.select((before or states[0]).spec.id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        state = self.chosen()
        is_free = state is not None and not self._shop.busy_with
        can_be_got = is_free and state is not None and not state.spec.ships_with_program
        is_here = state is not None and state.file_state is FileState.READY
        self.download_button.setEnabled(can_be_got and not is_here)
        self.file_button.setEnabled(can_be_got)
        self.about.setText(self._about(state.spec) if state is not None else "")

    def _about(self, spec: ModelSpec) -> str:
        lines = [
            model_words.purpose(spec),
            self.tr("Licence: {licence}").format(licence=model_words.licence(spec)),
            self.tr("From {source}").format(source=model_words.source(spec)),
            self.tr("Looks closer at pairs from {c}").format(c=model_words.cosine(spec)),
        ]
        return "<br>".join(lines)

    # --- getting one -------------------------------------------------------------------------

    def _download(self) -> None:
        state = self.chosen()
        if state is not None:
            self._shop.download(state.spec.id)

    def _ask_for_file(self) -> None:
        state = self.chosen()
        if state is None:
            return
        title = self.tr("{file} for {name}").format(file=state.spec.file, name=state.spec.name)
        weights = self.tr("Weights (*.pt *.pth)")
        path, _ = QFileDialog.getOpenFileName(self, title, "", f"{weights};;*")
        if path:
            self._shop.use_file(state.spec.id, Path(path))

    def _begin(self, model_id: str) -> None:
        self._pace = Pace()
        self.select(model_id)
        self.problem.hide()
        self.stage.setText(self.tr("One moment"))
        show_unknown(self.bar)
        self.stop_button.setEnabled(True)
        self.work.show()
        self._show_chosen()

    def _show_progress(self, progress: Progress) -> None:
        if progress.stage is not Stage.DOWNLOADING:
            self.stage.setText(wording.stage(progress.stage))
            show_unknown(self.bar)
            self.stop_button.setEnabled(False)
            return
        self._pace.note(progress)
        # Qt's bars count no further than two thousand million.
        self.bar.setRange(0, (progress.total or 0) // 1024)
        self.bar.setValue(progress.done // 1024)
        if self.stop_button.isEnabled():
            self.stage.setText(self._download_text(progress))

    def _download_text(self, progress: Progress) -> str:
        parts = [
            self.tr("{done} of {total}").format(
                done=wording.size(progress.done), total=wording.size(progress.total or 0)
            )
        ]
        if self._pace.per_second is not None and self._pace.left_s is not None:
            speed = wording.size(round(self._pace.per_second))
            parts += [
                self.tr("{size} a second").format(size=speed),
                wording.time_left(self._pace.left_s),
            ]
        return f"{wording.stage(progress.stage)}: {', '.join(parts)}"

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.stage.setText(self.tr("Stopping"))
        self._shop.stop()

    def _end(self, _model_id: str, problem: str) -> None:
        self.work.hide()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._show_chosen()


def _row(state: ModelState) -> Row:
    spec = state.spec
    texts = (spec.name, wording.size(spec.size_bytes), spec.licence, model_words.state(state))
    tips = (spec.name, texts[1], model_words.licence(spec), texts[3])
    return Row(texts, state, tips)
