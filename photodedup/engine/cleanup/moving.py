"""Moving one proved file to a trash, and finding out what became of it. Believes no trash."""

from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.cleanup.contents import look, read_whole
from photodedup.engine.cleanup.exclusive import in_plain_words
from photodedup.engine.cleanup.proofs import Proofs
from photodedup.engine.cleanup.receipts import drop_note, take_out
from photodedup.engine.cleanup.trash import Announce, Trash, TrashReceipt
from photodedup.engine.cleanup.volumes import is_in_trash, is_volume_away
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import CleanupRefused, TrashFailed
from photodedup.engine.store.journal_rows import GoingFile

STAYED = "The trash said it took the file, but it is still in its place."
READ_ONLY_FOLDER = "Its folder can only be read, so the file stayed in its place."
PLACE_UNKNOWN = (
    "The system took it to its trash without saying where. "
    "You can bring it back from there, but this program cannot."
)
NOT_ARRIVED = "It is neither in its place nor where the trash said it went."
DRIVE_GONE = (
    "Its drive went away while it was being moved. Connect the drive and start the program again: "
    "then the history says where this file is."
)
CHANGED_LATE = "It was changed while it was being moved."
SURVIVOR_REPLACED = "The photo to keep became a link to this file while it was being moved."


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one file; PENDING where only the next start can tell."""

    state: RemovalState
    message: str = ""


@dataclass(slots=True)
class Move:
    """One file on its way: where the trash says that it is, and what is true of it.

    `announce` is told each place before the file can be there.
    """

    file: GoingFile
    announce: Announce
    place: TrashReceipt = field(default_factory=lambda: TrashReceipt(None))

    def do(self, trash: Trash, proofs: Proofs) -> Fate:
        """Move it, and look where it is afterwards. A folder may have been protected, or have
        become another one, since the file was proved."""
        try:
            proofs.require_unprotected(self.file.path)
        except CleanupRefused as refusal:
            return Fate(RemovalState.KEPT, str(refusal))
        try:
            receipt = trash.move(self.file.path, self._announce)
        except TrashFailed as failure:
            return _fate_of_failed_move(self.file, self.place, str(failure))
        self._announce(receipt)
        return _fate_of_move(self.file, receipt, proofs)

    def undo(self, reason: str) -> Fate:
        """Put a file that was moved back in its place."""
        return _put_back(self.file, self.place, reason)

    def _announce(self, receipt: TrashReceipt) -> None:
        self.announce(receipt)
        self.place = receipt


def _is_in_place(file: GoingFile) -> bool:
    facts = look(file.path)
    return facts is not None and (facts.device, facts.inode) == (file.device, file.inode)


def _fate_of_failed_move(file: GoingFile, place: TrashReceipt, reason: str) -> Fate:
    """A failed move should have left the file alone; look whether it did."""
    if _is_in_place(file):
        if place.trashed_path is not None:
            _drop_second_name(file, place)
        return Fate(RemovalState.KEPT, reason)
    if place.trashed_path is not None and look(place.trashed_path) is not None:
        where = f"It is now at {place.trashed_path}."
        return Fate(RemovalState.LOST_TRACK, f"{reason} {where}")
    return _fate_unknown(file, place, f"{reason} {NOT_ARRIVED}")


def _fate_of_move(file: GoingFile, receipt: TrashReceipt, proofs: Proofs) -> Fate:
    """Look where the file is. Believes nothing that the trash said."""
    if _is_in_place(file):
        was_linked = _drop_second_name(file, receipt)
        return Fate(RemovalState.KEPT, READ_ONLY_FOLDER if was_linked else STAYED)
    trashed = receipt.trashed_path
    if trashed is None:
        return Fate(RemovalState.LOST_TRACK, PLACE_UNKNOWN)
    if look(trashed) is None:
        return _fate_unknown(file, receipt, NOT_ARRIVED)
    return _fate_in_trash(file, receipt, trashed, proofs)


def _fate_unknown(file: GoingFile, place: TrashReceipt, reason: str) -> Fate:
    """It is nowhere. What a drive that was unplugged holds is found out when it is back."""
    if is_volume_away(file.path, file.device, place.trashed_path):
        return Fate(RemovalState.PENDING, DRIVE_GONE)
    return Fate(RemovalState.LOST_TRACK, reason)


def _fate_in_trash(file: GoingFile, receipt: TrashReceipt, trashed: Path, proofs: Proofs) -> Fate:
    """It left its place and something is in the trash: the same bytes, and a survivor for them?"""
    try:
        reading = read_whole(trashed)
    except OSError as error:
        where = f"It is at {trashed} but cannot be read there."
        return Fate(RemovalState.LOST_TRACK, f"{where} {in_plain_words(error)}")
    if reading.content_hash != file.content_hash:
        return _put_back(file, receipt, CHANGED_LATE)
    try:
        survivor = proofs.prove_survivor(file)  # it may have gone with the file, as an alias
    except CleanupRefused as refusal:
        return _put_back(file, receipt, str(refusal))
    if survivor.facts.is_same_file(reading.facts):
        return _put_back(file, receipt, SURVIVOR_REPLACED)
    return Fate(RemovalState.REMOVED)


def _put_back(file: GoingFile, receipt: TrashReceipt, reason: str) -> Fate:
    """Take a moved file out of the trash again, for this reason."""
    assert receipt.trashed_path is not None
    try:
        take_out(receipt.trashed_path, receipt.info_path, file.path)
    except OSError as error:
        where = f"It is at {receipt.trashed_path} and could not be put back."
        return Fate(RemovalState.LOST_TRACK, f"{reason} {where} {in_plain_words(error)}")
    return Fate(RemovalState.KEPT, f"{reason} It was put back.")


def _drop_second_name(file: GoingFile, receipt: TrashReceipt) -> bool:
    """Undo a move that only made a second name for the file in the trash."""
    trashed, path = receipt.trashed_path, file.path
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
