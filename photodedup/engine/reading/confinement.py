"""What a reading process does to itself before it opens a file: it gives up what it will not need,
and sees to it that it dies with the program.

On Linux the kernel holds the memory limit. macOS counts no such limit: there a thread looks at the
memory in use and ends the process. Windows has neither here; the limit of pixels is left.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY_S = 0.05


def die_with_parent() -> None:
    """Be killed when the thread that started this process ends, whatever a decoder is doing."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def give_up_rights() -> None:
    """No core dumps, which would hold the picture; no files written; Ctrl+C is the program's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            resource.setrlimit(limit, (most, most))


def quiet_streams() -> tuple[int, int]:
    """Descriptors of what were standard input and output, which are put where nobody is disturbed:
    what a decoder prints goes to standard error."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


class MemoryLimit:
    """Holds this process to `free_bytes` more than it uses now, and to what is granted above.

    Args:
        free_bytes: what it may always use.
        on_excess: called in a thread where the kernel holds no limit and too much is in use.
    """

    def __init__(self, free_bytes: int, on_excess: Callable[[], None]) -> None:
        self._free_bytes = free_bytes
        self._most_granted = 0
        counted = _data_bytes()
        self._is_held_by_kernel = counted is not None
        self._base_bytes = counted if counted is not None else peak_bytes()
        if self._is_held_by_kernel:
            self.grant(0)
        elif self._base_bytes:
            threading.Thread(target=self._watch, args=(on_excess,), daemon=True).start()

    def grant(self, granted_bytes: int) -> None:
        """Allow so much above what is free; replaces what was granted before."""
        self._most_granted = max(self._most_granted, granted_bytes)
        if self._is_held_by_kernel:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            most = self._base_bytes + self._free_bytes + granted_bytes
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))

    def take_back(self) -> bool:
        """End a grant; False if so much memory is still held that the next file may lack it."""
        if not self._is_held_by_kernel:
            return True
        _trim()
        self.grant(0)
        return (_data_bytes() or 0) < self._base_bytes + self._free_bytes // 2

    def _watch(self, on_excess: Callable[[], None]) -> None:
        """The peak never falls again, so it is held against the most that was ever granted."""
        while True:
            time.sleep(_LOOK_EVERY_S)
            if peak_bytes() > self._base_bytes + self._free_bytes + self._most_granted:
                on_excess()


def peak_bytes() -> int:
    """The most memory that this process has held so far; 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _trim() -> None:
    """Give what was freed back to the system, where the C library does that when asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _data_bytes() -> int | None:
    """What the kernel counts against its limit of private memory; None where it has none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmData:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return None
