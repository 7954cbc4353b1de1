"""What each file of a folder of strange files costs in time and memory, read as a scan reads it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.formats import PHOTO_EXTENSIONS
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.settings import Settings
from tests.benchmarks.measuring import table
from tests.processes import PeakMemory

_SLOWEST = 12  # shown one by one


@dataclass(frozen=True, slots=True)
class _Reading:
    path: Path
    seconds: float
    peak_bytes: int
    reason: str  # empty for a photo


def run(folder: Path) -> str:
    """The whole folder in a line, and a table of its slowest files, as Markdown."""
    readings = sorted(_read_all(folder), key=lambda reading: -reading.seconds)
    photos = sum(not reading.reason for reading in readings)
    times = [reading.seconds for reading in readings] or [0.0]
    summary = (
        f"{len(readings)} files: {photos} photos, {len(readings) - photos} with a reason. "
        f"Time for a file: median {times[len(times) // 2] * 1e3:.0f} ms, "
        f"most {times[0] * 1e3:.0f} ms; memory of the program and its process: most "
        f"{max((reading.peak_bytes for reading in readings), default=0) / 2**20:.0f} MiB."
    )
    rows = [
        [
            reading.path.name.replace("|", " ")[:60],
            f"{reading.seconds * 1e3:.0f}",
            f"{reading.peak_bytes / 2**20:.0f}",
            reading.reason or "a photo",
        ]
        for reading in readings[:_SLOWEST]
    ]
    return f"{summary}\n\n" + table(["slowest files", "ms", "MiB", "outcome"], rows)


def _read_all(folder: Path) -> Iterator[_Reading]:
    chosen = Settings()
    limits = reading_limits(chosen.file_limit_s, chosen.memory_limit_mib, 1)
    with ReadingProcesses(limits) as processes:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.suffix.lower() not in PHOTO_EXTENSIONS:
                continue
            began_s, reason = time.perf_counter(), ""
            with PeakMemory() as memory:
                try:
                    processes.read(path.absolute(), None)
                except UnreadablePhoto as error:
                    reason = str(error)
                seconds = time.perf_counter() - began_s
                memory.look()
            yield _Reading(path, seconds, memory.total_bytes, reason)
