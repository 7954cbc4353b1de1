"""Whole scans against the decode floor of the same photos, each run in a process of its own."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from tests.benchmarks.floor import decode_floor, decode_in_full
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.benchmarks.pictures import Pictures

_WORKERS = (1, 2)
_MODELS = {"hashes only": "none", "default model": "default"}
_DECODERS = {"decode floor": decode_floor, "Pillow, full decode": decode_in_full}
_START = "a photo for each thread"
_PASSES = 2  # over the same photos, so that starting threads does not count


@dataclass(frozen=True, slots=True)
class _ScanCosts:
    """Of one new library: walking and reading, the find behind it, and a second scan; `start` is
    of a scan of a photo for each worker, most of which goes into starting what reads."""

    start: Cost
    read: Cost
    find: Cost
    rescan: Cost


def run(pictures: Pictures, repeats: int) -> str:
    """A table for each size of photo, as Markdown."""
    return "\n\n".join(
        _table(size, paths, repeats)
        for size, paths in (("12 MP", pictures.large), ("2 MP", pictures.small))
    )


def _table(size: str, paths: Sequence[Path], repeats: int) -> str:
    best: dict[tuple[str, int], Cost] = {}
    for _ in range(repeats):
        for workers in _WORKERS:
            for name, decoder in _DECODERS.items():
                cost, peak = in_fresh_process(_decode_all, decoder, paths, workers)
                _keep(best, (name, workers), cost, peak)
            for name, model in _MODELS.items():
                costs, peak = in_fresh_process(_scan_twice, paths[0].parent, model, workers)
                _keep(best, (name, workers), costs.read, peak)
                _keep(best, (f"{name}: {_START}", workers), costs.start, peak)
                _keep(best, (f"{name}: find", workers), costs.find, peak)
                _keep(best, (f"{name}: rescan, nothing changed", workers), costs.rescan, peak)
    rows = []
    for (name, workers), cost in sorted(best.items(), key=lambda entry: entry[0][1]):
        floor = best["decode floor", workers]
        rows.append(
            [
                f"{name}, {workers} thread{'s' * (workers > 1)}",
                "" if name.endswith(_START) else f"{len(paths) / cost.wall_s:.0f}",
                f"{cost.wall_s:.2f}",
                f"{cost.wall_s / floor.wall_s:.2f}",
                f"{cost.cpu_s:.2f}",
                f"{cost.cpu_s / floor.cpu_s:.2f}",
                _each_further(best, name, workers, len(paths)),
                f"{cost.peak_bytes / 2**20:.0f}",
            ]
        )
    head = [f"{len(paths)} photos of {size}", "photos a second", "wall s", "wall x floor"]
    return table([*head, "CPU s", "CPU x floor", "each further photo", "peak MiB"], rows)


def _each_further(best: dict[tuple[str, int], Cost], name: str, workers: int, count: int) -> str:
    """Processor time x floor of a photo once everything has started; empty for other rows."""
    start = best.get((f"{name}: {_START}", workers))
    if start is None:
        return ""
    further_s = (best[name, workers].cpu_s - start.cpu_s) / (count - workers)
    return f"{further_s * count / best['decode floor', workers].cpu_s:.2f}"


def _keep(
    best: dict[tuple[str, int], Cost], key: tuple[str, int], cost: Cost, peak_bytes: int
) -> None:
    best[key] = Cost(cost.wall_s, cost.cpu_s, peak_bytes).best_with(best.get(key))


def _decode_all(decoder: Callable[[bytes], None], paths: Sequence[Path], workers: int) -> Cost:
    held = [path.read_bytes() for path in paths]
    costs = []
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(_PASSES):
            watch = Watch()
            list(pool.map(decoder, held))
            costs.append(watch.lap())
    return costs[-1]


def _scan_twice(folder: Path, model: str, workers: int) -> _ScanCosts:
    for path in folder.iterdir():
        path.read_bytes()  # a disk is not what is measured
    first = sorted(folder.iterdir())[:workers]
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(workers) as pool:
        few = Path(home) / "few"
        few.mkdir()
        for path in first:
            shutil.copy(path, few)
        settings = Settings(model=model, device="cpu", effort="full", workers=workers)
        with Library(library_places_at(Path(home)), settings) as library:
            library.scan(pool)  # of no folder: loads the model
            library.add_folder(few)
            start = Watch()
            library.scan(pool, start.note)
        with Library(library_places_at(Path(home) / "all"), settings) as library:
            library.scan(pool)
            library.add_folder(folder)
            watch = Watch()
            library.scan(pool, watch.note)
            find = watch.lap()
            library.scan(pool)
            return _ScanCosts(start.before_find, watch.before_find, find, watch.lap())
