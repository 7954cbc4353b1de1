"""Where each group and each photo lies in the review list: arithmetic on rectangles, no widgets."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in device-independent pixels, made from the font and the thumbnail size."""

    header_height: int = 36
    card_min_width: int = 360
    card_height: int = 180
    gap: int = 8  # between cards
    margin: int = 12  # left and right of everything
    group_gap: int = 14  # below a group's last line of cards


@dataclass(frozen=True, slots=True)
class GroupLayout:
    """Groups below one another; in each a header, then its cards on one grid for all groups.

    Rows of a model are numbered through all groups, so a card is (group number, position).
    Making one for twenty thousand groups takes a millisecond; asking it, no time.
    """

    counts: Sequence[int]  # photos in each group
    width: int
    metrics: Metrics = field(default_factory=Metrics)
    columns: int = field(init=False)
    _tops: list[int] = field(init=False)

    def __post_init__(self) -> None:
        m = self.metrics
        columns = max(1, (self._inner_width + m.gap) // (m.card_min_width + m.gap))
        line = m.card_height + m.gap
        height_of = {
            count: m.header_height + -(-count // columns) * line - m.gap + m.group_gap
            for count in set(self.counts)
        }
        heights = map(height_of.__getitem__, self.counts)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "_tops", list(accumulate(heights, initial=0)))

    @property
    def height(self) -> int:
        return self._tops[-1]

    @property
    def card_width(self) -> int:
        m = self.metrics
        return (self._inner_width + m.gap) // self.columns - m.gap

    def group_rect(self, number: int) -> QRect:
        top = self._tops[number]
        return QRect(0, top, self.width, self._tops[number + 1] - top)

    def cards_bottom(self, number: int) -> int:
        """Where the last card of a group ends; below it is only room."""
        return self._tops[number + 1] - self.metrics.group_gap

    def header_rect(self, number: int) -> QRect:
        m = self.metrics
        return QRect(m.margin, self._tops[number], self._inner_width, m.header_height)

    def card_rect(self, number: int, position: int) -> QRect:
        m = self.metrics
        line, column = divmod(position, self.columns)
        return QRect(
            m.margin + column * (self.card_width + m.gap),
            self._tops[number] + m.header_height + line * (m.card_height + m.gap),
            self.card_width,
            m.card_height,
        )

    def group_at(self, y: int) -> int | None:
        """The number of the group at a height, or None outside all groups."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self._tops, y) - 1

    def position_at(self, number: int, point: QPoint) -> int | None:
        """Which photo of the group has its card under the point."""
        m = self.metrics
        line = (point.y() - self._tops[number] - m.header_height) // (m.card_height + m.gap)
        column = (point.x() - m.margin) // (self.card_width + m.gap)
        position = line * self.columns + column
        if line < 0 or not 0 <= column < self.columns or position >= self.counts[number]:
            return None
        return position if self.card_rect(number, position).contains(point) else None

    def groups_between(self, top: int, bottom: int) -> range:
        """The numbers of the groups that are at least partly between two heights."""
        if not self.counts or bottom < 0 or top >= self.height:
            return range(0)
        first = bisect_right(self._tops, max(0, top)) - 1
        last = bisect_right(self._tops, min(bottom, self.height - 1)) - 1
        return range(first, last + 1)

    @property
    def _inner_width(self) -> int:
        m = self.metrics
        return max(m.card_min_width // 2, self.width - 2 * m.margin)
