"""A room in which pictures are seen from a viewpoint, and the mouse on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photodedup.ui.models.full_pictures import FullPicture
from photodedup.ui.views import painting
from photodedup.ui.views.scene import UNIT
from photodedup.ui.views.viewpoint import Frame, Viewpoint

WHEEL_STEP = 1.0015  # for each eighth of a degree
SHARP_FROM = 4.0  # from here on single pixels are shown as squares
MARGIN = 12
CURRENT_FRAME_PX = 3
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
TOP, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
Seen = FullPicture | str | None  # a picture, the reason why there is none, or None: loading


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture, what is said of it, and where its unit square lies in the scene."""

    picture: Seen
    name: str
    place: QTransform
    notes: tuple[str, ...] = ()  # more pills, at the foot
    spoken: str = ""  # its name and state, for those who hear them


class PicturePane(QWidget):
    """Shows one picture, a reason, or that it is loading. It keeps no viewpoint of its own mind.

    Signals:
        pan_wished: how far the picture was dragged, QPointF in room pixels
        zoom_wished: by which factor, and around which QPointF of the room
        toggle_wished: a double click at a QPointF, between all of the picture and its pixels
        clicked: pressed, before anything else
    """

    pan_wished = Signal(object)
    zoom_wished = Signal(float, object)
    toggle_wished = Signal(object)
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self._scene = QSizeF(4, 3)
        self._view = Viewpoint()
        self._is_current = False
        self._dragged_from: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(120, 90))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_layers(
        self,
        layers: Sequence[Layer],
        scene: QSizeF,
        view: Viewpoint,
        *,
        is_current: bool = False,
    ) -> None:
        """What is to be seen now, the lowest first."""
        self._layers, self._scene, self._view = tuple(layers), scene, view
        self._is_current = is_current
        self.setAccessibleName("; ".join(layer.spoken or layer.name for layer in layers))
        spoken = [words for layer in layers if (words := self._words(layer))]
        spoken += [note for layer in layers for note in layer.notes]
        self.setAccessibleDescription(". ".join(spoken))
        self.update()

    def frame(self) -> Frame | None:
        """The scene's size and the room for it; None without a picture."""
        if not any(isinstance(layer.picture, FullPicture) for layer in self._layers):
            return None
        return Frame(self._scene, QSizeF(self.size()))

    def pixel_side(self) -> float | None:
        """The side of the finest picture's pixel in the scene; None without a picture."""
        return min(
            (
                _pixel_side(layer.place, layer.picture)
                for layer in self._layers
                if isinstance(layer.picture, FullPicture)
            ),
            default=None,
        )

    def percent(self) -> int | None:
        """Screen pixels for a hundred pixels of the finest picture."""
        frame, side = self.frame(), self.pixel_side()
        if frame is None or side is None:
            return None
        return round(100 * frame.scale(self._view) * side * self.devicePixelRatioF())

    # --- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        self._paint_layers(painter)
        self._paint_labels(painter)
        if self._is_current:
            accent = self.palette().color(QPalette.ColorRole.Highlight)
            painting.draw_frame(
                painter, self.rect().adjusted(1, 1, -1, -1), accent, CURRENT_FRAME_PX
            )
        painter.end()

    def _paint_layers(self, painter: QPainter) -> None:
        for layer in self._layers:
            self._paint_layer(painter, layer, QRectF(self.rect()))

    def _paint_layer(self, painter: QPainter, layer: Layer, room: QRectF) -> None:
        """One layer in a part of the room."""
        painter.save()
        painter.setClipRect(room)
        if isinstance(layer.picture, FullPicture):
            self._paint_picture(painter, layer.picture, layer.place, room)
        else:
            self._paint_words(painter, layer, room.toAlignedRect())
        painter.restore()

    def _to_room(self, place: QTransform) -> QTransform:
        """From a picture's unit square to the room."""
        frame = Frame(self._scene, QSizeF(self.size()))
        target, scale = frame.target(self._view), frame.scale(self._view)
        onto = QTransform.fromScale(scale, scale) * QTransform.fromTranslate(target.x(), target.y())
        return place * onto

    def _paint_picture(
        self, painter: QPainter, picture: FullPicture, place: QTransform, room: QRectF
    ) -> None:
        to_room = self._to_room(place)
        area = abs(to_room.determinant())
        scale = (area / (picture.width_px * picture.height_px)) ** 0.5 * self.devicePixelRatioF()
        image = picture.level_for(scale)
        drawn = scale * picture.width_px / image.width()
        smooth = picture.is_draft or drawn < SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if _is_upright(to_room):
            target = to_room.mapRect(UNIT)
            seen = target.intersected(room)
            if not seen.isEmpty():
                part = to_room.inverted()[0].mapRect(seen)
                painter.drawImage(seen, image, picture.source_rect(image, part))
            return
        painter.setTransform(
            QTransform.fromScale(1 / image.width(), 1 / image.height()) * to_room, True
        )
        painter.drawImage(QPointF(0, 0), image)

    def _words(self, layer: Layer) -> str:
        """What stands where there is no picture."""
        if isinstance(layer.picture, str):
            return self.tr("Not shown: {reason}").format(reason=layer.picture)
        return "" if layer.picture is not None else self.tr("Loading…")

    def _paint_words(self, painter: QPainter, layer: Layer, room: QRect) -> None:
        is_reason = layer.picture is not None
        text = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(text if is_reason else painting.dim_text(self.palette()))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), flags, self._words(layer))

    def _paint_labels(self, painter: QPainter) -> None:
        """The name and what is said of the picture, and how large it is shown."""
        room_px = self.width() - 2 * MARGIN
        room_px -= self._paint_percent(painter)
        for layer in self._layers[:1]:
            self._paint_label(painter, layer.name, LEFT, room_px)
            self._paint_notes(painter, layer.notes, LEFT, self.width() - 2 * MARGIN)

    def _paint_percent(self, painter: QPainter) -> int:
        """In a corner; the room that it takes."""
        percent = self.percent()
        if percent is None:
            return 0
        text = self.tr("{percent}%").format(percent=percent)
        is_draft = any(
            isinstance(layer.picture, FullPicture) and layer.picture.is_draft
            for layer in self._layers
        )
        text = self.tr("{percent}, loading…").format(percent=text) if is_draft else text
        return self._paint_label(painter, text, RIGHT, self.width() - 2 * MARGIN) + MARGIN

    def _paint_notes(
        self, painter: QPainter, notes: Sequence[str], side: Qt.AlignmentFlag, room_px: int
    ) -> None:
        """Pills at the foot, the last one lowest."""
        for line, note in enumerate(reversed(notes)):
            self._paint_label(painter, note, side, room_px, BOTTOM, line)

    def _paint_label(
        self,
        painter: QPainter,
        text: str,
        side: Qt.AlignmentFlag,
        room_px: int,
        edge: Qt.AlignmentFlag = TOP,
        line: int = 0,
    ) -> int:
        """Paint a pill in a corner of the pane, shortened to the room; its width in pixels."""
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2 * MARGIN
        if width > room_px:
            width = max(0, room_px)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width - 2 * MARGIN)
        rect = QRect(MARGIN, MARGIN, width, metrics.height() + 6)
        rect.translate(0, line * (rect.height() + 4))
        if edge is BOTTOM:
            rect.moveBottom(self.height() - rect.top() - 1)
        if side is RIGHT:
            rect.moveRight(self.width() - MARGIN)
        palette = self.palette()
        base, ink = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        edge_colour = palette.color(QPalette.ColorRole.Mid)
        painting.draw_pill(painter, rect, text, base, ink, edge_colour)
        return width

    # --- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
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


def _pixel_side(place: QTransform, picture: FullPicture) -> float:
    area = abs(place.determinant())
    return float((area / (picture.width_px * picture.height_px)) ** 0.5) or 1.0


def _is_upright(place: QTransform) -> bool:
    """Neither turned nor mirrored: then only the part that is seen need be drawn."""
    return place.m12() == place.m21() == 0.0 and place.m11() > 0.0 and place.m22() > 0.0
