"""Killing a process at chosen lines of its work: for scenarios that must survive it anywhere.

A scenario is a module with `set_up` and a few named steps. Its steps run in a process of their own
(`python -m MODULE WORK KILL_AT STEP`), or in a fork where thousands are tried. KILL_AT is the
number of a traced line of the clean-up, the journal or the database, before which the process
kills itself with SIGKILL; with 0 it runs to the end and prints how many lines there are.
"""

import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from tests.thoroughness import IS_FULL

ROOT = Path(__file__).resolve().parents[3]
POINTS = 10  # for each step of the normal run
ENOUGH = 0.9  # must die: what is cached by then, or a mount that is gone, takes some lines less
TRACED = (
    "engine/cleanup/",
    "engine/store/journal.py",
    "engine/store/sidecar_rows.py",
    "engine/store/database.py",
)

Steps = dict[str, Callable[[Path], None]]
Check = Callable[[Path], None]


class Killer:
    """Counts lines, and kills the process before one of them."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self._kill_at = kill_at

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if not any(part in frame.f_code.co_filename for part in TRACED):
            return None
        if event == "line":
            self.count += 1
            if self.count == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


@dataclass(frozen=True)
class Scenario:
    """What happens, step by step, in folders that are set up anew each time."""

    module: str
    set_up: Callable[[Path], None]
    steps: Steps

    def main(self) -> None:
        """In the process that may die."""
        print(self._do(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))

    def prepared(self, base: Path, name: str, *steps: str) -> Path:
        """A folder in which these steps were done."""
        work = base / name
        work.mkdir()
        self.set_up(work)
        for step in steps:
            self.die_at(work, step, 0)
        return work

    def line_count(self, work: Path, step: str) -> int:
        """Do a step, and count its lines."""
        return int(self._in_process(work, step, 0).stdout)

    def die_at(self, work: Path, step: str, kill_at: int) -> bool:
        """Do a step up to this line, 0 for all of it; whether the process was killed there."""
        if IS_FULL:
            died_of = self._in_fork(work, step, kill_at)
        else:
            died_of = self._in_process(work, step, kill_at).returncode
        assert died_of in ((-signal.SIGKILL, 0) if kill_at else (0,))
        return died_of != 0

    def killed_anywhere(self, base: Path, step: str, check: Check, *before: str) -> None:
        """Kill a step at each line, in the normal run at some, and check what is left each time."""
        line_count = self.line_count(self.prepared(base, "whole", *before), step)
        apart = 1 if IS_FULL else line_count // POINTS
        points = range(1 + apart // 2, line_count + 1, apart)
        killed = 0
        for kill_at in points:
            work = self.prepared(base, f"{step}-{kill_at}", *before)
            killed += self.die_at(work, step, kill_at)
            check(work)
            shutil.rmtree(work)
        print(f"{step}: killed at {killed} of {len(points)} points, {line_count} lines")
        assert killed >= ENOUGH * len(points)

    def killed_twice(self, base: Path, step: str, second_step: str, check: Check) -> None:
        """Kill a step, and then what puts things right after it; check each time."""
        line_count = self.line_count(self.prepared(base, "whole"), step)
        points = range(
            line_count // 2, line_count + 1, max(1, line_count // (80 if IS_FULL else 5))
        )
        killed = tried = 0
        for first in points:
            whole = self.prepared(base, f"first-{first}")
            self.die_at(whole, step, first)
            for second in range(1, self.line_count(whole, second_step) + 1, 7 if IS_FULL else 60):
                work = self.prepared(base, f"{second_step}-{first}-{second}")
                self.die_at(work, step, first)
                killed += self.die_at(work, second_step, second)
                tried += 1
                check(work)
                shutil.rmtree(work)
        print(f"{step}, then {second_step}: killed at {killed} of {tried} points")
        assert killed >= ENOUGH * tried

    def _do(self, work: Path, kill_at: int, step: str) -> int:
        """How many lines it took, if it was left alone."""
        killer = Killer(kill_at)
        sys.settrace(killer.trace)
        self.steps[step](work)
        sys.settrace(None)
        return killer.count

    def _in_process(self, work: Path, step: str, kill_at: int) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", self.module, work, str(kill_at), step],
            cwd=ROOT,
            env=dict(os.environ, HOME=str(work / "home")),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        return done

    def _in_fork(self, work: Path, step: str, kill_at: int) -> int:
        """What it died of, or 0; quick."""
        child = os.fork()
        if child == 0:
            try:
                os.environ["HOME"] = str(work / "home")
                self._do(work, kill_at, step)
                os._exit(0)
            except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
                traceback.print_exc()
            finally:
                os._exit(1)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
