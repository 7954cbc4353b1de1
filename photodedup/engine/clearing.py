"""Use case: what goes to the trash and comes back, and what else in a library follows from it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from photodedup.engine import cleanup
from photodedup.engine.agreements import Decided
from photodedup.engine.details import Details
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, RestoreResult
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.domain.plans import CleanupPlan, Refusal
from photodedup.engine.errors import LibraryError
from photodedup.engine.groups import GroupBook
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.progress import CancelToken, ProgressSink


class Clearing:
    """Plans, clean-ups and restores of one library; each may be long.

    Args:
        stores: what the library holds.
        trash: where files go.
        book: the present groups.
        details: reads what is written in a file, for the plan.
    """

    def __init__(
        self,
        stores: LibraryStores,
        trash: cleanup.Trash,
        book: GroupBook,
        details: Callable[[Path], Details],
    ) -> None:
        self._stores = stores
        self._trash = trash
        self._book = book
        self._details = details

    def plan(
        self, groups: Sequence[Group], report: ProgressSink, token: CancelToken | None
    ) -> CleanupPlan:
        """As `Library.plan`."""
        return cleanup.plan_cleanup(
            groups,
            probe=self._trash.probe,
            why_stays=self._stores.protection.why_stays,
            inside=self._details,
            report=report,
            token=token,
        )

    def clean_up(
        self,
        plan: CleanupPlan,
        report: ProgressSink,
        token: CancelToken | None,
        *,
        quarantine: bool,
    ) -> Operation:
        """As `Library.clean_up`."""
        stores = self._stores
        stores.require_writable()
        # Also what a stopped scan has found was there before: it cannot come back from this.
        stores.photos.note_arrivals(stores.journal.last_removal())
        with self._learning_of_failure():
            operation = cleanup.clean_up(
                plan,
                stores.journal,
                self._trash,
                report,
                token,
                quarantine=quarantine,
                why_stays=stores.protection.why_stays,
            )
        _note_removals(stores, [operation])
        stores.trashed.learn(stores.journal.operations())
        if operation.sidecars:
            stores.shots.renew()  # they belong to their photos from now on
        stores.safe.after_clean_up(stores.database, stores.pairs, stores.journal)
        self._book.forget()
        return operation

    @contextmanager
    def _learning_of_failure(self) -> Iterator[None]:
        """What went before a clean-up failed is in no group any more."""
        try:
            yield
        except LibraryError:
            with suppress(LibraryError):
                operations = self._stores.journal.operations()
                _note_removals(self._stores, operations[:1])
                self._stores.trashed.learn(operations)
            self._book.forget()
            raise

    def rehearse(
        self,
        plan: CleanupPlan,
        report: ProgressSink,
        token: CancelToken | None,
        *,
        quarantine: bool,
    ) -> tuple[Refusal, ...]:
        """As `Library.rehearse`."""
        return cleanup.rehearse(
            plan,
            self._trash,
            report,
            token,
            quarantine=quarantine,
            why_stays=self._stores.protection.why_stays,
        )

    def restorable_count(self) -> int:
        """As `Library.restorable_count`."""
        places = (
            removal.trashed_path
            for operation in self._stores.journal.operations()
            for removal in operation.removed
            if removal.companion is None
        )
        return sum(place is not None and os.path.lexists(place) for place in places)

    def restore(
        self,
        removals: Sequence[RemovalId],
        report: ProgressSink,
        token: CancelToken | None,
        decided: Decided | None,
    ) -> RestoreResult:
        """As `Library.restore`."""
        stores = self._stores
        stores.require_writable()
        result = cleanup.restore(removals, stores.journal, report, token)
        sidecars = cleanup.take_back_sidecars(
            stores.journal, self._trash, stores.protection.why_stays
        )
        stores.trashed.learn(stores.journal.operations())
        paths = [r.path for r in result.restored if r.restored_path == r.path]
        back = stores.photos.bring_back(paths)
        choices = {} if decided is None else decided.choices
        stores.pairs.set_choices({photo: choices.get(photo, Choice.KEEP) for photo in back})
        stores.safe.after_clean_up(stores.database, stores.pairs, stores.journal)
        stores.shots.renew()
        self._book.forget()
        return replace(result, sidecars=sidecars)


def settle(stores: LibraryStores, trash: cleanup.Trash) -> None:
    """Put right what a crash left half done, and learn what is in the trash; before anything else
    is asked of a library that was opened."""
    if not stores.read_only:
        cleanup.recover(stores.journal)
        cleanup.take_back_sidecars(stores.journal, trash, stores.protection.why_stays)
        _note_removals(stores, stores.journal.operations())
    stores.trashed.learn(stores.journal.operations())


def _note_removals(stores: LibraryStores, operations: Sequence[Operation]) -> None:
    """Photos that the journal says are removed, and that are not there, leave the groups.

    Their marks are carried out and gone: should such a photo come back, it is not marked.
    """
    paths = [r.path for operation in operations for r in operation.removed]
    gone = stores.photos.set_missing([path for path in paths if not os.path.lexists(path)])
    stores.pairs.set_choices(dict.fromkeys(gone))
