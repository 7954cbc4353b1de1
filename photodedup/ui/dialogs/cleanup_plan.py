"""The plan of a clean-up: what goes, what stays for it, and the one button that starts it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from photodedup.engine.domain import CleanupPlan, PlannedRemoval, Refusal
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import (
    button_row,
    headline,
    make_table,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.dialogs.row_table import Row, RowTable
from photodedup.ui.models.phrases import verdict_text


class CleanupPlanDialog(QDialog):
    """Shows a plan. `confirmed` is the only way from here to a file that moves."""

    confirmed = Signal(object, bool)  # CleanupPlan, quarantine
    replan_requested = Signal(bool)  # quarantine wanted; answer with `show_plan`

    def __init__(self, plan: CleanupPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Move to trash"), 980, 560)
        self._headline = headline()
        self._promise = quiet()
        self.going = RowTable(
            [self.tr("Goes"), self.tr("Why"), self.tr("Size"), self.tr("Stays for it")],
            right_aligned=[2],
        )
        self.staying = RowTable([self.tr("Stays where it is"), self.tr("Why")])
        self._tabs = QTabWidget(documentMode=True)
        self._tabs.addTab(make_table(self.going, self.tr("Photos that go"), [340, 220, 90]), "")
        self._tabs.addTab(make_table(self.staying, self.tr("Photos that stay"), [380]), "")
        self.quarantine = QCheckBox()
        self.quarantine.toggled.connect(self._replan)
        self._quarantine_note = QLabel(wordWrap=True)
        self.cancel_button = plain_button(
            self.tr("Cancel"), self.tr("Close; everything stays where it is (Esc)")
        )
        self.cancel_button.clicked.connect(self.reject)
        self.confirm_button = plain_button("", self.tr("Move these photos now (Ctrl+Enter)"))
        self.confirm_button.setProperty("primary", True)
        self.confirm_button.clicked.connect(self._confirm)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.confirm_button.click)
        self._build()
        self._asks_about_quarantine = bool(plan.no_trash)
        self.show_plan(plan)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(title_row("trash", self._headline, self._promise))
        column.addWidget(self._tabs, 1)
        column.addWidget(self._quarantine_note)
        column.addWidget(self.quarantine)
        column.addLayout(button_row(self.cancel_button, self.confirm_button))

    def show_plan(self, plan: CleanupPlan) -> None:
        """Show a plan, also one made again after the quarantine was wished for."""
        self._plan = plan
        count, size = len(plan.removals), wording.size(plan.size_bytes)
        if count:
            asked = self.tr("Move {photos} ({size}) to the trash?")
            self._headline.setText(asked.format(photos=wording.photos(count), size=size))
            promise = self.tr(
                "Each one has a copy that stays, and every pair is checked once more before "
                "anything moves. You can bring photos back with Undo or from the History."
            )
        else:
            self._headline.setText(self.tr("There is nothing to move"))
            promise = self.tr("The marked photos stay where they are. The list tells why.")
        self._promise.setText(promise)
        self.going.set_rows([_going_row(removal) for removal in plan.removals])
        self.staying.set_rows([_staying_row(refusal) for refusal in plan.refused])
        self._tabs.setTabText(0, self.tr("Goes ({n})").format(n=wording.number(count)))
        refused = len(plan.refused)
        self._tabs.setTabText(1, self.tr("Stays ({n})").format(n=wording.number(refused)))
        self._tabs.setTabVisible(1, refused > 0)
        if refused and not count:
            self._tabs.setCurrentIndex(1)
        self._ask_about_quarantine(plan.no_trash)
        self.confirm_button.setText(
            self.tr("Move {photos} to the trash").format(photos=wording.photos(count))
        )
        self.confirm_button.setAccessibleName(self.confirm_button.text())
        self.confirm_button.setEnabled(count > 0)
        self.quarantine.setEnabled(True)

    def _ask_about_quarantine(self, folders: Sequence[Path]) -> None:
        self._asks_about_quarantine = self._asks_about_quarantine or bool(folders)
        self._quarantine_note.setVisible(self._asks_about_quarantine)
        self.quarantine.setVisible(self._asks_about_quarantine)
        names = ", ".join(wording.short_path(folder) for folder in folders[:3])
        if folders:
            told = self.tr(
                "This drive has no trash: {folders}. Its photos stay where they are, unless you "
                "let photodedup set them aside in a folder of their own on the same drive. From "
                "there you can bring them back as from the trash."
            )
            self._quarantine_note.setText(told.format(folders=names))
        self.quarantine.setText(self.tr("Set these photos aside on the same drive"))
        self.quarantine.setToolTip(
            self.tr("Moves them into the folder .photodedup-quarantine on their drive")
        )

    def _replan(self, wanted: bool) -> None:
        self.confirm_button.setEnabled(False)
        self.quarantine.setEnabled(False)
        self.replan_requested.emit(wanted)

    def _confirm(self) -> None:
        if not self.confirm_button.isEnabled():
            return
        self.confirm_button.setEnabled(False)
        self.confirmed.emit(self._plan, self.quarantine.isChecked())
        self.accept()


def _going_row(removal: PlannedRemoval) -> Row:
    reason = f"{verdict_text(removal.verdict)}: {removal.reason}"
    path, survivor = removal.photo.path, removal.survivor.path
    texts = (
        wording.short_path(path),
        verdict_text(removal.verdict).capitalize(),
        wording.size(removal.photo.size_bytes),
        wording.short_path(survivor),
    )
    tips = (str(path), reason, texts[2], str(survivor))
    return Row(texts, removal, tips)


def _staying_row(refusal: Refusal) -> Row:
    path = refusal.photo.path
    return Row((wording.short_path(path), refusal.reason), refusal, (str(path), refusal.reason))
