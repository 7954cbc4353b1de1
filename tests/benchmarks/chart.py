"""Draws growth curves as SVG: both axes logarithmic, every line named at its end."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from tests.benchmarks.curves import Curve, Point

_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 214, 54, 58
_COLOURS = (
    "#1f6fb2",
    "#c2571a",
    "#2f8f4e",
    "#8a4fa3",
    "#9a7d0a",
)  # apart also without red or green
_INK, _QUIET, _LINES = "#24292f", "#59636e", "#dfe3e8"
_GUIDE, _DASHED = "#a8b0b9", 'stroke-dasharray="3 4"'
_LABEL_PX = 16  # the least distance between two names at the right


class _Axes:
    """Where numbers of photos and seconds lie on the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.photos = _decades([point.photos for point in points])
        self.seconds = _decades([point.cpu_s for point in points])

    def x(self, photos: float) -> float:
        low, high = self.photos
        share = (math.log10(photos) - low) / (high - low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        low, high = self.seconds
        share = (math.log10(seconds) - low) / (high - low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def svg(title: str, curves: Sequence[Curve]) -> str:
    """One chart, readable on a light page and on a dark one."""
    axes = _Axes([point for curve in curves for point in curve.points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="#ffffff"/>',
        _text(_LEFT, 30, title, size=16, weight="bold"),
        *_grid(axes),
        *_in_proportion(axes),
        *_lines(axes, curves),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _grid(axes: _Axes) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for power in range(axes.photos[0], axes.photos[1] + 1):
        x = axes.x(10**power)
        yield _line(x, _TOP, x, bottom, _LINES)
        yield _text(x, bottom + 20, f"{10**power:,}", _QUIET, anchor="middle")
    for power in range(axes.seconds[0], axes.seconds[1] + 1):
        y = axes.y(10.0**power)
        yield _line(_LEFT, y, right, y, _LINES)
        yield _text(_LEFT - 10, y + 4, _seconds(power), _QUIET, anchor="end")
    yield _text((_LEFT + right) / 2, _HEIGHT - 14, "photos", anchor="middle")
    yield (
        f'<g transform="translate(18 {(_TOP + bottom) / 2}) rotate(-90)">'
        f"{_text(0, 0, 'processor seconds', anchor='middle')}</g>"
    )


def _seconds(power: int) -> str:
    return f"{10**power:,} s" if power >= 0 else f"{10.0**power:.{-power}f} s"


def _in_proportion(axes: _Axes) -> Iterator[str]:
    """A line of cost in proportion to the number of photos, to hold the others against."""
    right = _WIDTH - _RIGHT
    decades = min(axes.photos[1] - axes.photos[0], axes.seconds[1] - axes.seconds[0])
    start = (10.0 ** (axes.photos[1] - decades), 10.0 ** axes.seconds[0])
    x1, y1 = axes.x(start[0]), axes.y(start[1])
    x2, y2 = axes.x(start[0] * 10**decades), axes.y(start[1] * 10**decades)
    yield _line(x1, y1, x2, y2, _GUIDE, extra=_DASHED)
    yield _line(right - 150, 44, right - 126, 44, _GUIDE, extra=_DASHED)
    yield _text(right - 120, 48, "in proportion to photos", _QUIET, size=11)


def _lines(axes: _Axes, curves: Sequence[Curve]) -> Iterator[str]:
    ends = [axes.y(curve.points[-1].cpu_s) for curve in curves]
    for curve, colour, label_y in zip(curves, _COLOURS, _apart(ends), strict=False):
        places = [(axes.x(point.photos), axes.y(point.cpu_s)) for point in curve.points]
        route = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{route}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for (x, y), point in zip(places, curve.points, strict=True):
            told = f"{curve.label}: {point.photos:,.0f} photos, {point.cpu_s:g} s"
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}">'
            yield f"<title>{escape(told)}</title></circle>"
        end_x, end_y = places[-1]
        label_x = _WIDTH - _RIGHT + 14
        yield _line(end_x + 5, end_y, label_x - 3, label_y - 4, colour, extra='opacity="0.35"')
        yield _text(label_x, label_y, curve.label, colour)


def _apart(heights: Sequence[float]) -> list[float]:
    """The same heights, moved so that names do not lie on each other."""
    placed = [0.0] * len(heights)
    last = -math.inf
    for index in sorted(range(len(heights)), key=lambda index: heights[index]):
        last = placed[index] = max(heights[index] + 4, last + _LABEL_PX)
    return placed


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, extra: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" {extra}/>'


def _text(
    x: float,
    y: float,
    text: str,
    colour: str = _INK,
    *,
    anchor: str = "start",
    size: int = 13,
    weight: str = "normal",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-size="{size}" font-weight="{weight}">{escape(text)}</text>'
    )
