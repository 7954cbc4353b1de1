"""Doing a clean-up, one proved shot at a time. Only from here do a person's files move away.

For each file: proof, then the journal, then the move, then proof of the move, then the journal.
On any doubt the file stays or is put back with all that belongs to it, and its row says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from photodedup.engine.cleanup.moving import Fate, Move
from photodedup.engine.cleanup.proofs import Proofs
from photodedup.engine.cleanup.quarantine import Quarantine
from photodedup.engine.cleanup.sidecars import SidecarWriter, take_back_sidecars
from photodedup.engine.cleanup.survivors import WhyStays, may_go
from photodedup.engine.cleanup.trash import Trash, TrashReceipt
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.domain.history import Operation, RemovalState
from photodedup.engine.domain.ids import OperationId, RemovalId
from photodedup.engine.domain.plans import CleanupPlan, Destination, PlannedRemoval
from photodedup.engine.errors import Cancelled, CleanupRefused
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.journal_rows import GoingFile, companion_files, photo_file


def clean_up(
    plan: CleanupPlan,
    journal: Journal,
    trash: Trash,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
    *,
    quarantine: bool = False,
    why_stays: WhyStays = may_go,
) -> Operation:
    """Do the plan. Cancelling stops between shots; the operation so far is returned.

    Files on volumes without a trash go to a quarantine folder on the same volume if `quarantine`
    says that the person agreed, and stay otherwise. `why_stays` tells of a path why it is
    protected; each file is asked about when it is proved and again when it moves. The rescues of
    the plan are carried out before their spares go; a spare whose details cannot be written stays.

    Raises:
        LibraryError: the journal cannot be written. What was under way is settled by `recover`.
    """
    operation = journal.begin()
    sidecars = SidecarWriter(plan.rescues, journal, operation, why_stays)
    proofs = Proofs(plan.removals, why_stays)
    run = _Run(journal, trash, proofs, sidecars, operation, quarantine)
    total, done, kept_count, removed_bytes = len(plan.removals), 0, 0, 0
    for unit in _units(plan.removals):
        if not _may_go_on(token):
            break
        done += len(unit)
        if run.remove(unit):
            removed_bytes += sum(planned.size_bytes for planned in unit)
        else:
            kept_count += len(unit)
        report(Progress(Stage.REMOVING, done, total, kept_count, removed_bytes))
    take_back_sidecars(journal, trash, why_stays)  # those whose spares stayed in the end
    return journal.operation(run.operation)


def _units(removals: Sequence[PlannedRemoval]) -> list[list[PlannedRemoval]]:
    """What goes together, in the order of the plan."""
    units: dict[object, list[PlannedRemoval]] = {}
    for index, planned in enumerate(removals):
        key = ("shot", planned.unit) if planned.unit is not None else ("photo", index)
        units.setdefault(key, []).append(planned)
    return list(units.values())


def _may_go_on(token: CancelToken | None) -> bool:
    """Wait while paused; False once stopped."""
    if token is None:
        return True
    try:
        token.check()
    except Cancelled:
        return False
    return True


@dataclass(slots=True)
class _Run:
    """One clean-up under way."""

    journal: Journal
    trash: Trash
    proofs: Proofs
    sidecars: SidecarWriter
    operation: OperationId
    may_quarantine: bool
    _refusals: dict[Path, str | None] = field(default_factory=dict)  # by volume
    _quarantine: Quarantine = field(init=False)

    def __post_init__(self) -> None:
        started = datetime.now().strftime("%Y%m%d-%H%M%S")
        self._quarantine = Quarantine(f"{started}-{self.operation}")

    def remove(self, unit: Sequence[PlannedRemoval]) -> bool:
        """Remove photos that go together, with their companions; says whether they went."""
        destination, file = Destination.NOWHERE, photo_file(unit[0])
        proved = []
        try:
            trash = self._choose_trash(file.path.parent)
            destination = trash.destination
            for file in _files(unit):
                proved.append(self.proofs.prove(file))
            for planned in unit:
                file = photo_file(planned)
                self.sidecars.save_details_of(file.path)
        except CleanupRefused as refusal:
            for planned in unit:
                photo, message = photo_file(planned), str(refusal)
                if photo.path != file.path:
                    message = f"{file.path.name}, which belongs to it, has to stay. {message}"
                self.journal.write_kept(self.operation, photo, destination, message)
            return False
        if len(proved) == 1:
            return self._move(proved[0], trash)
        # Backwards: while anything is under way, the photos are in their places longest.
        return self._move_all(proved[::-1], trash)

    def _choose_trash(self, folder: Path) -> Trash:
        top = volume_top(folder)
        if top not in self._refusals:
            self._refusals[top] = self.trash.probe(folder)
        refusal = self._refusals[top]
        if refusal is None:
            return self.trash
        if not self.may_quarantine:
            raise CleanupRefused(refusal)
        refusal = self._quarantine.probe(folder)
        if refusal is not None:
            raise CleanupRefused(refusal)
        return self._quarantine

    def _move(self, file: GoingFile, trash: Trash) -> bool:
        row = _Row(self.journal, self.operation, file, trash.destination)
        fate = Move(file, row.announce).do(trash, self.proofs)
        row.settle(fate)
        return fate.state is RemovalState.REMOVED

    def _move_all(self, files: Sequence[GoingFile], trash: Trash) -> bool:
        """All rows are written before the first file moves, and settled when all have moved."""
        rows = self.journal.write_unit(self.operation, files, trash.destination)
        moves = [
            Move(file, _Row(self.journal, self.operation, file, trash.destination, row).announce)
            for file, row in zip(files, rows, strict=True)
        ]
        fates: list[Fate] = []
        for move in moves:
            fates.append(move.do(trash, self.proofs))
            if fates[-1].state is not RemovalState.REMOVED:
                self._undo(moves, fates)
                break
        for row, fate in zip(rows, fates, strict=True):
            if fate.state is RemovalState.KEPT:
                self.journal.set_place(row, None, None)
        self.journal.settle_together(
            (row, fate.state, fate.message) for row, fate in zip(rows, fates, strict=True)
        )
        return all(fate.state is RemovalState.REMOVED for fate in fates)

    def _undo(self, moves: Sequence[Move], fates: list[Fate]) -> None:
        """The last of the fates is a file that did not go: put back the ones before it. If its
        drive is away, so are theirs, and all wait for it."""
        if fates[-1].state is RemovalState.PENDING:
            fates[:] = [fates[-1]] * len(moves)
            return
        name = moves[len(fates) - 1].file.path.name
        reason = f"{name}, which belongs to it, could not be moved."
        for index in reversed(range(len(fates) - 1)):
            fates[index] = moves[index].undo(reason)
        fates += [Fate(RemovalState.KEPT, reason)] * (len(moves) - len(fates))


def _files(unit: Sequence[PlannedRemoval]) -> list[GoingFile]:
    """The photos, then their companions."""
    photos = [photo_file(planned) for planned in unit]
    return [*photos, *(file for planned in unit for file in companion_files(planned))]


class _Row:
    """The journal row of one file: written before the move, kept in step with its place."""

    def __init__(
        self,
        journal: Journal,
        operation: OperationId,
        file: GoingFile,
        destination: Destination,
        number: RemovalId | None = None,
    ) -> None:
        """With a number, the row is written already."""
        self._journal = journal
        self._new = (operation, file, destination)
        self._id = number
        self.place = TrashReceipt(None)

    def announce(self, receipt: TrashReceipt) -> None:
        if self._id is None:
            self._id = self._journal.write_pending(
                *self._new, receipt.trashed_path, receipt.info_path
            )
        elif receipt != self.place:
            self._journal.set_place(self._id, receipt.trashed_path, receipt.info_path)
        self.place = receipt

    def settle(self, fate: Fate) -> None:
        if self._id is None:
            self.announce(self.place)
        assert self._id is not None
        if fate.state is RemovalState.KEPT and self.place.trashed_path is not None:
            self.announce(TrashReceipt(None))  # it is not there after all
        self._journal.settle(self._id, fate.state, fate.message)
