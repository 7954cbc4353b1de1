"""One half of the comparison: a picture seen from a viewpoint, and the mouse on it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photodedup.ui.models.full_pictures import FullPicture
from photodedup.ui.views import painting
from photodedup.ui.views.viewpoint import Frame, Viewpoint

WHEEL_STEP = 1.0015  # for each eighth of a degree
SHARP_FROM = 4.0  # from here on single pixels are shown as squares
MARGIN = 12


class PicturePane(QWidget):
    """Shows a picture, a reason, or that it is loading. It keeps no viewpoint of its own mind.

    Signals:
        pan_wished: how far the picture was dragged, QPointF in room pixels
        zoom_wished: by which factor, and around which QPointF of the room
        toggle_wished: a double click at a QPointF, between all of the picture and its pixels
    """

    pan_wished = Signal(object)
    zoom_wished = Signal(float, object)
    toggle_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: FullPicture | str | None = None
        self._caption = ""
        self._view = Viewpoint()
        self._dragged_from: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(160, 120))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_picture(
        self, picture: FullPicture | str | None, caption: str, view: Viewpoint
    ) -> None:
        """What is to be seen now: a picture, the reason why there is none, or None: loading."""
        self._picture, self._caption, self._view = picture, caption, view
        self.setAccessibleName(caption)
        self.setAccessibleDescription(self._words())
        self.update()

    def frame(self) -> Frame | None:
        """The picture's size and the room for it; None without a picture."""
        if not isinstance(self._picture, FullPicture):
            return None
        return Frame(QSizeF(self._picture.width_px, self._picture.height_px), QSizeF(self.size()))

    def percent(self) -> int | None:
        """Screen pixels for a hundred picture pixels."""
        frame = self.frame()
        if frame is None:
            return None
        return round(100 * frame.scale(self._view) * self.devicePixelRatioF())

    # --- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        if isinstance(self._picture, FullPicture):
            self._paint_picture(painter, self._picture)
        else:
            self._paint_words(painter)
        room_px = self.width() - 2 * MARGIN
        percent = self.percent()
        if percent is not None:
            text = self.tr("{percent}%").format(percent=percent)
            right = Qt.AlignmentFlag.AlignRight
            room_px -= self._paint_label(painter, text, right, room_px) + MARGIN
        self._paint_label(painter, self._caption, Qt.AlignmentFlag.AlignLeft, room_px)
        painter.end()

    def _paint_picture(self, painter: QPainter, picture: FullPicture) -> None:
        frame = self.frame()
        assert frame is not None
        target = frame.target(self._view)
        seen = target.intersected(QRectF(self.rect()))
        part = QRectF(
            (seen.x() - target.x()) / target.width(),
            (seen.y() - target.y()) / target.height(),
            seen.width() / target.width(),
            seen.height() / target.height(),
        )
        scale = frame.scale(self._view) * self.devicePixelRatioF()
        image = picture.level_for(scale)
        is_smooth = scale < SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.drawImage(seen, image, picture.source_rect(image, part))

    def _words(self) -> str:
        """What stands where there is no picture."""
        if isinstance(self._picture, str):
            return self.tr("Not shown: {reason}").format(reason=self._picture)
        return "" if self._picture is not None else self.tr("Loading…")

    def _paint_words(self, painter: QPainter) -> None:
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        is_reason = self._picture is not None
        text = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(text if is_reason else painting.dim_text(self.palette()))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self._words())

    def _paint_label(
        self, painter: QPainter, text: str, side: Qt.AlignmentFlag, room_px: int
    ) -> int:
        """Paint a pill at a side of the pane, shortened to the room; its width in pixels."""
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2 * MARGIN
        if width > room_px:
            width = room_px
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width - 2 * MARGIN)
        rect = QRect(MARGIN, MARGIN, width, metrics.height() + 6)
        if side is Qt.AlignmentFlag.AlignRight:
            rect.moveRight(self.width() - MARGIN)
        palette = self.palette()
        base, ink = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        edge = palette.color(QPalette.ColorRole.Mid)
        painting.draw_pill(painter, rect, text, base, ink, edge)
        return width

    # --- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.pan_wished.emit(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_wished.emit(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_wished.emit(WHEEL_STEP ** event.angleDelta().y(), event.position())
        event.accept()
