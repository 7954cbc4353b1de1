"""What must be true on the disk at the moment a file goes: its survivor is there, proved."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.contents import (
    FileFacts,
    Reading,
    is_still,
    look,
    read_whole,
    same_bytes,
)
from photodedup.engine.cleanup.survivors import WhyStays, may_go
from photodedup.engine.cleanup.volumes import is_in_trash
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.domain.plans import PlannedRemoval
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.files.spelling import folded, is_one_place
from photodedup.engine.store.journal_rows import GoingFile

_KINDS = {
    None: "photo",
    CompanionKind.FILM: "film",
    CompanionKind.PICTURE: "picture",
    CompanionKind.SIDECAR: "sidecar",
}


class Proofs:
    """The proofs of one clean-up.

    A survivor is read whole once; later it is opened each time, and its inode, size and times tell
    whether it must be read again. Every survivor of the plan is guarded: no path to it can be
    removed.
    """

    def __init__(self, removals: Sequence[PlannedRemoval], why_stays: WhyStays = may_go) -> None:
        """`why_stays` tells of a path why it is protected; it must ask the disk each time."""
        self._why_stays = why_stays
        self._survivors: dict[Path, Reading] = {}
        self._guarded_files: set[tuple[int, int]] = set()
        self._guarded_paths: dict[str, set[Path]] = {}  # by what their spellings share
        for planned in removals:
            self._guard(planned.survivor.path, look(planned.survivor.path))
            for companion in planned.companions:
                if companion.survivor is not None:
                    self._guard(companion.survivor.path, look(companion.survivor.path))

    def require_unprotected(self, path: Path) -> None:
        """
        Raises:
            CleanupRefused: the file is in a protected folder.
        """
        held = self._why_stays(path)
        if held is not None:
            raise CleanupRefused(held)

    def prove(self, file: GoingFile) -> GoingFile:
        """The file with its facts of this moment.

        Raises:
            CleanupRefused: the file must stay; the message is the reason in plain words.
        """
        self.require_unprotected(file.path)
        facts = self._file(file.path)
        survivor = self.prove_survivor(file)
        if facts.is_same_file(survivor.facts) or is_one_place(
            _real(file.path), _real(file.survivor)
        ):
            raise CleanupRefused("It is the same file on disk as the photo to keep.")
        if not facts.inode and not survivor.facts.inode:
            raise CleanupRefused("Its volume does not tell files apart, so nothing is proved.")
        reading = _read(file.path, "It cannot be read")
        _require_unchanged(file, reading)
        if file.is_copy and (file.companion or file.verdict is Verdict.IDENTICAL):
            _require_same_bytes(file)
        return replace(
            file,
            device=reading.facts.device,
            inode=reading.facts.inode,
            size_bytes=reading.facts.size_bytes,
            mtime_ns=reading.facts.mtime_ns,
            content_hash=reading.content_hash,
            survivor_hash=survivor.content_hash,
        )

    def prove_survivor(self, file: GoingFile) -> Reading:
        """The survivor is there, outside any trash, readable to the end, as the scan saw it.

        Raises:
            CleanupRefused: it is not.
        """
        path = file.survivor
        kept = f"The {_KINDS[file.companion] if file.is_copy else 'photo'} to keep, {path.name},"
        facts = look(path)
        if facts is None:
            raise CleanupRefused(f"{kept} is no longer there.")
        if is_in_trash(path):
            raise CleanupRefused(f"{kept} is in the trash itself.")
        if facts.is_in_cloud:
            raise CleanupRefused(f"{kept} is only in the cloud now, so nothing is proved.")
        known = self._survivors.get(path)
        if known is None or not is_still(path, known.facts):
            known = _read(path, f"{kept} cannot be read")
        if file.survivor_hash and known.content_hash != file.survivor_hash:
            raise CleanupRefused(f"{kept} changed since the scan.")
        self._survivors[path] = known
        self._guard(path, known.facts)
        return known

    def _file(self, path: Path) -> FileFacts:
        facts = look(path)
        if facts is None:
            is_something = os.path.lexists(path)
            raise CleanupRefused(
                "It is no longer a plain file." if is_something else "It is no longer there."
            )
        if is_in_trash(path):
            raise CleanupRefused("It is in the trash already.")
        if facts.is_in_cloud:
            raise CleanupRefused("It is only in the cloud now, so nothing is proved.")
        if self._is_guarded(path, facts):
            raise CleanupRefused("It is a photo to keep, reached by another path.")
        return facts

    def _guard(self, path: Path, facts: FileFacts | None) -> None:
        real = _real(path)
        self._guarded_paths.setdefault(folded(real), set()).add(real)
        if facts is not None and facts.inode:
            self._guarded_files.add((facts.device, facts.inode))

    def _is_guarded(self, path: Path, facts: FileFacts) -> bool:
        if (facts.device, facts.inode) in self._guarded_files:
            return True
        real = _real(path)
        return any(is_one_place(real, kept) for kept in self._guarded_paths.get(folded(real), ()))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _read(path: Path, failure: str) -> Reading:
    try:
        return read_whole(path)
    except OSError as error:
        raise CleanupRefused(f"{failure}: {error.strerror or error}.") from error


def _require_unchanged(file: GoingFile, reading: Reading) -> None:
    """A photo has the bytes that the scan saw; of a companion only size and time are known."""
    facts = reading.facts
    if file.content_hash:
        is_unchanged = reading.content_hash == file.content_hash
    else:
        is_unchanged = (facts.size_bytes, facts.mtime_ns) == (file.size_bytes, file.mtime_ns)
    if not is_unchanged:
        raise CleanupRefused("It changed since the scan.")


def _require_same_bytes(file: GoingFile) -> None:
    try:
        is_same = same_bytes(file.path, file.survivor)
    except OSError as error:
        reason = error.strerror or error
        raise CleanupRefused(f"It cannot be compared byte by byte: {reason}.") from error
    if not is_same:
        raise CleanupRefused(
            f"It is not byte for byte the same as the {_KINDS[file.companion]} to keep."
        )
