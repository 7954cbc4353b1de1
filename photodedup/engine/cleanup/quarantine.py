"""A folder on the same volume that takes files where there is no trash, if the person agrees.

`.photodedup-quarantine/<clean-up>/` in the highest folder above the file that the person may
write to. Files keep their relative paths; `index.jsonl` names where each came from, so that a
person can put them back without this program.
"""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from photodedup.engine.cleanup.exclusive import in_plain_words, rename_exclusively, sync_folder
from photodedup.engine.cleanup.names import candidates
from photodedup.engine.cleanup.trash import Announce, TrashReceipt, ignore_announcement
from photodedup.engine.cleanup.volumes import nearest_existing, volume_top
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import TrashFailed
from photodedup.engine.files.ignored import QUARANTINE_NAME

INDEX_NAME = "index.jsonl"

NOT_WRITABLE = "You may not write to any folder above this one on its volume."


class Quarantine:
    """The quarantine folders of one clean-up, one on each volume. `name` is the clean-up's."""

    destination = Destination.QUARANTINE

    def __init__(self, name: str) -> None:
        self._name = name

    def probe(self, folder: Path) -> str | None:
        """Looks at permissions only; the folder is made when the first file moves."""
        return None if _highest_writable(folder) else NOT_WRITABLE

    def move(self, path: Path, announce: Announce = ignore_announcement) -> TrashReceipt:
        """As `Trash.move`."""
        source = Path(os.path.realpath(path.parent)) / path.name
        root = _highest_writable(source.parent)
        if root is None:
            raise TrashFailed(NOT_WRITABLE)
        base = root / QUARANTINE_NAME / self._name
        folder = base / source.parent.relative_to(root)
        try:
            return _move_into(folder, base, source, announce)
        except OSError as error:
            raise TrashFailed(in_plain_words(error)) from error


def _highest_writable(folder: Path) -> Path | None:
    """The topmost folder on the volume, above or at `folder`, in which folders can be made."""
    start, top = nearest_existing(folder), volume_top(folder)
    line = [start, *start.parents]
    for candidate in reversed(line[: line.index(top) + 1]):
        if os.access(candidate, os.W_OK | os.X_OK) and not _is_everybodys(candidate):
            return candidate
    return None


def _is_everybodys(folder: Path) -> bool:
    """A folder like /tmp, where everybody may write, is no place to keep photos."""
    return bool(folder.stat().st_mode & stat.S_ISVTX)


def _move_into(folder: Path, base: Path, source: Path, announce: Announce) -> TrashReceipt:
    for name in candidates(source.name):
        target = folder / name
        if os.path.lexists(target):
            continue
        receipt = TrashReceipt(target)
        announce(receipt)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_index(base, source, target)
        try:
            rename_exclusively(source, target)
        except FileExistsError:
            continue
        sync_folder(folder)
        sync_folder(source.parent)
        return receipt
    raise AssertionError("there is always another name")


def _write_index(base: Path, source: Path, target: Path) -> None:
    """Add one line before the file moves; a line whose file is missing is harmless."""
    line = json.dumps(
        {
            "file": os.fspath(target.relative_to(base)),
            "original": os.fspath(source),
            "moved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )
    with (base / INDEX_NAME).open("a", encoding="utf-8") as index:
        index.write(line + "\n")
        index.flush()
        os.fsync(index.fileno())
