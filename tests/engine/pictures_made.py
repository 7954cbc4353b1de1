"""Makes small pictures of every format for the tests; nothing here is a real photo."""

import io
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image

Pixels = NDArray[np.uint8]

LOSSLESS_EXTENSIONS = (".png", ".bmp", ".tif", ".gif", ".webp")
STILL_EXTENSIONS = (
    *(".jpg", ".png", ".gif", ".bmp", ".tif", ".webp"),
    *(".avif", ".heic", ".jp2", ".mpo"),
)
_TURNS_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def scene(width_px: int = 640, height_px: int = 480, seed: int = 0) -> Pixels:
    """A picture with large and small forms that looks different from each of its eight sides.

    uint8 (height, width, 3), RGB; the same for the same arguments, another one for another seed.
    """
    random = np.random.default_rng(seed)
    coarse = random.integers(30, 226, (6, 8, 3), dtype=np.uint8)
    pixels = cv2.resize(coarse, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    for _ in range(40):
        centre = (int(random.integers(0, width_px)), int(random.integers(0, height_px)))
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        size = max(2, int(min(width_px, height_px) * random.uniform(0.01, 0.08)))
        if random.random() < 0.5:
            cv2.circle(pixels, centre, size, colour, -1, cv2.LINE_AA)
        else:
            corner = (centre[0] + 2 * size, centre[1] + size)
            cv2.rectangle(pixels, centre, corner, colour, -1)
    return np.asarray(pixels, np.uint8)


def exif_bytes(
    *,
    orientation: int | None = None,
    taken: str | None = None,
    offset: str | None = None,
    fraction: str | None = None,
    digitized: str | None = None,
    maker: str | None = None,
    model: str | None = None,
    software: str | None = None,
    location: tuple[float, float] | None = None,
    gps_moment: tuple[str, tuple[float, float, float]] | None = None,
    maker_note: bytes | None = None,
) -> bytes:
    """An EXIF block. Dates as "2024:05:06 12:34:56"; the location in degrees north and east."""
    exif = Image.Exif()
    inner, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    tags = ExifTags.Base
    main: dict[int, Any] = {
        tags.Orientation: orientation,
        tags.Make: maker,
        tags.Model: model,
        tags.Software: software,
    }
    exif.update({tag: value for tag, value in main.items() if value is not None})
    photo: dict[int, Any] = {
        tags.DateTimeOriginal: taken,
        tags.OffsetTimeOriginal: offset,
        tags.SubsecTimeOriginal: fraction,
        tags.DateTimeDigitized: digitized,
        tags.MakerNote: maker_note,
    }
    inner.update({tag: value for tag, value in photo.items() if value is not None})
    if location is not None:
        north, east = location
        gps.update({1: "N", 2: (abs(north), 0.0, 0.0), 3: "E", 4: (abs(east), 0.0, 0.0)})
    if gps_moment is not None:
        gps.update({29: gps_moment[0], 7: gps_moment[1]})
    return exif.tobytes()


def encoded(pixels: Pixels, extension: str, *, exif: bytes = b"", **options: Any) -> bytes:
    """The bytes of a picture file; `options` are Pillow's, such as quality or progressive."""
    image = Image.fromarray(pixels)
    if exif:
        options["exif"] = exif
    buffer = io.BytesIO()
    match extension:
        case ".jpg":
            image.save(buffer, "JPEG", **{"quality": 90, **options})
        case ".mpo":
            second = Image.fromarray(255 - pixels)
            image.save(buffer, "MPO", save_all=True, append_images=[second], **options)
        case ".webp":
            image.save(buffer, "WEBP", **{"lossless": True, "exact": True, **options})
        case ".heic":
            pillow_heif.from_pillow(image).save(buffer, **{"quality": 80, **options})
        case ".gif":
            image.quantize(256).save(buffer, "GIF", **options)
        case ".jp2":
            image.save(buffer, "JPEG2000", **options)
        case ".tif":
            image.save(buffer, "TIFF", **options)
        case _:
            image.save(buffer, extension[1:].upper(), **options)
    return buffer.getvalue()


def save(path: Path, pixels: Pixels, *, exif: bytes = b"", **options: Any) -> Path:
    """Write a picture in the format that its name says, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(pixels, path.suffix.lower(), exif=exif, **options))
    return path


def stored_for(pixels: Pixels, orientation: int) -> Pixels:
    """How a camera with this EXIF orientation stores an upright picture."""
    turn = _TURNS_BACK[orientation]
    image = Image.fromarray(pixels)
    return np.asarray(image if turn is None else image.transpose(turn), np.uint8)


def jpeg_without_metadata(data: bytes, *, keep_jfif: bool = True) -> bytes:
    """The same JPEG without its APPn segments and comments, the coded picture untouched."""
    first = 0xE1 if keep_jfif else 0xE0
    kept, at = [data[:2]], 2
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not (first <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


def jpeg_with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """The same JPEG with one more segment behind its start."""
    head = bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big")
    return data[:2] + head + body + data[2:]


def apple_note(**texts: tuple[int, str]) -> bytes:
    """A maker note as iPhones write it; each text with its tag number."""
    entries, values = b"", b""
    start = 14 + 2 + 12 * len(texts) + 4
    for tag, text in sorted(texts.values()):
        value = text.encode() + b"\0"
        entries += struct.pack(">HHII", tag, 2, len(value), start + len(values))
        values += value
    return b"Apple iOS\0\0\1MM" + struct.pack(">H", len(texts)) + entries + bytes(4) + values


def film(
    identifier: str | None = None,
    pictures: bytes = b"moving",
    *,
    is_iso: bool = False,
    is_wide: bool = False,
) -> bytes:
    """A QuickTime file with a Live Photo's content identifier and nothing to see in it."""

    def atom(name: bytes, *parts: bytes) -> bytes:
        body = b"".join(parts)
        return struct.pack(">I4s", len(body) + 8, name) + body

    mdat = atom(b"mdat", pictures)
    if is_wide:
        mdat = struct.pack(">I4sQ", 1, b"mdat", len(pictures) + 16) + pictures
    meta = b""
    if identifier is not None:
        names = (b"com.apple.quicktime.make", b"com.apple.quicktime.content.identifier")
        keys = b"".join(atom(b"mdta", name) for name in names)
        values = (
            atom(struct.pack(">I", number), atom(b"data", bytes([0, 0, 0, 1, 0, 0, 0, 0]), text))
            for number, text in enumerate((b"Maker", identifier.encode()), start=1)
        )
        meta = atom(
            b"meta",
            bytes(4) if is_iso else b"",
            atom(b"hdlr", bytes(8), b"mdta", bytes(14)),
            atom(b"keys", struct.pack(">II", 0, len(names)), keys),
            atom(b"ilst", *values),
        )
    return atom(b"ftyp", b"qt  ", bytes(8)) + mdat + atom(b"moov", atom(b"mvhd", bytes(100)), meta)


def dng(pixels: Pixels, *, preview: bytes = b"", orientation: int = 1, taken: str = "") -> bytes:
    """A RAW (DNG) of linear 16-bit sensor values with red at the top left, with or without a JPEG
    preview in it."""
    height_px, width_px = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    sensor = np.empty((height_px, width_px), "<u2")
    light = (pixels[:height_px, :width_px].astype(np.float64) / 255.0) ** 2.2 * 60000
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        sensor[row::2, column::2] = light[row::2, column::2, channel]
    data = sensor.tobytes()
    rational = struct.pack("<ii", 1, 1)
    matrix = b"".join(struct.pack("<ii", value, 100) for value in (100, 0, 0, 0, 100, 0, 0, 0, 100))
    raw_tags: dict[int, tuple[int, int, bytes]] = {
        254: (4, 1, struct.pack("<I", 0)),
        256: (4, 1, struct.pack("<I", width_px)),
        257: (4, 1, struct.pack("<I", height_px)),
        258: (3, 1, struct.pack("<H", 16)),
        259: (3, 1, struct.pack("<H", 1)),
        262: (3, 1, struct.pack("<H", 32803)),
        273: (4, 1, b"DATA"),
        277: (3, 1, struct.pack("<H", 1)),
        278: (4, 1, struct.pack("<I", height_px)),
        279: (4, 1, struct.pack("<I", len(data))),
        33421: (3, 2, struct.pack("<HH", 2, 2)),
        33422: (1, 4, bytes([0, 1, 1, 2])),
    }
    main_tags: dict[int, tuple[int, int, bytes]] = {
        271: (2, 6, b"Maker\0"),
        272: (2, 6, b"Model\0"),
        274: (3, 1, struct.pack("<H", orientation)),
        50706: (1, 4, bytes([1, 4, 0, 0])),
        50708: (2, 6, b"Model\0"),
        50721: (10, 9, matrix),
        50728: (5, 3, rational * 3),
        50778: (3, 1, struct.pack("<H", 21)),
    }
    if taken:
        main_tags[0x9003] = (2, len(taken) + 1, taken.encode() + b"\0")
    if not preview:
        return _tiff([raw_tags | main_tags], data)
    height, width = (value for value in Image.open(io.BytesIO(preview)).size[::-1])
    main_tags |= {
        254: (4, 1, struct.pack("<I", 1)),
        256: (4, 1, struct.pack("<I", width)),
        257: (4, 1, struct.pack("<I", height)),
        258: (3, 3, struct.pack("<HHH", 8, 8, 8)),
        259: (3, 1, struct.pack("<H", 7)),
        262: (3, 1, struct.pack("<H", 6)),
        273: (4, 1, b"MORE"),
        277: (3, 1, struct.pack("<H", 3)),
        278: (4, 1, struct.pack("<I", height)),
        279: (4, 1, struct.pack("<I", len(preview))),
        330: (4, 1, b"NEXT"),
    }
    return _tiff([main_tags, raw_tags], data, preview)


def _tiff(
    directories: list[dict[int, tuple[int, int, bytes]]], data: bytes, more: bytes = b""
) -> bytes:
    """A little-endian TIFF; DATA, MORE and NEXT stand for the offsets of data and directories."""
    sizes = [
        2
        + 12 * len(tags)
        + 4
        + sum(len(value) + 1 for *_, value in tags.values() if len(value) > 4)
        for tags in directories
    ]
    starts = [8 + sum(sizes[:index]) for index in range(len(sizes))]
    offsets = {b"DATA": 8 + sum(sizes), b"MORE": 8 + sum(sizes) + len(data)}
    offsets[b"NEXT"] = starts[-1]
    out = struct.pack("<2sHI", b"II", 42, 8)
    for start, size, tags in zip(starts, sizes, directories, strict=True):
        entries, values = b"", b""
        outside = start + 2 + 12 * len(tags) + 4
        for tag, (kind, count, value) in sorted(tags.items()):
            if value in offsets:
                value = struct.pack("<I", offsets[value])
            if len(value) > 4:
                entries += struct.pack("<HHII", tag, kind, count, outside + len(values))
                values += value + bytes(len(value) % 2)
            else:
                entries += struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")
        part = struct.pack("<H", len(tags)) + entries + bytes(4) + values
        out += part.ljust(size, b"\0")
    return out + data + more
