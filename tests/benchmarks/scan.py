"""Whole scans against the decode floor of the same photos, each run in a process of its own.

The photos are scanned many times over, as other files each time. What starting the processes that
read costs is still more than in a scan of thousands: it is measured apart, and left out of what
each further photo takes.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from photodedup.engine.files.media import Media, Medium
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from tests.benchmarks.floor import decode_floor, decode_in_full
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.benchmarks.pictures import Pictures, copies

_WORKERS = (1, 2)
_TIMES = {"12 MP": 8, "2 MP": 10}  # each photo is scanned: 192 and 480 of the usual 24 and 48
_MODELS = {"hashes only": "none", "default model": "default"}
_DECODERS = {"decode floor": decode_floor, "Pillow, full decode": decode_in_full}
_PASSES = 2  # over the same photos, so that starting threads does not count

_START = "a photo for each thread"

_Best = dict[tuple[str, int], Cost]  # by what was done and with how many threads


@dataclass(frozen=True, slots=True)
class _ScanCosts:
    """Of one new library: walking and reading, and a second scan; `start` is of a scan of a photo
    for each worker, nearly all of which goes into starting what reads."""

    start: Cost
    read: Cost
    rescan: Cost


def run(pictures: Pictures, repeats: int) -> str:
    """A table for each size of photo, as Markdown."""
    sizes = {"12 MP": pictures.large, "2 MP": pictures.small}
    return "\n\n".join(_table(size, paths, repeats) for size, paths in sizes.items())


def _table(size: str, paths: Sequence[Path], repeats: int) -> str:
    with tempfile.TemporaryDirectory(dir=paths[0].parents[1]) as many:
        copied = copies(list(paths), _TIMES[size] * len(paths), Path(many))
        best = _best(paths, copied, repeats)
    rows = []
    for (name, workers), cost in sorted(best.items(), key=lambda entry: entry[0][1]):
        photos = workers if name.endswith(_START) else _photos_of(name, paths, copied)
        floor_of_one = _shared(best["decode floor", workers], len(paths))
        of_one = _shared(cost, photos)
        further = _further(best, name, workers, photos)
        rows.append(
            [
                f"{name}, {workers} thread{'s' * (workers > 1)}",
                str(photos),
                f"{photos / cost.wall_s:.0f}",
                f"{cost.wall_s:.2f}",
                f"{of_one.wall_s / floor_of_one.wall_s:.2f}",
                f"{further.wall_s / floor_of_one.wall_s:.2f}" if further else "",
                f"{cost.cpu_s:.2f}",
                f"{of_one.cpu_s / floor_of_one.cpu_s:.2f}",
                f"{further.cpu_s / floor_of_one.cpu_s:.2f}" if further else "",
                f"{cost.peak_bytes / 2**20:.0f}",
            ]
        )
    head = [f"{len(copied)} photos of {size}", "photos", "photos a second"]
    wall = ["wall s", "wall x floor", "each further photo: wall x floor"]
    cpu = ["CPU s", "CPU x floor", "each further photo: CPU x floor"]
    return table([*head, *wall, *cpu, "peak MiB"], rows)


def _photos_of(name: str, paths: Sequence[Path], copied: Sequence[Path]) -> int:
    return len(paths if name in _DECODERS else copied)


def _further(best: _Best, name: str, workers: int, photos: int) -> Cost | None:
    """Of one photo once everything has started; None where nothing starts."""
    start = best.get((f"{name}: {_START}", workers))
    if start is None:
        return None
    cost = best[name, workers]
    more = Cost(cost.wall_s - start.wall_s, cost.cpu_s - start.cpu_s)
    return _shared(more, photos - workers)


def _shared(cost: Cost, photos: int) -> Cost:
    return Cost(cost.wall_s / photos, cost.cpu_s / photos)


def _best(paths: Sequence[Path], copied: Sequence[Path], repeats: int) -> _Best:
    best: _Best = {}

    def keep(name: str, workers: int, cost: Cost, peak_bytes: int) -> None:
        with_peak = Cost(cost.wall_s, cost.cpu_s, peak_bytes)
        best[name, workers] = with_peak.best_with(best.get((name, workers)))

    for _ in range(repeats):
        for workers in _WORKERS:
            for name, decoder in _DECODERS.items():
                keep(name, workers, *in_fresh_process(_decode_all, decoder, paths, workers))
            for name, model in _MODELS.items():
                costs, peak = in_fresh_process(_scan_twice, copied, model, workers)
                keep(name, workers, costs.read, peak)
                keep(f"{name}: {_START}", workers, costs.start, peak)
                keep(f"{name}: rescan, nothing changed", workers, costs.rescan, peak)
    return best


def _decode_all(decoder: Callable[[bytes], None], paths: Sequence[Path], workers: int) -> Cost:
    held = [path.read_bytes() for path in paths]
    costs = []
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(_PASSES):
            watch = Watch()
            list(pool.map(decoder, held))
            costs.append(watch.lap())
    return costs[-1]


def _scan_twice(paths: Sequence[Path], model: str, workers: int) -> _ScanCosts:
    for path in paths:
        path.read_bytes()  # a disc is not what is measured, so that it is taken for a quick one
    settings = Settings(model=model, device="cpu", effort="full", workers=workers)
    quick = mock.patch.object(Media, "_look", return_value=(Medium.QUICK, b"quick"))
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(workers) as pool, quick:
        _keep_compiled(paths[0].parents[1])
        few = Path(home) / "few"
        few.mkdir()
        for path in paths[:workers]:
            shutil.copy(path, few)
        with Library(library_places_at(Path(home)), settings) as library:
            library.scan(pool)  # of no folder: loads the model
            library.add_folder(few)
            start = Watch()
            library.scan(pool, start.note)
        with Library(library_places_at(Path(home) / "all"), settings) as library:
            library.scan(pool)
            library.add_folder(paths[0].parent)
            watch = Watch()
            library.scan(pool, watch.note)
            watch.lap()  # the find: of copies of few pictures, which says nothing
            library.scan(pool)
            return _ScanCosts(start.before_find, watch.before_find, watch.lap())


def _keep_compiled(cache: Path) -> None:
    """Let the processes that read start as an installed program's do: without compiling it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(cache / "compiled")
