"""Rows of the chosen folders, each with the number and the size of what was found in it."""

import os
from pathlib import Path

from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.ids import FolderId
from photodedup.engine.store.database import Database
from photodedup.engine.store.loosening import loosen


class FolderStore:
    """Chosen folders of one library. Paths are kept as the bytes the file system gave."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, path: Path) -> FolderId:
        with self._db.transaction() as con:
            cursor = con.execute("INSERT INTO folders (path) VALUES (?)", (os.fsencode(path),))
            return FolderId(int(cursor.lastrowid or 0))

    def remove(self, folder: FolderId) -> None:
        """Its photos go with it, and all that is known of them."""
        with self._db.transaction() as con:
            rows = con.execute("SELECT id FROM photos WHERE folder_id = ?", (folder,))
            loosen(con, [photo for (photo,) in rows.fetchall()])
            con.execute("DELETE FROM folders WHERE id = ?", (folder,))

    def all(self) -> list[Folder]:
        """Chosen folders in the order they were added, with counts; all taken as online."""
        con = self._db.connection
        photos = {
            row[0]: row[1:]
            for row in con.execute(
                "SELECT folder_id, count(*), sum(size_bytes) FROM photos "
                "WHERE state = 'ready' GROUP BY folder_id"
            )
        }
        skipped = dict(
            con.execute("SELECT folder_id, count(*) FROM skipped GROUP BY folder_id").fetchall()
        )
        return [
            Folder(
                FolderId(number),
                Path(os.fsdecode(path)),
                photo_count=photos.get(number, (0, 0))[0],
                size_bytes=photos.get(number, (0, 0))[1],
                skipped_count=skipped.get(number, 0),
            )
            for number, path in con.execute("SELECT id, path FROM folders ORDER BY id")
        ]
