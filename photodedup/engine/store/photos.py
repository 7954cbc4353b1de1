"""Rows of photos, their hard links, and files that were skipped."""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from photodedup.engine.domain.ids import FolderId, PhotoId
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.store.database import Database
from photodedup.engine.store.lazy_photos import LazyPhotos
from photodedup.engine.store.loosening import loosen
from photodedup.engine.store.photo_basis import Basis, read_basis
from photodedup.engine.store.photo_reading import (
    read_all,
    read_among,
    read_each,
    read_ids,
    read_in_play,
    read_known_files,
)
from photodedup.engine.store.photo_rows import KnownFile, PhotoFeatures, Remarks, feature_columns


class PhotoStore:
    """Photos of one library. Paths are kept as the bytes the file system gave.

    Args:
        remarks: what is known of photos outside their rows.
    """

    def __init__(self, database: Database, remarks: Remarks | None = None) -> None:
        self._db = database
        self._remarks = remarks or Remarks()

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Group several writes into one; see `Database.transaction`."""
        return self._db.transaction()

    # --- what is known before reading ----------------------------------------------------------

    def known_files(self) -> list[KnownFile]:
        """All files that were seen, by id."""
        return read_known_files(self._db.connection)

    def known_skipped(self) -> dict[str, tuple[int, int, int, str]]:
        """Size, mtime_ns, pipeline version and reason of every skipped file, by its place."""
        return {
            os.fsdecode(path): (size, mtime, pipeline, reason)
            for path, size, mtime, pipeline, reason in self._db.connection.execute(
                "SELECT path, size_bytes, mtime_ns, pipeline, reason FROM skipped"
            )
        }

    def skipped_count(self) -> int:
        (count,) = self._db.connection.execute("SELECT count(*) FROM skipped").fetchone()
        return int(count)

    def add_new(
        self, folder: FolderId, path: Path, size_bytes: int, mtime_ns: int, device: int, inode: int
    ) -> PhotoId:
        """A row for a file that is going to be read."""
        with self._db.transaction() as con:
            cursor = con.execute(
                "INSERT INTO photos (folder_id, path, size_bytes, mtime_ns, device, inode, state) "
                "VALUES (?, ?, ?, ?, ?, ?, 'new')",
                (folder, os.fsencode(path), size_bytes, mtime_ns, str(device), str(inode)),
            )
            return PhotoId(int(cursor.lastrowid or 0))

    def move(self, photo: PhotoId, folder: FolderId, path: Path, state: str) -> None:
        """The same file under another name."""
        with self._db.transaction() as con:
            con.execute(
                "UPDATE photos SET folder_id = ?, path = ? WHERE id = ?",
                (folder, os.fsencode(path), photo),
            )
            self.set_state([photo], state)

    def free_names(self, files: Iterable[KnownFile]) -> None:
        """Other files have the names of these. Below a file there is none, so no file ever has the
        names that they are given instead."""
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET path = ? WHERE id = ?",
                [(os.fsencode(f.path / str(f.id) / f.path.name), f.id) for f in files],
            )

    def set_state(self, photos: Iterable[PhotoId], state: str) -> None:
        """A photo that was missing is compared again: others may have come meanwhile. So are those
        that only photos tied together which are missing now."""
        changed = list(photos)
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET is_compared = is_compared AND state <> 'missing', state = ? "
                "WHERE id = ?",
                [(state, photo) for photo in changed],
            )
            if state == "missing":
                loosen(con, changed, is_forgotten=False)

    def set_missing(self, paths: Iterable[Path]) -> list[PhotoId]:
        """Photos that were removed; returns the ids of those that were there until now.

        Should their files come back, they came after that removal.
        """
        return self._change_state(paths, "ready", "missing", None)

    def bring_back(self, paths: Iterable[Path]) -> list[PhotoId]:
        """Photos whose files are there again as they were; returns their ids."""
        return self._change_state(paths, "missing", "ready", 0)

    def note_arrivals(self, last_removal: int) -> None:
        """Photos that came since the last scan came after this removal; 0 for none."""
        with self._db.transaction() as con:
            con.execute(
                "UPDATE photos SET came_after = ? WHERE came_after IS NULL AND state = 'ready'",
                (last_removal,),
            )

    def is_empty(self) -> bool:
        """Whether no photo was ever seen."""
        return self._db.connection.execute("SELECT 1 FROM photos LIMIT 1").fetchone() is None

    def _change_state(
        self, paths: Iterable[Path], before: str, after: str, came_after: int | None
    ) -> list[PhotoId]:
        changed = []
        with self._db.transaction() as con:
            for path in paths:
                row = con.execute(
                    "SELECT id FROM photos WHERE path = ? AND state = ?",
                    (os.fsencode(path), before),
                ).fetchone()
                if row is not None:
                    changed.append(PhotoId(row[0]))
            self.set_state(changed, after)
            con.executemany(
                "UPDATE photos SET came_after = ? WHERE id = ?",
                [(came_after, photo) for photo in changed],
            )
        return changed

    def read_again(self, photos: Iterable[PhotoId]) -> None:
        """Let the next scan read these files although they did not change."""
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET pipeline = 0 WHERE id = ?", [(photo,) for photo in photos]
            )

    def take_names(self, photo: PhotoId, other: PhotoId) -> None:
        """The other names of a file on disk are a photo's now, and no longer another's."""
        with self._db.transaction() as con:
            con.execute("UPDATE hard_links SET photo_id = ? WHERE photo_id = ?", (photo, other))

    def forget(self, photos: Iterable[PhotoId]) -> None:
        """Drop rows of files that were never read, or that are other photos now."""
        dropped = list(photos)
        with self._db.transaction() as con:
            loosen(con, dropped)
            con.executemany("DELETE FROM photos WHERE id = ?", [(photo,) for photo in dropped])

    def set_hard_links(self, links: dict[Path, PhotoId]) -> None:
        rows = self._db.connection.execute("SELECT path, photo_id FROM hard_links").fetchall()
        if dict(rows) == {os.fsencode(path): photo for path, photo in links.items()}:
            return
        with self._db.transaction() as con:
            con.execute("DELETE FROM hard_links")
            con.executemany(
                "INSERT INTO hard_links (path, photo_id) VALUES (?, ?)",
                [(os.fsencode(path), photo) for path, photo in links.items()],
            )

    # --- what reading found --------------------------------------------------------------------

    def set_features(self, photo: PhotoId, features: PhotoFeatures, pipeline: int) -> None:
        """Store a read; what was known about older content of this file is dropped.

        So is the person's decision, if this is another picture now and not only another file.
        """
        with self._db.transaction() as con:
            before = con.execute(
                "SELECT content_hash, pixel_hash FROM photos WHERE id = ?", (photo,)
            ).fetchone()
            if before is not None and before[0] is not None:  # or nothing can be known of it
                if not _is_same_picture(before[0], before[1], features):
                    con.execute("DELETE FROM choices WHERE photo_id = ?", (photo,))
                self._drop_pairs(con, photo)
            columns = feature_columns(features)
            assignments = ", ".join(f"{name} = ?" for name in columns)
            con.execute(
                f"UPDATE photos SET {assignments}, state = 'ready', pipeline = ?, is_compared = 0 "
                "WHERE id = ?",
                [*columns.values(), pipeline, photo],
            )

    @staticmethod
    def _drop_pairs(con: sqlite3.Connection, photo: PhotoId) -> None:
        loosen(con, [photo])
        for table in ("matches", "rejected_pairs"):
            con.execute(f"DELETE FROM {table} WHERE first_id = ? OR second_id = ?", (photo, photo))
        con.execute("DELETE FROM vectors WHERE photo_id = ?", (photo,))

    def skip(
        self,
        folder: FolderId,
        path: Path,
        size_bytes: int,
        mtime_ns: int,
        pipeline: int,
        why: str,
        *,
        forget: bool = True,
    ) -> None:
        """List a file with the reason why it is not used; `forget` what was known of its photo."""
        with self._db.transaction() as con:
            if forget:
                rows = con.execute("SELECT id FROM photos WHERE path = ?", (os.fsencode(path),))
                loosen(con, [photo for (photo,) in rows.fetchall()])
                con.execute("DELETE FROM photos WHERE path = ?", (os.fsencode(path),))
            con.execute(
                "INSERT OR REPLACE INTO skipped "
                "(path, folder_id, size_bytes, mtime_ns, pipeline, reason) VALUES (?,?,?,?,?,?)",
                (os.fsencode(path), folder, size_bytes, mtime_ns, pipeline, why),
            )

    def unskip(self, paths: Iterable[Path]) -> None:
        with self._db.transaction() as con:
            con.executemany(
                "DELETE FROM skipped WHERE path = ?", [(os.fsencode(path),) for path in paths]
            )

    def skipped(self) -> list[SkippedFile]:
        return [
            SkippedFile(Path(os.fsdecode(path)), reason, size)
            for path, reason, size in self._db.connection.execute(
                "SELECT path, reason, size_bytes FROM skipped ORDER BY path"
            )
        ]

    # --- reading -----------------------------------------------------------------------------

    def photo(self, photo: PhotoId) -> Photo | None:
        return self.photos([photo]).get(photo)

    def photos(self, ids: Sequence[PhotoId] | None = None) -> dict[PhotoId, Photo]:
        """Readable photos that are where they were last seen, by id; all of them for None."""
        con = self._db.connection
        if ids is None:
            return read_all(con, self._remarks)
        return read_each(con, self._remarks, ids)

    def among(self, ids: Iterable[PhotoId]) -> dict[PhotoId, Photo]:
        """As `photos`, quick for many."""
        return read_among(self._db.connection, self._remarks, ids)

    def basis(self, ids: Iterable[PhotoId]) -> dict[PhotoId, Basis]:
        """What the photos that `among` would make are made of."""
        return read_basis(self._db.connection, self._remarks, ids)

    def lazily(self) -> LazyPhotos:
        """As `photos`, each made when it is asked for."""
        return LazyPhotos(lambda: read_ids(self._db.connection), self.among)

    def in_play(
        self, known: Mapping[PhotoId, Photo]
    ) -> tuple[dict[PhotoId, Photo], list[tuple[Photo, bool]]]:
        """The photos that can be in a group; see `read_in_play`."""
        return read_in_play(self._db.connection, self._remarks, known)

    def content_hash(self, photo: PhotoId) -> str | None:
        """Of a readable photo; cheaper than to read all of it."""
        row = self._db.connection.execute(
            "SELECT content_hash FROM photos WHERE state = 'ready' AND id = ?", (photo,)
        ).fetchone()
        return None if row is None else row[0] or ""

    def content_hashes(self, ids: Sequence[PhotoId]) -> dict[PhotoId, str]:
        """Content hashes of photos in any state, where known."""
        con = self._db.connection
        rows = (
            con.execute("SELECT content_hash FROM photos WHERE id = ?", (photo,)).fetchone()
            for photo in ids
        )
        return {photo: row[0] for photo, row in zip(ids, rows, strict=True) if row and row[0]}

    def count(self) -> int:
        (count,) = self._db.connection.execute(
            "SELECT count(*) FROM photos WHERE state = 'ready'"
        ).fetchone()
        return int(count)


def _is_same_picture(content_hash: str, pixel_hash: str | None, new: PhotoFeatures) -> bool:
    return content_hash == new.content_hash or (
        pixel_hash is not None and pixel_hash == new.pixel_hash
    )
