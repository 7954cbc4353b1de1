"""A reading process whose decoder does what the first word of a file's name says.

Started by tests instead of the program's own: `python -m tests.engine.reading.hostile_child`.
"""

import ctypes
import os
import re
import time
from collections.abc import Callable

from photodedup.engine.errors import OutOfMemory
from photodedup.engine.reading import child
from photodedup.engine.reading.wire import Kind, Message, send

PID_PIPE = "PHOTODEDUP_TEST_PID_PIPE"  # where a process that hangs tells its id first

_is_poisoned = False


def abort() -> None:
    os.abort()


def segfault() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(0)


def hang() -> None:
    pipe = os.environ.get(PID_PIPE)
    if pipe:
        os.write(os.open(pipe, os.O_WRONLY), f"{os.getpid()}\n".encode())
    while True:
        time.sleep(1)


def spin() -> None:
    """Busy without end, and without a moment for any other thread."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def hunger() -> None:
    eaten = []
    try:
        while True:
            eaten.append(b"x" * (1 << 24))
    except MemoryError as error:
        raise OutOfMemory("there is not enough memory to open this picture") from error


def chatter() -> None:
    for stream in (1, 2):
        os.write(stream, b"\0\xff libwhatever: warning 17 \n" * 5000)


def lie() -> None:
    """Write where the answers go."""
    for number in range(3, 20):
        try:
            os.write(number, b"X\xff\xff\xff\xff" * 50)
        except OSError:
            continue


def boast() -> None:
    """An answer in the right form that is nonsense."""
    for number in range(3, 20):
        try:
            with open(number, "wb", buffering=0, closefd=False) as stream:
                send(stream, Kind.EXTRACT, {"extract": {"width_px": "very wide"}})
        except OSError:
            continue


def brag() -> None:
    """A picture that is none."""
    for number in range(3, 20):
        try:
            with open(number, "wb", buffering=0, closefd=False) as stream:
                send(stream, Kind.PIXELS, {"shape": [1 << 40, 1, 3]}, [b"little"])
        except OSError:
            continue


def poison() -> None:
    """Break the process for the file that comes next."""
    global _is_poisoned
    _is_poisoned = True


def mistake() -> None:
    raise AssertionError("a mistake of the program")


DEEDS: dict[str, Callable[[], None]] = {
    deed.__name__: deed
    for deed in (
        *(abort, segfault, leave, hang, spin, hunger),
        *(chatter, lie, boast, brag, poison, mistake),
    )
}


def work_by_name(request: Message, on_bytes_read: Callable[[], None]) -> child.Answer:
    if _is_poisoned:
        os.abort()
    deed = DEEDS.get(child.path_of(request).stem.split()[0])
    if deed is not None:
        on_bytes_read()
        deed()
    return child.do_work(request, on_bytes_read)


if __name__ == "__main__":
    child.main(work_by_name)
