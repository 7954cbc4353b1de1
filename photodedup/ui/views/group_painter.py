"""Paints the part of the review list that is to be seen: headers and cards, group by group."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.card_look import CardLook
from photodedup.ui.views.card_text import folders_beside
from photodedup.ui.views.group_header import paint_header
from photodedup.ui.views.group_places import GroupPlaces
from photodedup.ui.views.photo_delegate import Card, PhotoDelegate


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
        seen = layout.groups_between(top, bottom)
        if not seen:
            return
        size = layout.card_rect(seen[0], 0).size()
        ratio = painter.device().devicePixelRatioF()
        look = self.cards.look(plain.font, plain.palette, size, ratio)
        for number in seen:
            self._paint_header(painter, plain, number)
            self._paint_cards(painter, look, dirty, number)

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

    def _paint_cards(self, painter: QPainter, look: CardLook, dirty: QRect, number: int) -> None:
        layout, group = self.places.layout, self.model.group_at(number)
        first = self.model.first_row(number)
        photos = group.photos
        folders = folders_beside(photos)
        hot_row, hot = self.cards.hovered or (-1, None)
        for position, photo in enumerate(photos):
            area = layout.card_rect(number, position).translated(0, -self.offset)
            if area.intersects(dirty):
                row = first + position
                card = Card(
                    group,
                    photo,
                    position,
                    folders,
                    self.model.best_shot(number, position),
                    is_current=row == self.current_row,
                    has_focus=self.has_focus,
                    hot=hot if row == hot_row else None,
                )
                self.cards.paint_card(painter, look, area, card)
