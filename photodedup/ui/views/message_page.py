"""A calm page for the moments when there are no groups to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photodedup.ui.resources import set_picture_label
from photodedup.ui.views.drop_target import ICON_PX, grown
from photodedup.ui.views.unknown_progress import show_unknown


class MessagePage(QWidget):
    """One picture, one headline, one sentence, at most one button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.headline = grown(QLabel(), 1.7, bold=True)
        self.sentence = grown(QLabel(), 1.1)
        for label in (self.headline, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(220)
        self.busy.setAccessibleName(self.tr("Working"))
        self.button = QPushButton()
        self.button.clicked.connect(self.pressed)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.busy)
        row.addWidget(self.button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 32, 48, 32)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self._picture)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch()

    def say(
        self, icon: str, headline: str, sentence: str, button: str = "", *, busy: bool = False
    ) -> None:
        self._icon_name = icon
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        show_unknown(self.busy)
        self.busy.setVisible(busy)
        self.setAccessibleName(headline)
        self.refresh_picture()

    def refresh_picture(self) -> None:
        """Draw the picture in the present theme's colours."""
        if self._icon_name:
            set_picture_label(self._picture, self._icon_name, ICON_PX)
