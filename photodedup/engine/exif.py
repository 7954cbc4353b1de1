"""A tolerant reader of EXIF: takes what can be read of a block and leaves out the rest.

A block is a TIFF structure: the EXIF part of a JPEG, a whole TIFF, or a RAW built like one. Canon's
CR3 keeps three such structures in boxes; they are read as if they were one.
"""

import struct
from dataclasses import dataclass, field

Value = str | bytes | int | tuple[float, ...]

ORIENTATION = 0x0112

_EXIF_POINTER = 0x8769
_GPS_POINTER = 0x8825
_MAX_ENTRIES = 512
_MAX_VALUE_BYTES = 1 << 20
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4}
_INTEGER_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I"}
# The byte order, then a number that cameras other than TIFF's own change to their liking.
_BYTE_ORDERS = {b"II": "<", b"MM": ">"}
_CR3_BOXES = ((b"CMT1", "main"), (b"CMT2", "photo"), (b"CMT4", "gps"))
_CR3_SEARCH_BYTES = 1 << 18


@dataclass(slots=True)
class Exif:
    """The tags of one file by number: `main` (IFD0), `photo` (the Exif IFD) and `gps`."""

    main: dict[int, Value] = field(default_factory=dict)
    photo: dict[int, Value] = field(default_factory=dict)
    gps: dict[int, Value] = field(default_factory=dict)

    @property
    def orientation(self) -> int:
        """1 to 8; 1 where the file says nothing, or nonsense."""
        value = self.main.get(ORIENTATION)
        if isinstance(value, tuple) and value:
            value = int(value[0])
        return value if isinstance(value, int) and 1 <= value <= 8 else 1


def read_exif(block: bytes) -> Exif:
    """Read an EXIF block, a TIFF or a TIFF-like RAW. Damage gives fewer tags, never an error."""
    exif = Exif()
    if block[4:12] == b"ftypcrx ":
        _read_cr3(block, exif)
        return exif
    start = 6 if block[:6] in (b"Exif\0\0", b"Exif\0\xff") else 0
    order = _BYTE_ORDERS.get(block[start : start + 2])
    if order is None:
        return exif
    exif.main = _read_directory(block, start, order, _first_directory(block, start, order))
    for pointer, name in ((_EXIF_POINTER, "photo"), (_GPS_POINTER, "gps")):
        offset = exif.main.get(pointer)
        if isinstance(offset, int):
            setattr(exif, name, _read_directory(block, start, order, offset))
    return exif


def _read_cr3(block: bytes, exif: Exif) -> None:
    for box, name in _CR3_BOXES:
        start = block.find(box, 0, _CR3_SEARCH_BYTES) + len(box)
        order = _BYTE_ORDERS.get(block[start : start + 2])
        if start >= len(box) and order is not None:
            first = _first_directory(block, start, order)
            setattr(exif, name, _read_directory(block, start, order, first))


def _first_directory(block: bytes, start: int, order: str) -> int:
    raw = block[start + 4 : start + 8]
    return int(struct.unpack(order + "I", raw)[0]) if len(raw) == 4 else 0


def _read_directory(block: bytes, start: int, order: str, offset: int) -> dict[int, Value]:
    tags: dict[int, Value] = {}
    at = start + offset
    if offset < 8 or at + 2 > len(block):
        return tags
    (count,) = struct.unpack_from(order + "H", block, at)
    at += 2
    for _ in range(min(count, _MAX_ENTRIES)):
        if at + 12 > len(block):
            break
        tag, kind, length = struct.unpack_from(order + "HHI", block, at)
        value = _read_value(block, start, order, at + 8, kind, length)
        if value is not None:
            tags.setdefault(tag, value)
        at += 12
    return tags


def _read_value(
    block: bytes, start: int, order: str, at: int, kind: int, length: int
) -> Value | None:
    size = _TYPE_BYTES.get(kind, 0) * length
    if not 0 < size <= _MAX_VALUE_BYTES:
        return None
    if size > 4:
        at = start + int(struct.unpack_from(order + "I", block, at)[0])
    raw = block[at : at + size]
    if len(raw) < size:
        return None
    if kind == 2:
        return raw.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
    if kind == 7:
        return raw
    if kind in (5, 10):
        numbers = struct.unpack(f"{order}{2 * length}{'I' if kind == 5 else 'i'}", raw)
        return tuple(
            top / bottom if bottom else 0.0
            for top, bottom in zip(numbers[::2], numbers[1::2], strict=True)
        )
    integers = struct.unpack(f"{order}{length}{_INTEGER_CODES[kind]}", raw)
    return int(integers[0]) if length == 1 else tuple(float(number) for number in integers)
