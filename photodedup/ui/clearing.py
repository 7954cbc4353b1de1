"""Plans, clean-ups and restores as jobs; nothing moves before `clean_up` is called."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, RestoreResult
from photodedup.engine.domain.ids import GroupId, RemovalId
from photodedup.engine.domain.plans import CleanupPlan
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.ui.jobs import BackgroundJob, Work

if TYPE_CHECKING:
    from photodedup.engine.agreements import Decided
    from photodedup.engine.library import Library


class Clearing(QObject):
    """At most one plan, and one clean-up or restore, at a time.

    A clean-up or restore begins with `begin`, which may come a while before the work itself:
    a running scan has to come to rest first.
    """

    planning = Signal()  # a plan is being made; one of the next two signals, or `failed`, ends it
    planned = Signal(object)  # CleanupPlan
    plan_stopped = Signal()  # at the person's wish
    plan_progressed = Signal(object)  # Progress
    started = Signal()
    progressed = Signal(object)  # Progress
    cleaned = Signal(object)  # Operation
    restored = Signal(object)  # RestoreResult
    failed = Signal(object)  # Exception
    stopped = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan_job = BackgroundJob(pool, self)
        self._plan_job.progressed.connect(self.plan_progressed)
        self._plan_job.succeeded.connect(partial(self._plan_settled, self.planned.emit))
        self._plan_job.failed.connect(partial(self._plan_settled, self.failed.emit))
        self._plan_job.cancelled.connect(
            partial(self._plan_settled, lambda _: self.plan_stopped.emit(), None)
        )
        self._next_plan: Work | None = None
        self._is_plan_wanted = False
        self._job = BackgroundJob(pool, self)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(self._announce)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self.stopped)
        self._is_due = False
        self.decided_before: Decided | None = None  # the latest clean-up
        self.brings_marks_back = False  # the latest restore

    @property
    def is_running(self) -> bool:
        """A clean-up or a restore is under way, or about to be."""
        return self._is_due or self._job.is_running

    def plan(
        self, library: "Library", groups: Sequence[Group], *, only_accepted: bool = False
    ) -> None:
        """Plan for what is marked in these groups; if asked for, only where the person agreed."""
        self._make_plan(partial(_plan, library, tuple(groups), only_accepted))

    def plan_again(self, library: "Library", groups: Sequence[GroupId]) -> None:
        """Plan for what is marked in these groups now."""
        self._make_plan(partial(_plan_again, library, tuple(groups)))

    def stop_planning(self) -> None:
        """Give up the plan that is being made."""
        self._is_plan_wanted = False
        self._next_plan = None
        self._plan_job.cancel()

    def begin(self) -> None:
        """Say that a clean-up or restore is about to start; nothing moves by this."""
        self._is_due = True
        self.started.emit()

    def clean_up(
        self, library: "Library", plan: CleanupPlan, groups: Sequence[Group], *, quarantine: bool
    ) -> None:
        """
        Args:
            groups: those of the plan, whose decisions are noted first for the way back.
        """
        self._start(partial(_clean_up, library, plan, tuple(groups), quarantine))

    def restore(
        self, library: "Library", removals: Sequence[RemovalId], decided: "Decided | None" = None
    ) -> None:
        """
        Args:
            decided: what was decided before the clean-up, where that is undone as a whole.
        """
        self.brings_marks_back = decided is not None
        self._start(partial(_restore, library, tuple(removals), decided))

    def stop(self) -> None:
        """Stop between two files; work that is only due is called off."""
        if self._is_due:
            self._is_due = False
            self.stopped.emit()
        self._job.cancel()

    def cancel_all(self) -> None:
        self.stop_planning()
        self.stop()

    def _make_plan(self, work: Work) -> None:
        """The latest question counts: a plan that is under way is given up for another one."""
        self._is_plan_wanted = True
        self.planning.emit()
        if self._plan_job.is_running:
            self._next_plan = work
            self._plan_job.cancel()
        else:
            self._plan_job.start(work)

    def _plan_settled(self, tell: Callable[[object], None], outcome: object) -> None:
        waiting, self._next_plan = self._next_plan, None
        if waiting is not None:
            self._plan_job.start(waiting)
        elif self._is_plan_wanted:
            tell(outcome)
        else:
            self.plan_stopped.emit()

    def _start(self, work: Work) -> None:
        if self._is_due:  # not called off meanwhile
            self._is_due = False
            self._job.start(work)

    def _announce(self, result: "tuple[Operation, Decided] | RestoreResult") -> None:
        if isinstance(result, RestoreResult):
            self.restored.emit(result)
        else:
            operation, self.decided_before = result
            self.cleaned.emit(operation)


def _plan(
    library: "Library",
    groups: tuple[Group, ...],
    only_accepted: bool,
    report: ProgressSink,
    token: CancelToken,
) -> CleanupPlan:
    wanted = [group for group in groups if not group.is_skipped]
    chosen = [group for group in wanted if group.is_accepted or not only_accepted]
    return library.plan(chosen, report, token)


def _plan_again(
    library: "Library",
    groups: tuple[GroupId, ...],
    report: ProgressSink,
    token: CancelToken,
) -> CleanupPlan:
    found = (library.group(group) for group in groups)
    wanted = [group for group in found if group is not None and not group.is_skipped]
    return library.plan(wanted, report, token)


def _clean_up(
    library: "Library",
    plan: CleanupPlan,
    groups: tuple[Group, ...],
    quarantine: bool,
    report: ProgressSink,
    token: CancelToken,
) -> "tuple[Operation, Decided]":
    before = library.decided(groups)
    return library.clean_up(plan, report, token, quarantine=quarantine), before


def _restore(
    library: "Library",
    removals: tuple[RemovalId, ...],
    decided: "Decided | None",
    report: ProgressSink,
    token: CancelToken,
) -> RestoreResult:
    return library.restore(removals, report, token, decided)
