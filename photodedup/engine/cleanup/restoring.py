"""Bringing removed files back from the journal alone, never over another file."""

import errno
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from os.path import lexists
from pathlib import Path

from photodedup.engine.cleanup.contents import look, read_whole
from photodedup.engine.cleanup.exclusive import in_plain_words, rename_exclusively, sync_folder
from photodedup.engine.cleanup.names import restored_candidates
from photodedup.engine.cleanup.receipts import take_out
from photodedup.engine.domain import Removal, RemovalId, RemovalState, RestoreResult
from photodedup.engine.errors import Cancelled, CleanupRefused
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.store.journal import Entry, Journal

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

    Cancelling stops between files; what was restored so far is returned.

    Raises:
        KeyError: the journal knows no such removal.
        LibraryError: the journal cannot be written.
    """
    restored: list[Removal] = []
    failed: list[tuple[Removal, str]] = []
    for done, number in enumerate(removals, start=1):
        entry = journal.entry(number)
        try:
            if token is not None:
                token.check()
            _restore(entry, journal)
        except Cancelled:
            break
        except CleanupRefused as refusal:
            failed.append((entry.removal, str(refusal)))
        else:
            restored.append(journal.entry(number).removal)
        report(Progress(Stage.RESTORING, done, len(removals), len(failed)))
    return RestoreResult(tuple(restored), tuple(failed))


def part_path(target: Path, removal: RemovalId) -> Path:
    """Where a copy grows before it gets its name."""
    return target.with_name(f".photodedup-{removal}.part")


def _restore(entry: Entry, journal: Journal) -> None:
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
    target, was_copied = _bring_back(entry, removal.trashed_path, journal)
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
    if not removal.trashed_path.parent.is_dir():
        raise CleanupRefused(
            f"{removal.trashed_path.parent} is not there. If it is on a drive, connect it first."
        )
    raise CleanupRefused("It is no longer in the trash. The trash has probably been emptied.")


def has_contents(path: Path, content_hash: str) -> bool:
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


def _bring_back(entry: Entry, trashed: Path, journal: Journal) -> tuple[Path, bool]:
    """Put the file at its place or the first free name beside it; says whether it was copied."""
    removal = entry.removal
    try:
        removal.path.parent.mkdir(parents=True, exist_ok=True)
        for name in restored_candidates(removal.path.name):
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
