"""The user guide in a window of its own: contents, text, and a search in it."""

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from photodedup.ui.dialogs import guide_page
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys, standard
from photodedup.ui.dialogs.guide_finds import Finds
from photodedup.ui.dialogs.parts import button_row, plain_button, prepare
from photodedup.ui.models.guide import Keys, guide_text, sections

Key = QKeySequence.StandardKey
CONTENTS_PX = 270
LINE_PX = 780  # longer lines are hard to read


class GuideDialog(QDialog):
    """Stays open beside the window while the person works.

    Args:
        language: such as "de".
        keys: where they work, and what they do, in the order to show.
    """

    def __init__(self, language: str, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Guide"), 1020, 700)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._markdown = guide_text(language, keys, (self.tr("Key"), self.tr("What it does")))
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self._sections = sections(self._markdown)
        self.contents.addItems([section.title for section in self._sections])
        self.contents.setProperty("ordered", True)
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("Guide"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.finds = Finds(self.page)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in the guide"))
        self.search.setAccessibleName(self.tr("Search in the guide"))
        name_keys(self.search, self.tr("Search in the guide"), standard(Key.Find))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.count = QLabel()
        self.count.setAccessibleName(self.tr("Places found"))
        self.previous_button = plain_button(self.tr("&Previous"))
        self.previous_button.clicked.connect(lambda: self._step(-1))
        give_keys(self, self.previous_button, self.tr("The place before"), ("Shift+F3",))
        self.next_button = plain_button(self.tr("&Next"))
        self.next_button.clicked.connect(lambda: self._step(1))
        give_keys(self, self.next_button, self.tr("The next place"), ("F3",))
        self.close_button = plain_button(self.tr("Close"))
        name_keys(self.close_button, "")
        self.close_button.clicked.connect(self.accept)
        self._build()
        QShortcut(QKeySequence(Key.Find), self).activated.connect(self._focus_search)
        self._show_text()
        self.contents.currentRowChanged.connect(self._go_to)
        self._search("")
        self.page.setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.search, self.count, self.previous_button, self.next_button):
            top.addWidget(widget, 1 if widget is self.search else 0)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.contents)
        halves.addWidget(self.page)
        halves.setSizes([CONTENTS_PX, self.width() - CONTENTS_PX])
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(halves, 1)
        column.addLayout(button_row(self.close_button))

    # --- reading -----------------------------------------------------------------------------

    def open_section(self, anchor: str) -> None:
        """Show a part of the guide, named as in its links; an unknown one changes nothing."""
        anchors = [section.anchor for section in self._sections]
        if anchor in anchors:
            self.contents.setCurrentRow(anchors.index(anchor))
            self._go_to(anchors.index(anchor))

    def _show_text(self) -> None:
        guide_page.fill(self.page, self._markdown)

    def _go_to(self, row: int) -> None:
        if row >= 0:
            guide_page.scroll_to_heading(self.page, row)

    def _follow(self, link: QUrl) -> None:
        self.open_section(link.fragment(QUrl.ComponentFormattingOption.FullyDecoded))

    # --- searching ---------------------------------------------------------------------------

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, text: str) -> None:
        self.finds.look_for(text.strip())
        self._show_count()

    def _step(self, steps: int) -> None:
        self.finds.step(steps)
        self._show_count()

    def _show_count(self) -> None:
        total = self.finds.total
        for button in (self.previous_button, self.next_button):
            button.setEnabled(total > 0)
        if total:
            text = self.tr("{n} of {total}").format(n=self.finds.current + 1, total=total)
        else:
            text = self.tr("Not found") if self.finds.text else ""
        self.count.setText(text)

    # --- Qt ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search goes on to the next place; Esc empties it before it closes."""
        in_search = self.search.hasFocus()
        if in_search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if back else 1)
        elif in_search and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "finds"):
            at = self.page.verticalScrollBar().value()
            self._show_text()
            self.finds.look_for(self.finds.text)
            self.page.verticalScrollBar().setValue(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        guide_page.keep_lines_short(self.page, LINE_PX)
