"""Results that can be made again, each with what it was made of: valid as long as that is so."""

import zlib

from photodedup.engine.store.database import Database


class ResultStore:
    """Results by name. They lie in the database itself, so that a copy of it that is opened later
    has results of its own moment."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str, made_of: str) -> bytes | None:
        """A result, if it was made of just this."""
        if self._db.generation is None:
            return None
        row = self._db.connection.execute(
            "SELECT value FROM results WHERE name = ? AND made_of = ?", (name, made_of)
        ).fetchone()
        try:
            return None if row is None else zlib.decompress(row[0])
        except zlib.error:
            return None

    def is_there(self, name: str, made_of: str) -> bool:
        """Whether there is such a result; cheaper than to get it."""
        if self._db.generation is None:
            return False
        row = self._db.connection.execute(
            "SELECT 1 FROM results WHERE name = ? AND made_of = ?", (name, made_of)
        ).fetchone()
        return row is not None

    def put(self, name: str, made_of: str, value: bytes = b"") -> None:
        """Store a result in the place of the one before."""
        with self._db.transaction(counts=False) as con:
            con.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                (name, made_of, zlib.compress(value, 1)),
            )

    def may_be_there(self, name: str, start: str) -> bool:
        """Whether there is a result that was made of something that begins so."""
        if self._db.generation is None:
            return False
        row = self._db.connection.execute(
            "SELECT 1 FROM results WHERE name = ? AND substr(made_of, 1, ?) = ?",
            (name, len(start), start),
        ).fetchone()
        return row is not None
