"""Paints the part of the review list that is to be seen: headers and cards, group by group."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.group_header import paint_header
from photodedup.ui.views.group_places import GroupPlaces
from photodedup.ui.views.photo_delegate import PhotoDelegate

State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class GroupPainter:
    """`offset` is the height in the content at which the viewport begins."""

    model: GroupModel
    cards: PhotoDelegate
    places: GroupPlaces
    offset: int
    current_row: int  # -1: none
    has_focus: bool

    def paint(self, painter: QPainter, plain: QStyleOptionViewItem, dirty: QRect) -> None:
        """Paint what lies in a part of the viewport; `plain` brings font and palette."""
        layout = self.places.layout
        top, bottom = dirty.top() + self.offset, dirty.bottom() + self.offset
        for number in layout.groups_between(top, bottom):
            self._paint_header(painter, plain, number)
            first = self.model.first_row(number)
            for position in range(layout.counts[number]):
                card = layout.card_rect(number, position).translated(0, -self.offset)
                if card.intersects(dirty):
                    self._paint_card(painter, plain, card, first + position)

    def _paint_header(self, painter: QPainter, plain: QStyleOptionViewItem, number: int) -> None:
        layout = self.places.layout
        has_current = self.current_row >= 0 and self.model.number_at_row(self.current_row) == number
        paint_header(
            painter,
            plain.palette,
            plain.font,
            layout.group_rect(number).translated(0, -self.offset),
            layout.header_rect(number).translated(0, -self.offset),
            self.model.group_at(number),
            (number, self.model.group_count()),
            is_current=has_current,
        )

    def _paint_card(
        self, painter: QPainter, plain: QStyleOptionViewItem, card: QRect, row: int
    ) -> None:
        option = QStyleOptionViewItem(plain)
        option.rect = card
        option.state = State.State_Enabled
        if row == self.current_row:
            option.state |= State.State_Selected
            if self.has_focus:
                option.state |= State.State_HasFocus
        if self.cards.hovered is not None and self.cards.hovered[0] == row:
            option.state |= State.State_MouseOver
        self.cards.paint(painter, option, self.model.index(row))
