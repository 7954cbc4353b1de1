"""Where the picture itself lies when a border, bars or a screen surround it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NEAR = 4  # grey levels that compression moves a drawn border
_BORDER_SHARE = 0.6  # of a line; the rest may be a clock or a caption
_PICTURE_SHARE = 0.25  # behind a drawn border hardly anything has its colour: sky fades instead
# Between two bars of one colour that end from one line to the next, a picture may be as dark as
# they are in places.
_SHARE_BETWEEN_BARS = 0.75
_BAR_SHARE = 0.97
_EDGE_SHARE = 0.9  # of the outermost line, where a clock may be near
_EDGE_PX = 3
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
    edges = (grey[0], grey[-1], grey[:, 0], grey[:, -1])
    if not any(_is_plain(edge.astype(np.int16)) for edge in edges):  # so are most photos
        return WHOLE
    values = grey.astype(np.int16)
    box = _box(values, _PICTURE_SHARE)
    if box == WHOLE and _has_bars(values):
        box = _box(values, _SHARE_BETWEEN_BARS)
    return box


def _box(values: NDArray[np.int16], picture_share: float) -> ContentBox:
    top, bottom = _trim(values, picture_share)
    left, right = _trim(values[top:bottom].T, picture_share)
    height, width = values.shape
    area = (bottom - top) * (right - left) / (height * width)
    is_surrounded = (top > 0 and bottom < height) or (left > 0 and right < width)
    if not is_surrounded or not _AREA_RANGE[0] <= area <= _AREA_RANGE[1]:
        return WHOLE
    return ContentBox(top / height, bottom / height, left / width, right / width)


def _has_bars(values: NDArray[np.int16]) -> bool:
    """Whether the first and last lines, or columns, are of one and the same colour, and some line
    between is suddenly not."""
    for lines in (values, values.T):
        colour = _median(lines[0])
        edges = np.abs(lines[[0, -1]] - colour) <= _NEAR  # most photos are told by these alone
        if edges.mean(axis=1).min() < _EDGE_SHARE:
            continue
        share = (np.abs(lines - colour) <= _NEAR).mean(axis=1)
        if _ends_at_once(share) and _ends_at_once(share[::-1]):
            return True
    return False


def _ends_at_once(share: NDArray[np.float64]) -> bool:
    """Whether the bar's first end is a sharp line, as hardly anything photographed has."""
    plain = np.flatnonzero(share >= _BAR_SHARE)
    picture = np.flatnonzero(share < _BORDER_SHARE)
    if not len(picture):
        return False
    before = plain[plain < picture[0]]
    return bool(len(before)) and int(picture[0] - before[-1]) <= _EDGE_PX


def _trim(lines: NDArray[np.int16], picture_share: float) -> tuple[int, int]:
    """First line and one past the last line of the picture."""
    count = len(lines)
    top = _border(lines, picture_share)
    bottom = count - _border(lines[::-1], picture_share)
    return (top, bottom) if top < bottom else (0, count)


def _border(lines: NDArray[np.int16], picture_share: float) -> int:
    """How many lines from the first on are border; behind it the picture starts, in whose lines no
    more than `picture_share` has the border's colour."""
    if not _is_plain(lines[0]):
        return 0
    share = (np.abs(lines - _median(lines[0])) <= _NEAR).mean(axis=1)
    inside = np.flatnonzero(share < _BORDER_SHARE)
    end = int(inside[0]) if len(inside) else 0
    # A line of text on the border is no end of it: the picture is where it stays away.
    depth = max(2, round(0.03 * len(lines)))
    while end and len(inside) and share[end : end + depth].mean() >= picture_share:
        later = inside[inside >= end + depth]
        back = np.flatnonzero(share[end : end + 3 * depth] >= _BORDER_SHARE)
        if not len(back) or not len(later):
            return 0
        following = inside[inside > end + int(back[-1])]
        if not len(following):
            return 0
        end = int(following[0])
    return end if end >= max(2, _MIN_TRIM * len(lines)) else 0


def _is_plain(line: NDArray[np.int16]) -> bool:
    """Whether it could be border: most of it has one colour."""
    near = np.abs(line - _median(line)) <= _NEAR
    return bool(np.count_nonzero(near) >= _BORDER_SHARE * len(line))


def _median(line: NDArray[np.int16]) -> int:
    return int(np.sort(line)[len(line) // 2])  # np.median takes ten times as long
