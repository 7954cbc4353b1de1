"""The memory limit of reading processes on Windows, with a stand-in for the system's calls."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from photodedup.engine.reading import confinement
from photodedup.engine.reading.windows_job import ExtendedLimits, MemoryCounters, WindowsJob

MIB = 1 << 20
JOB, PROCESS = 42, -1


class Kernel(SimpleNamespace):
    """kernel32, as far as it is asked: notes what was set, and refuses what it is told to."""

    def __init__(self, *refused: str) -> None:
        super().__init__(limits=[], assigned=[], used_bytes=100 * MIB, error_mode=0)

        def set_information(job, kind, limits, size_bytes) -> int:
            assert (job, kind, size_bytes) == (JOB, 9, ctypes.sizeof(ExtendedLimits))
            self.limits.append(limits._obj)
            return 1

        def memory_info(process, counters, size_bytes) -> int:
            assert (process, size_bytes) == (PROCESS, counters._obj.cb)
            counters._obj.PagefileUsage = self.used_bytes
            return 1

        calls = {
            "SetErrorMode": lambda mode: setattr(self, "error_mode", mode),
            "GetCurrentProcess": lambda: PROCESS,
            "CreateJobObjectW": lambda _security, _name: JOB,
            "AssignProcessToJobObject": lambda *which: self.assigned.append(which) or 1,
            "SetInformationJobObject": set_information,
            "K32GetProcessMemoryInfo": memory_info,
        }
        for name, call in calls.items():
            setattr(self, name, (lambda *_: 0) if name in refused else call)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_the_structures_are_as_large_as_the_systems():
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ExtendedLimits.ProcessMemoryLimit.offset == 112
    assert ctypes.sizeof(MemoryCounters) == 72
    assert MemoryCounters.PagefileUsage.offset == 56


def test_the_process_is_alone_in_its_job_and_asks_nobody():
    kernel = Kernel()
    WindowsJob(kernel)
    assert kernel.assigned == [(JOB, PROCESS)]
    basic = kernel.limits[0].BasicLimitInformation
    assert basic.ActiveProcessLimit == 1
    assert basic.LimitFlags == 0x100 | 0x8 | 0x400
    assert kernel.error_mode == 0x8003  # no window says that a decoder crashed


def test_a_limit_follows_what_is_granted(monkeypatch):
    kernel = Kernel()
    monkeypatch.setattr(confinement, "kernel_limit", lambda: WindowsJob(kernel))
    limit = confinement.MemoryLimit(96 * MIB, on_excess=pytest.fail)
    assert kernel.limits[-1].ProcessMemoryLimit == (100 + 96) * MIB
    limit.grant(500 * MIB)
    assert kernel.limits[-1].ProcessMemoryLimit == (100 + 96 + 500) * MIB
    assert limit.take_back()
    assert kernel.limits[-1].ProcessMemoryLimit == (100 + 96) * MIB
    kernel.used_bytes = 190 * MIB  # it does not come back: a new process is better
    assert not limit.take_back()


@pytest.mark.parametrize(
    "refused",
    [
        "CreateJobObjectW",
        "AssignProcessToJobObject",
        "SetInformationJobObject",
        "K32GetProcessMemoryInfo",
    ],
)
def test_where_the_system_refuses_the_process_reads_without(monkeypatch, refused):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: Kernel(refused), raising=False)
    assert confinement.kernel_limit() is None
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: Kernel(), raising=False)
    assert isinstance(confinement.kernel_limit(), WindowsJob)
