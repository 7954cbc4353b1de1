"""Use case: what goes to the trash and comes back, and what else in a library follows from it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from photodedup.engine import cleanup
from photodedup.engine.agreements import Decided
from photodedup.engine.details import Details
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, Removal, RemovalState, RestoreResult
from photodedup.engine.domain.ids import PhotoId, RemovalId
from photodedup.engine.domain.plans import CleanupPlan, Refusal
from photodedup.engine.errors import LibraryError
from photodedup.engine.groups import GroupBook
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.progress import CancelToken, ProgressSink

Choices = Mapping[PhotoId, Choice | None]


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
        with self._learning_of_failure(self._note_last_removals):
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
    def _learning_of_failure(self, note: Callable[[], None]) -> Iterator[None]:
        """What went before a clean-up failed is in no group any more, and what came back before a
        restore failed is in one again: `note` writes it down."""
        try:
            yield
        except LibraryError:
            with suppress(LibraryError):
                note()
                self._stores.trashed.learn(self._stores.journal.operations())
            self._book.forget()
            raise

    def _note_last_removals(self) -> None:
        _note_removals(self._stores, self._stores.journal.operations()[:1])

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
        choices = {} if decided is None else decided.choices
        with self._learning_of_failure(partial(self._note_restored, removals, choices)):
            result = cleanup.restore(removals, stores.journal, report, token)
            sidecars = cleanup.take_back_sidecars(
                stores.journal, self._trash, stores.protection.why_stays
            )
            _note_returns(stores, result.restored, choices)
        stores.trashed.learn(stores.journal.operations())
        stores.safe.after_clean_up(stores.database, stores.pairs, stores.journal)
        stores.shots.renew()
        self._book.forget()
        return replace(result, sidecars=sidecars)

    def _note_restored(self, removals: Sequence[RemovalId], choices: Choices) -> None:
        """Of what was to come back, what is there; the last one may not be written down as such."""
        together = {
            entry.removal.id: entry.removal
            for number in removals
            for entry in self._stores.journal.together(number)
        }
        back = [row for row in together.values() if _is_back(row)]
        _note_returns(self._stores, back, choices)
        self._stores.shots.renew()


def settle(stores: LibraryStores, trash: cleanup.Trash) -> None:
    """Put right what a crash left half done, and learn what is in the trash; before anything else
    is asked of a library that was opened."""
    if not stores.read_only:
        cleanup.recover(stores.journal)
        cleanup.take_back_sidecars(stores.journal, trash, stores.protection.why_stays)
        operations = stores.journal.operations()
        _note_removals(stores, operations)
        _note_returns(stores, filter(_is_back, _last_rows(operations)), {})
    stores.trashed.learn(stores.journal.operations())


def _note_removals(stores: LibraryStores, operations: Sequence[Operation]) -> None:
    """Photos that the journal says are removed, and that are not there, leave the groups.

    Their marks are carried out and gone: should such a photo come back, it is not marked.
    """
    paths = [r.path for operation in operations for r in operation.removed]
    gone = stores.photos.set_missing([path for path in paths if not os.path.lexists(path)])
    stores.pairs.set_choices(dict.fromkeys(gone))


def _note_returns(stores: LibraryStores, rows: Iterable[Removal], choices: Choices) -> None:
    """Photos that are back at their places are in groups again, and stay, unless something else
    was decided about them."""
    paths = [row.path for row in rows if row.restored_path == row.path]
    with stores.photos.transaction():
        back = stores.photos.bring_back(paths)
        stores.pairs.set_choices({photo: choices.get(photo, Choice.KEEP) for photo in back})


def _last_rows(operations: Iterable[Operation]) -> Iterator[Removal]:
    """What became of each file the last time that it went; the newest operation comes first."""
    seen: set[Path] = set()
    for operation in operations:
        for row in operation.removals:
            if row.path not in seen:
                seen.add(row.path)
                yield row


def _is_back(row: Removal) -> bool:
    """Whether a file is where it was, and no more in the trash."""
    if row.restored_path != row.path:  # as of nearly all, of which no disk is asked
        return False
    if row.state is not RemovalState.RESTORED and (
        row.trashed_path is None or os.path.lexists(row.trashed_path)
    ):
        return False
    try:
        return row.path.lstat().st_size == row.size_bytes
    except OSError:
        return False
