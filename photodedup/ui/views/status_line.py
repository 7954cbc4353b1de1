"""One line below the pictures: what was found, or else the most useful keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from photodedup.ui.models import phrases
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.elided_label import ElidedLabel


class StatusLine(ElidedLabel):
    """The keys in a quiet colour, what was found in the full one."""

    elide_mode = Qt.TextElideMode.ElideRight

    def __init__(self, keys: CompareKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._all_keys = ""
        self._found = ""
        keys.changed.connect(lambda: self.say(self._found))
        self.say("")

    def tell_keys(self, *, all_keys: str) -> None:
        """The key that shows all of them."""
        self._all_keys = all_keys
        self.say(self._found)

    def say(self, found: str) -> None:
        """What was found; empty for the keys."""
        self._found = found
        quiet, full = QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.WindowText
        self.setForegroundRole(full if found else quiet)
        text = found or self._hints()
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def _hints(self) -> str:
        hints = (
            (self._keys.first(Do.PREVIOUS, Do.NEXT), self.tr("photos")),
            (self._keys.first(Do.PREVIOUS_GROUP, Do.NEXT_GROUP), self.tr("groups")),
            (self._keys.first(Do.KEEP), self.tr("keep")),
            (self._keys.first(Do.MARK), self.tr("trash or not")),
            (self._keys.first(Do.LARGER, Do.SMALLER), self.tr("zoom")),
            (self._keys.first(Do.PIXELS), self.tr("pixels")),
            (self._keys.first(Do.WIPE), self.tr("wipe")),
            (self._keys.first(Do.DIFFERENCE), self.tr("difference")),
            (self._keys.first(Do.ALL), self.tr("all")),
            (self._keys.first(Do.INFO), self.tr("facts")),
            (self._keys.first(Do.FLICKER), self.tr("flicker")),
            (self._keys.first(Do.BACK), self.tr("back")),
            (self._all_keys, self.tr("all keys")),
        )
        return phrases.SEPARATOR.join(f"{keys} {text}" for keys, text in hints if keys)
