"""Rows of faces, by the content of their photos and by what found them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.store.database import Database

_AGREED = "faces agreed"  # facts: when the person agreed, and what read faces last
_METHOD = "faces method"
_TABLES = ("faces", "face_reads")


@dataclass(frozen=True, slots=True, eq=False)
class FaceRow:
    """One face; the place is in shares of the upright picture, the vector float32."""

    content_hash: str
    number: int
    place: tuple[float, float, float, float]  # left, top, width, height
    score: float
    sharpness: float
    vector: NDArray[np.float32]
    picture_jpeg: bytes


class FaceStore:
    """Faces of one library. What is deleted here is overwritten in the file, too."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # --- consent -----------------------------------------------------------------------------

    def agreed_at(self) -> str | None:
        """When the person agreed to faces, as ISO text; None if they did not."""
        return self._fact(_AGREED)

    def agree(self, moment: str) -> None:
        self._set_fact(_AGREED, moment)

    def method(self) -> str | None:
        """The name of the method that read faces last."""
        return self._fact(_METHOD)

    def set_method(self, name: str) -> None:
        """Remember which method read faces last."""
        self._set_fact(_METHOD, name)

    def _fact(self, name: str) -> str | None:
        row = self._db.connection.execute(
            "SELECT value FROM facts WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    def _set_fact(self, name: str, value: str) -> None:
        with self._db.transaction() as con:
            con.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # --- reading -----------------------------------------------------------------------------

    def states(self, method: str) -> dict[str, str]:
        """What reading came to, by content hash."""
        rows = self._db.connection.execute(
            "SELECT content_hash, state FROM face_reads WHERE method = ?", (method,)
        )
        return {str(content): str(state) for content, state in rows}

    def places(
        self, method: str, contents: Iterable[str]
    ) -> dict[str, list[tuple[int, tuple[float, float, float, float], float, float]]]:
        """Number, place, score and sharpness of the faces in some contents; no vector or picture
        is read for it."""
        found = {}
        for content in contents:
            rows = self._db.connection.execute(
                "SELECT number, box_left, box_top, box_width, box_height, score, sharpness "
                "FROM faces WHERE content_hash = ? AND method = ? ORDER BY number",
                (content, method),
            ).fetchall()
            if rows:
                found[content] = [(row[0], row[1:5], row[5], row[6]) for row in rows]
        return found

    def faces(self, method: str) -> list[FaceRow]:
        """All faces, by content and number, so that their order depends on nothing else."""
        rows = self._db.connection.execute(
            "SELECT content_hash, number, box_left, box_top, box_width, box_height, score, "
            "sharpness, vector, picture_jpeg FROM faces WHERE method = ? "
            "ORDER BY content_hash, number",
            (method,),
        )
        return [
            FaceRow(row[0], row[1], row[2:6], row[6], row[7], np.frombuffer(row[8], "<f4"), row[9])
            for row in rows
        ]

    # --- writing -----------------------------------------------------------------------------

    def put(self, content_hash: str, method: str, state: str, faces: Iterable[FaceRow]) -> None:
        """Store what one photo came to, instead of what was known of it."""
        with self._db.transaction(counts=False) as con:
            self._drop(con, content_hash, method)
            con.execute("INSERT INTO face_reads VALUES (?, ?, ?)", (content_hash, method, state))
            con.executemany(
                "INSERT INTO faces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(content_hash, method, face.number, *face.place),
                        *(face.score, face.sharpness),
                        np.asarray(face.vector, "<f4").tobytes(),
                        face.picture_jpeg,
                    )
                    for face in faces
                ],
            )

    @staticmethod
    def _drop(con: sqlite3.Connection, content_hash: str, method: str) -> None:
        for table in _TABLES:
            con.execute(
                f"DELETE FROM {table} WHERE content_hash = ? AND method = ?",
                (content_hash, method),
            )

    def prune(self) -> None:
        """Forget faces of contents that no photo of the library has any more."""
        self._overwrite_what_goes()
        with self._db.transaction(counts=False) as con:
            for table in _TABLES:
                con.execute(
                    f"DELETE FROM {table} WHERE content_hash NOT IN "
                    "(SELECT content_hash FROM photos WHERE content_hash IS NOT NULL)"
                )

    def forget(self, copies: Iterable[Path]) -> list[Path]:
        """Delete all faces and the agreement, also from copies of the database; returns copies
        from which they could not be deleted."""
        self._overwrite_what_goes()
        with self._db.transaction() as con:
            _delete_all(con)
        # Older pages lie in the log beside the database until it is emptied.
        self._db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return [copy for copy in copies if not _forget_in_copy(copy)]

    def _overwrite_what_goes(self) -> None:
        self._db.connection.execute("PRAGMA secure_delete=ON")


def _forget_in_copy(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as con:
            names = {row[0] for row in con.execute("SELECT name FROM sqlite_master")}
            if not names.issuperset(_TABLES):
                return True  # from before there were faces
            con.execute("PRAGMA secure_delete=ON")
            con.execute("BEGIN IMMEDIATE")
            _delete_all(con)
            con.execute("COMMIT")
    except sqlite3.Error:
        return False
    return True


def _delete_all(con: sqlite3.Connection) -> None:
    for table in _TABLES:
        con.execute(f"DELETE FROM {table}")
    con.execute("DELETE FROM facts WHERE name IN (?, ?)", (_AGREED, _METHOD))
