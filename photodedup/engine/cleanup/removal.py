"""Doing a clean-up, one proved file at a time. The only module that moves a person's file away.

For each file: proof, then the journal, then the move, then proof of the move, then the journal.
On any doubt the file stays or is put back, and its row says why.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from photodedup.engine.cleanup.contents import look, read_whole
from photodedup.engine.cleanup.exclusive import in_plain_words
from photodedup.engine.cleanup.proofs import Proofs
from photodedup.engine.cleanup.quarantine import Quarantine
from photodedup.engine.cleanup.receipts import drop_note, take_out
from photodedup.engine.cleanup.trash import Trash, TrashReceipt
from photodedup.engine.cleanup.volumes import is_in_trash, volume_top
from photodedup.engine.domain import (
    CleanupPlan,
    Destination,
    Operation,
    OperationId,
    PlannedRemoval,
    RemovalId,
    RemovalState,
)
from photodedup.engine.errors import Cancelled, CleanupRefused, TrashFailed
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.store.journal import Journal

STAYED = "The trash said it took the file, but it is still in its place."
READ_ONLY_FOLDER = "Its folder can only be read, so the file stayed in its place."
PLACE_UNKNOWN = (
    "The system took it to its trash without saying where. "
    "You can bring it back from there, but this program cannot."
)
NOT_ARRIVED = "It is neither in its place nor where the trash said it went."
CHANGED_LATE = "It was changed while it was being moved."
SURVIVOR_REPLACED = "The photo to keep became a link to this file while it was being moved."


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of one file."""

    state: RemovalState
    message: str = ""


def clean_up(
    plan: CleanupPlan,
    journal: Journal,
    trash: Trash,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
    *,
    quarantine: bool = False,
) -> Operation:
    """Do the plan. Cancelling stops between files; the operation so far is returned.

    Files on volumes without a trash go to a quarantine folder on the same volume if `quarantine`
    says that the person agreed, and stay otherwise.

    Raises:
        LibraryError: the journal cannot be written. What was under way is settled by `recover`.
    """
    run = _Run(journal, trash, Proofs(plan.removals), journal.begin(), quarantine)
    total, kept_count, removed_bytes = len(plan.removals), 0, 0
    for done, planned in enumerate(plan.removals, start=1):
        if not _may_go_on(token):
            break
        if run.remove(planned).state is RemovalState.REMOVED:
            removed_bytes += planned.photo.size_bytes
        else:
            kept_count += 1
        report(Progress(Stage.REMOVING, done, total, kept_count, removed_bytes))
    return journal.operation(run.operation)


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
    operation: OperationId
    may_quarantine: bool
    _refusals: dict[Path, str | None] = field(default_factory=dict)  # by volume
    _quarantine: Quarantine = field(init=False)

    def __post_init__(self) -> None:
        started = datetime.now().strftime("%Y%m%d-%H%M%S")
        self._quarantine = Quarantine(f"{started}-{self.operation}")

    def remove(self, planned: PlannedRemoval) -> _Fate:
        destination = Destination.NOWHERE
        try:
            trash = self._choose_trash(planned.photo.path.parent)
            destination = trash.destination
            proved = self.proofs.prove(planned)
        except CleanupRefused as refusal:
            self.journal.write_kept(self.operation, planned, destination, str(refusal))
            return _Fate(RemovalState.KEPT, str(refusal))
        return self._move(proved, trash)

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

    def _move(self, planned: PlannedRemoval, trash: Trash) -> _Fate:
        row = _Row(self.journal, self.operation, planned, trash.destination)
        try:
            receipt = trash.move(planned.photo.path, row.announce)
        except TrashFailed as failure:
            fate = _fate_of_failed_move(planned, row.place, str(failure))
        else:
            row.announce(receipt)
            fate = _fate_of_move(planned, receipt, self.proofs)
        row.settle(fate)
        return fate


class _Row:
    """The journal row of one file: written before the move, kept in step with its place."""

    def __init__(
        self,
        journal: Journal,
        operation: OperationId,
        planned: PlannedRemoval,
        destination: Destination,
    ) -> None:
        self._journal = journal
        self._new = (operation, planned, destination)
        self._id: RemovalId | None = None
        self.place = TrashReceipt(None)

    def announce(self, receipt: TrashReceipt) -> None:
        if self._id is None:
            self._id = self._journal.write_pending(
                *self._new, receipt.trashed_path, receipt.info_path
            )
        elif receipt != self.place:
            self._journal.set_place(self._id, receipt.trashed_path, receipt.info_path)
        self.place = receipt

    def settle(self, fate: _Fate) -> None:
        if self._id is None:
            self.announce(self.place)
        assert self._id is not None
        if fate.state is RemovalState.KEPT and self.place.trashed_path is not None:
            self.announce(TrashReceipt(None))  # it is not there after all
        self._journal.settle(self._id, fate.state, fate.message)


def _is_in_place(planned: PlannedRemoval) -> bool:
    facts = look(planned.photo.path)
    photo = planned.photo
    return facts is not None and (facts.device, facts.inode) == (photo.device, photo.inode)


def _fate_of_failed_move(planned: PlannedRemoval, place: TrashReceipt, reason: str) -> _Fate:
    """A failed move should have left the file alone; look whether it did."""
    if _is_in_place(planned):
        if place.trashed_path is not None:
            _drop_second_name(planned, place)
        return _Fate(RemovalState.KEPT, reason)
    if place.trashed_path is not None and look(place.trashed_path) is not None:
        where = f"It is now at {place.trashed_path}."
        return _Fate(RemovalState.LOST_TRACK, f"{reason} {where}")
    return _Fate(RemovalState.LOST_TRACK, f"{reason} {NOT_ARRIVED}")


def _fate_of_move(planned: PlannedRemoval, receipt: TrashReceipt, proofs: Proofs) -> _Fate:
    """Look where the file is. Believes nothing that the trash said."""
    if _is_in_place(planned):
        was_linked = _drop_second_name(planned, receipt)
        return _Fate(RemovalState.KEPT, READ_ONLY_FOLDER if was_linked else STAYED)
    trashed = receipt.trashed_path
    if trashed is None:
        return _Fate(RemovalState.LOST_TRACK, PLACE_UNKNOWN)
    if look(trashed) is None:
        return _Fate(RemovalState.LOST_TRACK, NOT_ARRIVED)
    return _fate_in_trash(planned, receipt, trashed, proofs)


def _fate_in_trash(
    planned: PlannedRemoval, receipt: TrashReceipt, trashed: Path, proofs: Proofs
) -> _Fate:
    """It left its place and something is in the trash: the same bytes, and a survivor for them?"""
    try:
        reading = read_whole(trashed)
    except OSError as error:
        where = f"It is at {trashed} but cannot be read there."
        return _Fate(RemovalState.LOST_TRACK, f"{where} {in_plain_words(error)}")
    if reading.content_hash != planned.photo.content_hash:
        return _put_back(planned, receipt, CHANGED_LATE)
    try:
        survivor = proofs.prove_survivor(planned)  # it may have gone with the file, as an alias
    except CleanupRefused as refusal:
        return _put_back(planned, receipt, str(refusal))
    if survivor.facts.is_same_file(reading.facts):
        return _put_back(planned, receipt, SURVIVOR_REPLACED)
    return _Fate(RemovalState.REMOVED)


def _put_back(planned: PlannedRemoval, receipt: TrashReceipt, reason: str) -> _Fate:
    assert receipt.trashed_path is not None
    try:
        take_out(receipt.trashed_path, receipt.info_path, planned.photo.path)
    except OSError as error:
        where = f"It is at {receipt.trashed_path} and could not be put back."
        return _Fate(RemovalState.LOST_TRACK, f"{reason} {where} {in_plain_words(error)}")
    return _Fate(RemovalState.KEPT, f"{reason} It was put back.")


def _drop_second_name(planned: PlannedRemoval, receipt: TrashReceipt) -> bool:
    """Undo a move that only made a second name for the file in the trash."""
    trashed, path = receipt.trashed_path, planned.photo.path
    if trashed is None:
        return False
    try:
        is_second_name = (
            is_in_trash(trashed)
            and not is_in_trash(path)
            and trashed.samefile(path)
            and trashed.lstat().st_nlink > 1
        )
        if is_second_name:
            trashed.unlink()
    except OSError:
        return False  # not there, or it cannot be taken away: it does no harm
    drop_note(trashed, receipt.info_path)
    return is_second_name
