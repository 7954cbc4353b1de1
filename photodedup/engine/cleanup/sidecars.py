"""Writing what spares know into the sidecar of the photo that stays, and taking it back.

Like a move: first the journal, with all bytes before and after, then the disk, then a look at the
disk, then the journal. No picture is ever written to.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.cleanup.contents import look
from photodedup.engine.cleanup.exclusive import in_plain_words
from photodedup.engine.cleanup.quarantine import Quarantine
from photodedup.engine.cleanup.receipts import drop_note
from photodedup.engine.cleanup.sidecar_files import drop_part, put, read_sidecar
from photodedup.engine.cleanup.survivors import WhyStays, may_go
from photodedup.engine.cleanup.trash import Trash, TrashReceipt
from photodedup.engine.domain.history import Removal, RemovalState, SidecarChange, SidecarState
from photodedup.engine.domain.ids import OperationId
from photodedup.engine.domain.plans import Destination, Rescue
from photodedup.engine.errors import CleanupRefused, TrashFailed
from photodedup.engine.files.xmp_document import BadXmp
from photodedup.engine.files.xmp_writing import with_details
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.sidecar_rows import NewSidecar, SidecarRow

log = logging.getLogger(__name__)

STOPPED_BEFORE = "The program was stopped before it was written."
CHANGED_SINCE = "It was changed after the clean-up, so it was left as it is."
NO_PLACE = "Its drive has no trash that could take it, so it was left as it is."

_AWAY = (RemovalState.PENDING, RemovalState.REMOVED, RemovalState.LOST_TRACK)
_NOT_SAVED = "What only it knows cannot be written to {name}. {why}"


class SidecarWriter:
    """Carries out the rescues of one clean-up, each once and before its first spare goes."""

    def __init__(
        self,
        rescues: Sequence[Rescue],
        journal: Journal,
        operation: OperationId,
        why_stays: WhyStays,
    ) -> None:
        self._of_spare = {spare: rescue for rescue in rescues for spare in rescue.spares}
        self._journal = journal
        self._operation = operation
        self._why_stays = why_stays
        self._outcomes: dict[Path, str] = {}  # by sidecar: why it could not be written, or nothing

    def save_details_of(self, spare: Path) -> None:
        """
        Raises:
            CleanupRefused: its details could not be written, so it must stay.
            LibraryError: the journal cannot be written.
        """
        rescue = self._of_spare.get(spare)
        if rescue is None:
            return
        if rescue.sidecar not in self._outcomes:
            self._outcomes[rescue.sidecar] = self._carry_out(rescue)
        why = self._outcomes[rescue.sidecar]
        if why:
            raise CleanupRefused(_NOT_SAVED.format(name=rescue.sidecar.name, why=why))

    def _carry_out(self, rescue: Rescue) -> str:
        """Write one sidecar; why not, in plain words, or an empty text."""
        path = rescue.sidecar
        held = self._why_stays(path) or rescue.obstacle
        if held:
            return held
        try:
            before = read_sidecar(path)
            after, added = with_details(before, rescue.details)
        except CleanupRefused as refusal:
            return str(refusal)
        except OSError as error:
            return in_plain_words(error)
        except BadXmp as error:
            return f"The sidecar that is there stays as it is: {error}."
        if not added.kinds:
            return ""
        facts = look(path)
        new = NewSidecar(
            path=path,
            keeper=rescue.keeper.path,
            spares=rescue.spares,
            added=added.kinds,
            before=before,
            before_mtime_ns=facts.mtime_ns if facts else 0,
            after=after,
        )
        return self._write(new)

    def _write(self, new: NewSidecar) -> str:
        number = self._journal.sidecars.write_pending(self._operation, new)
        try:
            put(new.path, number, new.before, new.after)
            is_there = read_sidecar(new.path) == new.after
            why = "" if is_there else "It is not on the disk as it was written."
        except CleanupRefused as refusal:
            why = str(refusal)
        except OSError as error:
            why = in_plain_words(error)
        state = SidecarState.NOT_WRITTEN if why else SidecarState.WRITTEN
        self._journal.sidecars.settle(number, state, why)
        return why


def take_back_sidecars(
    journal: Journal, trash: Trash, why_stays: WhyStays = may_go
) -> tuple[SidecarChange, ...]:
    """Make sidecars what they were before the clean-up, where no photo that they were written for
    is away any more. Settles what a crash left open. Returns those that it settled.

    A sidecar that the clean-up made goes to the trash; one that was changed since is left.

    Raises:
        LibraryError: the journal cannot be written.
    """
    settled = []
    removals = _Removals(journal)
    for row in journal.sidecars.unsettled():
        try:
            outcome = _settle(row, removals, journal, trash, why_stays)
        except (OSError, CleanupRefused) as error:
            log.warning("sidecar %s stays open: %s", row.change.id, error)
            continue
        if outcome is not None:
            journal.sidecars.settle(row.change.id, *outcome)
            settled.append(journal.sidecars.row(row.change.id).change)
    return tuple(settled)


class _Removals:
    """The removals of clean-ups, each clean-up read once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[OperationId, tuple[Removal, ...]] = {}

    def of(self, row: SidecarRow) -> tuple[Removal, ...]:
        """Of the clean-up that wrote this sidecar."""
        operation = row.change.operation
        if operation not in self._known:
            self._known[operation] = self._journal.operation(operation).removals
        return self._known[operation]

    def are_away(self, row: SidecarRow) -> bool:
        """Whether a photo that it was written for is not back."""
        spares = set(row.written.spares)
        return any(r.path in spares and r.state in _AWAY for r in self.of(row))


_Outcome = tuple[SidecarState, str]


def _settle(
    row: SidecarRow, removals: _Removals, journal: Journal, trash: Trash, why_stays: WhyStays
) -> _Outcome | None:
    """What became of it; None while it is to stay as it is."""
    written, is_open = row.written, row.change.state is SidecarState.PENDING
    are_away = removals.are_away(row)
    if are_away and not is_open:
        return None
    if not written.path.parent.is_dir():
        return None  # its drive is away
    if is_open:
        drop_part(written.path, row.change.id)
        if read_sidecar(written.path) == written.before:
            return SidecarState.NOT_WRITTEN, STOPPED_BEFORE
    if are_away:
        return SidecarState.WRITTEN, ""
    was_quarantined = any(r.destination is Destination.QUARANTINE for r in removals.of(row))
    return _take_back(row, journal, _Takers(trash, was_quarantined), why_stays)


@dataclass(frozen=True, slots=True)
class _Takers:
    """Where a sidecar can go; to quarantine only if that clean-up was allowed to use it."""

    trash: Trash
    may_quarantine: bool

    def for_folder(self, folder: Path, operation: OperationId) -> Trash | None:
        if self.trash.probe(folder) is None:
            return self.trash
        quarantine = Quarantine(f"sidecars-{operation}")
        is_usable = self.may_quarantine and quarantine.probe(folder) is None
        return quarantine if is_usable else None


def _take_back(row: SidecarRow, journal: Journal, takers: _Takers, why_stays: WhyStays) -> _Outcome:
    written = row.written
    now = read_sidecar(written.path)
    if row.trashed_path is not None:  # a note that was made for a move that did not happen
        drop_note(row.trashed_path, row.info_path)
    if now == written.before:
        return SidecarState.TAKEN_BACK, ""
    if now != written.after:
        return SidecarState.LEFT, CHANGED_SINCE
    if written.before is not None:
        put(written.path, row.change.id, now, written.before, written.before_mtime_ns)
        return SidecarState.TAKEN_BACK, ""
    held = why_stays(written.path)
    return (SidecarState.LEFT, held) if held else _to_trash(row, journal, takers)


def _to_trash(row: SidecarRow, journal: Journal, takers: _Takers) -> _Outcome:
    """A sidecar that the clean-up made leaves like any other file."""
    path, number = row.written.path, row.change.id
    taker = takers.for_folder(path.parent, row.change.operation)
    if taker is None:
        return SidecarState.LEFT, NO_PLACE

    def announce(receipt: TrashReceipt) -> None:
        journal.sidecars.set_place(number, receipt.trashed_path, receipt.info_path)

    try:
        taker.move(path, announce)
    except TrashFailed as failure:
        return SidecarState.LEFT, str(failure)
    return (SidecarState.TAKEN_BACK, "") if look(path) is None else (SidecarState.LEFT, NO_PLACE)
