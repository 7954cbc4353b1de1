"""Small helps for painting text and shapes in the colours of a palette."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)

DIM_SHARE = 0.68  # of the text colour in dimmed text: quieter, and still well readable


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """`share` of the front colour over the back colour, as one opaque colour."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * rest,
        front.greenF() * share + back.greenF() * rest,
        front.blueF() * share + back.blueF() * rest,
    )


def dim_text(palette: QPalette) -> QColor:
    return blend(
        palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), DIM_SHARE
    )


def bold(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, shortened to fit."""
    shown = painter.fontMetrics().elidedText(text, elide, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)


def wrapped_lines(text: str, font: QFont, width: int, max_lines: int) -> list[str]:
    """The text in at most so many lines; the last one shortened if there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == max_lines - 1:
            metrics = QFontMetrics(font)
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines


def draw_pill(
    painter: QPainter, rect: QRect, text: str, fill: QColor, ink: QColor, edge: QColor
) -> None:
    """A rounded label with centred text."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_check(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """A check mark that fills a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(1.5, rect.width() / 7))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    side = rect.width()
    points = [(0.16, 0.55), (0.42, 0.80), (0.86, 0.24)]
    painter.drawPolyline([QPointF(rect.x() + x * side, rect.y() + y * side) for x, y in points])
    painter.restore()


def draw_frame(painter: QPainter, rect: QRect, colour: QColor, width: int) -> None:
    """A sharp frame around a rectangle, drawn outside of it where it is thick."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    out = width // 2
    painter.drawRect(rect.adjusted(-out, -out, out - 1, out - 1))
    painter.restore()


def draw_check_box(
    painter: QPainter,
    rect: QRect,
    base: QColor,
    ink: QColor,
    *,
    is_checked: bool,
    is_hot: bool,
) -> None:
    """A check box whose outline is seen on a list's background in every theme.

    The styles draw theirs for a window's background: Fusion's vanishes on a dark list.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(blend(ink, base, 0.15) if is_hot else base)
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()
    if is_checked:
        draw_check(painter, rect.adjusted(2, 2, -2, -2), ink)
