"""Runs a command as a person waits for it: its time, its memory with all it starts, and its end."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Cost

_SAMPLE_S = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended: `exit_code` is None if it was stopped at the limit.

    The memory is the most that it and the processes it started held together, memory that they
    share counted once; 0 where the system does not say.
    """

    cost: Cost
    exit_code: int | None
    said: str


def run_measured(
    command: Sequence[str], limit_s: float, environment: Mapping[str, str] | None = None
) -> Run:
    """Run to the end, or stop it and all that it started at the limit.

    The processor time is that of the command and of every process that it waited for.
    """
    before = os.times()
    begun_s = time.perf_counter()
    peak_bytes = 0
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        ) as process,
    ):
        is_late = False
        while process.poll() is None:
            peak_bytes = max(peak_bytes, _held_bytes(process.pid))
            if time.perf_counter() - begun_s > limit_s and not is_late:
                is_late = True
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(_SAMPLE_S)
        wall_s = time.perf_counter() - begun_s
        said.seek(0)
        text = said.read().decode(errors="replace")
    after = os.times()
    cpu_s = sum(after[2:4]) - sum(before[2:4])
    return Run(
        Cost(wall_s, cpu_s, peak_bytes), None if is_late else process.returncode, text.strip()
    )


def _held_bytes(root: int) -> int:
    """What a process and all its children hold now, shared memory divided among those sharing."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*") if Path("/proc").is_dir() else ():
        try:
            # The name may hold spaces and brackets; the parent comes after its last bracket.
            parents[int(entry.name)] = int(
                (entry / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except (OSError, ValueError, IndexError):
            continue  # it has just ended
    family = {root}
    for pid in sorted(parents):  # parents are mostly older; a missed one is in the next sample
        if parents[pid] in family:
            family.add(pid)
    return sum(map(_own_bytes, family))


def _own_bytes(pid: int) -> int:
    try:
        facts = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(facts.partition("\nPss:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return 0
