"""The tabs of the review: one for each verdict, with how many groups and how much they hold."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from photodedup.engine.tabs import Tab, TabSum
from photodedup.ui import wording
from photodedup.ui.models import tab_words
from photodedup.ui.models.phrases import SEPARATOR

TABS = tuple(Tab)


class TabStrip(QTabBar):
    """Says bytes where there is room for them, counts always, and explains each tab in its tip."""

    tab_chosen = Signal(object)  # Tab

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums: Mapping[Tab, TabSum] = {}
        self.setProperty("kinds", True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(self.tr("Kinds of groups"))
        for tab in TABS:
            self.addTab(tab_words.title(tab))
        self.show_sums({})
        self.currentChanged.connect(lambda number: self.tab_chosen.emit(TABS[number]))

    @property
    def tab(self) -> Tab:
        return TABS[self.currentIndex()]

    def show_tab(self, tab: Tab) -> None:
        """Put the strip where the wish says, without telling anyone."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(TABS.index(tab))
        self.blockSignals(blocked)

    def go(self, steps: int) -> None:
        """Choose the tab so many further on; the last one is followed by the first."""
        self.setCurrentIndex((self.currentIndex() + steps) % self.count())

    def show_sums(self, sums: Mapping[Tab, TabSum]) -> None:
        self._sums = sums
        for number, tab in enumerate(TABS):
            here = sums.get(tab, TabSum())
            frees = self.tr("{groups}, at most {size} to free").format(
                groups=wording.groups(here.groups), size=wording.size(here.size_bytes)
            )
            self.setTabToolTip(number, f"{tab_words.explanation(tab)}\n{frees}")
            self.setAccessibleTabName(number, f"{tab_words.title(tab)}, {frees}")
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        texts = [self._text(tab, with_bytes=True) for tab in TABS]
        padding = self.fontMetrics().height() * 2
        widths = (self.fontMetrics().horizontalAdvance(text) + padding for text in texts)
        if sum(widths) > self.width():
            texts = [self._text(tab, with_bytes=False) for tab in TABS]
        for number, text in enumerate(texts):
            if self.tabText(number) != text:
                self.setTabText(number, text)

    def _text(self, tab: Tab, *, with_bytes: bool) -> str:
        here = self._sums.get(tab, TabSum())
        words = f"{tab_words.title(tab)}  {wording.number(here.groups)}"
        if with_bytes and here.groups:
            words += f"{SEPARATOR}{wording.size(here.size_bytes)}"
        return words
