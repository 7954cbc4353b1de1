"""The window over a large library: how long it takes to see what was asked for, and the longest
time in which the window did not answer meanwhile.

It is painted on the screen of a server that shows it nowhere (Xvfb) where there is one, and
otherwise into memory alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.engine.paths import LibraryPlaces, library_places_at
from tests.benchmarks.made_library import SETTINGS, make_library
from tests.benchmarks.measuring import in_fresh_process, table

if TYPE_CHECKING:
    from tests.benchmarks import window_session

_PATIENCE_S = 900.0  # on a computer with much else to do


@dataclass(frozen=True, slots=True)
class Lap:
    """`longest_work_s` is the most processor time that the window's own thread took at once: a
    stall of an idle computer is about that long."""

    name: str
    wall_s: float
    cpu_s: float
    longest_stall_s: float
    longest_work_s: float
    memory_bytes: int


def run(photo_count: int, group_count: int) -> str:
    """The table as Markdown."""
    with tempfile.TemporaryDirectory() as home:
        places = library_places_at(Path(home, "library"))
        make_library(Path(home, "photos"), places, photo_count, group_count)
        with screen() as (platform, variables):
            first, _ = in_fresh_process(_first_laps, places, Path(home), variables)
            laps, peak = in_fresh_process(_laps, places, Path(home), variables)
    laps = [*first, *laps]
    head = f"{photo_count:,} photos, {group_count:,} groups, {platform}"
    rows = [
        [
            lap.name,
            f"{lap.wall_s:.2f}",
            f"{lap.cpu_s:.2f}",
            f"{lap.longest_stall_s * 1e3:.0f}",
            f"{lap.longest_work_s * 1e3:.0f}",
            f"{lap.memory_bytes / 2**20:.0f}",
        ]
        for lap in laps
    ]
    rows.append(["peak", "", "", "", "", f"{peak / 2**20:.0f}"])
    columns = ["until seen, s", "CPU s", "longest stall, ms", "of it work, ms", "memory, MiB"]
    return table([head, *columns], rows)


def _first_laps(places: LibraryPlaces, home: Path, variables: dict[str, str]) -> list[Lap]:
    """Nothing is stored yet."""
    session = _session(places, home, variables)
    try:
        return [session.first_open()]
    finally:
        session.close()


def _laps(places: LibraryPlaces, home: Path, variables: dict[str, str]) -> list[Lap]:
    session = _session(places, home, variables)
    try:
        return session.laps()
    finally:
        session.close()


def _session(
    places: LibraryPlaces, home: Path, variables: dict[str, str]
) -> "window_session.WindowSession":
    os.environ.update(variables)
    os.environ["HOME"] = str(home)
    for name in ("DATA", "CONFIG", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name)
    from tests.benchmarks import window_session

    return window_session.WindowSession(places, home, SETTINGS)


@contextmanager
def screen() -> Iterator[tuple[str, dict[str, str]]]:
    """Where windows are painted: in words, and the variables that say so to Qt."""
    if shutil.which("Xvfb") is None:
        yield "painted into memory", {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24"]
    with subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with open(read, encoding="ascii") as told:
            display = f":{told.readline().strip()}"
        try:
            yield "painted by Xvfb", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        finally:
            server.terminate()


class Stopwatch:
    """Counts the time that a window needs, while Qt's events are handled.

    Args:
        handle: handles waiting events once, waiting no longer than a moment for one.
        memory: what the process holds now.
    """

    def __init__(self, handle: Callable[[], None], memory: Callable[[], int]) -> None:
        self._handle = handle
        self._memory = memory

    def lap(self, name: str, act: Callable[[], None], is_done: Callable[[], bool]) -> Lap:
        """Act, and wait until it is done; how long it took, and the longest stall."""
        started_s = time.perf_counter()
        longest_s = longest_work_s = done_s = cpu_s = 0.0
        cpu_before_s = time.process_time()
        is_first = True
        while not done_s or time.perf_counter() - done_s < 0.3:  # what comes after counts too
            before_s, work_before_s = time.perf_counter(), time.thread_time()
            if is_first:
                act()
                is_first = False
            self._handle()
            longest_s = max(longest_s, time.perf_counter() - before_s)
            longest_work_s = max(longest_work_s, time.thread_time() - work_before_s)
            if not done_s and is_done():
                done_s, cpu_s = time.perf_counter(), time.process_time() - cpu_before_s
            if time.perf_counter() - started_s > _PATIENCE_S:
                raise SystemExit(f"{name} does not end")
        wall_s = done_s - started_s
        lap = Lap(name, wall_s, cpu_s, longest_s, longest_work_s, self._memory())
        print(lap, file=sys.stderr, flush=True)
        return lap
