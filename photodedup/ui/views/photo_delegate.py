"""Paints one photo of a group as a card: thumbnail, badge, facts, and its two controls."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
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
from photodedup.ui.models.group_model import Role
from photodedup.ui.models.key_book import with_keys
from photodedup.ui.models.picks import Picks
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.resources import picture
from photodedup.ui.views import painting
from photodedup.ui.views.card_plan import (
    PADDING,
    CardPlan,
    Labels,
    Zone,
    card_size,
    line_height,
    plan_card,
)
from photodedup.ui.views.folder_text import fitted_folder

KEEPER_FRAME = 3
SKIPPED_OPACITY = 0.5
CORNER = 5
REASON_LINES = 3
SEEN_BESIDE = 12  # photos of a group whose folders are told apart

AnyIndex = QModelIndex | QPersistentModelIndex
Colour = QPalette.ColorRole
State = QStyle.StateFlag
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
        self._labels = Labels(
            badges=(self.tr("Keep"), self.tr("→ Trash"), self.tr("Stays")),
            check=self.tr("Move to trash"),
            button=self.tr("Make keeper"),
        )

    def card_size(self, font: QFont) -> QSize:
        """The least width, and the height, of a card."""
        return card_size(self.side_px, font, self._labels)

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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        group: Group = index.data(Role.GROUP)
        position: int = index.data(Role.POSITION)
        member = group.members[position - 1] if position else None
        plan = self.plan(option.rect, option.font)
        painter.save()
        _paint_background(painter, option)
        if group.is_skipped:
            painter.setOpacity(SKIPPED_OPACITY)
        self._paint_thumbnail(painter, option.palette, plan, group.photos[position], member is None)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_badge(painter, option, plan.badge, group, member)
        if group.photos[position].id in self._picks:
            self._paint_picked(painter, option, plan)
        _paint_text(painter, option, plan.text, group, position, index.data(Role.BEST_SHOT))
        if member is not None:
            zone = self.hovered[1] if self.hovered and self.hovered[0] == index.row() else None
            self._paint_check(painter, option, plan, group, member, is_hot=zone is Zone.MARK)
            is_near = bool(option.state & (State.State_MouseOver | State.State_Selected))
            if is_near and not plan.button.isEmpty():
                self._paint_button(painter, option, plan.button, is_hot=zone is Zone.KEEP)
        painter.restore()

    # --- parts ---------------------------------------------------------------------------------

    def _paint_thumbnail(
        self, painter: QPainter, palette: QPalette, plan: CardPlan, photo: Photo, is_keeper: bool
    ) -> None:
        pixmap = self._thumbnails.pixmap(photo)
        shape = _shape_of(photo) if pixmap is None else pixmap.size()
        ratio = painter.device().devicePixelRatioF()
        size = self._shown_size(photo, shape, ratio)
        if pixmap is None:  # room for the words
            size = size.expandedTo(QSize(self.side_px * 2 // 3, self.side_px // 3))
        frame = plan.picture(size)
        if pixmap is None:
            painter.fillRect(frame, palette.color(Colour.AlternateBase))
            painter.setPen(painting.dim_text(palette))
            is_missing = self._thumbnails.is_missing(photo)
            text = self.tr("no preview") if is_missing else self.tr("loading…")
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, pixmap)
        painting.draw_frame(
            painter,
            frame,
            palette.color(Colour.Text if is_keeper else Colour.Mid),
            KEEPER_FRAME if is_keeper else 1,
        )

    def _shown_size(self, photo: Photo, shape: QSize, ratio: float) -> QSize:
        """The shape fitted into the thumbnail's box, but never larger than the photo itself."""
        own_side = round(max(photo.width_px, photo.height_px) / ratio)
        side = max(1, min(self.side_px, own_side or self.side_px))
        fitted = shape.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        return fitted.expandedTo(QSize(1, 1))

    def _paint_badge(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        group: Group,
        member: Member | None,
    ) -> None:
        text, base = option.palette.color(Colour.Text), option.palette.color(Colour.Base)
        painter.setFont(painting.bold(option.font))
        if member is None:
            painting.draw_pill(painter, rect, "", text, base, base)
            side = QFontMetrics(option.font).ascent()
            mark = QRect(rect.left() + PADDING, rect.center().y() - side // 2, side, side)
            painting.draw_check(painter, mark, base)
            painter.setPen(base)
            label = rect.adjusted(side + PADDING, 0, 0, 0)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.tr("Keep"))
            return
        is_going = phrases.is_going(group, member)
        if not is_going:
            painter.setFont(option.font)
        edge = text if is_going else option.palette.color(Colour.Mid)
        painting.draw_pill(painter, rect, phrases.fate_text(group, member), base, text, edge)

    def _paint_picked(
        self, painter: QPainter, option: QStyleOptionViewItem, plan: CardPlan
    ) -> None:
        """A pill in the accent colour at the foot of the thumbnail, and an outline of the card."""
        accent = option.palette.color(Colour.Highlight)
        ink = option.palette.color(Colour.HighlightedText)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), CORNER, CORNER)
        painter.setFont(painting.bold(option.font))
        text = self.tr("Picked")
        pill = QRect(plan.badge)
        pill.setWidth(painter.fontMetrics().horizontalAdvance(text) + 2 * pill.height())
        pill.moveBottom(plan.thumbnail.bottom() - (plan.badge.top() - plan.thumbnail.top()))
        painting.draw_pill(painter, pill, text, accent, ink, accent)

    def _paint_check(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        plan: CardPlan,
        group: Group,
        member: Member,
        *,
        is_hot: bool,
    ) -> None:
        if member.is_protected:
            self._paint_lock(painter, option, plan)
            return
        is_going = phrases.is_going(group, member)
        ink = option.palette.color(Colour.Text)
        if group.is_skipped:
            ink = painting.blend(ink, option.palette.color(Colour.Base), SKIPPED_OPACITY)
        elif not is_going:
            ink = painting.dim_text(option.palette)
        painting.draw_check_box(
            painter, plan.box, option.palette, ink, is_checked=is_going, is_hot=is_hot
        )
        painter.setFont(painting.bold(option.font) if is_going else option.font)
        painter.setPen(ink)
        label = plan.check.adjusted(plan.box.width() + PADDING, 0, 0, 0)
        painter.drawText(label, LEFT, _cut(painter.fontMetrics(), self._labels.check, label))

    def _paint_lock(self, painter: QPainter, option: QStyleOptionViewItem, plan: CardPlan) -> None:
        """In place of the check box: nothing that is in a protected folder can be marked."""
        ink = painting.dim_text(option.palette)
        ratio = painter.device().devicePixelRatioF()
        side = plan.box.height() + 2
        painter.drawPixmap(plan.box.topLeft(), picture("lock", side, ink, ratio))
        painter.setFont(option.font)
        painter.setPen(ink)
        label = plan.check.adjusted(side + PADDING, 0, 0, 0)
        painter.drawText(label, LEFT, self.tr("Protected"))

    def _paint_button(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, is_hot: bool
    ) -> None:
        button = QStyleOptionButton()
        button.rect = rect
        button.palette = option.palette
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        button.text = _cut(QFontMetrics(option.font), self._labels.button, room)
        button.state = State.State_Enabled | State.State_Raised
        if is_hot:
            button.state |= State.State_MouseOver
        painter.setFont(option.font)
        QApplication.style().drawControl(QStyle.ControlElement.CE_PushButton, button, painter)


def _cut(metrics: QFontMetrics, text: str, room: QRect) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())


def _shape_of(photo: Photo) -> QSize:
    """Width and height, so that a thumbnail's place does not change when it comes."""
    return QSize(photo.width_px or 4, photo.height_px or 3)


def _paint_background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A tint and an outline for the current photo; less for the one under the mouse."""
    is_current = bool(option.state & State.State_Selected)
    if not is_current and not option.state & State.State_MouseOver:
        return
    base = option.palette.color(Colour.Base)
    accent = option.palette.color(Colour.Highlight)
    has_focus = is_current and bool(option.state & State.State_HasFocus)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painting.blend(accent, base, 0.14 if is_current else 0.05))
    edge = accent if has_focus else painting.blend(accent, base, 0.5 if is_current else 0.15)
    painter.setPen(QPen(edge, 2 if is_current else 1))
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), CORNER, CORNER)


def _paint_text(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    group: Group,
    position: int,
    best_shot: str,
) -> None:
    photo = group.photos[position]
    plain, dim = option.palette.color(Colour.Text), painting.dim_text(option.palette)
    height = line_height(option.font)
    line = QRect(rect.left(), rect.top(), rect.width(), height)
    painter.setFont(painting.bold(option.font))
    painter.setPen(plain)
    painting.draw_line(painter, line, photo.path.name, Qt.TextElideMode.ElideMiddle)
    painter.setFont(option.font)
    beside = {other.path.parent for other in group.photos[:SEEN_BESIDE]}
    folder = fitted_folder(
        photo.path.parent, sorted(beside), QFontMetrics(option.font), rect.width()
    )
    rows = (
        (folder, dim, Qt.TextElideMode.ElideRight),
        (phrases.facts_text(photo), plain, Qt.TextElideMode.ElideRight),
        (phrases.date_text(photo), dim, Qt.TextElideMode.ElideRight),
    )
    for text, colour, elide in rows:
        line.translate(0, height)
        painter.setPen(colour)
        painting.draw_line(painter, line, text, elide)
    line.translate(0, PADDING // 2)
    painter.setPen(plain)
    why = phrases.sentence(phrases.why_text(group, position, best_shot))
    for text in painting.wrapped_lines(why, option.font, rect.width(), REASON_LINES):
        line.translate(0, height)
        painter.drawText(line, LEFT, text)
