"""Reads photos from their rows: a few, some, all, or those that can be in a group; and what is
known of files."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.store.photo_rows import PHOTO_COLUMNS, KnownFile, PhotoMaker, Remarks
from photodedup.engine.store.shots import with_shots

Row = tuple[Any, ...]

_PHOTOS = f"SELECT {PHOTO_COLUMNS} FROM photos WHERE state = 'ready'"
_LINKS = "SELECT path, photo_id FROM hard_links"
_SLICE = 2000  # rows: to code more of them at once keeps other threads waiting
_PIXELS = "coalesce(nullif(pixel_hash, ''), content_hash)"
_IN_PLAY = f"""
    SELECT {PHOTO_COLUMNS}, is_compared, state = 'ready' FROM photos
    WHERE state <> 'new' AND (
        shot_id IS NOT NULL
        OR id IN (SELECT first_id FROM matches UNION ALL SELECT second_id FROM matches)
        OR {_PIXELS} IN (
            SELECT {_PIXELS} FROM photos WHERE state <> 'new' GROUP BY 1 HAVING count(*) > 1
        )
        OR content_hash IN (
            SELECT first_hash FROM rulings UNION ALL SELECT second_hash FROM rulings
        )
    ) ORDER BY id"""


def read_all(con: sqlite3.Connection, remarks: Remarks) -> dict[PhotoId, Photo]:
    """Every readable photo that is where it was last seen, by id."""
    return _made(con, _slices(con.execute(f"{_PHOTOS} ORDER BY id")), remarks)


def read_ids(con: sqlite3.Connection) -> list[PhotoId]:
    """Of all of them, in order."""
    rows = con.execute("SELECT id FROM photos WHERE state = 'ready' ORDER BY id").fetchall()
    return [PhotoId(row[0]) for row in rows]


def read_each(
    con: sqlite3.Connection, remarks: Remarks, ids: Iterable[PhotoId]
) -> dict[PhotoId, Photo]:
    """A few of them, in the order that is asked for."""
    ids = list(ids)  # one by one: the number of values in a statement is limited
    rows = [row for each in ids for row in con.execute(f"{_PHOTOS} AND id = ?", (each,))]
    query = f"{_LINKS} WHERE photo_id = ?"
    links = [link for each in ids for link in con.execute(query, (each,))]
    make, names = PhotoMaker(remarks), _names(links)
    found = {photo.id: photo for photo in make(rows, names)}
    return with_shots(con, found, everything=False)


def read_among(
    con: sqlite3.Connection, remarks: Remarks, ids: Iterable[PhotoId]
) -> dict[PhotoId, Photo]:
    """Many of them, by id."""
    query = f"{_PHOTOS} AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
    ordered = sorted(ids)
    asked = (json.dumps(ordered[at : at + _SLICE]) for at in range(0, len(ordered), _SLICE))
    return _made(con, (con.execute(query, (some,)).fetchall() for some in asked), remarks)


def read_in_play(
    con: sqlite3.Connection, remarks: Remarks, known: Mapping[PhotoId, Photo]
) -> tuple[dict[PhotoId, Photo], list[tuple[Photo, bool]]]:
    """The photos that can be in a group: matched, with pixels that others have too, of a shot with
    others, or decided about by hand. All others are alone, whatever else is decided.

    `known` photos were read before and are still the same. Returns the readable photos by id; and
    all of them, also those that are missing now, each with whether it has been compared.
    """
    make, names = PhotoMaker(remarks), _read_names(con)
    ids: list[PhotoId] = []
    is_compared: list[bool] = []
    made: dict[PhotoId, Photo] = {}
    absent: dict[PhotoId, Photo] = {}
    for rows in _slices(con.execute(_IN_PLAY)):
        ids += [PhotoId(row[0]) for row in rows]
        is_compared += [bool(row[-2]) for row in rows]
        new = [row[:-2] for row in rows if row[-1] and row[0] not in known]
        made.update((photo.id, photo) for photo in make(new, names))
        gone = [row[:-2] for row in rows if not row[-1]]
        absent.update((photo.id, photo) for photo in make(gone))
    made = with_shots(con, made, everything=True)
    there = (photo for photo in ids if photo not in absent)
    ready = {photo: known.get(photo) or made[photo] for photo in there}
    photos = (absent.get(photo) or ready[photo] for photo in ids)
    return ready, list(zip(photos, is_compared, strict=True))


def read_known_files(con: sqlite3.Connection) -> list[KnownFile]:
    """All files that were seen, by id."""
    decoded = os.fsdecode
    devices: dict[str, int] = {}
    states: dict[str, str] = {}  # each once for all files, as devices
    files: list[KnownFile] = []
    cursor = con.execute(
        "SELECT id, path, size_bytes, mtime_ns, device, inode, state, pipeline "
        "FROM photos ORDER BY id"
    )
    for rows in _slices(cursor):
        for number, path, size, mtime, device, inode, state, pipeline in rows:
            on = devices.get(device)
            if on is None:
                on = devices[device] = int(device)
            state = states.setdefault(state, state)
            place = decoded(path)
            files.append(KnownFile(number, place, size, mtime, on, int(inode), state, pipeline))
    return files


def _slices(cursor: sqlite3.Cursor) -> Iterator[list[Row]]:
    """Some rows at a time: all of a large library take as much memory as its photos."""
    while rows := cursor.fetchmany(_SLICE):
        yield rows


def _made(
    con: sqlite3.Connection, slices: Iterable[Sequence[Row]], remarks: Remarks
) -> dict[PhotoId, Photo]:
    make, names = PhotoMaker(remarks), _read_names(con)
    found: dict[PhotoId, Photo] = {}
    for rows in slices:
        found.update((photo.id, photo) for photo in make(rows, names))
    return with_shots(con, found, everything=True)


def _read_names(con: sqlite3.Connection) -> dict[int, tuple[Path, ...]]:
    return _names(con.execute(_LINKS).fetchall())


def _names(links: Iterable[Row]) -> dict[int, tuple[Path, ...]]:
    """The other names of files on disk, by photo."""
    names: dict[int, list[Path]] = {}
    for path, owner in sorted(links):
        names.setdefault(owner, []).append(Path(os.fsdecode(path)))
    return {owner: tuple(paths) for owner, paths in names.items()}
