"""Qt's application, which says when the desktop hands a folder to the program."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """On macOS the desktop does not start a program again for a folder: it tells the running one.

    A class of its own, as an event filter for that would call Python for every event of every
    widget, and wait for other threads each time.
    """

    folder_opened = Signal(object)  # Path

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.folder_opened.emit(Path(event.file()))
            return True
        return super().event(event)
