"""Cameras' RAW files: the preview inside them, or a half-size development where there is none."""

import io
from pathlib import PurePath
from typing import Any

import numpy as np
import rawpy

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.exif import read_exif
from photodedup.engine.formats import raw_format_name
from photodedup.engine.pictures.geometry import (
    WORKING_LONG_SIDE_PX,
    Pixels,
    check_size,
    memory_for,
    reduce,
    reduction_for,
    upright,
    upright_size,
)
from photodedup.engine.pictures.jpeg import CUT_OFF, decode_jpeg, read_layout
from photodedup.engine.pictures.picture import DecodedPicture

_NO_RAW = "this RAW file is damaged, or of a kind that cannot be read"
# LibRaw's turns in the words of EXIF.
_ORIENTATIONS = {0: 1, 1: 2, 2: 4, 3: 3, 4: 5, 5: 8, 6: 6, 7: 7}
_BYTES_A_PIXEL = 16  # of a development
# A smaller preview shows too little to compare by.
_MIN_PREVIEW_PX = 120
_MAX_CANDIDATES = 16


def read_raw(data: bytes, path: PurePath, *, full: bool) -> DecodedPicture:
    """Read a RAW through its preview; `full` keeps every pixel of the preview.

    Raises:
        UnreadablePhoto: damaged, or it holds neither a preview nor data that LibRaw knows.
    """
    try:
        pixels, size = _read_with_libraw(data, full=full)
    except rawpy.LibRawFileUnsupportedError as error:
        found = _hidden_jpeg(data, full=full)
        if found is None:
            raise UnreadablePhoto(_NO_RAW) from error
        pixels, size = found
    except rawpy.LibRawIOError as error:
        raise UnreadablePhoto(CUT_OFF) from error
    return DecodedPicture(
        pixels=np.ascontiguousarray(pixels if full else reduce(pixels)),
        width_px=size[0],
        height_px=size[1],
        format=raw_format_name(path),
        exif=data,
        is_raw=True,
    )


def _read_with_libraw(data: bytes, *, full: bool) -> tuple[Pixels, tuple[int, int]]:
    """Upright pixels, and width and height of the whole upright picture."""
    with rawpy.imread(io.BytesIO(data)) as raw:
        sizes = raw.sizes
        check_size(sizes.width, sizes.height, len(data))
        orientation = _ORIENTATIONS.get(sizes.flip, 1)
        pixels = _preview(raw, orientation, (sizes.width, sizes.height), full=full)
        if pixels is None or max(pixels.shape) < WORKING_LONG_SIDE_PX:
            try:
                with memory_for(sizes.width, sizes.height, _BYTES_A_PIXEL):
                    pixels = _developed(raw)
            except rawpy.LibRawError:
                if pixels is None or max(pixels.shape) < _MIN_PREVIEW_PX:
                    raise
        return pixels, upright_size(sizes.width, sizes.height, orientation)


def _preview(raw: Any, orientation: int, size: tuple[int, int], *, full: bool) -> Pixels | None:
    """The largest preview that LibRaw finds, upright, or None."""
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if preview.format == rawpy.ThumbFormat.BITMAP:
        return upright(np.asarray(preview.data, np.uint8), orientation)
    try:
        layout = read_layout(preview.data)
        check_size(layout.width_px, layout.height_px, len(preview.data))
        reduction = 1 if full else reduction_for(layout.width_px, layout.height_px)
        pixels = decode_jpeg(preview.data, layout, reduction)
    except UnreadablePhoto:
        return None
    own_orientation = read_exif(layout.exif).orientation
    if own_orientation > 1:
        return upright(pixels, own_orientation)
    # Some cameras store the preview already turned: then it stands while the RAW lies.
    raw_lies = size[0] >= size[1]
    preview_lies = layout.width_px >= layout.height_px
    return upright(pixels, orientation) if raw_lies == preview_lies else pixels


def _developed(raw: Any) -> Pixels:
    """Half the size, turned upright by LibRaw."""
    return np.asarray(raw.postprocess(half_size=True, use_camera_wb=True), np.uint8)


def _hidden_jpeg(data: bytes, *, full: bool) -> tuple[Pixels, tuple[int, int]] | None:
    """The largest whole JPEG among the bytes of a RAW that LibRaw does not know."""
    best, best_pixels = None, _MIN_PREVIEW_PX**2
    at = -1
    for _ in range(_MAX_CANDIDATES):
        at = data.find(b"\xff\xd8\xff", at + 1)
        if at < 0:
            break
        try:
            layout = read_layout(data[at:])
        except UnreadablePhoto:
            continue
        if layout.end is not None and layout.width_px * layout.height_px > best_pixels:
            best, best_pixels = (at, layout), layout.width_px * layout.height_px
    if best is None:
        return None
    start, layout = best
    try:
        check_size(layout.width_px, layout.height_px, len(data))
        reduction = 1 if full else reduction_for(layout.width_px, layout.height_px)
        pixels = decode_jpeg(data[start:], layout, reduction)
    except UnreadablePhoto:
        return None
    orientation = read_exif(data).orientation
    size = upright_size(layout.width_px, layout.height_px, orientation)
    return upright(pixels, orientation), size
