"""JPEG: a walk over its segments without decoding, and the reduced decode."""

import io
import re
import struct
from dataclasses import dataclass, field

import blake3
import cv2
import numpy as np
from PIL import Image

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.pictures.geometry import Pixels

CUT_OFF = "the file is cut off: the end of the picture is missing"
DAMAGED = "the picture data is damaged"

_EXIF_STARTS = (b"Exif\0\0", b"Exif\0\xff")
_XMP_START = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_PICTURES = b"MPF\0"
_MORE_PICTURES_IN_XMP = b"Container"

_TEMPORARY, _SOI, _EOI, _SOS, _COM = 0x01, 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_END = b"\xff\xd9"
_FILLING = b"\x55" * 4096
_FRAME_STARTS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DECODABLE_FRAMES = {0xC0, 0xC1, 0xC2, 0xC9, 0xCA}
_PROGRESSIVE_FRAMES = {0xC2, 0xCA}
# Inside coded data FF is followed by zero or a restart marker; anything else ends the data.
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_SEARCH_BYTES = 1 << 18

_REDUCED_COLOUR = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_MIDDLE_GREY = 128


@dataclass(slots=True)
class JpegLayout:
    """Where the parts of a JPEG are. `end` is the offset behind the end marker, None without one;
    what follows it (a second picture, a film) is no part of the photo. `names_more` if the file
    says that there are such pictures."""

    width_px: int = 0
    height_px: int = 0
    component_count: int = 0
    component_names: bytes = b""
    is_progressive: bool = False
    exif: bytes = b""
    xmp: bytes = b""
    end: int | None = None
    has_jfif: bool = False
    adobe_transform: int | None = None
    names_more: bool = False
    picture_parts: list[tuple[int, int]] = field(default_factory=list)


def read_layout(data: bytes, *, trusts_end: bool = False) -> JpegLayout:
    """Walk the segments of a JPEG.

    With `trusts_end`, a file that ends like a JPEG and names no more pictures is taken for one
    picture: what looks for the first end marker has to read all its coded data. A picture after it
    that is named nowhere (1 file of 669 had one) then counts as a part of it.

    Raises:
        UnreadablePhoto: cut off before its picture begins, or of a kind that no decoder reads.
    """
    layout = JpegLayout()
    at = 2
    # Stray bytes between segments are passed over, as decoders do.
    while (found := _NEXT_MARKER.search(data, at)) is not None:
        start, marker = found.start(), data[found.start() + 1]
        if marker == _EOI:
            layout.end = start + 2
            break
        if marker in (_SOI, _TEMPORARY):
            at = start + 2
            continue
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if at > len(data) or at < start + 4:
            break
        _note_segment(data, layout, marker, start, at)
        if marker == _SOS:
            is_to_end = trusts_end and _is_alone(data, layout)
            end = len(data) - len(_END) if is_to_end else _end_of_coded(data, at)
            layout.picture_parts.append((at, end))
            at = end
    if not layout.width_px or not any(data[start + 1] == _SOS for start, _ in layout.picture_parts):
        raise UnreadablePhoto(CUT_OFF)
    return layout


def _is_alone(data: bytes, layout: JpegLayout) -> bool:
    return data.endswith(_END) and not layout.names_more


def _end_of_coded(data: bytes, at: int) -> int:
    """Where the coded data that begins at `at` ends: the offset of the next marker, or the end."""
    values = np.frombuffer(data, np.uint8)
    room = np.empty((2, _SEARCH_BYTES), bool)
    # Four times as fast as the expression alone, and other threads run meanwhile.
    for start in range(at, len(data) - 1, _SEARCH_BYTES):
        part = values[start : start + _SEARCH_BYTES + 1]
        suspects, is_marker = room[:, : len(part) - 1]
        np.equal(part[:-1], 0xFF, out=suspects)
        np.not_equal(part[1:], 0, out=is_marker)
        np.logical_and(suspects, is_marker, out=suspects)
        first = int(suspects.argmax())
        if suspects[first]:
            following = _NEXT_MARKER.search(data, start + first)
            return following.start() if following else len(data)
    return len(data)


def _note_segment(data: bytes, layout: JpegLayout, marker: int, start: int, end: int) -> None:
    body = start + 4
    if marker in _FRAME_STARTS:
        if marker not in _DECODABLE_FRAMES or data[body] != 8:
            raise UnreadablePhoto("this rare kind of JPEG (lossless or 12 bit) cannot be read")
        if not layout.width_px:
            layout.height_px, layout.width_px = struct.unpack_from(">HH", data, body + 1)
            layout.component_count = data[body + 5]
            layout.component_names = data[body + 6 : end : 3]
            layout.is_progressive = marker in _PROGRESSIVE_FRAMES
    elif marker == _APP0:
        layout.has_jfif = layout.has_jfif or data.startswith(b"JFIF\0", body)
    elif marker == _APP1:
        if not layout.exif and data.startswith(_EXIF_STARTS, body):
            layout.exif = data[body:end]
        elif not layout.xmp and data.startswith(_XMP_START, body):
            layout.xmp = data[body + len(_XMP_START) : end]
            layout.names_more = layout.names_more or _MORE_PICTURES_IN_XMP in layout.xmp
    elif marker == _APP2:
        layout.names_more = layout.names_more or data.startswith(_MORE_PICTURES, body)
    elif marker == _APP14 and data.startswith(b"Adobe", body) and end >= body + 12:
        layout.adobe_transform = data[body + 11]
    if not (_APP0 <= marker <= _APP15 or marker == _COM):
        layout.picture_parts.append((start, end))


def picture_hash(data: bytes, layout: JpegLayout, orientation: int) -> str:
    """The digest of what makes the pixels: the coded picture without its metadata, what decoders
    conclude about its colours, and the turn that puts it upright."""
    digest = blake3.blake3(f"{orientation} {_colours(layout)}\n".encode())
    view = memoryview(data)
    for start, end in layout.picture_parts:
        digest.update(view[start:end])
    return f"jpeg:{digest.hexdigest()}"


def _colours(layout: JpegLayout) -> str:
    """What every decoder takes the colours for: JFIF's mark first, then Adobe's, then the names
    of the components. Programs that strip metadata often take both marks away."""
    if layout.component_count == 4:
        return f"cmyk {layout.adobe_transform}"
    if layout.component_count < 3:
        return "grey"
    if layout.has_jfif:
        return "ycc"
    if layout.adobe_transform is not None:
        return "rgb" if layout.adobe_transform == 0 else "ycc"
    return "rgb" if layout.component_names == b"RGB" else "ycc"


def decode_jpeg(data: bytes, layout: JpegLayout, reduction: int) -> Pixels:
    """Decode at 1, 1/2, 1/4 or 1/8 of the size, not yet upright: uint8 (h, w, 3), RGB.

    Raises:
        UnreadablePhoto: cut off or damaged.
    """
    if layout.end is None:
        if not _is_complete(data, len(data), reduction):
            raise UnreadablePhoto(CUT_OFF)
        return _decode_with_pillow(data + _END, reduction)
    if layout.component_count == 4:
        pixels = _decode_with_pillow(data, reduction)
    else:
        pixels = _decode_with_opencv(data, reduction)
    # Decoders fill what is missing with middle grey and say nothing.
    if (pixels[-1] == _MIDDLE_GREY).all():
        end = read_layout(data).end or len(data)
        if not _is_complete(data, end - len(_END), reduction):
            raise UnreadablePhoto(CUT_OFF)
    return pixels


def _decode_with_opencv(data: bytes, reduction: int) -> Pixels:
    mode = _REDUCED_COLOUR[reduction] | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise UnreadablePhoto(DAMAGED) from error
    if pixels is None:
        raise UnreadablePhoto(DAMAGED)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)


def _decode_with_pillow(data: bytes, reduction: int) -> Pixels:
    """The same pixels a little slower, but for CMYK as well, and without words on stderr."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            width_px, height_px = image.size
            image.draft("RGB", (width_px // reduction, height_px // reduction))
            return np.asarray(image.convert("RGB"), np.uint8)
    except (OSError, ValueError, SyntaxError) as error:
        raise UnreadablePhoto(DAMAGED) from error


def _is_complete(data: bytes, end: int, reduction: int) -> bool:
    """Whether the coded data up to `end` fills the whole picture.

    A decoder that has all it needs passes over more data; one that has not paints with it.
    """
    as_it_is = _decode_with_pillow(data[:end] + _END, reduction)
    with_more = _decode_with_pillow(data[:end] + _FILLING + _END, reduction)
    return bool(np.array_equal(as_it_is, with_more))
