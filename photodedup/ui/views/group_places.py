"""Which row of the model lies where in the review list, kept up to date with model and width."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from photodedup.engine.domain.ids import GroupId
from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.group_layout import GroupLayout, Metrics


@dataclass(frozen=True, slots=True)
class Anchor:
    """A group, and how far below the top of what is visible it begins."""

    group: GroupId
    below_top: int


class GroupPlaces:
    """Places in content coordinates: (0, 0) is the top left corner of the first group."""

    def __init__(self, model: GroupModel) -> None:
        self._model = model
        self._layout = GroupLayout((), 0)
        self._key: tuple[int, int, Metrics] | None = None

    def update(self, width: int, metrics: Metrics) -> None:
        """Lay out what the model holds now; costs nothing when nothing changed."""
        key = (self._model.revision, width, metrics)
        if key != self._key:
            self._layout = GroupLayout(self._model.photo_counts(), width, metrics)
            self._key = key

    @property
    def layout(self) -> GroupLayout:
        """The layout as of the last update."""
        return self._layout

    def card(self, row: int) -> QRect:
        return self._layout.card_rect(*self._number_and_position(row))

    def row_at(self, point: QPoint) -> int | None:
        """The row of the photo whose card is under a point."""
        number = self._layout.group_at(point.y())
        if number is None:
            return None
        position = self._layout.position_at(number, point)
        return None if position is None else self._model.first_row(number) + position

    def area_to_show(self, row: int, height: int) -> QRect:
        """What should be visible around a photo: its group if that fits, or else its line.

        For the first line of a large group, that is as much of the group as there is room for.
        """
        number, position = self._number_and_position(row)
        area = self._layout.group_rect(number)
        if area.height() > height:
            if position >= self._layout.columns:
                return self._layout.card_rect(number, position)
            area.setHeight(height)
        return area

    def anchor(self, top: int, height: int, preferred: int | None) -> Anchor | None:
        """A visible group to hold on to: the one with the preferred number, or the first."""
        if self._key is None or self._key[0] != self._model.revision:
            return None
        visible = self._layout.groups_between(top, top + height - 1)
        if not visible:
            return None
        number = preferred if preferred is not None and preferred in visible else visible[0]
        begin = self._layout.group_rect(number).top()
        return Anchor(self._model.group_at(number).id, begin - top)

    def top_for(self, anchor: Anchor) -> int | None:
        """Where what is visible must begin, so that the anchor's group is where it was."""
        number = self._model.number_of(anchor.group)
        return None if number is None else self._layout.group_rect(number).top() - anchor.below_top

    def page_from(self, number: int, distance: int) -> int:
        """The number of the group a page away, and of another one in any case but at the ends."""
        target = self._layout.group_at(self._layout.group_rect(number).top() + distance)
        if target is None:
            return self._model.group_count() - 1 if distance > 0 else 0
        return max(target, number + 1) if distance > 0 else min(target, number - 1)

    def _number_and_position(self, row: int) -> tuple[int, int]:
        number = self._model.number_at_row(row)
        return number, row - self._model.first_row(number)
