"""Lets other programs go first: lowers a process of this program, or a thread, for good.

Linux gives no way back without special rights, so nothing here offers one: what is to be quick
again is started anew.
"""

import ctypes
import os
import platform
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from typing import Any, TypeVar

Result = TypeVar("Result")


class Level(IntEnum):
    """How far back a scan stands."""

    FULL = 0
    POLITE = 1  # what a person does goes first, but nothing waits for ever
    IDLE = 2  # only what nobody else wants


_NICENESS = {Level.FULL: 0, Level.POLITE: 5, Level.IDLE: 19}
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}  # numbers of the system call
_IOPRIO_PROCESS, _IOPRIO_IDLE = 1, 3 << 13

_SET_INFORMATION = 0x0200
_CLASSES = {Level.FULL: 0x20, Level.POLITE: 0x4000, Level.IDLE: 0x40}  # priority classes of Windows
_THREAD_MODE_BACKGROUND_BEGIN = 0x0001_0000
_QOS_BACKGROUND = 0x09
_PRIO_DARWIN_PROCESS, _PRIO_DARWIN_BG = 4, 0x1000


def lower_process(pid: int, level: Level) -> None:
    """Set a process of this program back. Does nothing where the system refuses, or it is gone."""
    if level is Level.FULL:
        return
    with suppress(OSError):
        if sys.platform == "win32":
            _lower_on_windows(pid, level)
            return
        os.setpriority(os.PRIO_PROCESS, pid, _NICENESS[level])
        if level is not Level.IDLE:
            return
        if sys.platform == "darwin":
            os.setpriority(_PRIO_DARWIN_PROCESS, pid, _PRIO_DARWIN_BG)
        elif sys.platform.startswith("linux"):
            _read_when_idle(pid)


def run_lowered(level: Level, work: Callable[[], Result]) -> Result:
    """What the work returns or raises, from a thread of its own that stands back; at full level
    from this very thread."""
    if level is Level.FULL:
        return work()
    outcome: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        _lower_this_thread(level)
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it was asked for
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return outcome[0]


def _lower_this_thread(level: Level) -> None:
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            if level is Level.IDLE:
                kernel: Any = ctypes.WinDLL("kernel32")
                kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_MODE_BACKGROUND_BEGIN)
        elif sys.platform == "darwin":
            if level is Level.IDLE:
                ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_BACKGROUND, 0)
        else:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS[level])


def _read_when_idle(pid: int) -> None:
    number = _IOPRIO_SET.get(platform.machine())
    if number is not None:
        ctypes.CDLL(None).syscall(number, _IOPRIO_PROCESS, pid, _IOPRIO_IDLE)


def _lower_on_windows(pid: int, level: Level) -> None:
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_SET_INFORMATION, False, pid)
    if handle:
        kernel.SetPriorityClass(ctypes.c_void_p(handle), _CLASSES[level])
        kernel.CloseHandle(ctypes.c_void_p(handle))
