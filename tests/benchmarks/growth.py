"""How the cost of a whole library grows with its photos: scan, find, rescan and open, end to end.

A tenth of the photos are half-size copies of others. They come from a labelled folder, or are
drawn: 640 x 480, so that many can be made, and so much alike to a model that more is looked at
closely than among photos. What is larger is measured on made rows by the other benchmarks.
"""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.evaluation.truth import ORIGINAL, TRUTH_FILE, read_truth
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.engine.pictures_made import encoded, scene

SIZES = (100, 300, 1000, 3000)
_COPIES = 10  # one of so many photos is a copy
_HALF = "near_half_size"
_IN_A_FOLDER = 500
_SETTINGS = Settings(device="cpu", workers=2)
_HEAD = ("photos, end to end", "step", "wall s", "CPU s", "peak MiB", "groups of copies")


def run(sizes: Sequence[int], labelled: Path | None = None) -> str:
    """A table with a row for each step and number of photos, as Markdown."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            photos, library = Path(home, "photos"), Path(home, "library")
            if labelled is None:
                _draw_photos(photos, size)
            else:
                _take_photos(labelled, photos, size)
            steps, peak = in_fresh_process(_scans, photos, library)
            (opened, groups), open_peak = in_fresh_process(_open, library)
            for name, cost in steps.items():
                rows.append(_row(size, name, cost, peak, groups))
            rows.append(_row(size, "open", opened, open_peak, groups))
    return table(_HEAD, rows)


def _row(size: int, step: str, cost: Cost, peak_bytes: int, groups: int) -> list[str]:
    times = [f"{cost.wall_s:.2f}", f"{cost.cpu_s:.2f}"]
    return [f"{size:,}", step, *times, f"{peak_bytes / 2**20:.0f}", f"{groups:,}"]


def _take_photos(labelled: Path, folder: Path, count: int) -> None:
    rows = read_truth(labelled / TRUTH_FILE)
    halves = {row.group: row.path for row in rows if row.kind == _HALF}
    originals = {row.group: row.path for row in rows if row.kind == ORIGINAL}
    copied = sorted(halves)[: count // _COPIES]
    single = [row.path for row in rows if not row.group]
    single += [path for group, path in originals.items() if group not in copied]
    paths = [*(originals[group] for group in copied), *(halves[group] for group in copied)]
    paths += single[: count - len(paths)]
    if len(copied) < count // _COPIES or len(paths) < count:
        raise SystemExit(f"{labelled} has not enough pictures for {count:,} photos")
    for number, path in enumerate(paths):
        _save(folder, number, path.read_bytes(), path.suffix)


def _draw_photos(folder: Path, count: int) -> None:
    copies = count // _COPIES
    for number in range(count - copies):
        pixels = scene(seed=number)
        _save(folder, number, encoded(pixels, ".jpg"))
        if number < copies:
            half = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            _save(folder, count - copies + number, encoded(np.asarray(half, np.uint8), ".jpg"))


def _save(folder: Path, number: int, data: bytes, ending: str = ".jpg") -> None:
    path = folder / f"{number // _IN_A_FOLDER:04}" / f"IMG_{number:06}{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _scans(photos: Path, place: Path) -> dict[str, Cost]:
    """Read and compare everything, then once more with nothing changed; then compare all alone."""
    places, laps = library_places_at(place), {}
    with Library(places, _SETTINGS) as library, ThreadPoolExecutor(2) as pool:
        library.scan(pool)  # of no folder: loads the model
        library.add_folder(photos)
        watch = Watch()
        for name in ("scan", "rescan"):
            library.scan(pool)
            laps[name] = watch.lap()
        database = Database(places.database, LIBRARY_MIGRATIONS)
        PairStore(database).forget_comparisons()
        database.close()
        watch = Watch()
        library.find()
        laps["find"] = watch.lap()
    return laps


def _open(place: Path) -> tuple[Cost, int]:
    """From nothing to the groups, of which those of copies are counted."""
    watch = Watch()
    with Library(library_places_at(place), _SETTINGS) as library:
        groups = library.groups()
        copies = [group for group in groups if group.kind is GroupKind.COPIES]
        return watch.lap(), len(copies)
