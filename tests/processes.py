"""The processes that a program under test has started, and the memory that all of them hold.

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


def resident_bytes(pid: int | str = "self") -> int:
    """The memory a process holds, what it shares with others included; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = status.partition("VmRSS:")[2]
    return int(line.split()[0]) * 1024 if line else 0


class PeakMemory:
    """Inside this context, the most memory that this process and its processes held at a time.

    Looked at a hundred times a second. What processes share is counted for each of them.
    """

    def __init__(self) -> None:
        self.total_bytes = 0
        self.children_bytes = 0
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

    def look(self) -> None:
        """Look at once, too."""
        in_children = sum(resident_bytes(pid) for pid in children() if not _is_fork(pid))
        self.children_bytes = max(self.children_bytes, in_children)
        self.total_bytes = max(self.total_bytes, resident_bytes() + in_children)

    def _watch(self) -> None:
        while not self._done.wait(0.01):
            self.look()


def _is_fork(pid: int) -> bool:
    """Whether a process is just being started: until then it has this process's own memory."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes()
    except OSError:
        return True
