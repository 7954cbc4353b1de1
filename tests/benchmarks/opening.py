"""How opening a library, showing its groups and scanning it again grow with the library, and how
long the program takes to its first paint.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces, library_places_at
from tests.benchmarks import rescan
from tests.benchmarks.made_library import SETTINGS, make_library
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table
from tests.benchmarks.window import screen

_IN_GROUPS = 5  # a group for each so many photos
_ROOT = Path(__file__).parents[2]


def run(sizes: Sequence[int], repeats: int) -> str:
    """The tables as Markdown."""
    return f"{_growth(sizes)}\n\n{_start(repeats)}"


# --- growth ------------------------------------------------------------------------------------


def _growth(sizes: Sequence[int]) -> str:
    columns = [
        "open the library",
        "make its groups",
        "show stored groups",
        "ready to decide",
        "scan again, nothing changed",
    ]
    rows = []
    for photo_count in sizes:
        with tempfile.TemporaryDirectory() as home:
            costs, peak = _costs(Path(home), photo_count)
        cells = [f"{costs[name].cpu_s:.2f}" for name in columns]
        rows.append([f"{photo_count:,}", *cells, f"{peak / 2**20:.0f}"])
    return table(["photos", *(f"{name}, CPU s" for name in columns), "peak MiB"], rows)


def _costs(home: Path, photo_count: int) -> tuple[dict[str, Cost], int]:
    grouped = library_places_at(home / "grouped")
    make_library(home / "photos", grouped, photo_count, photo_count // _IN_GROUPS)
    first, peak = in_fresh_process(_first_laps, grouped)
    second, _ = in_fresh_process(_second_laps, grouped)
    with_files = library_places_at(home / "with files")
    rescan.make_library(home / "files", with_files, photo_count)
    in_fresh_process(rescan.laps, with_files)
    again, _ = in_fresh_process(rescan.laps, with_files)
    return {
        **first,
        **second,
        "scan again, nothing changed": again[rescan.COMPARE],
    }, peak


def _first_laps(places: LibraryPlaces) -> dict[str, Cost]:
    watch = Watch()
    with Library(places, SETTINGS) as library:
        opened = watch.lap()
        library.groups()
        return {"open the library": opened, "make its groups": watch.lap()}


def _second_laps(places: LibraryPlaces) -> dict[str, Cost]:
    with Library(places, SETTINGS) as library:
        watch = Watch()
        library.groups()
        shown = watch.lap()
        library.prepare()
        return {"show stored groups": shown, "ready to decide": watch.lap()}


# --- start -------------------------------------------------------------------------------------


def _start(repeats: int) -> str:
    """From the start of the process to the first paint, of an empty library."""
    with tempfile.TemporaryDirectory() as home, screen() as (platform, variables):
        known = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment = {**known, **variables, "HOME": home, "PYTHONPATH": str(_ROOT)}
        script = [str(_ROOT / "tests" / "benchmarks" / "first_paint.py")]
        command = [sys.executable, *script, "--library", str(Path(home, "library"))]
        starts = [
            json.loads(subprocess.check_output(command, env=environment, text=True))
            for _ in range(repeats + 1)
        ][1:]  # the first one compiles and fills caches
    best = min(starts, key=lambda start: start["cpu_s"])
    wall_s = min(start["wall_s"] for start in starts)
    row = [platform, f"{wall_s:.2f}", f"{best['cpu_s']:.2f}", str(len(best["modules"]))]
    return table(["start to the first paint", "wall s", "CPU s", "modules"], [row])
