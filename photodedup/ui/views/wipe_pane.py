"""Two pictures in one place, parted by a line that is moved over them."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from photodedup.ui.views.picture_pane import LEFT, MARGIN, RIGHT, PicturePane

GRIP_PX = 10  # how near to the line the mouse takes it
HANDLE_PX = 14


class WipePane(PicturePane):
    """The first of two layers left of the line, the second right of it.

    Signals:
        divided: the line was moved to this share of the width, 0 to 1
    """

    divided = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.5
        self._is_dividing = False
        self.setMouseTracking(True)

    def divide(self, share: float) -> None:
        """Put the line at a share of the width."""
        share = min(max(share, 0.0), 1.0)
        if share != self.share:
            self.share = share
            self.update()
            self.divided.emit(share)

    def _paint_layers(self, painter: QPainter) -> None:
        at = self._line_x()
        rooms = (QRectF(0, 0, at, self.height()), QRectF(at, 0, self.width() - at, self.height()))
        for layer, room in zip(self._layers, rooms, strict=False):
            self._paint_layer(painter, layer, room)
        # Light inside of dark is seen on every picture.
        for colour, width in ((QColor(0, 0, 0), 4), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(at, 0), QPointF(at, self.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0), 1.5))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(QPointF(at, self.height() / 2), HANDLE_PX / 2, HANDLE_PX / 2)

    def _paint_labels(self, painter: QPainter) -> None:
        half = self.width() // 2 - 2 * MARGIN
        for layer, side in zip(self._layers, (LEFT, RIGHT), strict=False):
            self._paint_label(painter, layer.name, side, half)
            self._paint_notes(painter, layer.notes, side, half)

    def _line_x(self) -> float:
        return self.share * self.width()

    def _is_at_line(self, point: QPointF) -> bool:
        return abs(point.x() - self._line_x()) <= GRIP_PX

    # --- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._is_at_line(event.position()):
            self._is_dividing = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dividing:
            self.divide(event.position().x() / max(1, self.width()))
            return
        if self._dragged_from is None:
            at_line = self._is_at_line(event.position())
            shape = Qt.CursorShape.SplitHCursor if at_line else Qt.CursorShape.OpenHandCursor
            self.setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dividing = False
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().leaveEvent(event)
