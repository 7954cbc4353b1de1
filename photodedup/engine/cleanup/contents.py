"""What a file on disk is at this moment: its identity and all of its bytes. Reads, never writes."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blake3 import blake3

from photodedup.engine.files.ignored import is_only_in_cloud

CHUNK_BYTES = 1 << 20

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # opening a pipe must not wait for its other end
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A regular file's identity and the cheap signs of change.

    `ctime_ns` moves with every write, also where a program or a wrong clock sets `mtime_ns` back;
    on Windows it is the time of creation, and tells of a replaced file at least.
    """

    device: int
    inode: int
    size_bytes: int
    mtime_ns: int
    ctime_ns: int = 0
    is_in_cloud: bool = False  # reading it would download it

    def is_same_file(self, other: "FileFacts") -> bool:
        return (self.device, self.inode) == (other.device, other.inode)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read from its first to its last byte, and the digest of them in hex."""

    facts: FileFacts
    content_hash: str


def look(path: Path) -> FileFacts | None:
    """The facts of a regular file; None for a link, a folder, a device, or nothing at all."""
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return None
    return _facts(status) if stat.S_ISREG(status.st_mode) else None


def is_still(path: Path, facts: FileFacts) -> bool:
    """Whether a file can be opened, and has not changed since it had these facts.

    Opening asks a network share or a union of folders again, whose names and sizes the system
    may remember for a while after the file is gone.
    """
    try:
        with _opened(path) as descriptor:
            return _facts(os.fstat(descriptor)) == facts
    except OSError:
        return False


def read_whole(path: Path) -> Reading:
    """Read every byte of a regular file.

    Raises:
        OSError: it cannot be opened or read, is no regular file, or changed while it was read.
    """
    with _opened(path) as descriptor:
        before = _facts(os.fstat(descriptor))
        digest = blake3()
        while chunk := os.read(descriptor, CHUNK_BYTES):
            digest.update(chunk)
        if _facts(os.fstat(descriptor)) != before:
            raise OSError("the file changed while it was read")
    return Reading(before, digest.hexdigest())


def same_bytes(first: Path, second: Path) -> bool:
    """Compare two regular files byte by byte.

    Raises:
        OSError: one of them cannot be read.
    """
    with _opened(first) as left, _opened(second) as right:
        while True:
            ours, theirs = _read_chunk(left), _read_chunk(right)
            if ours != theirs:
                return False
            if not ours:
                return True


def _read_chunk(descriptor: int) -> bytes:
    """A full chunk, or less at the end: a short read in between must not look like a difference."""
    parts = bytearray()
    while len(parts) < CHUNK_BYTES and (part := os.read(descriptor, CHUNK_BYTES - len(parts))):
        parts += part
    return bytes(parts)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        yield descriptor
    finally:
        os.close(descriptor)


def _facts(status: os.stat_result) -> FileFacts:
    return FileFacts(
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        is_only_in_cloud(status),
    )
