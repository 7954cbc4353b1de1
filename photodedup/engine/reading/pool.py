"""Reading processes for the threads of a scan, kept within limits of time and memory."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.details import Details
from photodedup.engine.effort import Effort, Wish
from photodedup.engine.effort_turns import EffortTurns
from photodedup.engine.errors import Cancelled, ReadingUnavailable, UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.faces.methods import Method
from photodedup.engine.faces.nouns import FaceReading
from photodedup.engine.files.media import Media
from photodedup.engine.pictures.decode import MOST_FULL_PIXELS
from photodedup.engine.priority import Level
from photodedup.engine.reading.limits import ReadingLimits
from photodedup.engine.reading.memory import MemoryBudget
from photodedup.engine.reading.process import ProcessDied, ReadingProcess
from photodedup.engine.reading.starting import reading_command
from photodedup.engine.reading.turns import ReadingTurns

Found = TypeVar("Found")

log = logging.getLogger(__name__)

CRASHES = "this file makes the picture decoder crash"
KILLED = "there is not enough memory to read this file"

_LOOK_EVERY_S = 0.2
_IDLE_S = 30.0  # a process that waited so long is ended: a pause may last for hours
_START_AGAIN_S = 5.0  # how long to wait for another thread's process where none can be started


class ReadingProcesses:
    """Reads files in processes that may die without taking the program along.

    `read`, `picture`, `details` and `faces` may be called from any threads; each call has a process
    of its own, which the next call uses again. Use as a context manager, or call `close`.

    Args:
        limits: of time for each file, and of memory for all together.
        command: what starts a process; None for this program itself.
        effort: how hard to work, asked before each file; None for as hard as possible.
        media: tells discs and shares on which one file after the other is read.
        workers: how many threads read, of which fewer may be let; 0 for no limit.
    """

    def __init__(
        self,
        limits: ReadingLimits,
        command: Sequence[str] | None = None,
        *,
        effort: Effort | None = None,
        workers: int = 0,
        media: Media | None = None,
    ) -> None:
        self._limits = limits
        self._command = list(command or reading_command())
        self._effort = effort or Effort(Wish.FULL)
        self._effort_turns = EffortTurns(self._effort, workers)
        self._medium_turns = ReadingTurns(media or Media())
        self._memory = MemoryBudget(limits.shared_bytes)
        self._changed = threading.Condition()
        self._idle: list[ReadingProcess] = []
        self._busy: set[ReadingProcess] = set()
        self._is_closed = threading.Event()
        self._watch: threading.Thread | None = None

    def __enter__(self) -> "ReadingProcesses":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pids(self) -> list[int]:
        """The processes there are at this moment."""
        with self._changed:
            return [process.pid for process in (*self._idle, *self._busy)]

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """What `extract` gives for a file.

        Raises:
            UnreadablePhoto: with the reason in plain words.
            Cancelled: it was closed meanwhile.
            ReadingUnavailable: no process can be started.
        """
        with self._medium_turns.turn(path, self._check_open) as bytes_are_read:
            return self._ask(lambda process: process.read(path, model_input_px, bytes_are_read))

    def picture(self, path: Path, max_pixels: int = MOST_FULL_PIXELS) -> NDArray[np.uint8]:
        """What `full_picture` gives for a file; raises as `read`. Not to be written to."""
        return self._ask(lambda process: process.picture(path, max_pixels))

    def details(self, path: Path) -> Details:
        """What `details_inside` gives for a file; raises as `read`."""
        return self._ask(lambda process: process.details(path))

    def faces(self, path: Path, method: Method, weights: Sequence[Path]) -> FaceReading:
        """What `see_faces` gives for a file; raises as `read`."""
        return self._ask(lambda process: process.faces(path, method, weights))

    def _ask(self, question: Callable[[ReadingProcess], Found]) -> Found:
        """A process that dies may have been broken by the file before: only a new one is
        believed."""
        with self._effort_turns.turn(self._check_open):
            while True:
                process = self._lend()
                is_new = process.files_read == 0
                try:
                    return question(process)
                except ProcessDied as error:
                    self._check_open()
                    if is_new:
                        raise UnreadablePhoto(KILLED if error.by_system else CRASHES) from error
                finally:
                    self._give_back(process)

    def close(self) -> None:
        """End all processes, also in the middle of a file. Returns when they are gone."""
        self._is_closed.set()
        self._memory.close()
        with self._changed:
            for process in self._busy:
                process.kill()
            idle, self._idle = self._idle, []
            self._changed.notify_all()
        for process in idle:
            process.end()
        with self._changed:
            self._changed.wait_for(lambda: not self._busy)
        if self._watch is not None:
            self._watch.join()

    # --- lending -------------------------------------------------------------------------------

    def _lend(self) -> ReadingProcess:
        waits_until_s = time.monotonic() + _START_AGAIN_S
        while True:
            self._check_open()
            level = self._effort.level
            process = self._take_idle(level) or self._start(waits_until_s)
            if process is not None:
                process.stand_back(level)
                return process

    def _take_idle(self, level: Level) -> ReadingProcess | None:
        """One that stands back no further than is wished; what does, can only be ended."""
        dead = []
        with self._changed:
            found = None
            while self._idle and found is None:
                process = self._idle.pop()
                if process.is_alive and process.level <= level:
                    found = process
                    self._busy.add(process)
                else:
                    dead.append(process)
        for process in dead:
            process.end()
        return found

    def _start(self, waits_until_s: float) -> ReadingProcess | None:
        """A new process; None to look again, where others have to be waited for."""
        try:
            return self._new_process()
        except (OSError, ProcessDied, UnreadablePhoto) as error:
            self._check_open()
            with self._changed:
                if self._busy or self._idle or time.monotonic() < waits_until_s:
                    self._changed.wait(_LOOK_EVERY_S)
                    return None
            log.error("no reading process can be started: %s", error)
            raise ReadingUnavailable(
                f"Photos cannot be read: the program cannot start its reading process ({error})."
            ) from error

    def _new_process(self) -> ReadingProcess:
        process = ReadingProcess(self._command, self._limits, self._grant)
        self._take_in(process)
        is_ready = False
        try:
            process.greet()
            is_ready = True
        finally:
            if not is_ready:
                self._give_back(process)
        return process

    def _take_in(self, process: ReadingProcess) -> None:
        with self._changed:
            self._busy.add(process)
            if self._is_closed.is_set():
                process.kill()
            elif self._watch is None:
                self._watch = threading.Thread(target=self._look_after, daemon=True)
                self._watch.start()

    def _give_back(self, process: ReadingProcess) -> None:
        self._memory.give_back(process)
        is_kept = not process.is_known_to_be_gone and not self._is_closed.is_set()
        if not is_kept:
            process.end()
        with self._changed:
            self._busy.discard(process)
            if is_kept and not self._is_closed.is_set():
                self._idle.append(process)
                is_kept = False
            self._changed.notify_all()
        if is_kept:  # closed between the two
            process.end()

    def _grant(self, process: ReadingProcess, wanted_bytes: int) -> int:
        granted = self._memory.take(process, wanted_bytes)
        self._check_open()
        return granted

    def _check_open(self) -> None:
        if self._is_closed.is_set():
            raise Cancelled("stopped")

    # --- watching ------------------------------------------------------------------------------

    def _look_after(self) -> None:
        """Kill what is late, end what waits for long; until closed."""
        while not self._is_closed.wait(_LOOK_EVERY_S):
            now_s = time.monotonic()
            with self._changed:
                for process in self._busy:
                    process.kill_if_late(now_s)
                bored = [p for p in self._idle if now_s - p.idle_since_s > _IDLE_S]
                self._idle = [process for process in self._idle if process not in bored]
            for process in bored:
                process.end()
