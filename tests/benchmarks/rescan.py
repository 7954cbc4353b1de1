"""A second scan of a large library in which nothing changed: no file may be opened.

The files are empty and their rows made up: what is timed is the walk, the comparison with the
database, and the find that has nothing to do.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces, library_places_at
from photodedup.engine.settings import Settings
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.engine.pictures_made import save, scene

Row = dict[str, Any]

_SETTINGS = Settings(device="cpu", workers=2)
_IN_A_FOLDER = 500
COMPARE = "scan: walk and compare with the database"
_AT_ONCE = 2000


def run(photo_count: int, repeats: int) -> str:
    """The table as Markdown."""
    with tempfile.TemporaryDirectory() as home:
        photos, places = Path(home, "photos"), library_places_at(Path(home, "library"))
        make_library(photos, places, photo_count)
        in_fresh_process(laps, places)  # what the others find stored
        best: dict[str, Cost] = {}
        for _ in range(repeats):
            costs, peak = in_fresh_process(laps, places)
            for name, cost in costs.items():
                best[name] = Cost(cost.wall_s, cost.cpu_s, peak).best_with(best.get(name))
    return table(
        [f"{photo_count:,} photos, nothing changed", "wall s", "CPU s", "peak MiB"],
        [
            [name, f"{cost.wall_s:.2f}", f"{cost.cpu_s:.2f}", f"{cost.peak_bytes / 2**20:.0f}"]
            for name, cost in best.items()
        ],
    )


def laps(places: LibraryPlaces) -> dict[str, Cost]:
    """What each step of a start and a scan cost."""
    costs: dict[str, Cost] = {}
    watch = Watch()
    with Library(places, _SETTINGS) as library, ThreadPoolExecutor(2) as pool:
        costs["open the library"] = watch.lap()
        library.groups()
        costs["show the groups"] = watch.lap()
        _require_unchanged(library.scan(pool, watch.note))
        costs[COMPARE] = watch.before_find
        costs["scan: look for something to find"] = watch.lap()
    return costs


def _require_unchanged(summary: ScanSummary) -> None:
    if summary.read_count or summary.skipped_count or summary.missing_count:
        raise SystemExit(f"the scan was to read nothing, but: {summary}")


def make_library(photos: Path, places: LibraryPlaces, photo_count: int) -> None:
    """A library of one scanned photo whose rows are then multiplied, with other hashes in each."""
    save(photos / "first.jpg", scene())
    with Library(places, _SETTINGS) as library, ThreadPoolExecutor(2) as pool:
        library.add_folder(photos)
        library.scan(pool)
    random = np.random.default_rng(0)
    files = _files(photos, photo_count - 1)
    with closing(sqlite3.connect(places.database)) as con, con:
        con.row_factory = sqlite3.Row
        photo = dict(con.execute("SELECT * FROM photos").fetchone())
        vector = dict(con.execute("SELECT * FROM vectors").fetchone())
        while batch := list(islice(files, _AT_ONCE)):
            rows = [_photo_row(photo, path, random) for path in batch]
            _insert(con, "photos", rows)
            _insert(con, "vectors", _vector_rows(vector, [row["id"] for row in rows], random))


def _files(photos: Path, photo_count: int) -> Iterator[Path]:
    for number in range(photo_count):
        path = photos / f"{number // _IN_A_FOLDER:04}" / f"IMG_{number:06}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.touch()
        yield path


def _photo_row(pattern: Row, path: Path, random: np.random.Generator) -> Row:
    status = path.stat()
    number = int(path.stem.partition("_")[2]) + 2
    digest = hashlib.blake2b(path.name.encode(), digest_size=32).hexdigest()
    taken_at = datetime(2015, 1, 1) + timedelta(minutes=17 * number)
    return pattern | {
        "id": number,
        "path": os.fsencode(path),
        "size_bytes": status.st_size,
        "mtime_ns": status.st_mtime_ns,
        "device": str(status.st_dev),
        "inode": str(status.st_ino),
        "content_hash": digest,
        "pixel_hash": f"jpeg:{digest}",
        "taken_at": taken_at.isoformat(),
        "hashes": random.bytes(len(pattern["hashes"])),
    }


def _vector_rows(pattern: Row, photos: Sequence[int], random: np.random.Generator) -> list[Row]:
    dims = len(pattern["vector"]) // 2
    vectors = random.standard_normal((len(photos), dims), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [
        pattern | {"photo_id": photo, "vector": vector.tobytes()}
        for photo, vector in zip(photos, vectors.astype("<f2"), strict=True)
    ]


def _insert(con: sqlite3.Connection, name: str, rows: Sequence[Row]) -> None:
    columns = list(rows[0])
    marks = ", ".join("?" * len(columns))
    con.executemany(
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",
        [tuple(row[column] for column in columns) for row in rows],
    )
