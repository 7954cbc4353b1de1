"""One read and one decode of a photo, and everything later work needs from it."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.errors import OutOfMemory, UnreadablePhoto
from photodedup.engine.features.content import content_hash
from photodedup.engine.features.perceptual import PerceptualHashes, perceptual_hashes
from photodedup.engine.features.sharpness import measure_sharpness
from photodedup.engine.files.ignored import IN_CLOUD, is_only_in_cloud
from photodedup.engine.files.metadata import Metadata, read_metadata
from photodedup.engine.pictures.blank_corners import without_blank_corners
from photodedup.engine.pictures.content_box import content_box
from photodedup.engine.pictures.decode import (
    MOST_FULL_PIXELS,
    PREVIEW_LONG_SIDE_PX,
    decode,
    model_input,
    preview_jpeg,
    preview_pixels,
)
from photodedup.engine.pictures.geometry import Pixels, memory_for, resized

PIPELINE_VERSION = 7  # raise it when stored features of an unchanged file would differ

MAX_FILE_BYTES = 2 << 30
_PREVIEW_SHOWS_PX = 240  # the short side of most previews
# Do not follow a link put in the file's place, and do not wait for a pipe's other end.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """What one read of a photo gave.

    Width and height are of the whole upright picture. `detail` is the standard deviation of its
    grey values (0 to 127): near zero, there is nothing to compare. `sharpness` is None where it
    cannot be told. `preview_jpeg` has a long side of at most 320 px. `model_input` is uint8
    (size, size, 3), RGB, or None if not asked for. `vector` is what the model made of it, where
    that was done together with reading.
    """

    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    content_hash: str
    pixel_hash: str | None
    format: str
    width_px: int
    height_px: int
    is_raw: bool
    is_transparent: bool
    frame_count: int
    metadata: Metadata
    hashes: PerceptualHashes
    detail: float
    sharpness: float | None
    preview_jpeg: bytes
    model_input: NDArray[np.uint8] | None
    vector: NDArray[np.float32] | None = None


def extract(
    path: Path,
    *,
    model_input_px: int | None,
    on_bytes_read: Callable[[], None] = lambda: None,
) -> Extract:
    """Read a photo once and decode it once.

    `model_input_px` is the side of the model's square input; None leaves that out. `on_bytes_read`
    is called between reading and decoding.

    Raises:
        UnreadablePhoto: with the reason in plain words; no other error for any file.
    """
    data, status = _read(path)
    on_bytes_read()
    digest = content_hash(data)  # before decoding, the bytes are in the processor's caches still
    picture = decode(data, path)
    # Hashing the preview instead of the working picture saves a third of the time after decoding.
    small = preview_pixels(picture.pixels)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    box = content_box(grey)  # a border must not hide what the picture is
    content = box.cut(grey)
    working = box.cut(picture.pixels)
    return Extract(
        size_bytes=status.st_size,
        mtime_ns=status.st_mtime_ns,
        device=status.st_dev,
        inode=status.st_ino,
        content_hash=digest,
        pixel_hash=picture.pixel_hash,
        format=picture.format,
        width_px=picture.width_px,
        height_px=picture.height_px,
        is_raw=picture.is_raw,
        is_transparent=picture.is_transparent,
        frame_count=picture.frame_count,
        metadata=read_metadata(picture.exif, picture.xmp, path, status.st_mtime_ns),
        hashes=perceptual_hashes(content),
        detail=float(cv2.meanStdDev(content)[1][0, 0]),
        sharpness=measure_sharpness(
            np.asarray(cv2.cvtColor(working, cv2.COLOR_RGB2GRAY), np.uint8)
        ),
        preview_jpeg=preview_jpeg(small),
        model_input=_model_input(working, box.cut(small), model_input_px),
    )


def full_picture(
    path: Path,
    max_pixels: int = MOST_FULL_PIXELS,
    on_bytes_read: Callable[[], None] = lambda: None,
) -> Pixels:
    """Every pixel of a photo for looking at it: uint8 (h, w, 3), RGB, upright. A picture of more
    than `max_pixels` is reduced to that. `on_bytes_read` as for `extract`.

    Raises:
        UnreadablePhoto: it cannot be opened or decoded, or is only in the cloud.
    """
    data, _ = _read(path)
    on_bytes_read()
    pixels = decode(data, path, full=True).pixels
    height_px, width_px = pixels.shape[:2]
    if height_px * width_px <= max_pixels:
        return pixels
    share = (max_pixels / (height_px * width_px)) ** 0.5
    try:
        return resized(pixels, max(1, int(width_px * share)), max(1, int(height_px * share)))
    except cv2.error as error:
        raise OutOfMemory("there is not enough memory to show this picture") from error


def reduced_picture(
    path: Path, long_side_px: int, on_bytes_read: Callable[[], None] = lambda: None
) -> tuple[str, Pixels]:
    """The content hash of a photo, and its pixels as of `full_picture`, but with a long side of at
    most so many pixels; raises as it."""
    data, _ = _read(path)
    on_bytes_read()
    pixels = decode(data, path, full=True, enough_px=long_side_px).pixels
    height_px, width_px = pixels.shape[:2]
    share = min(1.0, long_side_px / max(height_px, width_px))
    try:
        small = resized(pixels, max(1, round(width_px * share)), max(1, round(height_px * share)))
    except cv2.error as error:
        raise OutOfMemory("there is not enough memory to open this picture") from error
    return content_hash(data), np.ascontiguousarray(small)


def _model_input(working: Pixels, preview: Pixels, side_px: int | None) -> Pixels | None:
    """From the preview where that shows enough: its content fills it, and the model is no finer."""
    if side_px is None:
        return None
    is_enough = max(preview.shape) == PREVIEW_LONG_SIDE_PX and side_px <= _PREVIEW_SHOWS_PX
    source = preview if is_enough else working
    return model_input(without_blank_corners(source, preview), side_px)


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    """All bytes of a regular file and its facts, taken from the open file.

    Raises:
        UnreadablePhoto: not a file, not readable, too large, or changing meanwhile.
    """
    try:
        if is_only_in_cloud(os.lstat(path)):  # opening alone may fetch it
            raise UnreadablePhoto(IN_CLOUD)
        handle = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        raise UnreadablePhoto(_why_not_opened(path, error)) from error
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadablePhoto("this is not a file but a folder, a device or a pipe")
        if is_only_in_cloud(before):  # its contents went since the folder was listed
            raise UnreadablePhoto(IN_CLOUD)
        if before.st_size > MAX_FILE_BYTES:
            raise UnreadablePhoto(f"the file is too large ({before.st_size / 1e9:.1f} GB)")
        with memory_for(before.st_size, 1, 1):
            data = _read_all(handle, before.st_size)
        after = os.fstat(handle)
    except OSError as error:
        raise UnreadablePhoto(f"the file cannot be read ({error.strerror})") from error
    except MemoryError as error:
        raise OutOfMemory("there is not enough memory to read this file") from error
    finally:
        os.close(handle)
    facts = (before.st_size, before.st_mtime_ns)
    if facts != (after.st_size, after.st_mtime_ns) or len(data) != before.st_size:
        raise UnreadablePhoto("the file was changing while it was read")
    return data, before


def _read_all(handle: int, size_bytes: int) -> bytes:
    """Usually one read; a byte more than the size tells whether the file has grown."""
    data = os.read(handle, size_bytes + 1)
    if len(data) >= size_bytes:
        return data
    parts = [data]
    while part := os.read(handle, 1 << 24):
        parts.append(part)
        if sum(map(len, parts)) > size_bytes:
            break
    return b"".join(parts)


def _why_not_opened(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is no longer there"
    if isinstance(error, PermissionError):
        return "there is no permission to read this file"
    if path.is_symlink():
        return "this is a link to another file"
    return f"the file cannot be opened ({error.strerror})"
