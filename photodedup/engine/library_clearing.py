"""The part of a library's front door through which photos go to the trash and come back."""

from collections.abc import Sequence

from photodedup.engine.agreements import Decided
from photodedup.engine.clearing import Clearing
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, RestoreResult
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.domain.plans import CleanupPlan, Refusal
from photodedup.engine.library_part import LibraryPart
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress


class LibraryClearing(LibraryPart):
    """What `Library` inherits: each method that takes long reports how far it is."""

    _stores: LibraryStores
    _clearing: Clearing

    def plan(
        self,
        groups: Sequence[Group],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> CleanupPlan:
        """What moving the marked members of these groups to the trash would do. Touches nothing.

        Raises:
            Cancelled: the token was cancelled.
        """
        return self._clearing.plan(groups, report, token)

    def clean_up(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> Operation:
        """Do the plan, each file proved at its moment. Cancelling stops between files; the
        operation so far is returned.

        Raises:
            LibraryInUse: the library is open read-only.
        """
        return self._clearing.clean_up(plan, report, token, quarantine=quarantine)

    def rehearse(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> tuple[Refusal, ...]:
        """What of a plan would stay if it were done now, with reasons. Reads, moves nothing."""
        return self._clearing.rehearse(plan, report, token, quarantine=quarantine)

    def history(self) -> tuple[Operation, ...]:
        """Past clean-ups, newest first."""
        return self._stores.journal.operations()

    def restorable_count(self) -> int:
        """How many photos of past clean-ups are still where they were put, and can come back."""
        return self._clearing.restorable_count()

    def restore(
        self,
        removals: Sequence[RemovalId],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        decided: Decided | None = None,
    ) -> RestoreResult:
        """Bring removed files back to their places, never over another file.

        A photo that came back is kept from then on: its mark is gone until it is set again. Only
        where the clean-up itself is undone, it is as it was `decided` before.

        Raises:
            LibraryInUse: the library is open read-only.
        """
        return self._clearing.restore(removals, report, token, decided)
