"""Opening a database that may be damaged: it is kept, and its last good copy is opened."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from photodedup.engine.errors import LibraryDamaged, LibraryError
from photodedup.engine.store.backups import Backups
from photodedup.engine.store.database import damage_mark

log = logging.getLogger(__name__)

Opened = TypeVar("Opened")

DAMAGED_MARK = ".damaged-"
_PARTS = ("", "-wal", "-shm")  # SQLite's files that belong together


@dataclass(frozen=True, slots=True)
class Rescue:
    """What happened: where the damaged file is kept (None if it was gone), and which copy was
    opened (None: there was no good one, and an empty database was begun)."""

    kept: Path | None
    copied_at: datetime | None


def open_or_rescue(path: Path, open_: Callable[[], Opened]) -> tuple[Opened, Rescue | None]:
    """Open a database; where it is damaged, emptied or gone, open its last good copy instead.

    Raises:
        LibraryTooNew: the file was written by a later version; it is left alone.
        LibraryError: nothing can be written, or the file cannot be opened for another reason.
    """
    backups = Backups(path)
    is_lost = not path.exists() or path.stat().st_size == 0
    try:
        if is_lost and backups.exist():
            raise LibraryDamaged(f"{path.name} is gone.")
        if damage_mark(path).exists():
            raise LibraryDamaged(f"{path.name} was found damaged.")
        return open_(), None
    except LibraryDamaged as error:
        log.warning("%s The last good copy is opened.", error)
    try:
        kept = _set_aside(path)
        copied_at = backups.put_back()
        damage_mark(path).unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{path.name} is damaged, and its last good copy cannot be opened: {error.strerror}."
        ) from error
    return open_(), Rescue(kept, copied_at)


def _set_aside(path: Path) -> Path | None:
    """Keep the damaged file, with what belongs to it, under another name; never over another."""
    stamp, number = datetime.now().strftime("%Y%m%d-%H%M%S"), 0
    while True:
        target = path.with_name(f"{path.name}{DAMAGED_MARK}{stamp}{f'-{number}' * bool(number)}")
        if not target.exists():
            break
        number += 1
    kept = None
    for part in _PARTS:
        source = path.with_name(path.name + part)
        if source.exists():
            os.replace(source, target.with_name(target.name + part))
            kept = kept or (target if not part else None)
    return kept
