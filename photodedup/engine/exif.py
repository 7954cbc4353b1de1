"""A tolerant reader of EXIF: takes what can be read of a block and leaves out the rest.

A block is a TIFF structure: the EXIF part of a JPEG, a whole TIFF, or a RAW built like one. Canon's
CR3 keeps three such structures in boxes; they are read as if they were one.
"""

import struct
from dataclasses import dataclass, field

Value = str | bytes | int | tuple[float, ...]

XMP = 0x02BC
MAKER, MODEL, ORIENTATION, SOFTWARE = 0x010F, 0x0110, 0x0112, 0x0131
TAKEN, DIGITIZED = 0x9003, 0x9004
TAKEN_OFFSET, DIGITIZED_OFFSET = 0x9011, 0x9012
TAKEN_FRACTION, DIGITIZED_FRACTION = 0x9291, 0x9292
MAKER_NOTE = 0x927C
DESCRIPTION, RATING, IPTC = 0x010E, 0x4746, 0x83BB
XP_COMMENT, XP_KEYWORDS = 0x9C9C, 0x9C9E
USER_COMMENT = 0x9286
EXPOSURE_TIME, F_NUMBER, ISO_SPEED = 0x829A, 0x829D, 0x8827
FOCAL_LENGTH, LENS_MODEL = 0x920A, 0xA434
GPS_LATITUDE_REF, GPS_LATITUDE, GPS_LONGITUDE_REF, GPS_LONGITUDE = 1, 2, 3, 4
GPS_ALTITUDE_REF, GPS_ALTITUDE, GPS_TIME, GPS_DATE = 5, 6, 7, 29

_EXIF_POINTER = 0x8769
_GPS_POINTER = 0x8825
_PHOTO_TAGS = frozenset(
    {TAKEN, DIGITIZED, TAKEN_OFFSET, DIGITIZED_OFFSET, TAKEN_FRACTION, DIGITIZED_FRACTION}
    | {MAKER_NOTE, USER_COMMENT}
    | {EXPOSURE_TIME, F_NUMBER, ISO_SPEED, FOCAL_LENGTH, LENS_MODEL}
)
# DNG and its kin keep the date in the main directory.
_MAIN_TAGS = (
    frozenset({XMP, MAKER, MODEL, ORIENTATION, SOFTWARE, _EXIF_POINTER, _GPS_POINTER})
    | {DESCRIPTION, RATING, IPTC, XP_COMMENT, XP_KEYWORDS}
    | _PHOTO_TAGS
)
_GPS_TAGS = frozenset(
    {GPS_LATITUDE_REF, GPS_LATITUDE, GPS_LONGITUDE_REF, GPS_LONGITUDE}
    | {GPS_ALTITUDE_REF, GPS_ALTITUDE, GPS_TIME, GPS_DATE}
)
_TAGS = {"main": _MAIN_TAGS, "photo": _PHOTO_TAGS, "gps": _GPS_TAGS}
_MAX_ENTRIES = 512
_MAX_VALUE_BYTES = 1 << 20
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4}
_INTEGER_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I"}
# The byte order, then a number that cameras other than TIFF's own change to their liking.
_BYTE_ORDERS = {b"II": "<", b"MM": ">"}
_CR3_BOXES = ((b"CMT1", "main"), (b"CMT2", "photo"), (b"CMT4", "gps"))
# EXIF as in a JPEG (Fujifilm's RAW keeps a whole JPEG), and Minolta's block of it.
_HEADINGS = ((b"Exif\0\0", 6), (b"Exif\0\xff", 6), (b"\0TTW", 8))
_SEARCH_BYTES = 1 << 18


@dataclass(slots=True)
class Exif:
    """Those tags of one file that this program uses, by number: `main` (IFD0), `photo` (the Exif
    IFD) and `gps`. Numbers in a row are floats, bytes in a row are bytes."""

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
    start = _structure_start(block)
    order = _BYTE_ORDERS.get(block[start : start + 2])
    if order is None:
        return exif
    first = _first_directory(block, start, order)
    exif.main = _read_directory(block, start, order, first, _MAIN_TAGS)
    for pointer, name in ((_EXIF_POINTER, "photo"), (_GPS_POINTER, "gps")):
        offset = exif.main.pop(pointer, None)
        if isinstance(offset, int):
            setattr(exif, name, _read_directory(block, start, order, offset, _TAGS[name]))
    return exif


def read_note(note: bytes, offset: int, order: bytes, tags: frozenset[int]) -> dict[int, Value]:
    """Some tags of a maker's note that is one directory, in the byte order b"II" or b"MM", with
    offsets counted from the note's start."""
    if order not in _BYTE_ORDERS:
        return {}
    return _read_directory(note, 0, _BYTE_ORDERS[order], offset, tags)


def _structure_start(block: bytes) -> int:
    """Where the TIFF structure begins: at once, behind a heading, or deep in a RAW's preview."""
    if block[:2] in _BYTE_ORDERS:
        return 0
    for heading, length in _HEADINGS:
        at = block.find(heading, 0, _SEARCH_BYTES)
        if at >= 0:
            return at + length
    return 0


def _read_cr3(block: bytes, exif: Exif) -> None:
    for box, name in _CR3_BOXES:
        start = block.find(box, 0, _SEARCH_BYTES) + len(box)
        order = _BYTE_ORDERS.get(block[start : start + 2])
        if start >= len(box) and order is not None:
            first = _first_directory(block, start, order)
            setattr(exif, name, _read_directory(block, start, order, first, _TAGS[name]))


def _first_directory(block: bytes, start: int, order: str) -> int:
    raw = block[start + 4 : start + 8]
    return int(struct.unpack(order + "I", raw)[0]) if len(raw) == 4 else 0


def _read_directory(
    block: bytes, start: int, order: str, offset: int, wanted: frozenset[int]
) -> dict[int, Value]:
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
        if tag in wanted:
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
    if kind == 7 or (kind == 1 and length > 1):
        return raw
    if kind in (5, 10):
        numbers = struct.unpack(f"{order}{2 * length}{'I' if kind == 5 else 'i'}", raw)
        return tuple(
            top / bottom if bottom else 0.0
            for top, bottom in zip(numbers[::2], numbers[1::2], strict=True)
        )
    integers = struct.unpack(f"{order}{length}{_INTEGER_CODES[kind]}", raw)
    return int(integers[0]) if length == 1 else tuple(float(number) for number in integers)
