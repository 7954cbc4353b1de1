"""A library with rows and previews for many photos and groups, of which no file exists.

Its groups are of all kinds, in shares as in a person's library after years of phones and backups.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.settings import Settings
from tests.engine.pictures_made import save, scene

Row = dict[str, Any]
SETTINGS = Settings(model="none", device="cpu", workers=2)
_AT_ONCE = 2000
_CAMERAS = ("Fairphone 3", "Canon EOS 80D", "iPhone 11", "Pixel 6", None)
_FORMATS = ("JPEG", "JPEG", "JPEG", "HEIF", "PNG")
_PREVIEWS = 40  # different ones


@dataclass(frozen=True, slots=True)
class Share:
    """So many groups of a kind for each 20,000, with so many photos each."""

    verdict: Verdict
    groups: int
    photos: int


SHARES = (
    Share(Verdict.IDENTICAL, 8000, 2),
    Share(Verdict.SAME_PICTURE, 5000, 3),
    Share(Verdict.EDITED, 3000, 3),
    Share(Verdict.BURST, 2000, 6),
    Share(Verdict.SIMILAR, 2000, 5),
)


def make_library(
    folder: Path,
    places: LibraryPlaces,
    photo_count: int,
    group_count: int,
    *,
    with_previews: bool = True,
) -> None:
    """Make it; `folder` holds the one photo that is there, and is where the others would be."""
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "first.jpg", scene())
    with Library(places, SETTINGS) as library, ThreadPoolExecutor(2) as pool:
        library.add_folder(folder)
        library.scan(pool)
    rows = _Rows(folder, _pattern(places))
    with closing(sqlite3.connect(places.database)) as con, con:
        for name, made in (
            ("photos", rows.photos(photo_count, group_count)),
            ("matches", rows.matches()),
        ):
            insert(con, name, made)
    if not with_previews:
        return
    with closing(sqlite3.connect(places.previews)) as con, con:
        insert(con, "previews", rows.previews())


def _pattern(places: LibraryPlaces) -> Row:
    with closing(sqlite3.connect(places.database)) as con:
        con.row_factory = sqlite3.Row
        return dict(con.execute("SELECT * FROM photos").fetchone())


class _Rows:
    def __init__(self, folder: Path, pattern: Row) -> None:
        self._folder = folder
        self._pattern = pattern
        self._matches: list[Row] = []
        self._in_groups: list[tuple[int, str]] = []  # photo id and content hash

    def photos(self, photo_count: int, group_count: int) -> Iterator[Row]:
        number = int(self._pattern["id"])
        for share in SHARES:
            for _ in range(share.groups * group_count // 20_000):
                first = number + 1
                for position in range(share.photos):
                    number += 1
                    row = self._photo(number, position)
                    if position:
                        self._tie(row, first, share.verdict)
                    self._in_groups.append((number, row["content_hash"]))
                    yield row
        while number < photo_count:
            number += 1
            yield self._photo(number, 0)

    def _photo(self, number: int, position: int) -> Row:
        digest = hashlib.blake2b(str(number).encode(), digest_size=32).hexdigest()
        taken_at = datetime(2008, 1, 1) + timedelta(minutes=89 * (number - position))
        name = f"{taken_at:%Y}/{taken_at:%Y-%m}/IMG_{number:06}.jpg"
        folder = self._folder / ("Backup" if position else "Pictures")
        return self._pattern | {
            "id": number,
            "path": os.fsencode(folder / name),
            "size_bytes": 3_000_000 + number % 977 * 4000 - position * 250_000,
            "inode": str(10_000_000 + number),
            "content_hash": digest,
            "pixel_hash": f"jpeg:{digest}",
            "taken_at": taken_at.isoformat(),
            "date_source": "exif",
            "camera": _CAMERAS[number % len(_CAMERAS)],
            "format": _FORMATS[number % len(_FORMATS)],
            "width_px": 4032 - 160 * position,
            "height_px": 3024 - 120 * position,
            "is_compared": 1,
        }

    def _tie(self, row: Row, first: int, verdict: Verdict) -> None:
        if verdict is Verdict.IDENTICAL:
            digest = hashlib.blake2b(str(first).encode(), digest_size=32).hexdigest()
            row |= {"content_hash": digest, "pixel_hash": f"jpeg:{digest}"}
            return
        evidence = {"step": "key points", "hash_distance": 6, "inliers": 120, "orientation": 0}
        self._matches.append(
            {
                "first_id": first,
                "second_id": row["id"],
                "verdict": str(verdict),
                "similarity": 0.5 + row["id"] % 97 / 200,
                "evidence": json.dumps(evidence),
            }
        )

    def matches(self) -> Iterator[Row]:
        return iter(self._matches)

    def previews(self) -> Iterator[Row]:
        pictures = [drawn_preview(seed) for seed in range(_PREVIEWS)]
        for number, digest in self._in_groups:
            jpeg = pictures[number % len(pictures)]
            yield {"photo_id": number, "content_hash": digest, "jpeg": jpeg}


def drawn_preview(seed: int) -> bytes:
    """A small JPEG; other seeds, other pictures."""
    pixels = cv2.cvtColor(scene(320, 240, seed=seed), cv2.COLOR_RGB2BGR)
    _, coded = cv2.imencode(".jpg", np.ascontiguousarray(pixels), [cv2.IMWRITE_JPEG_QUALITY, 70])
    return coded.tobytes()


def insert(con: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    """Put rows with the same columns into a table, some at a time, as they may be very many."""
    made = iter(rows)
    while batch := list(islice(made, _AT_ONCE)):
        columns = list(batch[0])
        marks = ", ".join("?" * len(columns))
        con.executemany(
            f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",
            [tuple(row[column] for column in columns) for row in batch],
        )
