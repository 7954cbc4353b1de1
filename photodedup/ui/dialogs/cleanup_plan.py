"""The plan of a clean-up: what goes, what stays for it, and the one button that starts it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from photodedup.engine.domain import CleanupPlan, PlannedRemoval, Refusal
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys
from photodedup.ui.dialogs.parts import (
    button_row,
    headline,
    make_table,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.dialogs.plan_scope import PlanScopeRow
from photodedup.ui.dialogs.rescue_offer import RescueOffer
from photodedup.ui.dialogs.row_table import Row, RowTable
from photodedup.ui.engine_words import translated
from photodedup.ui.models import detail_words
from photodedup.ui.models.phrases import sentence, verdict_text, what_text

ONLY_HERE_COLUMN = 4


class CleanupPlanDialog(QDialog):
    """Shows a plan. `confirmed` is the only way from here to a file that moves."""

    confirmed = Signal(object, bool)  # CleanupPlan with what is to go, quarantine
    details_decided = Signal(bool)  # whether what only spares know is to be kept

    def __init__(
        self, plan: CleanupPlan, parent: QWidget | None = None, *, keep_details: bool = True
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Move to trash"), 980, 560)
        self._headline = headline()
        self._promise = quiet()
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
        table = make_table(self.going, self.tr("Photos that go"), [None, 160, None, 90, 180])
        table.horizontalHeader().moveSection(ONLY_HERE_COLUMN, 2)
        table.setColumnHidden(
            ONLY_HERE_COLUMN, not any(r.only_here or r.disagrees for r in plan.removals)
        )
        self._tabs.addTab(table, "")
        self._tabs.addTab(make_table(self.staying, self.tr("Photos that stay"), [None, None]), "")
        self.quarantine = QCheckBox()
        self.quarantine.toggled.connect(self._show)
        self._quarantine_note = QLabel(wordWrap=True)
        self.notices = QLabel("\n".join(map(translated, plan.notices)), wordWrap=True)
        self.notices.setVisible(bool(plan.notices))
        self.rescue = RescueOffer(plan, keep_details)
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
        self._plan = plan
        self._ask_about_quarantine(plan.no_trash)
        self._show()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(title_row("trash", self._headline, self._promise))
        column.addWidget(self.scope)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.rescue)
        column.addWidget(self.notices)
        column.addWidget(self._quarantine_note)
        column.addWidget(self.quarantine)
        column.addLayout(button_row(self.cancel_button, self.confirm_button))

    def what_goes(self) -> CleanupPlan:
        """The plan as it stands: without a quarantine, drives that have no trash keep theirs; with
        details to be kept, photos stay whose details cannot be written."""
        return self.rescue.applied(self._what_can_go())

    def _what_can_go(self) -> CleanupPlan:
        if self.quarantine.isChecked():
            return self._plan
        without_trash = set(self._plan.no_trash)
        going = [r for r in self._plan.removals if r.photo.path.parent not in without_trash]
        return replace(self._plan, removals=tuple(going))

    def _show(self) -> None:
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
        self.confirm_button.setText(
            offered.format(photos=wording.photos(count)) if count else self.tr("Move to the trash")
        )
        self.confirm_button.setAccessibleName(self.confirm_button.text())
        self.confirm_button.setEnabled(count > 0)

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
        going = set(plan.removals)
        can_go = self._what_can_go().removals
        self.rescue.show_for(can_go)
        no_trash, together = (
            self.tr("Its drive has no trash."),
            self.tr("Another picture of its shot stays."),
        )
        refusals = [
            *(Refusal(r.photo, no_trash) for r in self._plan.removals if r not in set(can_go)),
            *(
                self.rescue.refusal(r) or Refusal(r.photo, together)
                for r in can_go
                if r not in going
            ),
            *plan.refused,
        ]
        self.going.set_rows([_going_row(removal) for removal in plan.removals])
        self.staying.set_rows([_staying_row(refusal) for refusal in refusals])
        goes, stays = wording.number(len(going)), wording.number(len(refusals))
        self._tabs.setTabText(0, self.tr("Goes ({n})").format(n=goes))
        self._tabs.setTabText(1, self.tr("Stays ({n})").format(n=stays))
        self._tabs.setTabVisible(1, bool(refusals))
        self._tabs.setCurrentIndex(0 if going else 1)

    def _ask_about_quarantine(self, folders: Sequence[Path]) -> None:
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
            if self._plan.rescues:
                self.details_decided.emit(self.rescue.is_wanted)
            self.confirmed.emit(self.what_goes(), self.quarantine.isChecked())
            self.accept()


def _going_row(removal: PlannedRemoval) -> Row:
    reason = what_text(removal.verdict, removal.reason)
    path, survivor = removal.photo.path, removal.survivor.path
    company = [companion.file.path for companion in removal.companions]
    texts = (
        _with_company(wording.short_path(path), company),
        sentence(verdict_text(removal.verdict)),
        wording.short_path(survivor),
        wording.size(removal.size_bytes),
        detail_words.only_here(removal),
    )
    told = detail_words.only_here_sentence(removal)
    tips = ("\n".join(map(str, [path, *company])), reason, str(survivor), texts[3], told)
    return Row(texts, removal, tips)


def _with_company(photo: str, company: Sequence[Path]) -> str:
    """ "IMG_1.HEIC with IMG_1.MOV, IMG_1.AAE"."""
    if not company:
        return photo
    told = QCoreApplication.translate("CleanupPlanDialog", "{photo} with {files}")
    return told.format(photo=photo, files=", ".join(path.name for path in company))


def _staying_row(refusal: Refusal) -> Row:
    path = refusal.photo.path
    why = translated(refusal.reason)
    return Row((wording.short_path(path), why), refusal, (str(path), why))
