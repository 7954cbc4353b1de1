"""Scans from slow media: one file read after the other, as the program does there, against all
workers reading at once, as it does elsewhere."""

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

_TIMES = 4  # each photo of 12 MP is there, as other files
_WORKERS = (2, 8)
_MEDIA = {
    "disc that turns: 10 ms to another place, 120 MB/s": (Disc(), Medium.SPINNING),
    "share: answers after 4 ms, 60 MB/s": (Share(), Medium.NETWORK),
    "share far away: answers after 20 ms, 60 MB/s": (Share(answer_s=0.020), Medium.NETWORK),
}


def run(pictures: Pictures) -> str:
    """A table as Markdown, or why there is none."""
    with tempfile.TemporaryDirectory(dir=pictures.large[0].parents[1]) as many:
        paths = copies(pictures.large, _TIMES * len(pictures.large), Path(many))
        try:
            rows = [
                _row(name, disc, medium, paths, workers)
                for name, (disc, medium) in _MEDIA.items()
                for workers in _WORKERS
            ]
        except NotMounted as error:
            return f"Not measured: {error}."
    one, all_at_once = "one reader: photos a second", "all read: photos a second"
    return table([f"{len(paths)} photos of 12 MP, hashes only", one, all_at_once], rows)


def _row(
    name: str, slow: Disc | Share, medium: Medium, paths: Sequence[Path], workers: int
) -> list[str]:
    row = [f"{name}; {workers} workers"]
    for taken_for in (medium, Medium.QUICK):
        cost, _ = in_fresh_process(_scan, paths[0].parent, slow, taken_for, workers)
        row.append(f"{len(paths) / cost.wall_s:.1f}")
    return row


def _scan(folder: Path, slow: Disc | Share, taken_for: Medium, workers: int) -> Cost:
    settings = Settings(model="none", effort="full", workers=workers)
    with (
        tempfile.TemporaryDirectory() as place,
        tempfile.TemporaryDirectory() as home,
        mounted(folder, Path(place), slow),
        mock.patch.object(Media, "_look", return_value=(taken_for, b"slow")),
        ThreadPoolExecutor(workers) as pool,
        Library(library_places_at(Path(home)), settings) as library,
    ):
        library.add_folder(Path(place))
        watch = Watch()
        library.scan(pool, watch.note)
        return watch.before_find
