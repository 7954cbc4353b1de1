"""A folder on a disc that turns, or on a share far away: a file system of the kernel's FUSE that
shows the files of another folder and takes its time.

It speaks FUSE's own protocol, so that nothing has to be installed; mounting needs root. What a
medium costs is a model: a disc has one head, which takes a while to get anywhere but straight on,
and serves first what lies straight ahead; a share answers several questions at once, each after a
while, over one line.
"""

import ctypes
import os
import stat
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

_REQUEST = struct.Struct("<IIQQIIII")  # length, what, number, node, user, group, process, nothing
_ANSWER = struct.Struct("<IiQ")
_ATTRIBUTES = struct.Struct("<6Q10I")
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _STATFS, _RELEASE = 1, 2, 3, 14, 15, 17, 18
_FLUSH, _INIT, _OPENDIR, _READDIR, _RELEASEDIR = 25, 26, 27, 28, 29
_INTERRUPT, _BATCH_FORGET = 36, 42
_UNANSWERED = (_FORGET, _BATCH_FORGET, _INTERRUPT)
_ENOENT, _ENOSYS = 2, 38
_ROOT = 1
_ASYNC_READ = 1
_REQUEST_BYTES = 1 << 18
_VALID_S = 3600
_MS_RDONLY_NOSUID_NODEV = 1 | 2 | 4
_MNT_DETACH = 2
_LINES = 64  # questions that a share answers at once


class NotMounted(Exception):
    """This computer has no FUSE, or does not let this process mount."""


@dataclass(frozen=True, slots=True)
class Disc:
    """One head: `seek_s` to go anywhere but straight on, then so many bytes a second."""

    seek_s: float = 0.010
    bytes_a_second: float = 120e6


@dataclass(frozen=True, slots=True)
class Share:
    """Each question is answered after `answer_s`; what is read comes over one line, from a disc or
    from the memory of the computer there."""

    answer_s: float = 0.004
    bytes_a_second: float = 60e6
    disc: Disc | None = None


@dataclass(order=True)
class _Reading:
    """A piece of a file to be read: where it lies on the medium."""

    start: int
    size: int = field(compare=False)
    answer: Callable[[], None] = field(compare=False)


class _Head:
    """Serves readings one after the other, first those that lie straight ahead."""

    def __init__(self, disc: Disc) -> None:
        self._disc = disc
        self._at = 0
        self._waiting: list[_Reading] = []
        self._changed = threading.Condition()
        threading.Thread(target=self._serve, daemon=True).start()

    def ask(self, answer: Callable[[], None]) -> None:
        answer()  # of folders and names the system knows all

    def read(self, reading: _Reading) -> None:
        with self._changed:
            self._waiting.append(reading)
            self._changed.notify()

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                reading = min(self._waiting, key=lambda other: (other.start < self._at, other))
                self._waiting.remove(reading)
            seek_s = self._disc.seek_s if reading.start != self._at else 0.0
            time.sleep(seek_s + reading.size / self._disc.bytes_a_second)
            self._at = reading.start + reading.size
            reading.answer()


class _Line:
    """Answers many at once, each late; bytes come one after the other."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._wire = threading.Lock()
        self._pool = ThreadPoolExecutor(_LINES)
        self._head = _Head(share.disc) if share.disc else None

    def ask(self, answer: Callable[[], None]) -> None:
        self._pool.submit(self._answer, answer, 0)

    def read(self, reading: _Reading) -> None:
        if self._head is None:
            self._pool.submit(self._answer, reading.answer, reading.size)
            return

        def send() -> None:
            self._pool.submit(self._answer, reading.answer, reading.size)

        self._head.read(_Reading(reading.start, reading.size, send))

    def _answer(self, answer: Callable[[], None], size: int) -> None:
        time.sleep(self._share.answer_s)
        with self._wire:
            time.sleep(size / self._share.bytes_a_second)
        answer()


class _FileSystem:
    """Answers the kernel about one flat folder, read-only."""

    def __init__(self, device: int, folder: Path, medium: Disc | Share) -> None:
        self._device = device
        self._medium = _Head(medium) if isinstance(medium, Disc) else _Line(medium)
        self._paths = sorted(folder.iterdir())
        self._nodes = {os.fsencode(p.name): _ROOT + 1 + n for n, p in enumerate(self._paths)}
        self._handles = [os.open(path, os.O_RDONLY) for path in self._paths]
        self._starts: list[int] = []
        end = 0
        for path in self._paths:  # one behind the other, in the order of their names
            self._starts.append(end)
            end += path.stat().st_size

    def serve(self) -> None:
        """Until it is unmounted."""
        with suppress(OSError):
            while request := os.read(self._device, _REQUEST_BYTES + 4096):
                _, what, number, node, *_ = _REQUEST.unpack_from(request)
                if what not in _UNANSWERED:
                    self._take(what, number, node, request[_REQUEST.size :])

    def _take(self, what: int, number: int, node: int, given: bytes) -> None:
        if what == _READ:
            _, offset, size = struct.unpack_from("<QQI", given)
            at = node - _ROOT - 1
            data = os.pread(self._handles[at], size, offset)
            reading = _Reading(
                self._starts[at] + offset, len(data), lambda: self._reply(number, data)
            )
            self._medium.read(reading)
        elif what in (_LOOKUP, _OPEN):
            answer = self._found(given) if what == _LOOKUP else bytes(16)
            self._medium.ask(lambda: self._reply(number, answer))
        else:
            self._reply(number, self._at_once(what, node, given))

    def _at_once(self, what: int, node: int, given: bytes) -> bytes | None:
        if what == _INIT:
            readahead = struct.unpack_from("<III", given)[2]
            return struct.pack(
                "<IIIIHHIIHHI7I", 7, 31, readahead, _ASYNC_READ, 64, 48, 4096, 1, 0, 0, 0, *[0] * 7
            )
        if what == _GETATTR:
            return struct.pack("<QII", _VALID_S, 0, 0) + self._attributes(node)
        if what == _OPENDIR:
            return bytes(16)
        if what == _READDIR:
            return self._listed(*struct.unpack_from("<QQI", given)[1:])
        if what == _STATFS:
            return bytes(80)
        return b"" if what in (_RELEASE, _RELEASEDIR, _FLUSH) else None

    def _found(self, name: bytes) -> bytes:
        node = self._nodes.get(name.rstrip(b"\0"), 0)  # 0: there is none, and that stays so
        attributes = self._attributes(node) if node else bytes(_ATTRIBUTES.size)
        return struct.pack("<QQQQII", node, 0, _VALID_S, _VALID_S, 0, 0) + attributes

    def _attributes(self, node: int) -> bytes:
        if node == _ROOT:
            return _ATTRIBUTES.pack(node, *[0] * 8, stat.S_IFDIR | 0o755, 2, *[0] * 5)
        status = os.fstat(self._handles[node - _ROOT - 1])
        mtime = int(status.st_mtime)
        size = status.st_size
        times = (mtime, mtime, mtime, 0, 0, 0)
        mode = stat.S_IFREG | 0o444
        return _ATTRIBUTES.pack(node, size, -(-size // 512), *times, mode, 1, 0, 0, 0, 4096, 0)

    def _listed(self, offset: int, size: int) -> bytes:
        listed = b""
        for at, path in enumerate(self._paths[offset:], offset):
            name = os.fsencode(path.name)
            entry = struct.pack("<QQII", _ROOT + 1 + at, at + 1, len(name), stat.S_IFREG >> 12)
            entry += name + bytes(-len(name) % 8)
            if len(listed) + len(entry) > size:
                break
            listed += entry
        return listed

    def _reply(self, number: int, data: bytes | None) -> None:
        error = 0 if data is not None else -_ENOSYS
        with suppress(OSError):  # it was asked by someone who is gone
            body = data or b""
            os.write(self._device, _ANSWER.pack(_ANSWER.size + len(body), error, number) + body)


def _serve(device: int, folder: Path, medium: Disc | Share) -> None:
    _FileSystem(device, folder, medium).serve()


@contextmanager
def mounted(folder: Path, place: Path, medium: Disc | Share) -> Iterator[None]:
    """The files of a folder seen in an empty one, as from that medium and in no cache.

    Raises:
        NotMounted: see there.
    """
    try:
        device = os.open("/dev/fuse", os.O_RDWR)
    except OSError as error:
        raise NotMounted(f"no FUSE here: {error.strerror}") from error
    system = ctypes.CDLL(None, use_errno=True)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other".encode()
    where = os.fsencode(place)
    if system.mount(b"slow", where, b"fuse", _MS_RDONLY_NOSUID_NODEV, options) != 0:
        os.close(device)
        raise NotMounted(f"it cannot be mounted: {os.strerror(ctypes.get_errno())}")
    server = get_context("fork").Process(target=_serve, args=(device, folder, medium), daemon=True)
    server.start()
    os.close(device)
    try:
        yield
    finally:
        system.umount2(where, _MNT_DETACH)
        server.join(10)
        server.kill()
