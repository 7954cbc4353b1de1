"""Rows of photos, folders, hard links and skipped files."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photodedup.engine.domain import (
    DateSource,
    Folder,
    FolderId,
    Photo,
    PhotoId,
    SkippedFile,
)
from photodedup.engine.store.database import Database


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What is remembered of a file's outside, to tell whether it has to be read again."""

    id: PhotoId
    path: Path
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    state: str
    pipeline: int


@dataclass(frozen=True, slots=True)
class PhotoFeatures:
    """What one read of a photo adds to its row."""

    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    content_hash: str
    pixel_hash: str | None
    format: str
    width_px: int
    height_px: int
    is_raw: bool
    detail: float
    taken_at: datetime | None
    date_source: DateSource | None
    camera: str | None
    has_location: bool
    software: str | None
    burst_id: str | None
    hashes: bytes


_PHOTO_COLUMNS = (
    "id, path, size_bytes, mtime_ns, device, inode, content_hash, pixel_hash, format, "
    "width_px, height_px, taken_at, date_source, camera, has_location, is_raw"
)


class PhotoStore:
    """Photos of one library. Paths are kept as the bytes the file system gave."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Group several writes into one; see `Database.transaction`."""
        return self._db.transaction()

    # --- folders -----------------------------------------------------------------------------

    def add_folder(self, path: Path) -> FolderId:
        with self._db.transaction() as con:
            cursor = con.execute("INSERT INTO folders (path) VALUES (?)", (os.fsencode(path),))
            return FolderId(int(cursor.lastrowid or 0))

    def remove_folder(self, folder: FolderId) -> None:
        with self._db.transaction() as con:
            con.execute("DELETE FROM folders WHERE id = ?", (folder,))

    def folders(self) -> list[Folder]:
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

    # --- what is known before reading ----------------------------------------------------------

    def known_files(self) -> Iterator[KnownFile]:
        for row in self._db.connection.execute(
            "SELECT id, path, size_bytes, mtime_ns, device, inode, state, pipeline FROM photos"
        ):
            yield KnownFile(
                PhotoId(row[0]),
                Path(os.fsdecode(row[1])),
                row[2],
                row[3],
                int(row[4]),
                int(row[5]),
                row[6],
                row[7],
            )

    def known_skipped(self) -> dict[Path, tuple[int, int, int, str]]:
        """Size, mtime_ns, pipeline version and reason of every skipped file."""
        return {
            Path(os.fsdecode(path)): (size, mtime, pipeline, reason)
            for path, size, mtime, pipeline, reason in self._db.connection.execute(
                "SELECT path, size_bytes, mtime_ns, pipeline, reason FROM skipped"
            )
        }

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
                "UPDATE photos SET folder_id = ?, path = ?, state = ? WHERE id = ?",
                (folder, os.fsencode(path), state, photo),
            )

    def set_state(self, photos: Iterable[PhotoId], state: str) -> None:
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET state = ? WHERE id = ?", [(state, photo) for photo in photos]
            )

    def set_missing(self, paths: Iterable[Path]) -> None:
        """Photos whose files have gone."""
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET state = 'missing' WHERE path = ? AND state = 'ready'",
                [(os.fsencode(path),) for path in paths],
            )

    def bring_back(self, paths: Iterable[Path]) -> list[PhotoId]:
        """Photos whose files are there again as they were; returns their ids."""
        back = []
        with self._db.transaction() as con:
            for path in paths:
                row = con.execute(
                    "SELECT id FROM photos WHERE path = ? AND state = 'missing'",
                    (os.fsencode(path),),
                ).fetchone()
                if row is not None:
                    back.append(PhotoId(row[0]))
            self.set_state(back, "ready")
        return back

    def read_again(self, photos: Iterable[PhotoId]) -> None:
        """Let the next scan read these files although they did not change."""
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET pipeline = 0 WHERE id = ?", [(photo,) for photo in photos]
            )

    def forget(self, photos: Iterable[PhotoId]) -> None:
        """Drop rows whose files were never read."""
        with self._db.transaction() as con:
            con.executemany("DELETE FROM photos WHERE id = ?", [(photo,) for photo in photos])

    def set_hard_links(self, links: dict[Path, PhotoId]) -> None:
        with self._db.transaction() as con:
            con.execute("DELETE FROM hard_links")
            con.executemany(
                "INSERT INTO hard_links (path, photo_id) VALUES (?, ?)",
                [(os.fsencode(path), photo) for path, photo in links.items()],
            )

    # --- what reading found --------------------------------------------------------------------

    def set_features(self, photo: PhotoId, features: PhotoFeatures, pipeline: int) -> None:
        """Store a read; what was known about older content of this file is dropped."""
        f = features
        with self._db.transaction() as con:
            self._drop_pairs(con, photo)
            con.execute(
                """UPDATE photos SET size_bytes = ?, mtime_ns = ?, device = ?, inode = ?,
                state = 'ready', pipeline = ?, is_compared = 0, content_hash = ?, pixel_hash = ?,
                format = ?, width_px = ?, height_px = ?, is_raw = ?, detail = ?, taken_at = ?,
                date_source = ?, camera = ?, has_location = ?, software = ?, burst_id = ?,
                hashes = ? WHERE id = ?""",
                (
                    f.size_bytes,
                    f.mtime_ns,
                    str(f.device),
                    str(f.inode),
                    pipeline,
                    f.content_hash,
                    f.pixel_hash,
                    f.format,
                    f.width_px,
                    f.height_px,
                    f.is_raw,
                    f.detail,
                    f.taken_at.isoformat() if f.taken_at else None,
                    f.date_source,
                    f.camera,
                    f.has_location,
                    f.software,
                    f.burst_id,
                    f.hashes,
                    photo,
                ),
            )

    @staticmethod
    def _drop_pairs(con: sqlite3.Connection, photo: PhotoId) -> None:
        for table in ("matches", "rejected_pairs"):
            con.execute(f"DELETE FROM {table} WHERE first_id = ? OR second_id = ?", (photo, photo))
        con.execute("DELETE FROM vectors WHERE photo_id = ?", (photo,))

    def skip(
        self, folder: FolderId, path: Path, size_bytes: int, mtime_ns: int, pipeline: int, why: str
    ) -> None:
        with self._db.transaction() as con:
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
        found = self.photos([photo])
        return found.get(photo)

    def photos(self, ids: Sequence[PhotoId] | None = None) -> dict[PhotoId, Photo]:
        """Readable photos that are where they were last seen, by id; all of them for None."""
        con = self._db.connection
        links: dict[int, list[Path]] = {}
        for path, owner in con.execute("SELECT path, photo_id FROM hard_links ORDER BY path"):
            links.setdefault(owner, []).append(Path(os.fsdecode(path)))
        query = f"SELECT {_PHOTO_COLUMNS} FROM photos WHERE state = 'ready'"
        if ids is None:
            rows = con.execute(query + " ORDER BY id").fetchall()
        else:
            rows = [
                row
                for photo in ids
                for row in con.execute(query + " AND id = ?", (photo,)).fetchall()
            ]
        return {PhotoId(row[0]): _photo(row, tuple(links.get(row[0], ()))) for row in rows}

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


def _photo(row: tuple[object, ...], links: tuple[Path, ...]) -> Photo:
    values: list[object] = list(row)
    taken_at, source = values[11], values[12]
    return Photo(
        id=PhotoId(int(str(values[0]))),
        path=Path(os.fsdecode(bytes(values[1]))) if isinstance(values[1], bytes) else Path(),
        size_bytes=int(str(values[2])),
        mtime_ns=int(str(values[3])),
        device=int(str(values[4])),
        inode=int(str(values[5])),
        content_hash=str(values[6] or ""),
        pixel_hash=None if values[7] is None else str(values[7]),
        format=str(values[8] or ""),
        width_px=int(str(values[9] or 0)),
        height_px=int(str(values[10] or 0)),
        taken_at=datetime.fromisoformat(str(taken_at)) if taken_at else None,
        date_source=DateSource(str(source)) if source else None,
        camera=None if values[13] is None else str(values[13]),
        has_location=bool(values[14]),
        is_raw=bool(values[15]),
        hard_links=links,
    )
