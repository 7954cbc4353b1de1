"""After a crash: settling the journal's open rows by looking at the disk."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from os.path import isdir, lexists, realpath
from pathlib import Path

from photodedup.engine.cleanup.contents import FileFacts, look
from photodedup.engine.cleanup.freedesktop import INFO_SUFFIX, described_path
from photodedup.engine.cleanup.receipts import drop_note, take_out
from photodedup.engine.cleanup.restoring import has_contents, part_path
from photodedup.engine.cleanup.volumes import is_volume_away
from photodedup.engine.domain.history import Removal, RemovalState
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.journal_rows import Entry

log = logging.getLogger(__name__)

STOPPED_BEFORE = "The program was stopped before this file was moved."
STOPPED_UNPROVED = "The program was stopped, and the photo to keep is not as it was."
STOPPED_UNKNOWN = (
    "The program was stopped while the system moved this file to its trash. Look for it there."
)
STOPPED_HALF_WAY = "The program was stopped before all that belongs together was moved."
STOPPED_LOST = "The program was stopped, and the file is neither in its place nor in the trash."


@dataclass(frozen=True, slots=True)
class _Finding:
    state: RemovalState
    message: str = ""


def recover(journal: Journal) -> tuple[Removal, ...]:
    """Settle what an interrupted clean-up or restore left open; returns the rows it settled.

    Rows whose drive is not there stay open until it is. Call it before anything else uses the
    journal, and only in the process that owns the library.

    Raises:
        LibraryError: the journal cannot be written.
    """
    settled = []
    for unit in _units(journal.unsettled()):
        try:
            findings = _find_out(unit, journal)
        except OSError as error:
            log.warning("removal %s stays open: %s", unit[0].removal.id, error)
            continue
        for entry, finding in findings:
            if finding.state is RemovalState.KEPT:
                journal.set_place(entry.removal.id, None, None)
        journal.settle_together(
            (entry.removal.id, finding.state, finding.message) for entry, finding in findings
        )
        settled += [journal.entry(entry.removal.id).removal for entry, _ in findings]
    return tuple(settled)


def _units(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Open rows, those of files that went together in one list."""
    units: dict[tuple[RemovalId, bool], list[Entry]] = {}
    for entry in entries:
        removal = entry.removal
        key = (removal.unit or removal.id, removal.state is RemovalState.PENDING)
        units.setdefault(key, []).append(entry)
    return list(units.values())


def _find_out(unit: Sequence[Entry], journal: Journal) -> list[tuple[Entry, _Finding]]:
    """What became of the files of one unit; a row that is not named stays open."""
    if unit[0].removal.state is not RemovalState.PENDING:
        is_begun = _is_begun(unit, journal)
        found = [(entry, _settle_restore(entry, journal, is_begun=is_begun)) for entry in unit]
        return [(entry, finding) for entry, finding in found if finding is not None]
    findings = [(entry, _settle_removal(entry)) for entry in unit]
    known = [(entry, finding) for entry, finding in findings if finding is not None]
    if len(known) < len(findings):
        return []  # a drive is away
    if all(finding.state is RemovalState.REMOVED for _, finding in known):
        return known
    return [(entry, _put_back_with_unit(entry, finding)) for entry, finding in known]


def _put_back_with_unit(entry: Entry, finding: _Finding) -> _Finding:
    """Some of its unit did not go, so this file comes back if it did."""
    removal = entry.removal
    if finding.state is not RemovalState.REMOVED or removal.trashed_path is None:
        return finding
    try:
        take_out(removal.trashed_path, entry.info_path, removal.path)
    except OSError:
        return _Finding(RemovalState.REMOVED, f"{STOPPED_HALF_WAY} Please restore it.")
    return _Finding(RemovalState.KEPT, f"{STOPPED_HALF_WAY} It was put back.")


def _settle_removal(entry: Entry) -> _Finding | None:
    removal = entry.removal
    at_home = look(removal.path)
    trashed = removal.trashed_path
    if at_home and _is_recorded_file(at_home, entry) and not _is_elsewhere(entry, at_home):
        _tidy_trash(entry, at_home)
        return _Finding(RemovalState.KEPT, STOPPED_BEFORE)
    if trashed is not None and has_contents(trashed, removal.content_hash):
        return _settle_trashed(entry, trashed)
    if has_contents(removal.path, removal.content_hash):  # the volume renumbered its files
        _tidy_trash(entry, at_home)
        return _Finding(RemovalState.KEPT, STOPPED_BEFORE)
    if not isdir(removal.path.parent) or is_volume_away(removal.path, entry.device, trashed):
        return None
    if trashed is None:
        return _Finding(RemovalState.LOST_TRACK, STOPPED_UNKNOWN)
    return _Finding(RemovalState.LOST_TRACK, STOPPED_LOST)


def _is_recorded_file(facts: FileFacts, entry: Entry) -> bool:
    return facts.inode != 0 and (facts.device, facts.inode) == (entry.device, entry.inode)


def _is_elsewhere(entry: Entry, at_home: FileFacts) -> bool:
    """Whether the file went to the trash all the same, and another one took its place and its
    inode: some volumes number their files anew at each start."""
    trashed, digest = entry.removal.trashed_path, entry.removal.content_hash
    facts = None if trashed is None else look(trashed)
    if trashed is None or facts is None or facts.is_same_file(at_home):
        return False
    return has_contents(trashed, digest) and not has_contents(entry.removal.path, digest)


def _settle_trashed(entry: Entry, trashed: Path) -> _Finding:
    """It went to the trash, but the proof after the move is missing: the survivor may be gone."""
    removal = entry.removal
    is_intact = has_contents(removal.survivor, entry.survivor_hash)
    if is_intact and not trashed.samefile(removal.survivor):
        return _Finding(RemovalState.REMOVED)
    try:
        take_out(trashed, entry.info_path, removal.path)
    except OSError:
        return _Finding(RemovalState.REMOVED, f"{STOPPED_UNPROVED} Please restore it.")
    return _Finding(RemovalState.KEPT, f"{STOPPED_UNPROVED} It was put back.")


def _tidy_trash(entry: Entry, at_home: FileFacts | None) -> None:
    """Take away what a move that did not happen left in the trash: a second name, a note."""
    trashed, info = entry.removal.trashed_path, entry.info_path
    if trashed is None:
        return
    second = look(trashed)
    is_same = second is not None and at_home is not None and second.is_same_file(at_home)
    if is_same and trashed.lstat().st_nlink > 1:
        trashed.unlink()
    if info is None or lexists(trashed) or info.suffix != INFO_SUFFIX:
        return
    path = entry.removal.path
    is_ours = described_path(info, info.parent.parent) == Path(realpath(path.parent), path.name)
    if is_ours or _is_empty(info):
        drop_note(trashed, info)


def _is_empty(note: Path) -> bool:
    """A note that was created and not yet written when the program stopped."""
    facts = look(note)
    return facts is not None and facts.size_bytes == 0


def _is_begun(unit: Sequence[Entry], journal: Journal) -> bool:
    """Whether a file of this unit came back already, so that the others follow."""
    rows = journal.together(unit[0].removal.id)
    is_back = any(entry.removal.state is RemovalState.RESTORED for entry in rows)
    return is_back or any(_has_arrived(entry.removal) for entry in unit)


def _has_arrived(removal: Removal) -> bool:
    trashed, target = removal.trashed_path, removal.restored_path
    is_gone = trashed is not None and look(trashed) is None
    return is_gone and target is not None and has_contents(target, removal.content_hash)


def _settle_restore(entry: Entry, journal: Journal, *, is_begun: bool) -> _Finding | None:
    removal = entry.removal
    trashed, target = removal.trashed_path, removal.restored_path
    assert target is not None
    part_path(target, removal.id).unlink(missing_ok=True)
    if trashed is not None and _has_arrived(removal):
        drop_note(trashed, entry.info_path)
        return _Finding(RemovalState.RESTORED)
    if is_begun and trashed is not None and has_contents(trashed, removal.content_hash):
        with suppress(OSError):
            take_out(trashed, entry.info_path, target)
            return _Finding(RemovalState.RESTORED)
    if isdir(target.parent):
        journal.set_restore_target(removal.id, None)
    return None
