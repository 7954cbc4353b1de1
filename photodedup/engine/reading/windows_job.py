"""A Windows job object around this process: how much memory it may commit, and that it starts no
other process.

Written after Microsoft's documentation of JOBOBJECT_EXTENDED_LIMIT_INFORMATION and
PROCESS_MEMORY_COUNTERS. Not yet tried on Windows.
"""

import ctypes
import sys
from typing import Any, Final

_EXTENDED_LIMIT_INFORMATION: Final = 9
_ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_EXCEPTION = 0x8, 0x100, 0x400
_NO_MESSAGE_BOXES = 0x1 | 0x2 | 0x8000  # of critical errors, crashes and missing drives

_HANDLE, _DWORD, _BOOL = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", _DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", _DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", _DWORD),
        ("SchedulingClass", _DWORD),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = (
        ("cb", _DWORD),
        ("PageFaultCount", _DWORD),
        *(
            (name, ctypes.c_size_t)
            for name in (
                "PeakWorkingSetSize",
                "WorkingSetSize",
                "QuotaPeakPagedPoolUsage",
                "QuotaPagedPoolUsage",
                "QuotaPeakNonPagedPoolUsage",
                "QuotaNonPagedPoolUsage",
                "PagefileUsage",
                "PeakPagefileUsage",
            )
        ),
    )


class WindowsJob:
    """Counts and limits the private memory that this process commits.

    Raises:
        OSError: the system does not let this process be limited.
    """

    def __init__(self, kernel: Any) -> None:
        """`kernel` is kernel32.dll as ctypes loads it."""
        self._kernel = kernel
        _declare(kernel)
        kernel.SetErrorMode(_NO_MESSAGE_BOXES)
        self._process = kernel.GetCurrentProcess()
        self._job = kernel.CreateJobObjectW(None, None)
        if not self._job:
            raise OSError("no job object")
        self.hold(sys.maxsize)
        if not kernel.AssignProcessToJobObject(self._job, self._process):
            raise OSError("this process cannot be put into a job object")
        self.used_bytes()

    def hold(self, most_bytes: int) -> None:
        """From now on memory beyond this is refused, as where there is none left."""
        limits = ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = (
            _PROCESS_MEMORY | _ACTIVE_PROCESS | _DIE_ON_EXCEPTION
        )
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = most_bytes
        done = self._kernel.SetInformationJobObject(
            self._job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if not done:
            raise OSError("a job object takes no limit")

    def used_bytes(self) -> int:
        """What is committed now."""
        counters = MemoryCounters(cb=ctypes.sizeof(MemoryCounters))
        done = self._kernel.K32GetProcessMemoryInfo(
            self._process, ctypes.byref(counters), ctypes.sizeof(counters)
        )
        if not done:
            raise OSError("the system does not say how much memory is used")
        return int(counters.PagefileUsage)


def _declare(kernel: Any) -> None:
    """Handles are as wide as pointers, which ctypes cannot know."""
    kernel.GetCurrentProcess.restype = _HANDLE
    kernel.CreateJobObjectW.restype = _HANDLE
    kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    kernel.SetErrorMode.argtypes = [_DWORD]
    kernel.AssignProcessToJobObject.argtypes = [_HANDLE, _HANDLE]
    kernel.SetInformationJobObject.argtypes = [_HANDLE, _BOOL, ctypes.c_void_p, _DWORD]
    kernel.K32GetProcessMemoryInfo.argtypes = [_HANDLE, ctypes.c_void_p, _DWORD]
