"""What a person decides about many groups at once: keep rules, pairs of folders, learned rules."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from photodedup.engine.keep_rules import KeepRules
from photodedup.ui import wording
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.folder_pairs import FolderPairsDialog
from photodedup.ui.dialogs.keep_rules import KeepRulesDialog
from photodedup.ui.dialogs.working import WorkingDialog
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow
from photodedup.ui.models import rule_words

if TYPE_CHECKING:
    from photodedup.engine.learned_rules import Proposal
    from photodedup.engine.library import Library
    from photodedup.engine.progress import Progress
    from photodedup.engine.trials import Applied, Preview


class RulesDesk(QObject):
    """Opens the dialogs, brings them what changes would do, and makes what is applied."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        self._dialog: KeepRulesDialog | FolderPairsDialog | None = None
        self._told = ""
        self._proposal: Proposal | None = None  # what the notice offers
        self._working: WorkingDialog | None = None  # while what is applied is worked out again
        window.menus["keep_rules"].triggered.connect(self.show_rules)
        window.menus["folder_pairs"].triggered.connect(self.show_folders)
        bulk, decisions = controller.bulk, controller.decisions
        bulk.previewed.connect(self._show_preview)
        bulk.pairs_found.connect(self._show_pairs)
        bulk.progressed.connect(self._show_progress)
        bulk.stopped.connect(self._show_stopped)
        bulk.failed.connect(self._show_error)
        decisions.keeper_chosen.connect(self._ask_what_is_learned)
        decisions.bulk_progressed.connect(self._show_working)
        decisions.bulk_applied.connect(self._applied)
        decisions.bulk_stopped.connect(self._not_applied)
        decisions.undo_stack.indexChanged.connect(self._withdraw_notice)

    # --- keep rules --------------------------------------------------------------------------

    def show_rules(self) -> None:
        """Show the keep rules of the library."""
        self._controller.ask(_keep_rules, self._open_rules)

    def _open_rules(
        self,
        rules: KeepRules,
        proposal: "Proposal | None" = None,
        preferred: Path | None = None,
    ) -> None:
        if self._controller.library is None:
            return
        may_apply = not self._controller.is_read_only
        dialog = KeepRulesDialog(rules, self._window.thumbnails, self._window, may_apply=may_apply)
        bulk = self._controller.bulk
        dialog.preview_requested.connect(bulk.preview_rules)
        dialog.apply_requested.connect(self._apply_rules)
        if proposal is not None:
            dialog.show_proposal(proposal)
        if preferred is not None:
            dialog.show_rules(rules.with_folder_first(preferred))
        self._open(dialog)

    def _apply_rules(self, preview: "Preview") -> None:
        self._controller.decisions.apply_bulk(self.tr("change the keep rules"), preview)

    # --- learned -----------------------------------------------------------------------------

    def _ask_what_is_learned(self) -> None:
        if not self._controller.is_read_only:
            self._controller.ask(_proposal, self._offer)

    def _offer(self, proposal: "Proposal | None") -> None:
        notice = self._window.notice
        if proposal is None or self._controller.library is None:
            return
        self._proposal = proposal
        self._told = rule_words.proposal_notice(proposal)
        notice.say(
            self._told, button=self.tr("Look at it…"), act=partial(self._open_learned, proposal)
        )
        self._controller.ask(_close_proposal, _ignore)

    def _open_learned(self, proposal: "Proposal") -> None:
        self._controller.ask(_keep_rules, partial(self._open_rules, proposal=proposal))

    # --- folders -----------------------------------------------------------------------------

    def show_folders(self) -> None:
        """Show pairs of folders with the same photos."""
        if self._controller.library is None:
            return
        may_apply = not self._controller.is_read_only
        dialog = FolderPairsDialog(self._window.thumbnails, self._window, may_apply=may_apply)
        dialog.preview_requested.connect(self._preview_folders)
        dialog.apply_requested.connect(self._apply_folders)
        dialog.prefer_requested.connect(self._open_preferring)
        self._open(dialog)
        self._controller.bulk.find_pairs()

    def _open_preferring(self, folder: Path) -> None:
        """The keep rules, with this folder first: shown, not applied."""
        self._controller.ask(_keep_rules, partial(self._open_rules, preferred=folder))

    def _preview_folders(self, kept: Path, other: Path, edited_too: bool) -> None:
        self._controller.bulk.preview_folders(kept, other, edited_too=edited_too)

    def _apply_folders(self, preview: "Preview") -> None:
        self._controller.decisions.apply_bulk(self.tr("decide for two folders"), preview)

    def _show_pairs(self, pairs: object) -> None:
        if isinstance(self._dialog, FolderPairsDialog):
            self._dialog.show_pairs(pairs)  # type: ignore[arg-type]

    # --- both --------------------------------------------------------------------------------

    def _open(self, dialog: KeepRulesDialog | FolderPairsDialog) -> None:
        self._dialog = dialog
        dialog.stop_requested.connect(self._controller.bulk.stop)
        dialog.finished.connect(partial(self._closed, dialog))
        self._flows.show(dialog)

    def _closed(self, dialog: QDialog, _result: int) -> None:
        if dialog is self._dialog:
            self._dialog = None
            self._controller.bulk.forget()

    def _show_preview(self, preview: "Preview") -> None:
        if self._dialog is not None:
            self._dialog.show_preview(preview)

    def _show_progress(self, progress: object) -> None:
        if self._dialog is not None:
            self._dialog.pane.show_progress(progress)  # type: ignore[arg-type]

    def _show_stopped(self) -> None:
        if self._dialog is not None:
            self._dialog.pane.show_stopped()

    def _show_error(self, error: Exception) -> None:
        if isinstance(self._dialog, FolderPairsDialog) and self._dialog.busy.isVisible():
            self._dialog.show_failure(error)
        elif self._dialog is not None:
            self._dialog.pane.show_error(error)

    def _show_working(self, progress: "Progress") -> None:
        """The library has changed since the preview, so it takes a while after all."""
        if self._working is None:
            self._working = WorkingDialog(
                self.tr("Looking again what would change"),
                self._dialog or self._window,
                stop_tip=self.tr("Stop; nothing is changed"),
                stopping=self.tr("Stopping"),
            )
            self._working.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._working.stop_requested.connect(self._controller.decisions.stop_bulk)
            self._working.open()
        self._working.show_progress(progress)

    def _work_over(self) -> None:
        working, self._working = self._working, None
        if working is not None:
            working.finish()

    def _not_applied(self) -> None:
        self._work_over()
        self._window.notice.say(self.tr("Nothing was changed."))

    def _applied(self, applied: "Applied") -> None:
        self._work_over()
        self._proposal = None
        count = len(applied.preview.changes)
        if count == 1:
            self._told = self.tr("Applied: one group changed.")
        else:
            told = self.tr("Applied: {n} groups changed.") if count else self.tr("Applied.")
            self._told = told.format(n=wording.number(count))
        undo = self._controller.decisions.undo_stack.undo
        self._window.notice.say(self._told, icon="done", button=self.tr("Undo"), act=undo)
        if isinstance(self._dialog, FolderPairsDialog):
            self._controller.bulk.find_pairs()

    def _withdraw_notice(self) -> None:
        """What the notice offers is no longer about the last thing that was done."""
        notice = self._window.notice
        if self._proposal is None and self._told and notice.text.text() == self._told:
            notice.hide()


def _keep_rules(library: "Library") -> KeepRules:
    return library.bulk.keep_rules()


def _proposal(library: "Library") -> "Proposal | None":
    return library.bulk.proposal()


def _close_proposal(library: "Library") -> None:
    library.bulk.close_proposal()


def _ignore(_answer: object) -> None:
    """Nothing is to be done about it."""
