"""The places of a page where a text was found: all shown, one of them the present one."""

from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

EDGE_SHARE = 0.1  # of the page's height


class Finds:
    """`current` counts from 0 and is -1 where nothing was found."""

    def __init__(self, page: QTextBrowser) -> None:
        self._page = page
        self._places: list[QTextCursor] = []
        self.text = ""
        self.current = -1

    @property
    def total(self) -> int:
        return len(self._places)

    def look_for(self, text: str) -> None:
        """Find a text, large or small letters alike, and go to its first place from here on."""
        self.text = text
        self._places = self._all(text) if text else []
        here = self._page.textCursor().selectionStart()
        self.current = next(
            (n for n, place in enumerate(self._places) if place.selectionStart() >= here),
            0 if self._places else -1,
        )
        self._show()

    def step(self, steps: int) -> None:
        """Go on, or back; after the last place comes the first."""
        if self._places:
            self.current = (self.current + steps) % len(self._places)
            self._show()

    def _all(self, text: str) -> list[QTextCursor]:
        document = self._page.document()
        found = []
        place = document.find(text, 0)
        while not place.isNull():
            found.append(place)
            place = document.find(text, place)
        return found

    def _show(self) -> None:
        colours = self._page.palette()
        shown = []
        for number, place in enumerate(self._places):
            each = QTextEdit.ExtraSelection()
            each.cursor = QTextCursor(place)
            is_current = number == self.current
            back = QPalette.ColorRole.Highlight if is_current else QPalette.ColorRole.Midlight
            text = QPalette.ColorRole.HighlightedText if is_current else QPalette.ColorRole.Text
            each.format.setBackground(colours.color(back))
            each.format.setForeground(colours.color(text))
            shown.append(each)
        self._page.setExtraSelections(shown)
        if self._places:
            here = QTextCursor(self._places[self.current])
            here.setPosition(here.selectionStart())
            self._page.setTextCursor(here)
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        """With some lines around it: what a place says often stands below it."""
        top, height = self._page.cursorRect().top(), self._page.viewport().height()
        if not EDGE_SHARE * height < top < (1 - EDGE_SHARE) * height:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 3)
