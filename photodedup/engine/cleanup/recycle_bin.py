"""The Windows Recycle Bin. Not yet tried on Windows.

Only send2trash's modern way is used: it refuses what the Recycle Bin would not take. Its legacy
way, chosen silently when pywin32 is missing, deletes such files for good.
"""

import importlib
import importlib.util
import struct
from collections.abc import Iterator
from pathlib import Path

from photodedup.engine.cleanup.trash import Announce, TrashReceipt, ignore_announcement
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import TrashFailed

NOT_INSTALLED = "The part that talks to the Recycle Bin (pywin32) is not installed."

_NAME_AT_V2_BYTES = 28  # version, size, time: 8 bytes each; then the length of the name: 4
_NAME_AT_V1_BYTES = 24


class RecycleBin:
    """IFileOperation through send2trash; where the file went is read from the bin's `$I` notes."""

    destination = Destination.TRASH

    def probe(self, folder: Path) -> str | None:
        """Windows tells per file: what the bin would not take is refused then."""
        return None if importlib.util.find_spec("win32com") else NOT_INSTALLED

    def move(self, path: Path, announce: Announce = ignore_announcement) -> TrashReceipt:
        """As `Trash.move`."""
        if self.probe(path.parent) is not None:
            raise TrashFailed(NOT_INSTALLED)
        modern = importlib.import_module("send2trash.win.modern")
        known = set(_notes(path))
        announce(TrashReceipt(None))
        try:
            modern.send2trash([str(path)])
        except OSError as error:
            raise TrashFailed(f"The Recycle Bin refused it: {error}") from error
        fresh = [note for note in _notes(path) if note not in known]
        if len(fresh) != 1:
            return TrashReceipt(None)
        return TrashReceipt(fresh[0].with_name("$R" + fresh[0].name[2:]), fresh[0])


def _notes(original: Path) -> Iterator[Path]:
    """The `$I` notes on the file's drive that name `original`."""
    for note in Path(original.anchor, "$Recycle.Bin").glob("*/$I*"):
        try:
            named = original_path(note.read_bytes())
        except OSError:
            continue
        if named is not None and named.casefold() == str(original).casefold():
            yield note


def original_path(note: bytes) -> str | None:
    """The path that a `$I` note names, in either of its two versions; None if it is neither."""
    if len(note) < _NAME_AT_V2_BYTES:
        return None
    (version,) = struct.unpack_from("<Q", note)
    if version not in (1, 2):
        return None
    start = _NAME_AT_V2_BYTES if version == 2 else _NAME_AT_V1_BYTES
    return note[start:].decode("utf-16-le", errors="replace").split("\0", 1)[0]
