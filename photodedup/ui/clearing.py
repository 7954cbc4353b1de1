"""Plans, clean-ups and restores as jobs; nothing moves before `clean_up` is called."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain import (
    CleanupPlan,
    Group,
    Operation,
    RemovalId,
    RestoreResult,
)
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.ui.jobs import BackgroundJob, Work

if TYPE_CHECKING:
    from photodedup.engine.library import Library


class Clearing(QObject):
    """At most one plan, and one clean-up or restore, at a time.

    A clean-up or restore begins with `begin`, which may come a while before the work itself:
    a running scan has to come to rest first.
    """

    planned = Signal(object)  # CleanupPlan
    started = Signal()
    progressed = Signal(object)  # Progress
    cleaned = Signal(object)  # Operation
    restored = Signal(object)  # RestoreResult
    failed = Signal(object)  # Exception
    stopped = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan_job = BackgroundJob(pool, self)
        self._plan_job.succeeded.connect(self.planned)
        self._plan_job.failed.connect(self.failed)
        self._job = BackgroundJob(pool, self)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(self._announce)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self.stopped)
        self._is_due = False

    @property
    def is_running(self) -> bool:
        """A clean-up or a restore is under way, or about to be."""
        return self._is_due or self._job.is_running

    def plan(self, library: "Library", groups: Sequence[Group]) -> None:
        if not self._plan_job.is_running:
            self._plan_job.start(partial(_plan, library, tuple(groups)))

    def begin(self) -> None:
        """Say that a clean-up or restore is about to start; nothing moves by this."""
        self._is_due = True
        self.started.emit()

    def clean_up(self, library: "Library", plan: CleanupPlan, *, quarantine: bool) -> None:
        self._start(partial(_clean_up, library, plan, quarantine))

    def restore(self, library: "Library", removals: Sequence[RemovalId]) -> None:
        self._start(partial(_restore, library, tuple(removals)))

    def stop(self) -> None:
        """Stop between two files; work that is only due is called off."""
        if self._is_due:
            self._is_due = False
            self.stopped.emit()
        self._job.cancel()

    def cancel_all(self) -> None:
        self._plan_job.cancel()
        self.stop()

    def _start(self, work: Work) -> None:
        if self._is_due:  # not called off meanwhile
            self._is_due = False
            self._job.start(work)

    def _announce(self, result: Operation | RestoreResult) -> None:
        if isinstance(result, Operation):
            self.cleaned.emit(result)
        else:
            self.restored.emit(result)


def _plan(
    library: "Library",
    groups: tuple[Group, ...],
    report: ProgressSink,
    token: CancelToken,
) -> CleanupPlan:
    return library.plan(groups)


def _clean_up(
    library: "Library",
    plan: CleanupPlan,
    quarantine: bool,
    report: ProgressSink,
    token: CancelToken,
) -> Operation:
    return library.clean_up(plan, report, token, quarantine=quarantine)


def _restore(
    library: "Library",
    removals: tuple[RemovalId, ...],
    report: ProgressSink,
    token: CancelToken,
) -> RestoreResult:
    return library.restore(removals, report, token)
