"""Sizes and turns: how far a picture is reduced, and how it is put upright."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.errors import UnreadablePhoto

Pixels = NDArray[np.uint8]

# A quarter of what chat programs send (1600), an eighth of 8 megapixels (3264): less would do for
# neither sharpness nor previews, more would have them decoded to twice this size.
WORKING_LONG_SIDE_PX = 400
MAX_PIXELS = 500_000_000
# Files whose few bytes unpack to a huge flat picture: nothing in them is worth the memory.
_BOMB_PIXELS = 50_000_000
_BOMB_PIXELS_PER_BYTE = 400

_MOST_FRACTIONS = 4_000_000
_LITTLE = 2.5  # times the side: beyond, linear steps would pass over pixels

BYTES_A_PIXEL = 8  # of a picture that is decoded in full, with the copies on the way to RGB
_LARGE_BYTES = 400_000_000
_large_turn = threading.Lock()

_TURNS = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}


def check_size(width_px: int, height_px: int, size_bytes: int) -> None:
    """Refuse pictures that would take all memory, before anything is decoded.

    Raises:
        UnreadablePhoto: no size at all, too many pixels, or too many for so small a file.
    """
    pixels = width_px * height_px
    if pixels <= 0:
        raise UnreadablePhoto("the file is damaged: its picture has no size")
    if pixels > MAX_PIXELS:
        millions = f"{pixels / 1e6:,.0f}"
        raise UnreadablePhoto(f"the picture is too large to open ({millions} million pixels)")
    if pixels > _BOMB_PIXELS and pixels > _BOMB_PIXELS_PER_BYTE * size_bytes:
        raise UnreadablePhoto("the file is damaged: so large a picture cannot be in so few bytes")


@contextmanager
def _one_large_at_a_time(size_bytes: int) -> Iterator[None]:
    if size_bytes < _LARGE_BYTES:
        yield
    else:
        with _large_turn:
            yield


MemoryTurns = Callable[[int], AbstractContextManager[None]]
_memory_turns: ContextVar[MemoryTurns] = ContextVar("memory turns", default=_one_large_at_a_time)


def take_memory_turns(turns: MemoryTurns) -> None:
    """In this context, ask `turns` before so many bytes are taken, instead of waiting only where
    two large pictures are decoded in one process."""
    _memory_turns.set(turns)


def memory_for(
    width_px: int, height_px: int, bytes_a_pixel: int = BYTES_A_PIXEL
) -> AbstractContextManager[None]:
    """Decode a picture inside this: it may wait for its turn, so that the number of threads does
    not multiply large pictures. Not to be nested."""
    return _memory_turns.get()(width_px * height_px * bytes_a_pixel)


def reduction_for(width_px: int, height_px: int, least_px: int = WORKING_LONG_SIDE_PX) -> int:
    """1, 2, 4 or 8: by how much a picture is reduced so that its long side keeps these pixels."""
    long_side_px = max(width_px, height_px)
    for reduction in (8, 4, 2):
        if -(-long_side_px // reduction) >= least_px:
            return reduction
    return 1


def reduce(pixels: Pixels) -> Pixels:
    """The working size of a full picture of shape (h, w) or (h, w, c), by area."""
    height_px, width_px = pixels.shape[:2]
    reduction = reduction_for(width_px, height_px)
    return resized(pixels, -(-width_px // reduction), -(-height_px // reduction))


def resized(pixels: Pixels, width_px: int, height_px: int) -> Pixels:
    """Resample by area to exactly this size; enlarging is linear."""
    if pixels.shape[:2] == (height_px, width_px):
        return pixels
    if _is_quicker_in_fractions(pixels, width_px, height_px):
        fractions = cv2.resize(
            pixels.astype(np.float32), (width_px, height_px), interpolation=cv2.INTER_AREA
        )
        return np.asarray(cv2.convertScaleAbs(fractions), np.uint8)
    is_smaller = width_px * height_px < pixels.shape[0] * pixels.shape[1]
    method = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, (width_px, height_px), interpolation=method), np.uint8)


def shrunk(pixels: Pixels, width_px: int, height_px: int) -> Pixels:
    """As `resized`, for what becomes a little smaller: linearly to twice the size wanted, and the
    half of that by area. As even in two thirds of the time."""
    if pixels.shape[:2] == (height_px, width_px):
        return pixels
    if pixels.shape[0] > _LITTLE * height_px or pixels.shape[1] > _LITTLE * width_px:
        return resized(pixels, width_px, height_px)
    twice = cv2.resize(pixels, (2 * width_px, 2 * height_px))
    half = cv2.resize(twice, (width_px, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(half, np.uint8)


def _is_quicker_in_fractions(pixels: Pixels, width_px: int, height_px: int) -> bool:
    """Whether OpenCV reduces floats to the same values in two thirds of the time: unless it has a
    quicker way for whole ratios, or the floats would take much memory."""
    is_reduced = width_px <= pixels.shape[1] and height_px <= pixels.shape[0]
    is_whole = pixels.shape[1] % width_px == 0 and pixels.shape[0] % height_px == 0
    return is_reduced and not is_whole and pixels.size <= _MOST_FRACTIONS


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Undo an EXIF orientation (1 to 8) of a picture of shape (h, w) or (h, w, c)."""
    turn = _TURNS.get(orientation)
    if turn is not None:
        return np.asarray(cv2.rotate(pixels, turn), np.uint8)
    if orientation == 2:
        return np.asarray(cv2.flip(pixels, 1), np.uint8)
    if orientation == 4:
        return np.asarray(cv2.flip(pixels, 0), np.uint8)
    if orientation == 5:
        return np.asarray(cv2.transpose(pixels), np.uint8)
    if orientation == 7:
        return np.asarray(cv2.flip(cv2.transpose(pixels), -1), np.uint8)
    return pixels


def upright_size(width_px: int, height_px: int, orientation: int) -> tuple[int, int]:
    """Width and height after `upright`."""
    return (height_px, width_px) if orientation >= 5 else (width_px, height_px)
