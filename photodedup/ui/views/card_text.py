"""Paints what is written on a photo's card: name, folder, facts, date, and the reason."""

import os
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models import phrases
from photodedup.ui.views.card_look import CardLook
from photodedup.ui.views.card_plan import PADDING

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT, MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
SEEN_BESIDE = 12  # photos of a group whose folders are told apart


def folders_beside(photos: Sequence[Photo]) -> tuple[str, ...]:
    """The folders that a group's photos are seen beside."""
    return tuple(sorted({os.path.dirname(photo.path) for photo in photos[:SEEN_BESIDE]}))


def paint_text(
    painter: QPainter,
    look: CardLook,
    rect: QRect,
    group: Group,
    photo: Photo,
    position: int,
    folders: tuple[str, ...],
    best_shot: str,
) -> None:
    """Args:
    folders: what `folders_beside` told of the group.
    """
    line = QRect(rect.left(), rect.top(), rect.width(), look.line_height)
    width = rect.width()
    painter.setFont(look.bold)
    painter.setPen(look.text)
    painter.drawText(line, LEFT, look.bold_metrics.elidedText(photo.path.name, MIDDLE, width))
    painter.setFont(look.font)
    rows = (
        (look.folder(os.path.dirname(photo.path), folders), look.dim),
        (phrases.facts_text(photo), look.text),
        (phrases.date_text(photo), look.dim),
    )
    for text, colour in rows:
        line.translate(0, look.line_height)
        painter.setPen(colour)
        painter.drawText(line, LEFT, look.metrics.elidedText(text, RIGHT, width))
    line.translate(0, PADDING // 2)
    painter.setPen(look.text)
    why = phrases.sentence(phrases.why_text(group, position, best_shot))
    for text in look.reason(why):
        line.translate(0, look.line_height)
        painter.drawText(line, LEFT, text)
