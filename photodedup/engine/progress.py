"""How long work reports and is stopped: a value, a token, and a throttle."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from photodedup.engine.errors import Cancelled


class Stage(StrEnum):
    """What the program is doing, in the order of a scan, a clean-up and a download."""

    WALKING = "walking"
    READING = "reading"
    COMPARING = "comparing"
    CHECKING = "checking"
    PLANNING = "planning"
    REMOVING = "removing"
    RESTORING = "restoring"
    DOWNLOADING = "downloading"  # counted in bytes
    PREPARING = "preparing"


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of long work: counts of files or pairs. `total` is None while it is not known.

    `is_even` says whether what is left takes about as long, each, as what was done just now; only
    then the time left can be told.
    """

    stage: Stage
    done: int
    total: int | None = None
    skipped: int = 0
    bytes_done: int = 0
    is_even: bool = True


ProgressSink = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """A sink for callers who do not watch."""


class CancelToken:
    """A shared wish to stop or to wait; safe from any thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def is_paused(self) -> bool:
        return not self._running.is_set()

    def cancel(self) -> None:
        self._cancelled.set()
        self._running.set()  # whoever waits must wake to stop

    def pause(self) -> None:
        if not self._cancelled.is_set():
            self._running.clear()

    def resume(self) -> None:
        self._running.set()

    def check(self) -> None:
        """Wait while paused; raise Cancelled once stopped."""
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled("stopped")


def throttled(sink: ProgressSink, every_s: float = 0.1) -> ProgressSink:
    """Let one report through each `every_s`, and every change of stage and every last item."""
    last_s = float("-inf")
    last_stage: Stage | None = None

    def report(progress: Progress) -> None:
        nonlocal last_s, last_stage
        now_s = time.monotonic()
        if (
            progress.stage is last_stage
            and progress.done != progress.total
            and now_s - last_s < every_s
        ):
            return
        last_s, last_stage = now_s, progress.stage
        sink(progress)

    return report
