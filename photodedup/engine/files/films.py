"""What a film's file says about the photo it belongs to, read without decoding anything."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_KEY = b"com.apple.quicktime.content.identifier"
_MAX_META_BYTES = 1 << 20
_MAX_ATOMS = 10_000

_Atom = tuple[bytes, int, int]  # name, start and end of its contents


def film_identifier(path: Path) -> str | None:
    """The content identifier that a Live Photo's film shares with its photo.

    None if the film has none, or cannot be read. Never raises.
    """
    try:
        with path.open("rb") as film:
            meta = _metadata(film, os.fstat(film.fileno()).st_size)
    except (OSError, ValueError, struct.error):
        return None
    return None if meta is None else _identifier(meta)


def _metadata(film: BinaryIO, size_bytes: int) -> bytes | None:
    """The contents of moov/meta, which may sit behind all the pictures."""
    start, end = 0, size_bytes
    for wanted in (b"moov", b"meta"):
        found = next((atom for atom in _atoms(film, start, end) if atom[0] == wanted), None)
        if found is None:
            return None
        _, start, end = found
    if end - start > _MAX_META_BYTES:
        return None
    film.seek(start)
    return film.read(end - start)


def _atoms(film: BinaryIO, start: int, end: int) -> Iterator[_Atom]:
    for _ in range(_MAX_ATOMS):
        if start + 8 > end:
            return
        film.seek(start)
        header = film.read(16)
        (size,) = struct.unpack(">I", header[:4])
        head = 8
        if size == 1:
            (size,), head = struct.unpack(">Q", header[8:16]), 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield header[4:8], start + head, start + size
        start += size


def _identifier(meta: bytes) -> str | None:
    """Find the key's number in `keys` and that number's text in `ilst`."""
    # QuickTime's meta holds atoms at once; ISO's puts a version before them.
    first = 0 if meta[4:8] == b"hdlr" else 4
    atoms = dict(_parts(meta, first))
    keys, values = atoms.get(b"keys", b""), atoms.get(b"ilst", b"")
    for number, (_, key) in enumerate(_parts(keys, 8), start=1):
        if key == _KEY:
            value = dict(_parts(values, 0)).get(struct.pack(">I", number), b"")
            data = dict(_parts(value, 0)).get(b"data", b"")
            return data[8:].decode("utf-8", "replace").strip("\0 ") or None
    return None


def _parts(data: bytes, start: int) -> Iterator[tuple[bytes, bytes]]:
    """Name and contents of each atom in `data`."""
    while start + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, start)
        if size < 8:
            return
        yield name, data[start + 8 : start + size]
        start += size
