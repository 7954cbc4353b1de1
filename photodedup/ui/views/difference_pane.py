"""What differs between two pictures, painted over a pale one of them, with a scale to read it."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from photodedup.ui.views.picture_pane import MARGIN, PicturePane
from photodedup.ui.views.scene import UNIT

if TYPE_CHECKING:
    import numpy as np

    from photodedup.engine.looking.difference import Difference

# Grey values of difference, and their colours: steps of one's own lightness, so that the scale is
# read without telling colours apart.
SCALE = (
    (0, QColor(0, 0, 0, 0)),
    (10, QColor(120, 0, 140, 0)),
    (24, QColor(150, 20, 140, 170)),
    (64, QColor(245, 90, 40, 225)),
    (128, QColor(255, 230, 90, 245)),
)
FADED = 150  # of 255: how much of the picture below is covered
SPOT_ROOM = 0.008  # of the sides, around a place that differs
LEGEND_PX = (200, 10)


class DifferencePane(PicturePane):
    """The first layer pale, and over it the difference once it is measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._difference: Difference | None = None
        self._colours: QImage | None = None

    def show_difference(self, difference: "Difference | None") -> None:
        if difference is not self._difference:
            self._difference = difference
            self._colours = None if difference is None else colours_of(difference.amounts)
            self.update()

    def _paint_layers(self, painter: QPainter) -> None:
        for layer in self._layers[:1]:
            self._paint_layer(painter, layer, QRectF(self.rect()))
        pale = self.palette().color(QPalette.ColorRole.Base)
        pale.setAlpha(FADED)
        painter.fillRect(self.rect(), pale)
        if self._difference is None or self._colours is None or not self._layers:
            return
        to_room = self._to_room(self._layers[0].place)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(to_room, True)
        painter.drawImage(UNIT, self._colours)
        painter.restore()
        self._paint_spots(painter, self._difference)

    def _paint_spots(self, painter: QPainter, difference: "Difference") -> None:
        """A box around each place, seen on light and dark."""
        to_room = self._to_room(self._layers[0].place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for spot in difference.spots:
            box = QRectF(QPointF(spot.left, spot.top), QPointF(spot.right, spot.bottom))
            box = box.adjusted(-SPOT_ROOM, -SPOT_ROOM, SPOT_ROOM, SPOT_ROOM).intersected(UNIT)
            for colour, width in ((QColor(0, 0, 0), 3), (QColor(255, 255, 255), 1.4)):
                painter.setPen(QPen(colour, width))
                painter.drawRect(to_room.mapRect(box))

    def _paint_labels(self, painter: QPainter) -> None:
        if self._difference is None and self._layers:
            self._paint_label(painter, self.tr("Measuring…"), Qt.AlignmentFlag.AlignLeft, 400)
            return
        self._paint_percent(painter)
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        """From "equal" to "complete"."""
        metrics = painter.fontMetrics()
        words = (self.tr("equal"), self.tr("clear"), self.tr("complete"))
        width = max(LEGEND_PX[0], 3 * max(map(metrics.horizontalAdvance, words)) + 2 * MARGIN)
        height = LEGEND_PX[1] + metrics.height() + 3 * MARGIN // 2
        box = QRect(MARGIN, self.height() - MARGIN - height, width + 2 * MARGIN, height)
        palette = self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, 6, 6)
        bar = QRect(box.left() + MARGIN, box.top() + MARGIN // 2 + 2, width, LEGEND_PX[1])
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for amount, colour in SCALE:
            gradient.setColorAt(amount / SCALE[-1][0], colour)
        painter.setBrush(gradient)
        painter.drawRect(bar)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        line = QRect(bar.left(), bar.bottom() + 3, bar.width(), metrics.height())
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter)
        for word, side in zip(words, (*sides, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(line, side, word)


def colours_of(amounts: "np.ndarray") -> QImage:
    """Grey values (height, width) in the colours of the scale."""
    image = QImage(
        amounts.tobytes(),
        amounts.shape[1],
        amounts.shape[0],
        amounts.shape[1],
        QImage.Format.Format_Indexed8,
    )
    image.setColorTable([_colour(amount).rgba() for amount in range(256)])
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _colour(amount: int) -> QColor:
    """Between the steps of the scale."""
    for (low, first), (high, second) in pairwise(SCALE):
        if amount <= high:
            share = max(0.0, (amount - low) / (high - low))
            parts = zip(first.getRgb(), second.getRgb(), strict=True)  # type: ignore[call-overload]
            return QColor(*(round(a + (b - a) * share) for a, b in parts))
    return SCALE[-1][1]
