"""Rows of shots: which photos are one, and the files beside them that belong to them."""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.photos import Companion, CompanionKind, DateSource, Photo, Shot
from photodedup.engine.store.database import Database
from photodedup.engine.store.loosening import loosen
from photodedup.engine.store.places import decoded


class PartRow(NamedTuple):
    """What pairing needs of one readable photo, as it is stored: what takes time is worked out
    when it is asked for."""

    id: PhotoId
    place: str
    is_raw: bool
    taken: str | None
    source: str | None
    camera: str | None
    content_identifier: str | None

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def taken_at(self) -> datetime | None:
        return datetime.fromisoformat(self.taken) if self.taken else None

    @property
    def date_source(self) -> DateSource | None:
        return DateSource(self.source) if self.source else None


@dataclass(frozen=True, slots=True)
class CompanionRow:
    """A file beside photos. `photo` is None where it belongs to none of them."""

    path: Path
    photo: PhotoId | None
    kind: CompanionKind
    size_bytes: int
    mtime_ns: int
    content_identifier: str | None = None


class ShotStore:
    """Shots and companions of one library."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def generation(self) -> int | None:
        """Of the database."""
        return self._db.generation

    @property
    def own_changes(self) -> int:
        """Of the database, by this thread."""
        return self._db.own_changes

    def folders(self) -> set[str]:
        """Folders that hold readable photos."""
        rows = self._db.connection.execute("SELECT path FROM photos WHERE state = 'ready'")
        return set(map(os.fsdecode, {os.path.dirname(path) for (path,) in rows.fetchall()}))

    def places(self) -> tuple[Sequence[PhotoId], list[str], dict[PhotoId, ShotId]]:
        """Readable photos by id, and their paths; which shot they are in so far, of those that are
        in one."""
        rows = self._db.connection.execute(
            "SELECT id, path, shot_id FROM photos WHERE state = 'ready' ORDER BY id"
        ).fetchall()
        if not rows:
            return (), [], {}
        photos, paths, shots = zip(*rows, strict=True)
        known = zip(photos, shots, strict=True)
        return photos, decoded(paths), {photo: shot for photo, shot in known if shot is not None}

    def parts(self, photos: Iterable[PhotoId]) -> list[PartRow]:
        """Those of these photos that are readable, by id."""
        rows = self._db.connection.execute(
            "SELECT id, path, is_raw, taken_at, date_source, camera, content_identifier "
            "FROM photos WHERE state = 'ready' AND id IN (SELECT value FROM json_each(?)) "
            "ORDER BY id",
            (json.dumps(list(photos)),),
        ).fetchall()
        places = decoded([row[1] for row in rows])
        return [PartRow(row[0], place, *row[2:]) for row, place in zip(rows, places, strict=True)]

    def unreadable(self) -> list[tuple[Path, int, int]]:
        """Path, size in bytes and mtime_ns of each file that could not be read as a photo."""
        return [
            (_path(path), size, mtime)
            for path, size, mtime in self._db.connection.execute(
                "SELECT path, size_bytes, mtime_ns FROM skipped ORDER BY path"
            )
        ]

    def companions(self) -> dict[Path, CompanionRow]:
        return {
            _path(row[0]): CompanionRow(
                _path(row[0]),
                None if row[1] is None else PhotoId(row[1]),
                CompanionKind(row[2]),
                *row[3:],
            )
            for row in self._db.connection.execute(
                "SELECT path, photo_id, kind, size_bytes, mtime_ns, content_identifier "
                "FROM companions"
            )
        }

    def set_shots(self, shots: Mapping[PhotoId, ShotId | None]) -> None:
        """Change who is paired with whom. Such photos are compared again: what was one shot was
        not compared, and what is one now ties no others together."""
        with self._db.transaction() as con:
            loosen(con, shots, is_forgotten=False)
            con.executemany(
                "UPDATE photos SET shot_id = ?, is_compared = 0 WHERE id = ?",
                [(shot, photo) for photo, shot in shots.items()],
            )

    def change_companions(self, stored: Iterable[CompanionRow], gone: Iterable[Path]) -> None:
        with self._db.transaction() as con:
            con.executemany(
                "DELETE FROM companions WHERE path = ?", [(os.fsencode(path),) for path in gone]
            )
            con.executemany(
                "INSERT OR REPLACE INTO companions VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        os.fsencode(row.path),
                        row.photo,
                        row.kind,
                        row.size_bytes,
                        row.mtime_ns,
                        row.content_identifier,
                    )
                    for row in stored
                ],
            )


def with_shots(
    con: sqlite3.Connection, photos: dict[PhotoId, Photo], *, everything: bool
) -> dict[PhotoId, Photo]:
    """The same photos with their companions and shots. `everything`: these are all there are."""
    companions = read_companions(con, photos, everything=everything)
    shots = read_shots(con, photos, everything=everything)
    dressed = {
        photo: replace(
            photos[photo], companions=tuple(companions.get(photo, ())), shot=shots.get(photo)
        )
        for photo in {*companions, *shots} & photos.keys()
    }
    return photos | dressed


def read_companions(
    con: sqlite3.Connection, photos: Iterable[PhotoId], *, everything: bool
) -> dict[PhotoId, list[Companion]]:
    query = "SELECT photo_id, path, kind, size_bytes, mtime_ns FROM companions WHERE photo_id "
    if everything:
        rows = con.execute(query + "IS NOT NULL").fetchall()
    else:
        rows = [row for photo in photos for row in con.execute(query + "= ?", (photo,))]
    found: defaultdict[PhotoId, list[Companion]] = defaultdict(list)
    for photo, path, kind, size_bytes, mtime_ns in rows:
        found[PhotoId(photo)].append(
            Companion(_path(path), CompanionKind(kind), size_bytes, mtime_ns)
        )
    for companions in found.values():
        companions.sort(key=lambda companion: companion.path)
    return found


_COMPANIONS = "(SELECT count(*) FROM companions WHERE photo_id = photos.id AND kind {} 'sidecar')"
_PICTURES = (
    "SELECT shot_id, id, path, mtime_ns, "
    f"{_COMPANIONS.format('<>')}, {_COMPANIONS.format('=')} FROM photos "
    "WHERE state = 'ready' AND shot_id "
)


def read_shots(
    con: sqlite3.Connection, photos: Iterable[PhotoId], *, everything: bool
) -> dict[PhotoId, Shot]:
    """The shot of each photo that shares one with another photo that is there."""
    if everything:
        rows = con.execute(_PICTURES + "IS NOT NULL").fetchall()
    else:
        own = "= (SELECT shot_id FROM photos WHERE id = ?)"
        rows = list({row for photo in photos for row in con.execute(_PICTURES + own, (photo,))})
    by_shot: defaultdict[int, list[tuple[Path, PhotoId, int, int, int]]] = defaultdict(list)
    for shot, photo, path, *counts in rows:
        by_shot[shot].append((_path(path), PhotoId(photo), *counts))
    found = {}
    for number, pictures in by_shot.items():
        if len(pictures) > 1:
            pictures.sort()
            shot = Shot(
                ShotId(number),
                photos=tuple(photo for _, photo, *_ in pictures),
                pictures=tuple(path for path, *_ in pictures),
                capture_count=len(pictures) + sum(films for *_, films, _ in pictures),
                sidecar_count=sum(sidecars for *_, sidecars in pictures),
                mtime_ns=min(mtime_ns for _, _, mtime_ns, *_ in pictures),
            )
            found.update({photo: shot for _, photo, *_ in pictures})
    return found


def _path(blob: bytes) -> Path:
    return Path(os.fsdecode(blob))
