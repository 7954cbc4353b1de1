"""The last net: an unexpected error becomes a log entry and a sentence; the window lives on."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Install it once, in the GUI thread; errors of any thread arrive there."""

    _happened = Signal(str)  # any thread -> GUI thread

    def __init__(self, parent_widget: QWidget | None = None, log_path: str = "") -> None:
        super().__init__(parent_widget)
        self._window = parent_widget
        self.log_path = log_path
        self.dialog: QMessageBox | None = None
        self._happened.connect(self._show)

    def install(self) -> None:
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def report(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", details)
        self._happened.emit(details)

    def _show(self, details: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return  # one at a time; the log has them all
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Something went wrong"))
        box.setText(self.tr("Something went wrong, and it is our mistake."))
        told = self.tr(
            "You can go on. No photo is ever deleted, and whatever was moved is in the History. "
            "If this happens again, the details help to mend it."
        )
        if self.log_path:
            told += "\n\n" + self.tr("They are also in {path}").format(path=self.log_path)
        box.setInformativeText(told)
        box.setDetailedText(details)
        copy = box.addButton(self.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        self.dialog = box
        box.open()
