"""Paints the line above a group: what it is, what it frees, and which one of how many it is."""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette

from photodedup.engine.domain.groups import Group
from photodedup.ui import wording
from photodedup.ui.models import phrases
from photodedup.ui.views import painting

BAR_WIDTH = 4
GAP = 16


def tr(text: str) -> str:
    return QCoreApplication.translate("group_header", text)


def paint_header(
    painter: QPainter,
    palette: QPalette,
    font: QFont,
    area: QRect,
    header: QRect,
    group: Group,
    place: tuple[int, int],
    *,
    is_current: bool,
) -> None:
    """`area` is all of the group, `header` its first line, `place` its number and the count."""
    painter.save()
    if place[0] > 0:
        painter.setPen(palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(header.left(), area.top(), header.right(), area.top())
    if is_current:
        bar = QRect(0, area.top() + 1, BAR_WIDTH, area.height() - 2)
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Highlight))
    number = tr("{number} of {count}").format(
        number=wording.number(place[0] + 1), count=wording.number(place[1])
    )
    note = phrases.SEPARATOR.join([*phrases.state_texts(group), number])
    note_width = QFontMetrics(font).horizontalAdvance(note)
    painter.setFont(font)
    painter.setPen(painting.dim_text(palette))
    painter.drawText(header, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
    painter.setFont(painting.bold(font))
    if not group.is_skipped:
        painter.setPen(palette.color(QPalette.ColorRole.Text))
    title = header.adjusted(0, 0, -note_width - GAP, 0)
    painting.draw_line(painter, title, phrases.sentence(phrases.group_title(group)))
    painter.restore()
