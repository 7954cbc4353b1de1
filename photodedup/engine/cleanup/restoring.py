"""Bringing removed files back from the journal alone, never over another file."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import dropwhile
from os.path import isdir, lexists
from pathlib import Path

from photodedup.engine.cleanup.contents import look, read_whole
from photodedup.engine.cleanup.exclusive import in_plain_words, rename_exclusively, sync_folder
from photodedup.engine.cleanup.names import named_together, restored_additions
from photodedup.engine.cleanup.receipts import take_out
from photodedup.engine.domain.history import Removal, RemovalState, RestoreResult
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.errors import Cancelled, CleanupRefused
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.journal_rows import Entry

ALREADY_BACK = "It was back in its place already."
COPY_LEFT = "Its folder is on another drive now; it was copied there, and stays in the trash too."

_NOT_OUT = {
    RemovalState.KEPT: "It never left its place.",
    RemovalState.PENDING: "It is not settled yet where it is. Start the program again first.",
    RemovalState.RESTORED: "It was restored before.",
}


def restore(
    removals: Sequence[RemovalId],
    journal: Journal,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> RestoreResult:
    """Bring files back to where they were; a taken place gives "name (restored)".

    What went together comes back together, whichever of the files is asked for, and under names
    that still belong together. Cancelling stops between shots; what was restored so far is
    returned.

    Raises:
        KeyError: the journal knows no such removal.
        LibraryError: the journal cannot be written.
    """
    restored: list[Removal] = []
    failed: list[tuple[Removal, str]] = []
    units = _units(removals, journal)
    done, total = 0, sum(len(unit) for unit in units)
    for unit in units:
        try:
            if token is not None:
                token.check()
        except Cancelled:
            break
        together = _Together(unit)
        together.announce(journal)
        for entry in unit:
            try:
                _restore(entry, journal, together)
            except CleanupRefused as refusal:
                together.give_up(entry, journal)
                failed.append((entry.removal, str(refusal)))
            else:
                restored.append(journal.entry(entry.removal.id).removal)
            done += 1
            report(Progress(Stage.RESTORING, done, total, len(failed)))
    return RestoreResult(tuple(restored), tuple(failed))


def _units(removals: Sequence[RemovalId], journal: Journal) -> list[list[Entry]]:
    """What is to come back, each with all that went with it, in the order asked for."""
    units: dict[RemovalId, list[Entry]] = {}
    for number in removals:
        rows = journal.together(number)
        unit = units.setdefault(rows[0].removal.id, [])
        known = {entry.removal.id for entry in unit}
        unit += [
            entry
            for entry in rows
            if entry.removal.id not in known
            and (entry.removal.id == number or entry.removal.state is RemovalState.REMOVED)
        ]
    return list(units.values())


class _Together:
    """The names under which files of one unit come back: all as they were, or all changed alike."""

    def __init__(self, unit: Sequence[Entry]) -> None:
        self._away = {e.removal.id: e.removal for e in unit if e.removal.state not in _NOT_OUT}
        photos = [entry.removal.path for entry in unit if entry.removal.companion is None]
        self._stems = [path.stem for path in photos] if len(unit) > 1 else []
        self._first = next(addition for addition in restored_additions() if self._is_free(addition))

    def names(self, removal: Removal) -> Iterator[str]:
        """Names for a file, the one that suits all the others first; without end."""
        for addition in dropwhile(lambda addition: addition != self._first, restored_additions()):
            yield self._named(removal, addition)

    def announce(self, journal: Journal) -> None:
        """Write down where several files are about to go, before the first of them moves."""
        if len(self._away) > 1:
            journal.set_restore_targets(
                {
                    number: removal.path.with_name(next(self.names(removal)))
                    for number, removal in self._away.items()
                }
            )

    def give_up(self, entry: Entry, journal: Journal) -> None:
        if len(self._away) > 1 and entry.removal.id in self._away:
            journal.set_restore_target(entry.removal.id, None)

    def _is_free(self, addition: str) -> bool:
        return not any(
            lexists(removal.path.with_name(self._named(removal, addition)))
            for removal in self._away.values()
        )

    def _named(self, removal: Removal, addition: str) -> str:
        return named_together(removal.path.name, self._stems, addition)


def part_path(target: Path, removal: RemovalId) -> Path:
    """Where a copy grows before it gets its name."""
    return target.with_name(f".photodedup-{removal}.part")


def _restore(entry: Entry, journal: Journal, together: _Together) -> None:
    """
    Raises:
        CleanupRefused: it stays where it is; the message is the reason in plain words.
    """
    removal = entry.removal
    if removal.state in _NOT_OUT:
        raise CleanupRefused(_NOT_OUT[removal.state])
    if removal.trashed_path is None:
        raise CleanupRefused("The system did not say where in its trash it is. Look for it there.")
    if look(removal.trashed_path) is None:
        _settle_missing(entry, journal)
        return
    _require_unchanged(removal.trashed_path, removal.content_hash)
    target, was_copied = _bring_back(entry, removal.trashed_path, journal, together)
    message = COPY_LEFT if was_copied else ""
    if target != removal.path:
        message = f"Its place was taken; it is now {target.name}. {message}".strip()
    journal.settle(removal.id, RemovalState.RESTORED, message)


def _settle_missing(entry: Entry, journal: Journal) -> None:
    """Not in the trash any more: perhaps a person put it back by other means."""
    removal = entry.removal
    assert removal.trashed_path is not None
    if has_contents(removal.path, removal.content_hash):
        journal.set_restore_target(removal.id, removal.path)
        journal.settle(removal.id, RemovalState.RESTORED, ALREADY_BACK)
        return
    _require_visible(removal.trashed_path)
    raise CleanupRefused("It is no longer in the trash. The trash has probably been emptied.")


def _require_visible(trashed: Path) -> None:
    """Only where one may look, and a folder is there, can a file be said to be missing."""
    try:
        trashed.lstat()
        trashed.parent.stat()
    except PermissionError:
        raise CleanupRefused(f"You have no permission to look into {trashed.parent}.") from None
    except OSError:
        if not isdir(trashed.parent):
            raise CleanupRefused(
                f"{trashed.parent} is not there. If it is on a drive, connect it first."
            ) from None


def has_contents(path: Path, content_hash: str) -> bool:
    """Whether a file can be read, and its bytes have this digest."""
    try:
        return read_whole(path).content_hash == content_hash
    except OSError:
        return False


def _require_unchanged(trashed: Path, content_hash: str) -> None:
    try:
        reading = read_whole(trashed)
    except OSError as error:
        raise CleanupRefused(f"It cannot be read in the trash. {in_plain_words(error)}") from error
    if reading.content_hash != content_hash:
        raise CleanupRefused(f"The file in the trash has changed. It is at {trashed}.")


def _bring_back(
    entry: Entry, trashed: Path, journal: Journal, together: _Together
) -> tuple[Path, bool]:
    """Put the file at its place or the first free name beside it; says whether it was copied."""
    removal = entry.removal
    try:
        removal.path.parent.mkdir(parents=True, exist_ok=True)
        for name in together.names(removal):
            target = removal.path.with_name(name)
            if lexists(target):
                continue
            journal.set_restore_target(removal.id, target)
            with suppress(FileExistsError):
                return target, _move_or_copy(entry, trashed, target)
    except OSError as error:
        journal.set_restore_target(removal.id, None)
        raise CleanupRefused(in_plain_words(error)) from error
    raise AssertionError("there is always another name")


def _move_or_copy(entry: Entry, trashed: Path, target: Path) -> bool:
    try:
        take_out(trashed, entry.info_path, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(trashed, target, entry.removal)
        return True
    return False


def _copy(trashed: Path, target: Path, removal: Removal) -> None:
    """Copy whole and proved, then give it its name; the one in the trash stays."""
    part = part_path(target, removal.id)
    try:
        shutil.copy2(trashed, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        if not has_contents(part, removal.content_hash):
            raise OSError(errno.EIO, "the copy is not the same")
        rename_exclusively(part, target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
