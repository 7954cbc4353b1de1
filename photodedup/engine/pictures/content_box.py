"""Where the picture itself lies when a border, bars or a screen surround it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NEAR = 4  # grey levels that compression moves a drawn border
_BORDER_SHARE = 0.6  # of a line; the rest may be a clock or a caption
_PICTURE_SHARE = 0.25  # behind a drawn border hardly anything has its colour: sky fades instead
_MIN_TRIM = 0.02  # of the side
_AREA_RANGE = (0.1, 0.95)


@dataclass(frozen=True, slots=True)
class ContentBox:
    """Shares (0 to 1) of the picture's height and width."""

    top: float
    bottom: float
    left: float
    right: float

    def cut(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The part of a picture (height, width, ...) inside the box."""
        height, width = pixels.shape[:2]
        rows = slice(round(self.top * height), max(1, round(self.bottom * height)))
        columns = slice(round(self.left * width), max(1, round(self.right * width)))
        return pixels[rows, columns]


WHOLE = ContentBox(0.0, 1.0, 0.0, 1.0)


def content_box(grey: NDArray[np.uint8]) -> ContentBox:
    """Find the picture inside a grey preview (height, width); WHOLE where nothing surrounds it.

    Copies with a border, bars or a phone's screen around them can so be compared with the plain
    picture. Only what is drawn in one colour, ends abruptly and lies on opposite sides is taken
    for a border: a dark wall on one side belongs to the photograph.
    """
    values = grey.astype(np.int16)
    top, bottom = _trim(values)
    left, right = _trim(values[top:bottom].T)
    height, width = grey.shape
    area = (bottom - top) * (right - left) / (height * width)
    is_surrounded = (top > 0 and bottom < height) or (left > 0 and right < width)
    if not is_surrounded or not _AREA_RANGE[0] <= area <= _AREA_RANGE[1]:
        return WHOLE
    return ContentBox(top / height, bottom / height, left / width, right / width)


def _trim(lines: NDArray[np.int16]) -> tuple[int, int]:
    """First line and one past the last line of the picture."""
    count = len(lines)
    top = _border(lines)
    bottom = count - _border(lines[::-1])
    return (top, bottom) if top < bottom else (0, count)


def _border(lines: NDArray[np.int16]) -> int:
    """How many lines from the first on are border."""
    colour = np.sort(lines[0])[len(lines[0]) // 2]  # the median; np.median takes ten times as long
    # Most photos have no border: their first line says so already.
    if (np.abs(lines[0] - colour) <= _NEAR).mean() < _BORDER_SHARE:
        return 0
    share = (np.abs(lines - colour) <= _NEAR).mean(axis=1)
    inside = np.flatnonzero(share < _BORDER_SHARE)
    end = int(inside[0]) if len(inside) else 0
    # A line of text on the border is no end of it: the picture is where it stays away.
    depth = max(2, round(0.03 * len(lines)))
    while end and len(inside) and share[end : end + depth].mean() >= _PICTURE_SHARE:
        later = inside[inside >= end + depth]
        back = np.flatnonzero(share[end : end + 3 * depth] >= _BORDER_SHARE)
        if not len(back) or not len(later):
            return 0
        following = inside[inside > end + int(back[-1])]
        if not len(following):
            return 0
        end = int(following[0])
    return end if end >= max(2, _MIN_TRIM * len(lines)) else 0
