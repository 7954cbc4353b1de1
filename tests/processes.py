"""The processes that a program under test has started, and the most memory all of them held.

Read from /proc: on Linux alone.
"""

import threading
from pathlib import Path
from types import TracebackType


def children(pid: int | str = "self") -> set[int]:
    """The processes that were started by a process and are not yet waited for, zombies included."""
    found: set[int] = set()
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found |= {int(word) for word in listing.read_text().split()}
        except OSError:
            continue  # that thread has ended
    return found


def peak_bytes(pid: int | str = "self") -> int:
    """The most memory a process has held; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = status.partition("VmHWM:")[2]
    return int(line.split()[0]) * 1024 if line else 0


class PeakMemory:
    """Inside this context, the peak of this process and of those it has at one time, summed.

    An upper bound: the peaks need not have been at the same moment, and what processes share is
    counted for each.
    """

    def __init__(self) -> None:
        self.total_bytes = 0
        self.largest_child_bytes = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.01):
            peaks = [peak_bytes(pid) for pid in children()]
            self.largest_child_bytes = max(self.largest_child_bytes, *peaks, 0)
            self.total_bytes = max(self.total_bytes, peak_bytes() + sum(peaks))
