"""The metadata blocks of a picture file, without decoding its picture."""

import io
import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.pictures.sniff import Kind, sniff
from photodedup.engine.pictures.webp import canvas_size, metadata

_READ_BYTES = 1 << 20  # enough for what comes before the picture
_MAX_WHOLE_BYTES = 256 << 20  # these formats may keep their metadata at the end
_MAX_BLOCK_BYTES = 4 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_FROM_START = (Kind.JPEG, Kind.RAW)
_EXIF_STARTS = (b"Exif\0\0", b"Exif\0\xff")
_XMP_START = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP_START = b"Photoshop 3.0\0"
_PNG_XMP = b"XML:com.adobe.xmp\0"
_SOS, _STANDALONE = 0xDA, frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class Headers:
    """Blocks as they are in the file; empty where it has none. `exif` is a TIFF structure, maybe
    with a heading; `photoshop` is a row of Photoshop's resources, one of which is IPTC."""

    exif: bytes = b""
    xmp: bytes = b""
    photoshop: bytes = b""


def read_headers(path: Path) -> Headers:
    """Read them from a regular file; links are not followed.

    Raises:
        UnreadablePhoto: it cannot be opened, or is no picture.
    """
    try:
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePhoto("this is not a file but a folder, a device or a pipe")
            data = _read(handle, _READ_BYTES)
            kind = sniff(data, path)
            if kind not in _FROM_START and status.st_size <= _MAX_WHOLE_BYTES:
                data += _read(handle, status.st_size - len(data))
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadablePhoto(f"the file cannot be read ({error.strerror})") from error
    return _headers(data, kind)


def _read(handle: int, size_bytes: int) -> bytes:
    parts = bytearray()
    while len(parts) < size_bytes and (part := os.read(handle, size_bytes - len(parts))):
        parts += part
    return bytes(parts)


def _headers(data: bytes, kind: Kind) -> Headers:
    if kind is Kind.JPEG:
        return _of_jpeg(data)
    if kind in (Kind.RAW, Kind.TIFF):
        return Headers(exif=data)
    if kind is Kind.PNG:
        return _of_png(data)
    if kind is Kind.WEBP and canvas_size(data):
        return Headers(*metadata(data))
    try:
        if kind in (Kind.HEIC, Kind.HEIF):
            container = pillow_heif.open_heif(data)
            return _of_info(container[container.primary_index].info)
        with Image.open(io.BytesIO(data)) as image:
            return _of_info(image.info)
    except Exception as error:  # decoders raise anything at all for damaged files
        raise UnreadablePhoto("the picture data is damaged") from error


def _of_info(info: dict[Any, Any]) -> Headers:
    exif, xmp = info.get("exif"), info.get("xmp")
    return Headers(
        exif=exif if isinstance(exif, bytes) else b"",
        xmp=xmp if isinstance(xmp, bytes) else b"",
    )


def _of_jpeg(data: bytes) -> Headers:
    exif = xmp = photoshop = b""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _SOS:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if not exif and body.startswith(_EXIF_STARTS):
            exif = body
        elif not xmp and body.startswith(_XMP_START):
            xmp = body[len(_XMP_START) :]
        elif body.startswith(_PHOTOSHOP_START):  # long ones are cut into several segments
            photoshop += body[len(_PHOTOSHOP_START) :]
        at = max(end, at + 4)
    return Headers(exif, xmp, photoshop)


def _of_png(data: bytes) -> Headers:
    exif = xmp = b""
    for name, body in _png_chunks(data):
        if name == b"eXIf":
            exif = body
        elif name == b"iTXt" and body.startswith(_PNG_XMP):
            xmp = _png_text(body[len(_PNG_XMP) :])
    return Headers(exif, xmp)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + min(length, _MAX_BLOCK_BYTES)]
        at += 12 + length


def _png_text(rest: bytes) -> bytes:
    """The text behind an iTXt's keyword: two flags, a language and a translation go before it."""
    is_packed, parts = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
    if len(parts) < 3:
        return b""
    if not is_packed:
        return parts[2]
    try:
        return zlib.decompressobj().decompress(parts[2], _MAX_BLOCK_BYTES)
    except zlib.error:
        return b""
