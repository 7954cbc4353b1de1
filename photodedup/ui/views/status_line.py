"""One line below the pictures: what was found, or else the most useful keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from photodedup.ui.models import phrases
from photodedup.ui.views.compare_keys import Do, keys_of
from photodedup.ui.views.elided_label import ElidedLabel


class StatusLine(ElidedLabel):
    """The keys in a quiet colour, what was found in the full one."""

    elide_mode = Qt.TextElideMode.ElideRight

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say("")

    def say(self, found: str) -> None:
        """What was found; empty for the keys."""
        quiet, full = QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.WindowText
        self.setForegroundRole(full if found else quiet)
        text = found or self._keys()
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def _keys(self) -> str:
        hints = (
            (Do.NEXT, self.tr("photos")),
            (Do.NEXT_GROUP, self.tr("groups")),
            (Do.KEEP, self.tr("keep")),
            (Do.MARK, self.tr("trash or not")),
            (Do.LARGER, self.tr("zoom")),
            (Do.PIXELS, self.tr("pixels")),
            (Do.WIPE, self.tr("wipe")),
            (Do.DIFFERENCE, self.tr("difference")),
            (Do.ALL, self.tr("all")),
            (Do.INFO, self.tr("facts")),
            (Do.FLICKER, self.tr("flicker")),
            (Do.BACK, self.tr("back")),
        )
        named = [f"{keys_of(do)} {text}" for do, text in hints]
        return phrases.SEPARATOR.join([*named, self.tr("? all keys")])
