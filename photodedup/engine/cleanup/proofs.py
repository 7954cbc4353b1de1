"""What must be true on the disk at the moment a file goes: its survivor is there, proved."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.cleanup.contents import FileFacts, Reading, look, read_whole, same_bytes
from photodedup.engine.cleanup.volumes import is_in_trash
from photodedup.engine.domain import PlannedRemoval, Verdict
from photodedup.engine.errors import CleanupRefused


class Proofs:
    """The proofs of one clean-up.

    A survivor is read whole once; later its inode, size and time of change tell whether it must
    be read again. Every survivor of the plan is guarded: no path to it can be removed.
    """

    def __init__(self, removals: Sequence[PlannedRemoval]) -> None:
        self._survivors: dict[Path, Reading] = {}
        self._guarded_files: set[tuple[int, int]] = set()
        self._guarded_paths: set[str] = set()
        for planned in removals:
            self._guard(planned.survivor.path, look(planned.survivor.path))

    def prove(self, planned: PlannedRemoval) -> PlannedRemoval:
        """The removal with the file's facts of this moment.

        Raises:
            CleanupRefused: the file must stay; the message is the reason in plain words.
        """
        path = planned.photo.path
        facts = self._file(path)
        survivor = self.prove_survivor(planned)
        if facts.is_same_file(survivor.facts) or _real(path) == _real(planned.survivor.path):
            raise CleanupRefused("It is the same file on disk as the photo to keep.")
        if not facts.inode and not survivor.facts.inode:
            raise CleanupRefused("Its volume does not tell files apart, so nothing is proved.")
        reading = _read(path, "It cannot be read")
        if reading.content_hash != planned.photo.content_hash:
            raise CleanupRefused("It changed since the scan.")
        if planned.verdict is Verdict.IDENTICAL:
            _require_same_bytes(path, planned.survivor.path)
        photo = replace(
            planned.photo,
            device=reading.facts.device,
            inode=reading.facts.inode,
            size_bytes=reading.facts.size_bytes,
            mtime_ns=reading.facts.mtime_ns,
        )
        return replace(planned, photo=photo)

    def prove_survivor(self, planned: PlannedRemoval) -> Reading:
        """The survivor is there, outside any trash, readable to the end, as the scan saw it.

        Raises:
            CleanupRefused: it is not.
        """
        path, name = planned.survivor.path, planned.survivor.path.name
        facts = look(path)
        if facts is None:
            raise CleanupRefused(f"The photo to keep, {name}, is no longer there.")
        if is_in_trash(path):
            raise CleanupRefused(f"The photo to keep, {name}, is in the trash itself.")
        known = self._survivors.get(path)
        if known is not None and known.facts == facts:
            return known
        reading = _read(path, f"The photo to keep, {name}, cannot be read")
        if reading.content_hash != planned.survivor.content_hash:
            raise CleanupRefused(f"The photo to keep, {name}, changed since the scan.")
        self._survivors[path] = reading
        self._guard(path, reading.facts)
        return reading

    def _file(self, path: Path) -> FileFacts:
        facts = look(path)
        if facts is None:
            is_something = os.path.lexists(path)
            raise CleanupRefused(
                "It is no longer a plain file." if is_something else "It is no longer there."
            )
        if is_in_trash(path):
            raise CleanupRefused("It is in the trash already.")
        if self._is_guarded(path, facts):
            raise CleanupRefused("It is a photo to keep, reached by another path.")
        return facts

    def _guard(self, path: Path, facts: FileFacts | None) -> None:
        self._guarded_paths.add(_real(path))
        if facts is not None and facts.inode:
            self._guarded_files.add((facts.device, facts.inode))

    def _is_guarded(self, path: Path, facts: FileFacts) -> bool:
        return (facts.device, facts.inode) in self._guarded_files or _real(
            path
        ) in self._guarded_paths


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _read(path: Path, failure: str) -> Reading:
    try:
        return read_whole(path)
    except OSError as error:
        raise CleanupRefused(f"{failure}: {error.strerror or error}.") from error


def _require_same_bytes(path: Path, survivor: Path) -> None:
    try:
        is_same = same_bytes(path, survivor)
    except OSError as error:
        reason = error.strerror or error
        raise CleanupRefused(f"It cannot be compared byte by byte: {reason}.") from error
    if not is_same:
        raise CleanupRefused("It is not byte for byte the same as the photo to keep.")
