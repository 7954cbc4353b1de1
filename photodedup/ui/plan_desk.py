"""The plan of a clean-up: made behind its open dialog, shown, and carried out if agreed."""

from dataclasses import replace

from PySide6.QtCore import QObject

from photodedup.engine.domain.plans import CleanupPlan
from photodedup.engine.progress import Progress
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.cleanup_plan import CleanupPlanDialog
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow
from photodedup.ui.models.plan_scopes import PlanScopes, Scope


class PlanDesk(QObject):
    """Opens the plan's dialog at once, and brings it what the engine works out."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        self._scopes: PlanScopes | None = None
        self._scope: Scope | None = None  # of the plan that is being made; None: made anew
        clearing = controller.clearing
        clearing.planning.connect(self._show_busy)
        clearing.plan_progressed.connect(self._show_progress)
        clearing.planned.connect(self._show)
        clearing.failed.connect(self._close_unfinished)

    def ask(self, scopes: PlanScopes) -> None:
        """Make a plan for what is marked. Nothing moves yet."""
        offered = scopes.offered
        if offered:
            self._scopes = scopes
            self._plan(offered[0])
        else:
            key = self._window.menus.first_key("group mark")
            told = self.tr("Nothing is marked. Mark photos first.")
            if key:
                told = self.tr("Nothing is marked. Mark photos first; {key} does it.")
            self._window.notice.say(told.format(key=key))

    def _plan(self, scope: Scope) -> None:
        if self._scopes is not None:
            self._scope = scope
            self._controller.plan(self._scopes.groups(scope), only_accepted=scope is Scope.REVIEWED)

    def _show_busy(self) -> None:
        """The dialog is there at once, and can be cancelled, however long the plan takes."""
        if (present := self._dialog()) is not None:  # for another scope
            present.show_busy()
            return
        keep = self._controller.settings.rescue_details
        dialog = CleanupPlanDialog(None, self._window, keep_details=keep)
        dialog.scope.chosen.connect(self._plan)
        dialog.details_decided.connect(self._remember_details)
        dialog.confirmed.connect(self._clean_up)
        dialog.rejected.connect(self._give_up)
        self._flows.show(dialog)

    def _show_progress(self, progress: Progress) -> None:
        if (dialog := self._dialog()) is not None:
            dialog.show_progress(progress)

    def _show(self, plan: CleanupPlan) -> None:
        if (dialog := self._dialog()) is None:
            return
        if self._scopes is not None and self._scope is not None:
            dialog.scope.offer(self._scopes, self._scope)
            self._scope = None
        dialog.show_plan(plan)

    def _give_up(self) -> None:
        self._scope = None
        self._controller.clearing.stop_planning()

    def _close_unfinished(self, _error: Exception) -> None:
        """There is no plan, and the window says why."""
        if (dialog := self._dialog()) is not None and not dialog.is_ready:
            dialog.reject()

    def _dialog(self) -> CleanupPlanDialog | None:
        """The plan that is open; one that was closed may be there still until it is deleted."""
        dialog = self._flows.dialog
        return dialog if isinstance(dialog, CleanupPlanDialog) and dialog.isVisible() else None

    def _remember_details(self, keep: bool) -> None:
        self._controller.change_settings(replace(self._controller.settings, rescue_details=keep))

    def _clean_up(self, plan: CleanupPlan, quarantine: bool) -> None:
        self._controller.clean_up(plan, quarantine=quarantine)
