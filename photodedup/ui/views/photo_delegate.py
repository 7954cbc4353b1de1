"""Paints one photo of a group as a card: thumbnail, badge, facts, and its two controls."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models import phrases
from photodedup.ui.models.key_book import with_keys
from photodedup.ui.models.picks import Picks
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.resources import picture
from photodedup.ui.views import painting
from photodedup.ui.views.card_look import CardLook
from photodedup.ui.views.card_plan import (
    PADDING,
    CardPlan,
    Labels,
    Zone,
    card_size,
    plan_card,
)
from photodedup.ui.views.card_text import LEFT, paint_text

KEEPER_FRAME = 3
SKIPPED_OPACITY = 0.5
CORNER = 5

AnyIndex = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Card:
    """A photo of a group, and how its card stands.

    `folders` are those of the group's photos, as `folders_beside` tells; `hot` is the part under
    the mouse.
    """

    group: Group
    photo: Photo
    position: int
    folders: tuple[str, ...]
    best_shot: str
    is_current: bool = False
    has_focus: bool = False
    hot: Zone | None = None

    @property
    def member(self) -> Member | None:
        """None for the keeper."""
        return self.group.members[self.position - 1] if self.position else None


class PhotoDelegate(QStyledItemDelegate):
    """Cards are all of one size, so that nothing has to be measured to lay out a long list."""

    def __init__(
        self,
        thumbnails: ThumbnailLoader,
        picks: Picks,
        side_px: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picks = picks
        self._thumbnails = thumbnails
        self.side_px = side_px
        self.mark_keys = self.keep_keys = ""  # for the tips
        self.hovered: tuple[int, Zone] | None = None  # row and zone under the mouse
        self._size: tuple[object, QSize] | None = None  # and what it was measured by
        self._look: tuple[object, CardLook] | None = None  # and what it was made of
        self._labels = Labels(
            badges=(self.tr("Keep"), self.tr("→ Trash"), self.tr("Stays")),
            check=self.tr("Move to trash"),
            button=self.tr("Make keeper"),
        )

    def card_size(self, font: QFont) -> QSize:
        """The least width, and the height, of a card."""
        key = (font.key(), self.side_px)
        if self._size is None or self._size[0] != key:  # the list asks at each of its steps
            self._size = (key, card_size(self.side_px, font, self._labels))
        return self._size[1]

    def plan(self, card: QRect, font: QFont) -> CardPlan:
        return plan_card(card, self.side_px, font, self._labels)

    def tip(self, zone: Zone) -> str:
        """What a control does, and its key."""
        if zone is Zone.MARK:
            told = self.tr("Whether this photo goes to the trash at the next clean-up")
            return with_keys(told, self.mark_keys)
        return with_keys(self.tr("Keep this photo, and judge the others by it"), self.keep_keys)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self.card_size(option.font)

    def look(self, font: QFont, palette: QPalette, size: QSize, ratio: float) -> CardLook:
        """What cards of this size have in common; made anew only where something changed."""
        key = (font.key(), palette.cacheKey(), size.width(), size.height(), self.side_px, ratio)
        if self._look is None or self._look[0] != key:
            plan = self.plan(QRect(QPoint(0, 0), size), font)
            self._look = (key, CardLook(font, palette, plan, ratio))
        return self._look[1]

    def paint_card(self, painter: QPainter, look: CardLook, area: QRect, card: Card) -> None:
        plan = look.plan.at(area.topLeft())
        member = card.member
        painter.save()
        _paint_background(painter, look, area, card)
        if card.group.is_skipped:
            painter.setOpacity(SKIPPED_OPACITY)
        self._paint_thumbnail(painter, look, plan, card.photo, member is None)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_badge(painter, look, plan.badge, card.group, member)
        if card.photo.id in self._picks:
            self._paint_picked(painter, look, area, plan)
        paint_text(
            painter,
            look,
            plan.text,
            card.group,
            card.photo,
            card.position,
            card.folders,
            card.best_shot,
        )
        if member is not None:
            is_hot = card.hot is Zone.MARK
            self._paint_check(painter, look, plan, card.group, member, is_hot=is_hot)
            is_near = card.is_current or card.hot is not None
            if is_near and not plan.button.isEmpty():
                self._paint_button(painter, look, plan.button, is_hot=card.hot is Zone.KEEP)
        painter.restore()

    # --- parts ---------------------------------------------------------------------------------

    def _paint_thumbnail(
        self, painter: QPainter, look: CardLook, plan: CardPlan, photo: Photo, is_keeper: bool
    ) -> None:
        pixmap = self._thumbnails.pixmap(photo)
        if pixmap is None:  # of the same shape, so that its place does not change when it comes
            size = self._shown_size(photo, photo.width_px or 4, photo.height_px or 3, look.ratio)
            size = size.expandedTo(QSize(self.side_px * 2 // 3, self.side_px // 3))  # for words
        else:
            size = self._shown_size(photo, pixmap.width(), pixmap.height(), look.ratio)
        frame = plan.picture(size)
        if pixmap is None:
            painter.fillRect(frame, look.empty)
            painter.setPen(look.dim)
            is_missing = self._thumbnails.is_missing(photo)
            text = self.tr("no preview") if is_missing else self.tr("loading…")
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, pixmap)
        colour, width = (look.text, KEEPER_FRAME) if is_keeper else (look.mid, 1)
        painting.draw_frame(painter, frame, colour, width)

    def _shown_size(self, photo: Photo, width: int, height: int, ratio: float) -> QSize:
        """The shape fitted into the thumbnail's box, but never larger than the photo itself."""
        own_side = round(max(photo.width_px, photo.height_px) / ratio)
        side = max(1, min(self.side_px, own_side or self.side_px))
        longest = max(width, height)
        return QSize(max(1, width * side // longest), max(1, height * side // longest))

    def _paint_badge(
        self, painter: QPainter, look: CardLook, rect: QRect, group: Group, member: Member | None
    ) -> None:
        painter.setFont(look.bold)
        if member is None:
            painting.draw_pill(painter, rect, "", look.text, look.base, look.base)
            side = look.metrics.ascent()
            mark = QRect(rect.left() + PADDING, rect.center().y() - side // 2, side, side)
            painting.draw_check(painter, mark, look.base)
            painter.setPen(look.base)
            label = rect.adjusted(side + PADDING, 0, 0, 0)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.tr("Keep"))
            return
        is_going = phrases.is_going(group, member)
        if not is_going:
            painter.setFont(look.font)
        text, edge = phrases.fate_text(group, member), look.text if is_going else look.mid
        painting.draw_pill(painter, rect, text, look.base, look.text, edge)

    def _paint_picked(self, painter: QPainter, look: CardLook, area: QRect, plan: CardPlan) -> None:
        """A pill in the accent colour at the foot of the thumbnail, and an outline of the card."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), CORNER, CORNER)
        painter.setFont(look.bold)
        text = self.tr("Picked")
        pill = QRect(plan.badge)
        pill.setWidth(look.bold_metrics.horizontalAdvance(text) + 2 * pill.height())
        pill.moveBottom(plan.thumbnail.bottom() - (plan.badge.top() - plan.thumbnail.top()))
        painting.draw_pill(painter, pill, text, look.accent, look.on_accent, look.accent)

    def _paint_check(
        self,
        painter: QPainter,
        look: CardLook,
        plan: CardPlan,
        group: Group,
        member: Member,
        *,
        is_hot: bool,
    ) -> None:
        if member.is_protected:
            self._paint_lock(painter, look, plan)
            return
        is_going = phrases.is_going(group, member)
        ink = look.text
        if group.is_skipped:
            ink = painting.blend(ink, look.base, SKIPPED_OPACITY)
        elif not is_going:
            ink = look.dim
        painting.draw_check_box(
            painter, plan.box, look.base, ink, is_checked=is_going, is_hot=is_hot
        )
        painter.setFont(look.bold if is_going else look.font)
        painter.setPen(ink)
        label = plan.check.adjusted(plan.box.width() + PADDING, 0, 0, 0)
        metrics = look.bold_metrics if is_going else look.metrics
        painter.drawText(label, LEFT, _cut(metrics, self._labels.check, label))

    def _paint_lock(self, painter: QPainter, look: CardLook, plan: CardPlan) -> None:
        """In place of the check box: nothing that is in a protected folder can be marked."""
        side = plan.box.height() + 2
        painter.drawPixmap(plan.box.topLeft(), picture("lock", side, look.dim, look.ratio))
        painter.setFont(look.font)
        painter.setPen(look.dim)
        label = plan.check.adjusted(side + PADDING, 0, 0, 0)
        painter.drawText(label, LEFT, self.tr("Protected"))

    def _paint_button(
        self, painter: QPainter, look: CardLook, rect: QRect, *, is_hot: bool
    ) -> None:
        button = QStyleOptionButton()
        button.rect = rect
        button.palette = look.palette
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        button.text = _cut(look.metrics, self._labels.button, room)
        button.state = State.State_Enabled | State.State_Raised
        if is_hot:
            button.state |= State.State_MouseOver
        painter.setFont(look.font)
        QApplication.style().drawControl(QStyle.ControlElement.CE_PushButton, button, painter)


def _cut(metrics: QFontMetrics, text: str, room: QRect) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())


def _paint_background(painter: QPainter, look: CardLook, area: QRect, card: Card) -> None:
    """A tint and an outline for the current photo; less for the one under the mouse."""
    is_current = card.is_current
    if not is_current and card.hot is None:
        return
    base, accent = look.base, look.accent
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painting.blend(accent, base, 0.14 if is_current else 0.05))
    has_focus = is_current and card.has_focus
    edge = accent if has_focus else painting.blend(accent, base, 0.5 if is_current else 0.15)
    painter.setPen(QPen(edge, 2 if is_current else 1))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), CORNER, CORNER)
