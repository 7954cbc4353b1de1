"""Tells what a file is by its first bytes, whatever its name says."""

from enum import StrEnum
from pathlib import PurePath

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.formats import has_raw_name


class Kind(StrEnum):
    """What a file's content is; the value is the format's name for people."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    BMP = "BMP"
    TIFF = "TIFF"
    WEBP = "WebP"
    AVIF = "AVIF"
    HEIC = "HEIC"
    HEIF = "HEIF"
    JPEG_2000 = "JPEG 2000"
    RAW = "RAW"


_SIGNATURES = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Kind.JPEG_2000),
    (b"\xff\x4f\xff\x51", Kind.JPEG_2000),
    (b"FUJIFILMCCD-RAW", Kind.RAW),
    (b"IIRO", Kind.RAW),
    (b"IIRS", Kind.RAW),
    (b"MMOR", Kind.RAW),
    (b"IIU\0", Kind.RAW),
    (b"\0MRM", Kind.RAW),
    (b"FOVb", Kind.RAW),
)
_BMP_HEADER_BYTES = {12, 16, 40, 52, 56, 64, 108, 124}
_FILM_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_HEIF_BRANDS = {b"mif1", b"mif2", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}

_NO_DECODER = (
    (b"\xff\x0a", "JPEG XL pictures cannot be read yet"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL pictures cannot be read yet"),
    (b"II\xbc\x01", "JPEG XR pictures cannot be read yet"),
    (b"8BPS", "Photoshop pictures (PSD) cannot be read"),
    (b"\0\0\1\0", "this is an icon, not a photo"),
    (b"\0\0\2\0", "this is a mouse pointer, not a photo"),
    (b"%PDF", "this is a PDF document, not a photo"),
    (b"%!PS", "this is a PostScript document, not a photo"),
    (b"PK\3\4", "this is a ZIP archive or an office document, not a photo"),
    (b"\x1f\x8b", "this is a packed archive, not a photo"),
    (b"7z\xbc\xaf", "this is a packed archive, not a photo"),
    (b"Rar!", "this is a packed archive, not a photo"),
    (b"\x1aE\xdf\xa3", "this is a film, not a photo"),
    (b"\0\0\1\xba", "this is a film, not a photo"),
    (b"SQLite format 3", "this is a database, not a photo"),
    (b"\xd0\xcf\x11\xe0", "this is an office document or a FlashPix file, which cannot be read"),
)


def sniff(data: bytes, path: PurePath) -> Kind:
    """The kind of picture in these bytes. The name only helps to tell a RAW from a TIFF.

    Raises:
        UnreadablePhoto: it is no picture, or none that can be read, and the message says what.
    """
    if not data:
        raise UnreadablePhoto("the file is empty")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] in _TIFF_STARTS:
        return Kind.RAW if has_raw_name(path) else Kind.TIFF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[6:14] == b"HEAPCCDR":
        return Kind.RAW
    if data[4:8] == b"ftyp":
        return _sniff_boxes(data)
    if data[:2] == b"BM" and data[15:18] == b"\0\0\0" and data[14] in _BMP_HEADER_BYTES:
        return Kind.BMP
    if has_raw_name(path) and not _is_text(data):
        return Kind.RAW
    raise UnreadablePhoto(_why_not(data))


def _sniff_boxes(data: bytes) -> Kind:
    """Tell pictures from films among the files that start with an `ftyp` box."""
    end = min(max(int.from_bytes(data[:4], "big"), 16), 256)
    major = data[8:12]
    brands = {major} | {data[at : at + 4] for at in range(16, end - 3, 4)}
    if major == b"crx ":
        return Kind.RAW
    if major in _AVIF_BRANDS or (major in _HEIF_BRANDS and brands & _AVIF_BRANDS):
        return Kind.AVIF
    if brands & _HEIC_BRANDS:
        return Kind.HEIC
    if brands & _HEIF_BRANDS:
        return Kind.HEIF
    if major == b"jxl ":
        raise UnreadablePhoto("JPEG XL pictures cannot be read yet")
    raise UnreadablePhoto("this is a film, not a photo")


def _why_not(data: bytes) -> str:
    for signature, reason in _NO_DECODER:
        if data.startswith(signature):
            return reason
    if data[4:8] in _FILM_BOXES or (data[:4] == b"RIFF" and data[8:12] == b"AVI "):
        return "this is a film, not a photo"
    if not data[:65536].strip(b"\0"):
        return "the file holds nothing but zeros"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "this is a web page, not a photo"
    if b"<svg" in start:
        return "this is a drawing (SVG), not a photo"
    if _is_text(data):
        return "this is a text, not a photo"
    return "this is not a picture, or of a kind that cannot be read"


def _is_text(data: bytes) -> bool:
    sample = data[:512]
    printable = sum(32 <= byte < 127 or byte in b"\t\r\n\x0c" for byte in sample)
    return printable == len(sample) or (b"\0" not in sample and printable > 0.95 * len(sample))
