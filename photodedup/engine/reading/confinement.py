"""What a reading process does to itself before it opens a file: it gives up what it will not need,
and sees to it that it dies with the program.

The kernel holds the memory limit: on Linux RLIMIT_DATA, on Windows a job object. macOS takes such
limits and does not keep to them (its allocator maps memory, which RLIMIT_DATA does not count, and
RLIMIT_AS is only advice there): a thread looks at the memory in use and ends the process.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from photodedup.engine.reading.windows_job import WindowsJob

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


class KernelLimit(Protocol):
    """A limit of private memory that the system itself holds."""

    def used_bytes(self) -> int:
        """What counts against it now."""

    def hold(self, most_bytes: int) -> None:
        """Refuse memory beyond this."""


class _DataLimit:
    """RLIMIT_DATA of Linux, which counts private memory however it was taken.

    Raises:
        OSError: the system does not say how much memory is used.
    """

    def __init__(self) -> None:
        self.used_bytes()

    def used_bytes(self) -> int:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        found = status.partition("VmData:")[2].split()
        if not found or not found[0].isdecimal():
            raise OSError("no VmData in /proc/self/status")
        return int(found[0]) * 1024

    def hold(self, most_bytes: int) -> None:
        if sys.platform != "win32":
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            most = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def kernel_limit() -> KernelLimit | None:
    """What holds a limit here; None where nothing does."""
    with suppress(OSError):
        if sys.platform == "win32":
            return WindowsJob(ctypes.WinDLL("kernel32"))
        if sys.platform.startswith("linux"):
            return _DataLimit()
    return None


class MemoryLimit:
    """Holds this process to `free_bytes` more than it uses now, and to what is granted above.

    Args:
        free_bytes: what it may always use.
        on_excess: called in a thread where the kernel holds no limit and too much is in use.
    """

    def __init__(self, free_bytes: int, on_excess: Callable[[], None]) -> None:
        self._free_bytes = free_bytes
        self._most_granted = 0
        self._kernel = kernel_limit()
        self._base_bytes = self._kernel.used_bytes() if self._kernel else peak_bytes()
        if self._kernel:
            self.grant(0)
        elif self._base_bytes:
            threading.Thread(target=self._watch, args=(on_excess,), daemon=True).start()

    def grant(self, granted_bytes: int) -> None:
        """Allow so much above what is free; replaces what was granted before."""
        self._most_granted = max(self._most_granted, granted_bytes)
        if self._kernel:
            self._kernel.hold(self._base_bytes + self._free_bytes + granted_bytes)

    def take_back(self) -> bool:
        """End a grant; False if so much memory is still held that the next file may lack it."""
        if not self._kernel:
            return True
        _trim()
        self.grant(0)
        return self._kernel.used_bytes() < self._base_bytes + self._free_bytes // 2

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
    if sys.platform == "win32":
        return  # and CDLL(None) is nothing there
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
