"""A strip that names the picked photos and what can be done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photodedup.ui import wording
from photodedup.ui.models.phrases import SEPARATOR
from photodedup.ui.models.picks import Picks
from photodedup.ui.resources import set_icon
from photodedup.ui.views.elided_label import ElidedLabel


class PickedBar(QFrame):
    """Shown as long as something is picked."""

    compare_clicked = Signal()
    why_clicked = Signal()
    together_clicked = Signal()
    part_clicked = Signal()

    def __init__(self, picks: Picks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picks = picks
        self.setProperty("card", True)
        self.text = ElidedLabel(self)
        self.compare_button = _button(self.tr("Compare"), self.tr("Look at them closely (C)"))
        self.compare_button.clicked.connect(self.compare_clicked)
        self.why_button = _button(self.tr("Why?"), self.tr("How these two compare (W)"))
        self.why_button.clicked.connect(self.why_clicked)
        together_tip = self.tr("They show one picture: make one group of them and theirs (M)")
        self.together_button = _button(self.tr("Put together"), together_tip)
        self.together_button.clicked.connect(self.together_clicked)
        part_tip = self.tr("They do not show what the others of their group show (X)")
        self.part_button = _button(self.tr("Take out of the group"), part_tip)
        self.part_button.clicked.connect(self.part_clicked)
        self.close_button = QToolButton(autoRaise=True)
        set_icon(self.close_button, "close")
        self.close_button.setToolTip(self.tr("Unpick all (Esc)"))
        self.close_button.setAccessibleName(self.tr("Unpick all"))
        self.close_button.clicked.connect(picks.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for button in (
            *(self.compare_button, self.why_button),
            *(self.together_button, self.part_button),
        ):
            row.addWidget(button)
        row.addWidget(self.close_button)
        picks.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        photos = self._picks.photos
        self.setVisible(bool(photos))
        names = ", ".join(photo.path.name for photo in photos)
        picked = self.tr("{photos} picked: {names}")
        parts = [picked.format(photos=wording.photos(len(photos)), names=names)]
        if len(photos) == 1:
            parts.append(self.tr("now W or M on another"))
        self.text.setText(SEPARATOR.join(parts))
        self.text.setToolTip("\n".join(str(photo.path) for photo in photos))
        self.setAccessibleName(self.text.text())
        self.why_button.setEnabled(len(photos) <= 2)
        for button in (self.compare_button, self.together_button):
            button.setEnabled(len(photos) >= 2)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    return button
