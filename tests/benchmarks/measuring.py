"""Times and memory, taken so that a busy computer disturbs them little, and tables to show them.

Processor seconds (user and system, all threads) are what to compare on a computer that does other
work as well; wall seconds say what a person waits. Runs that are compared take turns, and the best
of each counts.
"""

import importlib.metadata
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from photodedup.engine.progress import Progress, Stage
from photodedup.engine.reading import starting

Name = TypeVar("Name")
Result = TypeVar("Result")

_PACKAGES = ("opencv-python-headless", "Pillow", "pillow-heif", "numpy", "onnxruntime", "blake3")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took. `peak_bytes` is of the whole process, 0 where it was not asked for."""

    wall_s: float
    cpu_s: float
    peak_bytes: int = 0

    def best_with(self, other: "Cost | None") -> "Cost":
        if other is None:
            return self
        return Cost(
            min(self.wall_s, other.wall_s),
            min(self.cpu_s, other.cpu_s),
            max(self.peak_bytes, other.peak_bytes),
        )


class Watch:
    """Laps in wall and processor time; as a progress sink it ends a lap where the find begins."""

    def __init__(self) -> None:
        self.before_find = Cost(0.0, 0.0)
        self._is_finding = False
        self._wall_s, self._cpu_s = time.perf_counter(), cpu_seconds()

    def lap(self) -> Cost:
        wall_s, cpu_s = time.perf_counter(), cpu_seconds()
        cost = Cost(wall_s - self._wall_s, cpu_s - self._cpu_s)
        self._wall_s, self._cpu_s = wall_s, cpu_s
        return cost

    def note(self, progress: Progress) -> None:
        if progress.stage is Stage.COMPARING and not self._is_finding:
            self._is_finding = True
            self.before_find = self.lap()


def cpu_seconds() -> float:
    """User and system time of this process, and of its processes that have ended."""
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system


def cost_of(work: Callable[[], object]) -> Cost:
    """Run once in this process."""
    watch = Watch()
    work()
    return watch.lap()


def best_costs(works: Mapping[Name, Callable[[], object]], repeats: int) -> dict[Name, Cost]:
    """The best of several runs of each; the works take turns, after one run that does not count."""
    best: dict[Name, Cost] = {}
    for turn in range(repeats + 1):
        for name, work in works.items():
            cost = cost_of(work)
            if turn:
                best[name] = cost.best_with(best.get(name))
    return best


def in_fresh_process(work: Callable[..., Result], *arguments: Any) -> tuple[Result, int]:
    """What the work returns from a process of its own, and that process's peak memory in bytes."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result(), pool.submit(peak_bytes).result()


def as_in_a_scan(work: Callable[..., Result], *arguments: Any) -> Result:
    """What the work returns from a process that keeps its memory as a scan's reading process."""
    with mock.patch.dict(os.environ, starting._environment()):
        return in_fresh_process(work, *arguments)[0]


def peak_bytes() -> int:
    """The most memory that this process has held."""
    try:
        # The kernel's other counter starts at what the parent process held.
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def reset_peak() -> None:
    """Let `peak_bytes` begin anew, where the system can do that."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def rows_of(text: str) -> list[list[dict[str, str | float]]]:
    """The rows of each Markdown table in a text, as `table` writes them: by the column's name, and
    numbers as numbers."""
    tables: list[list[dict[str, str | float]]] = []
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("| "):
            head = []
            continue
        cells = [cell.strip() for cell in line[2:].removesuffix("|").split("|")]
        if not head:
            head = cells
            tables.append([])
        elif not cells[0].startswith("---"):
            named = zip(head, cells, strict=False)
            tables[-1].append({name: _number_or_text(cell) for name, cell in named})
    return tables


def _number_or_text(cell: str) -> str | float:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return cell.strip("*")


def write_json(path: Path, results: Mapping[str, str]) -> None:
    """Write the tables of each benchmark, by its name, and what they were made on."""
    tables = {name: rows_of(text) for name, text in results.items()}
    path.write_text(json.dumps({"machine": machine(), "tables": tables}, indent=1) + "\n")


def machine() -> str:
    """The processor, its cores, and the versions of what does the work."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{_processor()}, {os.cpu_count()} cores{busy}; {platform.system()}, "
        f"Python {platform.python_version()}, {', '.join(versions)}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
