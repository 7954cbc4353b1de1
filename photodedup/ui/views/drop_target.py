"""Where folders are dropped: the first start's large target, and the veil over the whole window."""

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photodedup.ui.models.key_book import with_keys
from photodedup.ui.resources import set_icon, set_picture_label

MARGIN_PX = 28
CORNER_PX = 18
ICON_PX = 72


def folders_in(data: QMimeData) -> list[Path]:
    """The local folders of a drag, without whatever else it carries. What is not there, or may not
    be looked at, counts as one: whoever adds it tells why it cannot be read."""
    return [path for path in _local(data) if not os.path.isfile(path)]


def single_file_in(data: QMimeData) -> Path | None:
    """The one file of a drag that carries nothing else."""
    paths = _local(data)
    return paths[0] if len(paths) == len(data.urls()) == 1 and os.path.isfile(paths[0]) else None


def _local(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_as_copy(event: QDropEvent) -> bool:
    """Accept a drag of files so that its source leaves them where they are: after a move, it would
    delete them. Refuses one that can only be moved; returns whether it was accepted."""
    offered = event.possibleActions()
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if event.mimeData().hasUrls() and offered & action:
            event.setDropAction(action)
            event.accept()
            return True
    event.ignore()
    return False


def paint_dashed_frame(widget: QWidget, painter: QPainter, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 2.0, Qt.PenStyle.DashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    inside = QRectF(widget.rect()).adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
    painter.drawRoundedRect(inside, CORNER_PX, CORNER_PX)


def grown(label: QLabel, by: float, *, bold: bool = False) -> QLabel:
    """Make a label's text larger than the system's."""
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * by)
    font.setBold(bold)
    label.setFont(font)
    return label


class DropTarget(QWidget):
    """The first thing a person sees: where to drop folders, what happens then, one button."""

    choose_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Drop your photo folders here"))
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        headline = grown(QLabel(self.tr("Drop your photo folders here")), 1.9, bold=True)
        sentence = grown(
            QLabel(
                self.tr(
                    "photodedup looks for duplicates and shows you what it found.\n"
                    "Nothing is moved until you say so."
                )
            ),
            1.1,
        )
        self.tour = QLabel()
        self.tour.setProperty("quiet", True)
        for label in (headline, sentence, self.tour):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self.tr("Choose a folder…"))
        self.button.setProperty("primary", True)
        set_icon(self.button, "folder-add")
        self.button.clicked.connect(self.choose_requested)
        self._build(headline, sentence)
        self.tell_keys(add="", keyboard="")
        self.refresh_picture()

    def _build(self, headline: QLabel, sentence: QLabel) -> None:
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 64, 64, 64)
        column.setSpacing(14)
        column.addStretch()
        column.addWidget(self._picture)
        column.addSpacing(6)
        column.addWidget(headline)
        column.addWidget(sentence)
        column.addSpacing(12)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(self.tour)
        column.addStretch()

    def tell_keys(self, *, add: str, keyboard: str) -> None:
        """Name the present keys for adding a folder, and for the list of all keys."""
        self.button.setToolTip(with_keys(self.tr("Choose a folder with photos"), add))
        told = self.tr("In each group, the photo to keep comes first.")
        if keyboard:
            told = self.tr("In each group, the photo to keep comes first; {key} shows all keys.")
        self.tour.setText(told.format(key=keyboard))

    def refresh_picture(self) -> None:
        """Draw the picture in the present theme's colours."""
        set_picture_label(self._picture, "photos", ICON_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_dashed_frame(self, painter, self.palette().color(QPalette.ColorRole.Dark))
        painter.end()


class DropVeil(QWidget):
    """Covers the window while folders hover over it, and says what dropping them does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = grown(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), 1.8, bold=True)
        QVBoxLayout(self).addWidget(self._text)
        self.hide()

    def cover(self, text: str) -> None:
        self._text.setText(text)
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = self.palette().color(QPalette.ColorRole.Window)
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        paint_dashed_frame(self, painter, self.palette().color(QPalette.ColorRole.Accent))
        painter.end()
