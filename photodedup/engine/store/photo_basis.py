"""What photos are made of, to tell without making them whether they are as they were."""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.photo_rows import PHOTO_COLUMNS, Remarks
from photodedup.engine.store.places import decoded
from photodedup.engine.store.shots import read_companions, read_shots

_PATH, _CONTENT, _CAME_AFTER = (
    PHOTO_COLUMNS.split(", ").index(name) for name in ("path", "content_hash", "came_after")
)
_SLICE = 10_000  # ids: to code more of them at once keeps other threads waiting


class Basis(NamedTuple):
    """Where it is the same twice, the photo is. `facts` are plain values; `parts` are the photos
    of its shot."""

    facts: tuple[object, ...]
    parts: tuple[PhotoId, ...]


def read_basis(
    con: sqlite3.Connection, remarks: Remarks, ids: Iterable[PhotoId]
) -> dict[PhotoId, Basis]:
    """Of those of very many photos that are readable."""
    links: defaultdict[int, list[bytes]] = defaultdict(list)
    for path, owner in con.execute("SELECT path, photo_id FROM hard_links ORDER BY path"):
        links[owner].append(path)
    companions = read_companions(con, (), everything=True)
    shots = read_shots(con, (), everything=True)
    is_protected = cache(lambda folder: remarks.is_protected(Path(folder, "photo")))
    ordered, found = sorted(ids), {}
    for start in range(0, len(ordered), _SLICE):
        rows = con.execute(
            f"SELECT {PHOTO_COLUMNS} FROM photos "
            "WHERE state = 'ready' AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(ordered[start : start + _SLICE]),),
        ).fetchall()
        for row, place in zip(rows, decoded([row[_PATH] for row in rows]), strict=True):
            number, content, shot = row[0], row[_CONTENT] or "", shots.get(row[0])
            around: list[object] = [is_protected(os.path.dirname(place))]
            if remarks.was_trashed(content):
                at = remarks.trashed_at(Path(place), content, row[_CAME_AFTER] or 0)
                around.append(str(at))
            if shot is not None or number in companions or number in links:
                around += [repr(shot), repr(companions.get(number)), *links.get(number, ())]
            parts = shot.photos if shot is not None else ()
            found[PhotoId(number)] = Basis((row, tuple(around)), parts)
    return found
