"""Slow media: what reading alone brings in with one reader and with several, and scans, each medium
taken for a disc that turns (one reader, and the system is asked for the next files ahead), for a
share (few readers), and for a quick disc (all workers read)."""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from photodedup.engine.files.media import Media, Medium
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.benchmarks.pictures import Pictures, copies
from tests.benchmarks.slow_medium import Disc, NotMounted, Share, mounted

_TIMES = 2  # each photo of 12 MP is there, as other files
_WORKERS = (2, 8)
_READERS = (1, 2, 4, 8)
_MEDIA = {
    "disc that turns: 10 ms to another place, 120 MB/s": Disc(),
    "share: answers after 4 ms, 60 MB/s": Share(),
    "share far away: answers after 20 ms, 60 MB/s": Share(answer_s=0.020),
    "share of such a disc: answers after 4 ms, 60 MB/s": Share(disc=Disc()),
}
_WAYS = {
    "one reader": Medium.SPINNING,
    "few readers": Medium.NETWORK,
    "all read": Medium.QUICK,
}


def run(pictures: Pictures) -> str:
    """Two tables as Markdown, or why there are none."""
    try:
        alone = [_reading_alone(name, medium, pictures.large) for name, medium in _MEDIA.items()]
        scans = _scans(pictures)
    except NotMounted as error:
        return f"Not measured: {error}."
    readers = [f"{count} reader{'s' * (count > 1)}: MB a second" for count in _READERS]
    head = [f"{len(pictures.large)} photos of 12 MP, bytes alone", *readers]
    return table(head, alone) + "\n\n" + scans


def _reading_alone(name: str, medium: Disc | Share, paths: Sequence[Path]) -> list[str]:
    """Files in their order, by so many threads that do nothing else with them."""
    row = [name]
    for readers in _READERS:
        with (
            tempfile.TemporaryDirectory() as place,
            mounted(paths[0].parent, Path(place), medium),
            ThreadPoolExecutor(readers) as pool,
        ):
            files = sorted(Path(place).iterdir())
            watch = Watch()
            size_bytes = sum(pool.map(lambda path: len(path.read_bytes()), files))
            row.append(f"{size_bytes / 1e6 / watch.lap().wall_s:.1f}")
    return row


def _scans(pictures: Pictures) -> str:
    with tempfile.TemporaryDirectory(dir=pictures.large[0].parents[1]) as many:
        paths = copies(pictures.large, _TIMES * len(pictures.large), Path(many))
        rows = [
            _row(name, medium, paths, workers)
            for name, medium in _MEDIA.items()
            for workers in _WORKERS
        ]
    ways = [f"{way}: photos a second" for way in _WAYS]
    return table([f"{len(paths)} photos of 12 MP, hashes only", *ways], rows)


def _row(name: str, medium: Disc | Share, paths: Sequence[Path], workers: int) -> list[str]:
    row = [f"{name}; {workers} workers"]
    for taken_for in _WAYS.values():
        cost, _ = in_fresh_process(_scan, paths[0].parent, medium, taken_for, workers)
        row.append(f"{len(paths) / cost.wall_s:.1f}")
    return row


def _scan(folder: Path, medium: Disc | Share, taken_for: Medium, workers: int) -> Cost:
    settings = Settings(model="none", effort="full", workers=workers)
    with (
        tempfile.TemporaryDirectory() as place,
        tempfile.TemporaryDirectory() as home,
        mounted(folder, Path(place), medium),
        mock.patch.object(Media, "_look", return_value=(taken_for, b"slow")),
        ThreadPoolExecutor(workers) as pool,
        Library(library_places_at(Path(home)), settings) as library,
    ):
        library.add_folder(Path(place))
        watch = Watch()
        library.scan(pool, watch.note)
        return watch.before_find
