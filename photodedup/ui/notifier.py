"""A notice of the system, for when the person is in another program."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from photodedup.ui.resources import app_icon

SHOWN_MS = 15_000


class Notifier(QObject):
    """Shows an icon in the system's tray as long as its message is there, and no longer.

    Where the desktop has no such place, nothing happens: the window tells the same.
    """

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._over = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._over.timeout.connect(self._hide)

    def tell(self, title: str, text: str) -> bool:
        """Returns whether the desktop took it."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.setToolTip(title)
            self._icon.messageClicked.connect(self._pressed)
            self._icon.activated.connect(self._pressed)
        self._icon.show()
        self._icon.showMessage(title, text, app_icon(), SHOWN_MS)
        self._over.start()
        return True

    def _pressed(self) -> None:
        self._hide()
        self.clicked.emit()

    def _hide(self) -> None:
        self._over.stop()
        if self._icon is not None:
            self._icon.hide()
