"""The cache of small pictures, one for each photo; losing it costs time only."""

import logging
from pathlib import Path

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import LibraryDamaged, LibraryTooNew
from photodedup.engine.store.database import Database, damage_mark
from photodedup.engine.store.migrations import PREVIEW_MIGRATIONS

log = logging.getLogger(__name__)


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
        return Database(path, PREVIEW_MIGRATIONS, read_only=read_only, is_checked=False)
    except (LibraryDamaged, LibraryTooNew) as error:
        if read_only:
            raise
        log.warning("the cache of previews is made anew: %s", error)
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            old = path.with_name(name)
            if old.exists():
                old.replace(path.with_name(f"{name}.unusable"))
        damage_mark(path).unlink(missing_ok=True)
        return Database(path, PREVIEW_MIGRATIONS)


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
