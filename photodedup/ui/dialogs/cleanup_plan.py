"""The plan of a clean-up: what goes, what stays for it, and the one button that starts it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QProgressBar,
    QTabWidget,
    QWidget,
)

from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval, Refusal
from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys
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
from photodedup.ui.dialogs.plan_rows import going_row, staying_row
from photodedup.ui.dialogs.plan_scope import PlanScopeRow
from photodedup.ui.dialogs.rescue_offer import RescueOffer
from photodedup.ui.dialogs.row_table import LazyRows, RowTable
from photodedup.ui.engine_words import translated
from photodedup.ui.views.unknown_progress import show_unknown

ONLY_HERE_COLUMN = 4


class CleanupPlanDialog(QDialog):
    """Shows a plan. `confirmed` is the only way from here to a file that moves.

    Args:
        plan: None while it is being made; `show_plan` brings it.
        keep_details: whether the box that keeps details is ticked at first.
    """

    confirmed = Signal(object, bool)  # CleanupPlan with what is to go, quarantine
    details_decided = Signal(bool)  # whether what only spares know is to be kept

    def __init__(
        self,
        plan: CleanupPlan | None = None,
        parent: QWidget | None = None,
        *,
        keep_details: bool = True,
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Move to trash"), 980, 560)
        self._headline = headline()
        self._promise = quiet()
        self._plan: CleanupPlan | None = None
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        self.busy.setAccessibleName(self.tr("Looking at what would go"))
        self.going = RowTable(
            [
                self.tr("Goes"),
                self.tr("Why"),
                self.tr("Stays for it"),
                self.tr("Size"),
                self.tr("Only it has"),
            ],
            right_aligned=[3],
        )
        self.staying = RowTable([self.tr("Stays where it is"), self.tr("Why")])
        self._tabs = QTabWidget(documentMode=True)
        self._tabs.setAccessibleName(self.tr("What goes and what stays"))
        self._table = make_table(self.going, self.tr("Photos that go"), [None, 160, None, 90, 180])
        self._table.horizontalHeader().moveSection(ONLY_HERE_COLUMN, 2)
        self._tabs.addTab(self._table, "")
        self._tabs.addTab(make_table(self.staying, self.tr("Photos that stay"), [None, None]), "")
        self.quarantine = QCheckBox()
        self.quarantine.toggled.connect(self._show)
        self._quarantine_note = QLabel(wordWrap=True)
        self.notices = QLabel(wordWrap=True)
        self.rescue = RescueOffer(keep_details)
        self.rescue.toggled.connect(self._show)
        self.cancel_button = plain_button(self.tr("Cancel"))
        name_keys(self.cancel_button, self.tr("Close; everything stays where it is"))
        self.cancel_button.clicked.connect(self.reject)
        self.confirm_button = plain_button("")
        self.confirm_button.setProperty("primary", True)
        self.confirm_button.clicked.connect(self._confirm)
        give_keys(self, self.confirm_button, self.tr("Move these photos now"))
        self.scope = PlanScopeRow()
        self._build()
        self.show_busy()
        if plan is not None:
            self.show_plan(plan)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = dialog_column(self)
        column.addLayout(title_row("trash", self._headline, self._promise))
        column.addWidget(self.busy)
        column.addWidget(self.scope)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.rescue)
        column.addWidget(self.notices)
        column.addWidget(self._quarantine_note)
        column.addWidget(self.quarantine)
        column.addLayout(button_row(self.cancel_button, self.confirm_button))

    @property
    def is_ready(self) -> bool:
        """Whether there is a plan to confirm."""
        return self._plan is not None

    def show_busy(self) -> None:
        """A plan is being made: say so, with nothing to confirm but a way out."""
        self._plan = None
        self._headline.setText(self.tr("Looking at what would go…"))
        self._promise.setText(self.tr("Nothing moves before you have seen the plan and agreed."))
        show_unknown(self.busy)
        self.busy.show()
        for widget in (self.rescue, self.notices, self._quarantine_note, self.quarantine):
            widget.hide()
        self._fill([], [])
        self._tabs.setTabText(0, self.tr("Goes"))
        self._table.setColumnHidden(ONLY_HERE_COLUMN, True)
        self._offer(self.tr("Move to the trash"), is_possible=False)

    def show_progress(self, progress: Progress) -> None:
        """How far the plan that is being made has come."""
        if not self.is_ready and progress.total:
            self.busy.setRange(0, progress.total)
            self.busy.setValue(progress.done)

    def show_plan(self, plan: CleanupPlan) -> None:
        """Show a plan, to be confirmed."""
        self._plan = plan
        self.busy.hide()
        self._table.setColumnHidden(
            ONLY_HERE_COLUMN, not any(r.only_here or r.disagrees for r in plan.removals)
        )
        self.notices.setText("\n".join(map(translated, plan.notices)))
        self.notices.setVisible(bool(plan.notices))
        self.rescue.set_plan(plan)
        self._ask_about_quarantine(plan.no_trash)
        self._show()

    def what_goes(self) -> CleanupPlan:
        """The plan as it stands: without a quarantine, drives that have no trash keep theirs; with
        details to be kept, photos stay whose details cannot be written."""
        return self.rescue.applied(self._what_can_go())

    def _what_can_go(self) -> CleanupPlan:
        plan = self._plan or CleanupPlan(())
        if self.quarantine.isChecked() or not plan.no_trash:
            return plan
        without_trash = set(plan.no_trash)
        going = [r for r in plan.removals if r.photo.path.parent not in without_trash]
        return replace(plan, removals=tuple(going))

    def _show(self) -> None:
        if not self.is_ready:
            return
        plan = self.what_goes()
        count, size = len(plan.removals), wording.size(plan.size_bytes)
        aside = self.quarantine.isChecked()
        if count:
            asked = (
                self.tr("Move {photos} ({size}) to the trash, or aside on drives without one?")
                if aside
                else self.tr("Move {photos} ({size}) to the trash?")
            )
            self._headline.setText(asked.format(photos=wording.photos(count), size=size))
            promise = self._promise_text(plan)
        else:
            self._headline.setText(self.tr("There is nothing to move"))
            promise = self.tr("The marked photos stay where they are. The list tells why.")
        self._promise.setText(promise)
        self._show_rows(plan)
        offered = self.tr("Move {photos}") if aside else self.tr("Move {photos} to the trash")
        text = offered.format(photos=wording.photos(count))
        self._offer(text if count else self.tr("Move to the trash"), is_possible=count > 0)

    def _offer(self, text: str, *, is_possible: bool) -> None:
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.confirm_button.setEnabled(is_possible)

    def _promise_text(self, plan: CleanupPlan) -> str:
        """What stays for what goes; what has no proved copy that stays is said apart."""
        total = len(plan.removals)
        unique = sum(not removal.verdict.is_copy for removal in plan.removals)
        by_hand = sum(not removal.verdict.is_proved for removal in plan.removals)
        shots = self.tr("{photos} of bursts or similar shots that have none")
        unproved = self.tr("{photos} that you put together with what stays, without proof")
        others = [
            text.format(photos=wording.photos(count))
            for text, count in ((shots, unique), (unproved, by_hand))
            if count
        ]
        if not others:
            kept = self.tr("Each one has a copy that stays")
        elif unique == total:
            kept = self.tr("None of them is a copy: each one is a different picture of its moment")
        elif by_hand == total:
            kept = self.tr(
                "You put them together with what stays; the program has no proof of that"
            )
        elif unique + by_hand == total:
            kept = self.tr("None of them is proved to be a copy of what stays")
        else:
            but = self.tr(" and ").join(others)
            kept = self.tr("Each one has a copy that stays, but for {others}").format(others=but)
        return self.tr(
            "{kept}. Every pair is checked once more before anything moves. You can bring photos "
            "back with Undo or from the History."
        ).format(kept=kept)

    def _show_rows(self, plan: CleanupPlan) -> None:
        going = {removal.photo.path for removal in plan.removals}
        can_go = self._what_can_go().removals
        not_refused = {removal.photo.path for removal in can_go}
        whole = self._plan or plan
        self.rescue.show_for(can_go)
        no_trash, together = (
            self.tr("Its drive has no trash."),
            self.tr("Another picture of its shot stays."),
        )
        refusals = [
            *(
                Refusal(r.photo, no_trash)
                for r in whole.removals
                if r.photo.path not in not_refused
            ),
            *(
                self.rescue.refusal(r) or Refusal(r.photo, together)
                for r in can_go
                if r.photo.path not in going
            ),
            *plan.refused,
        ]
        self._fill(plan.removals, refusals)

    def _fill(self, going: Sequence[PlannedRemoval], refusals: Sequence[Refusal]) -> None:
        self.going.set_rows(LazyRows(going, going_row))
        self.staying.set_rows(LazyRows(refusals, staying_row))
        goes, stays = wording.number(len(going)), wording.number(len(refusals))
        self._tabs.setTabText(0, self.tr("Goes ({n})").format(n=goes))
        self._tabs.setTabText(1, self.tr("Stays ({n})").format(n=stays))
        self._tabs.setTabVisible(1, bool(refusals))
        self._tabs.setCurrentIndex(0 if going or not refusals else 1)

    def _ask_about_quarantine(self, folders: Sequence[Path]) -> None:
        self.quarantine.setChecked(False)
        self._quarantine_note.setVisible(bool(folders))
        self.quarantine.setVisible(bool(folders))
        names = ", ".join(wording.short_path(folder) for folder in folders[:3])
        if len(folders) > 3:
            names += self.tr(" and {n} more").format(n=len(folders) - 3)
        told = self.tr(
            "The drive of {folders} has no trash. Its photos stay where they are, unless you let "
            "photodedup set them aside in a folder of their own on that drive. You can bring "
            "them back from there just as from the trash."
        )
        self._quarantine_note.setText(told.format(folders=names))
        self.quarantine.setText(self.tr("Set these photos aside on their own drive"))
        self.quarantine.setToolTip(
            self.tr("Moves them into the folder .photodedup-quarantine on their drive")
        )

    def _confirm(self) -> None:
        if self.confirm_button.isEnabled():
            self.confirm_button.setEnabled(False)
            if self._plan is not None and self._plan.rescues:
                self.details_decided.emit(self.rescue.is_wanted)
            self.confirmed.emit(self.what_goes(), self.quarantine.isChecked())
            self.accept()
