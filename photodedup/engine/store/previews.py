"""The cache of small pictures, one for each photo; losing it costs time only."""

from photodedup.engine.domain import PhotoId
from photodedup.engine.store.database import Database


class PreviewStore:
    """JPEG previews of at most 320 px, valid for one content of their photo."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, photo: PhotoId, content_hash: str) -> bytes | None:
        row = self._db.connection.execute(
            "SELECT jpeg FROM previews WHERE photo_id = ? AND content_hash = ?",
            (photo, content_hash),
        ).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, rows: list[tuple[PhotoId, str, bytes]]) -> None:
        """Store (photo, content hash, JPEG) rows."""
        with self._db.transaction() as con:
            con.executemany("INSERT OR REPLACE INTO previews VALUES (?, ?, ?)", rows)

    def drop_all_but(self, photos: set[PhotoId]) -> None:
        con = self._db.connection
        stored = {PhotoId(row[0]) for row in con.execute("SELECT photo_id FROM previews")}
        with self._db.transaction() as writer:
            writer.executemany(
                "DELETE FROM previews WHERE photo_id = ?",
                [(photo,) for photo in stored - photos],
            )
