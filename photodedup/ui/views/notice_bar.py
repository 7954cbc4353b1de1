"""A strip that tells the person something without standing in the way."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from photodedup.ui.resources import set_icon, set_picture_label

WARNING = "warning"


class NoticeBar(QFrame):
    """Shows the newest notice until it is closed, answered, or followed by another."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._icon_name = "info"
        self._act: Callable[[], object] | None = None
        self._picture = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.clicked.connect(self._answer)
        self.close_button = QToolButton(autoRaise=True)
        set_icon(self.close_button, "close")
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(self.hide)
        self.close_button.setVisible(closable)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.hide()

    def say(
        self,
        text: str,
        *,
        icon: str = "info",
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        self._icon_name = icon
        self._act = act
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setToolTip(button)
        self.button.setVisible(bool(button))
        self.refresh_picture()
        self.show()

    @property
    def is_warning(self) -> bool:
        """Whether something is shown that must not be missed for mere news."""
        return self.isVisible() and self._icon_name == WARNING

    def refresh_picture(self) -> None:
        set_picture_label(self._picture, self._icon_name, 20)

    def _answer(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
