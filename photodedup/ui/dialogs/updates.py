"""Asking for a newer version: what would be asked, the button that asks, and the answer."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QWidget

import photodedup
from photodedup.ui import wording
from photodedup.ui.desktop import open_page
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
)
from photodedup.ui.updates import Release, is_newer

LINES = 3


class UpdatesDialog(QDialog):
    """Asks nobody by itself; `asked` goes out when the person presses the button.

    Args:
        address: who would be asked; empty if this version knows nobody.
    """

    asked = Signal()

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Check for updates"), 520, 0)
        self.told = headline(
            self.tr("This is photodedup {version}").format(version=photodedup.__version__)
        )
        self.more = QLabel(wordWrap=True)
        self.more.linkActivated.connect(open_page)
        self.more.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.note = quiet(
            self.tr(
                "photodedup never looks for a new version by itself. The question says nothing "
                "about you, this computer or your photos."
            )
        )
        self.ask_button = plain_button(self.tr("&Ask now"), self.tr("Ask once, over the network"))
        self.ask_button.setProperty("primary", True)
        self.ask_button.clicked.connect(self._ask)
        self.close_button = plain_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        for label in (self.more, self.note):  # as high as the longest text, so that none jumps
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setMinimumHeight(label.fontMetrics().lineSpacing() * LINES)
        column = dialog_column(self)
        for label in (self.told, self.more, self.note):
            column.addWidget(label)
        column.addStretch()
        column.addLayout(button_row(self.close_button, self.ask_button))
        self._show_address(address)

    def _show_address(self, address: str) -> None:
        self.ask_button.setVisible(bool(address))
        self.close_button.setDefault(not address)
        if address:
            text = self.tr("It can ask {address} whether there is a newer one.")
            self.more.setText(text.format(address=escape(address)))
        else:
            self.more.setText(
                self.tr(
                    "This version knows no address to ask. Whoever you got it from can tell "
                    "whether there is a newer one."
                )
            )

    def _ask(self) -> None:
        self.ask_button.setEnabled(False)
        self.more.setText(self.tr("One moment, please."))
        self.asked.emit()

    def show_release(self, release: Release) -> None:
        """Tell what the answer means for this version."""
        self.ask_button.setEnabled(True)
        if not is_newer(release.version, photodedup.__version__):
            self.more.setText(self.tr("There is no newer one."))
            return
        text = self.tr("Version {version} is there.").format(version=release.version)
        if release.page:
            page = escape(release.page)
            text += f' <a href="{page}">{page}</a>'
        self.more.setText(text)

    def show_problem(self, error: Exception) -> None:
        self.ask_button.setEnabled(True)
        self.more.setText(wording.error(error))
