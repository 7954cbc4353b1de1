"""Deleting what the program stored for one library, and nothing else: never a photo.

Files go by the names that the program gives, from the two folders that it writes to. A folder
goes only once it is empty, so that a person's own files beside the library stay.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from photodedup.engine.errors import LibraryError, LibraryInUse
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.store.lock import LibraryLock

log = logging.getLogger(__name__)


def _database_files(name: str) -> str:
    """A database with SQLite's files beside it, its copies, and what a rescue kept."""
    parts = r"(-wal|-shm|-journal)?"
    kept = rf"{name}\.db(\.part|\.suspect|\.damaged-[\d-]+)?{parts}"
    copies = rf"{name}-(backup(-[12]\.db|\.part)|version-\d+\.backup){parts}"
    return f"{kept}|{copies}"


_HISTORY = re.compile(_database_files("journal"))
_LIBRARY = re.compile(
    "|".join(
        [
            _database_files("library"),
            r"decisions\.jsonl(\.part)?",
            r"vectors-\d+\.(ann|ann\.part|npy|npz|json)",
            r"window\.(json|json\.part|lock)",
            r"photodedup\.log(\.\d+)?",
        ]
    )
)
_CACHE = re.compile(r"previews\.db(-wal|-shm|-journal)?(\.unusable|\.suspect)?")


def library_copies(places: LibraryPlaces) -> tuple[Path, ...]:
    """Every file beside the library's database that holds a copy of it, or of an older one."""
    names = re.compile(_database_files("library"))
    return tuple(
        path
        for path in _own_files(places.folder, names)
        if path != places.database and not re.search(r"-(wal|shm|journal)$|\.suspect$", path.name)
    )


def erase_library(places: LibraryPlaces, *, keep_history: bool) -> tuple[Path, ...]:
    """Delete what the program stored for a library that is closed; returns what it deleted.

    With `keep_history` the journal stays, by which photos in the trash can be brought back: a
    library that is made in the same place has it again.

    Raises:
        LibraryInUse: another window or program has the library open.
        LibraryError: a file cannot be deleted; others may be gone.
    """
    lock = LibraryLock(places.lock)
    try:
        if not lock.acquire():
            raise LibraryInUse("This library is open in another window or program.")
        lock.release()  # its file is to go, too
        return tuple(_erase(places, keep_history=keep_history))
    except OSError as error:
        raise LibraryError(
            f"Not all of the library could be deleted ({error.filename}: {error.strerror})."
        ) from error


def _erase(places: LibraryPlaces, *, keep_history: bool) -> Iterator[Path]:
    for path in _own_files(places.cache, _CACHE):
        yield _delete(path)
    for path in _own_files(places.folder, _LIBRARY):
        yield _delete(path)
    if not keep_history:
        for path in _own_files(places.folder, _HISTORY):
            yield _delete(path)
    if places.lock.exists():
        yield _delete(places.lock)
    for folder in (places.cache, places.folder):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            yield folder


def _own_files(folder: Path, names: re.Pattern[str]) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if names.fullmatch(path.name))


def _delete(path: Path) -> Path:
    path.unlink()
    return path
