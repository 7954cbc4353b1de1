"""The door to all picture formats: bytes in, one upright picture out, or a plain reason why not."""

import logging
from pathlib import PurePath

import cv2
import numpy as np
from PIL import Image

from photodedup.engine.errors import OutOfMemory, UnreadablePhoto
from photodedup.engine.exif import read_exif
from photodedup.engine.pictures.geometry import (
    Pixels,
    check_size,
    memory_for,
    reduction_for,
    resized,
    shrunk,
    upright,
    upright_size,
)
from photodedup.engine.pictures.jpeg import (
    CUT_OFF,
    DAMAGED,
    JpegLayout,
    decode_jpeg,
    picture_hash,
    read_layout,
)
from photodedup.engine.pictures.picture import DecodedPicture
from photodedup.engine.pictures.raw import read_raw
from photodedup.engine.pictures.sniff import Kind, sniff
from photodedup.engine.pictures.still import read_heif, read_still

log = logging.getLogger(__name__)

PREVIEW_LONG_SIDE_PX = 320
_PREVIEW_QUALITY = 88
_NEARLY = 1.5  # times the side: so little is reduced linearly as well as by area
MOST_FULL_PIXELS = 100_000_000
_JPEG_BYTES_A_PIXEL = 7  # of a progressive one; of a baseline one nearly none
_NO_MEMORY = "there is not enough memory to open this picture"
_CUT_OFF_WORDS = ("truncated", "unexpected end", "end of file", "premature", "eof")


def decode(
    data: bytes, path: PurePath, *, full: bool = False, enough_px: int | None = None
) -> DecodedPicture:
    """Decode a whole file once. The name only helps to tell a RAW from a TIFF.

    The long side of the pixels is at least the smaller of 400 and the picture's own; `full` keeps
    every pixel (and makes no pixel hash), but at most 100 million of a JPEG, which is read smaller
    for less than it takes to reduce it. With `enough_px`, a full JPEG may be read smaller as long
    as its long side keeps that.

    Raises:
        UnreadablePhoto: with the reason in plain words; no other error.
    """
    try:
        kind = sniff(data, path)
        if kind is Kind.JPEG:
            return _read_jpeg(data, full=full, enough_px=enough_px)
        if kind is Kind.RAW:
            return read_raw(data, path, full=full)
        if kind in (Kind.HEIC, Kind.HEIF):
            return read_heif(data, kind, full=full)
        return read_still(data, kind, full=full)
    except UnreadablePhoto:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadablePhoto("the file is damaged, or its picture too large to open") from error
    except MemoryError as error:
        raise OutOfMemory(_NO_MEMORY) from error
    except Exception as error:  # decoders raise anything at all for damaged files
        log.info("a decoder refused %s: %r", path, error)
        words = str(error).lower()
        if "memory" in words:
            raise OutOfMemory(_NO_MEMORY) from error
        is_cut_off = any(word in words for word in _CUT_OFF_WORDS)
        raise UnreadablePhoto(CUT_OFF if is_cut_off else DAMAGED) from error


def preview_pixels(pixels: Pixels) -> Pixels:
    """RGB pixels of shape (h, w, 3), reduced to at most 320 on the long side."""
    height_px, width_px = pixels.shape[:2]
    share = min(1.0, PREVIEW_LONG_SIDE_PX / max(height_px, width_px))
    return shrunk(pixels, max(1, round(width_px * share)), max(1, round(height_px * share)))


def preview_jpeg(pixels: Pixels) -> bytes:
    """A JPEG of at most 320 pixels on the long side, from RGB pixels of shape (h, w, 3)."""
    swapped = cv2.cvtColor(preview_pixels(pixels), cv2.COLOR_RGB2BGR)
    _, coded = cv2.imencode(".jpg", swapped, [cv2.IMWRITE_JPEG_QUALITY, _PREVIEW_QUALITY])
    return bytes(coded)


def model_input(pixels: Pixels, size_px: int) -> Pixels:
    """The whole picture squashed to a square: uint8 (size_px, size_px, 3), RGB."""
    if max(pixels.shape) <= _NEARLY * size_px:
        return np.asarray(cv2.resize(pixels, (size_px, size_px)), np.uint8)
    return resized(pixels, size_px, size_px)


def _read_jpeg(data: bytes, *, full: bool, enough_px: int | None) -> DecodedPicture:
    layout = read_layout(data, trusts_end=True)
    check_size(layout.width_px, layout.height_px, len(data))
    orientation = read_exif(layout.exif).orientation
    width_px, height_px = layout.width_px, layout.height_px
    reduction = _full_reduction(layout) if full else reduction_for(width_px, height_px)
    if full and enough_px is not None:
        reduction = max(reduction, reduction_for(width_px, height_px, enough_px))
    # A baseline JPEG is reduced line by line; a progressive one is held whole.
    held = 1 if layout.is_progressive else reduction
    bytes_a_pixel = _JPEG_BYTES_A_PIXEL if layout.is_progressive or full else 0
    digest = None if full else picture_hash(data, layout, orientation)  # of bytes just read
    with memory_for(width_px // held, height_px // held, bytes_a_pixel):
        pixels = upright(decode_jpeg(data, layout, reduction), orientation)
    width_px, height_px = upright_size(layout.width_px, layout.height_px, orientation)
    return DecodedPicture(
        pixels=pixels,
        width_px=width_px,
        height_px=height_px,
        format=Kind.JPEG.value,
        pixel_hash=digest,
        exif=layout.exif,
        xmp=layout.xmp,
    )


def _full_reduction(layout: JpegLayout) -> int:
    pixels = layout.width_px * layout.height_px
    return next((n for n in (1, 2, 4) if pixels <= n * n * MOST_FULL_PIXELS), 8)
