"""What a WebP file says of itself in its chunks, without its decoder.

Pillow's decoder takes the memory for whole frames as soon as a file is opened, so the size has to
be known before. See "WebP Container Specification" and RFC 6386 and 9649 for the layout.
"""

from collections.abc import Iterator

_FILE_HEAD_BYTES = 12
_CHUNK_HEAD_BYTES = 8
_LOSSY_START = b"\x9d\x01\x2a"
_LOSSLESS_SIGNATURE = 0x2F


def canvas_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where the file does not begin as a WebP does."""
    for name, start, size_bytes in _chunks(data):
        body = data[start : start + min(size_bytes, 16)]
        if name == b"VP8X" and len(body) >= 10:
            return _number(body[4:7]) + 1, _number(body[7:10]) + 1
        if name == b"VP8 " and len(body) >= 10 and body[3:6] == _LOSSY_START:
            return _number(body[6:8]) & 0x3FFF, _number(body[8:10]) & 0x3FFF
        if name == b"VP8L" and len(body) >= 5 and body[0] == _LOSSLESS_SIGNATURE:
            bits = _number(body[1:5])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        return None  # one of these comes first
    return None


def metadata(data: bytes) -> tuple[bytes, bytes]:
    """The EXIF and XMP blocks; empty where there is none, or the file ends before it."""
    blocks = {b"EXIF": b"", b"XMP ": b""}
    for name, start, size_bytes in _chunks(data):
        if name in blocks and not blocks[name] and start + size_bytes <= len(data):
            blocks[name] = data[start : start + size_bytes]
    return blocks[b"EXIF"], blocks[b"XMP "]


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and size of each chunk whose head is there."""
    place = _FILE_HEAD_BYTES
    while place + _CHUNK_HEAD_BYTES <= len(data):
        size_bytes = _number(data[place + 4 : place + 8])
        yield data[place : place + 4], place + _CHUNK_HEAD_BYTES, size_bytes
        place += _CHUNK_HEAD_BYTES + size_bytes + size_bytes % 2


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
