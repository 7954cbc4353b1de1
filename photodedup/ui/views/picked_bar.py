"""A strip that names the picked photos and what can be done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photodedup.ui import wording
from photodedup.ui.models.key_book import native, with_keys
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
        self.compare_button = _button(self.tr("Compare"))
        self.compare_button.clicked.connect(self.compare_clicked)
        self.why_button = _button(self.tr("Why?"))
        self.why_button.clicked.connect(self.why_clicked)
        self.together_button = _button(self.tr("Put together"))
        self.together_button.clicked.connect(self.together_clicked)
        self.part_button = _button(self.tr("Take out of the group"))
        self.part_button.clicked.connect(self.part_clicked)
        self.close_button = QToolButton(autoRaise=True)
        set_icon(self.close_button, "close")
        self.close_button.setToolTip(with_keys(self.tr("Unpick all"), native(("Esc",))))
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
        self._keys = ("", "")
        self.tell_keys(compare="", why="", together="", part="")

    def tell_keys(self, *, compare: str, why: str, together: str, part: str) -> None:
        """Let the tips name these keys; empty for none."""
        tips = {
            self.compare_button: (self.tr("Look at them closely"), compare),
            self.why_button: (self.tr("How these two compare"), why),
            self.together_button: (
                self.tr("They show one picture: make one group of them and theirs"),
                together,
            ),
            self.part_button: (
                self.tr("They do not show what the others of their group show"),
                part,
            ),
        }
        for button, (tip, key) in tips.items():
            button.setToolTip(with_keys(tip, key))
        self._keys = (why, together)
        self._show()

    def _show(self) -> None:
        photos = self._picks.photos
        self.setVisible(bool(photos))
        names = ", ".join(photo.path.name for photo in photos)
        picked = self.tr("{photos} picked: {names}")
        parts = [picked.format(photos=wording.photos(len(photos)), names=names)]
        if len(photos) == 1:
            parts += self._hint()
        self.text.setText(SEPARATOR.join(parts))
        self.text.setToolTip("\n".join(str(photo.path) for photo in photos))
        self.setAccessibleName(self.text.text())
        self.why_button.setEnabled(len(photos) <= 2)
        for button in (self.compare_button, self.together_button):
            button.setEnabled(len(photos) >= 2)

    def _hint(self) -> list[str]:
        """What to press on the second photo, if there are keys for it."""
        why, together = self._keys
        if why and together:
            return [
                self.tr("now {why} or {together} on another").format(why=why, together=together)
            ]
        key = why or together
        return [self.tr("now {key} on another").format(key=key)] if key else []


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    return button
