"""The cache of small pictures, one for each photo; losing it costs time only."""

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import LibraryDamaged, LibraryTooNew
from photodedup.engine.store.database import Database, damage_mark
from photodedup.engine.store.migrations import PREVIEW_MIGRATIONS

log = logging.getLogger(__name__)

_INCREMENTAL = 2  # as SQLite names it
_MUCH = 0.25  # of a file: for less it is not worth writing all of it


def open_previews(path: Path, *, read_only: bool = False) -> Database:
    """Open or create the cache; one that cannot be used is set aside and begun anew.

    It is not read through for damage, which would take as long as copying it: whoever meets damage
    leaves a mark, and the next opening begins anew.

    Raises:
        LibraryDamaged, LibraryTooNew: it cannot be used, and nothing may be written.
    """
    try:
        if damage_mark(path).exists() and not read_only:
            raise LibraryDamaged("reading it came upon damage")
        return Database(
            path, PREVIEW_MIGRATIONS, read_only=read_only, is_checked=False, shrinks=True
        )
    except (LibraryDamaged, LibraryTooNew) as error:
        if read_only:
            raise
        log.warning("the cache of previews is made anew: %s", error)
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            old = path.with_name(name)
            if old.exists():
                old.replace(path.with_name(f"{name}.unusable"))
        damage_mark(path).unlink(missing_ok=True)
        return Database(path, PREVIEW_MIGRATIONS, shrinks=True)


class PreviewStore:
    """JPEG previews of at most 320 px, valid for one content of their photo."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, photo: PhotoId, content_hash: str) -> bytes | None:
        """A preview; None if there is none that can be read."""
        try:
            row = self._db.connection.execute(
                "SELECT jpeg FROM previews WHERE photo_id = ? AND content_hash = ?",
                (photo, content_hash),
            ).fetchone()
        except LibraryDamaged:
            return None
        return None if row is None else bytes(row[0])

    def put(self, rows: list[tuple[PhotoId, str, bytes]]) -> None:
        """Store (photo, content hash, JPEG) rows, if that is possible."""
        try:
            with self._db.transaction() as con:
                con.executemany("INSERT OR REPLACE INTO previews VALUES (?, ?, ?)", rows)
        except LibraryDamaged as error:
            log.warning("%d previews are not kept: %s", len(rows), error)

    def drop(self, photos: Iterable[PhotoId]) -> None:
        """Drop these, and give their room back to the disk.

        Raises:
            LibraryError: the cache cannot be written, or is damaged.
        """
        with self._db.transaction() as con:
            con.executemany(
                "DELETE FROM previews WHERE photo_id = ?", [(photo,) for photo in photos]
            )
            _give_back(con)

    def begin_to_shrink(self, is_stopped: Callable[[], bool]) -> bool:
        """Write a cache anew of which much lies unused, if it was made when caches kept all room
        that they ever had; once for each. Returns whether it was done.

        Raises:
            LibraryError: the cache cannot be written, or is damaged.
        """
        con = self._db.connection
        mode, pages, unused, page_bytes = (
            con.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("auto_vacuum", "page_count", "freelist_count", "page_size")
        )
        if mode == _INCREMENTAL or unused < pages * _MUCH:
            return False
        needed_bytes = 2 * (pages - unused) * page_bytes  # for the copy, and for the log of it
        places = (self._db.path.parent, tempfile.gettempdir())
        if any(shutil.disk_usage(place).free < needed_bytes for place in places):
            return False
        return self._db.write_anew(is_stopped)

    def beyond(self, last: PhotoId, most: int) -> list[PhotoId]:
        """Previews of photos with higher numbers than the last one there is; at most so many."""
        rows = self._db.connection.execute(
            "SELECT photo_id FROM previews WHERE photo_id > ? ORDER BY photo_id LIMIT ?",
            (last, most),
        )
        return [PhotoId(photo) for (photo,) in rows.fetchall()]


def _give_back(con: sqlite3.Connection) -> None:
    """Cut off what lies unused in the file, where it was made so that this can be done."""
    (mode,) = con.execute("PRAGMA auto_vacuum").fetchone()
    (pages,) = con.execute("PRAGMA freelist_count").fetchone()
    for _ in range(pages if mode == _INCREMENTAL else 0):
        con.execute("PRAGMA incremental_vacuum(1)")  # Python stops after one, whatever is asked for
