"""Rows of the folders that a person protected."""

import os
from pathlib import Path

from photodedup.engine.store.database import Database


class ProtectedStore:
    """Real paths, as the bytes the file system gave."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def folders(self) -> tuple[Path, ...]:
        """The protected folders, by path."""
        rows = self._db.connection.execute("SELECT path FROM protected_folders ORDER BY path")
        return tuple(Path(os.fsdecode(row[0])) for row in rows)

    def add(self, folder: Path) -> None:
        """Protect a folder from now on."""
        with self._db.transaction() as con:
            con.execute("INSERT OR IGNORE INTO protected_folders VALUES (?)", [os.fsencode(folder)])

    def remove(self, folder: Path) -> None:
        """Protect it no longer."""
        with self._db.transaction() as con:
            con.execute("DELETE FROM protected_folders WHERE path = ?", [os.fsencode(folder)])
