"""All photos on the table in a row of small pictures: which one is seen, what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QWheelEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views import painting

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PICTURE = QSize(92, 62)
GAP = 4
FRAME_PX = 3
Colour = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Frame:
    """One photo of the strip. `fate` is short, `tags` are shown on the picture."""

    photo: Photo
    fate: str
    tags: tuple[str, ...]
    is_current: bool
    is_seen: bool  # in one of the panes
    spoken: str  # its name and state, for those who hear them

    def said(self, current: str) -> str:
        """The same with what is written on it; `current` where it is the current one."""
        parts = [self.spoken, *self.tags]
        return ", ".join([*parts, current] if self.is_current else parts)


class Role(IntEnum):
    FRAME = Qt.ItemDataRole.UserRole + 1


class FilmstripModel(QAbstractListModel):
    """The frames in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames: tuple[Frame, ...] = ()

    def set_frames(self, frames: Sequence[Frame]) -> None:
        """Show these; the row of each photo stays where the photos are the same."""
        before, self_frames = self._frames, tuple(frames)
        if [f.photo.id for f in before] == [f.photo.id for f in self_frames]:
            self._frames = self_frames
            if before != self_frames:
                self.dataChanged.emit(self.index(0), self.index(len(frames) - 1))
            return
        self.beginResetModel()
        self._frames = self_frames
        self.endResetModel()

    def current_row(self) -> int | None:
        return next((n for n, frame in enumerate(self._frames) if frame.is_current), None)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._frames)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        frame = self._frames[index.row()]
        if role == Role.FRAME:
            return frame
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return frame.said(self.tr("looked at"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([str(frame.photo.path), frame.fate, *frame.tags])
        return None


class FrameDelegate(QStyledItemDelegate):
    """Paints a small picture with its fate below it."""

    def __init__(self, thumbnails: ThumbnailLoader | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def size(self, font: QFont) -> QSize:
        return QSize(PICTURE.width() + 2 * GAP, PICTURE.height() + 3 * GAP + _line(font))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self.size(option.font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        frame: Frame = index.data(Role.FRAME)
        palette, font = option.palette, option.font
        painter.save()
        room = QRect(option.rect.topLeft(), PICTURE).translated(GAP, GAP)
        self._paint_picture(painter, palette, frame, room)
        painter.setFont(font)
        for number, tag in enumerate(frame.tags):
            width = QFontMetrics(font).horizontalAdvance(tag) + 12
            pill = QRect(room.left() + 2, room.top() + 2, min(width, room.width() - 4), _line(font))
            pill.translate(0, number * (pill.height() + 2))
            accent = (palette.color(Colour.Highlight), palette.color(Colour.HighlightedText))
            shown = QFontMetrics(font).elidedText(
                tag, Qt.TextElideMode.ElideRight, pill.width() - 8
            )
            painting.draw_pill(painter, pill, shown, accent[0], accent[1], accent[0])
        below = QRect(room.left(), room.bottom() + GAP, room.width(), _line(font))
        painter.setFont(painting.bold(font) if frame.is_current else font)
        painter.setPen(palette.color(Colour.Text))
        centre = Qt.AlignmentFlag.AlignHCenter
        painting.draw_line(painter, below, frame.fate, Qt.TextElideMode.ElideRight, centre)
        if frame.is_current or frame.is_seen:
            colour = palette.color(Colour.Highlight if frame.is_current else Colour.Text)
            painting.draw_frame(painter, room, colour, FRAME_PX if frame.is_current else 1)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, palette: QPalette, frame: Frame, room: QRect
    ) -> None:
        painter.fillRect(room, palette.color(Colour.AlternateBase))
        pixmap = None if self._thumbnails is None else self._thumbnails.pixmap(frame.photo)
        if pixmap is None:
            return
        size = pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)


class Filmstrip(QListView):
    """A click on a photo wishes to look at it; keys stay with the comparison.

    Signals:
        photo_clicked: PhotoId
    """

    photo_clicked = Signal(object)

    def __init__(self, thumbnails: ThumbnailLoader | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames = FilmstripModel(self)
        self._painter = FrameDelegate(thumbnails, self)
        self.setModel(self._frames)
        self.setItemDelegate(self._painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # wheel, keys
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("All photos that are compared"))
        self.clicked.connect(self._clicked)
        if thumbnails is not None:
            thumbnails.loaded.connect(self._repaint)

    def show_frames(self, frames: Sequence[Frame]) -> None:
        self._frames.set_frames(frames)
        self.setFixedHeight(self._painter.size(self.font()).height() + 2 * self.frameWidth())
        row = self._frames.current_row()
        if row is not None:
            self.scrollTo(self._frames.index(row))

    def frames(self) -> list[Frame]:
        rows = range(self._frames.rowCount())
        return [self._frames.index(row).data(Role.FRAME) for row in rows]

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar, turned = self.horizontalScrollBar(), event.angleDelta()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
        event.accept()

    def _repaint(self, _photo: PhotoId) -> None:
        self.viewport().update()

    def _clicked(self, index: QModelIndex) -> None:
        photo: PhotoId = index.data(Role.FRAME).photo.id
        self.photo_clicked.emit(photo)


def _line(font: QFont) -> int:
    return QFontMetrics(font).height() + 2
