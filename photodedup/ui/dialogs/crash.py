"""The last net: an unexpected error becomes a log entry and a sentence; the window lives on."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from photodedup.ui.dialogs.crash_report import full_report, nameless_report

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Install it once, in the GUI thread; errors of any thread arrive there."""

    _happened = Signal(object)  # BaseException; any thread -> GUI thread

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
        """Log it without names and tell the person; takes what `sys.excepthook` is given."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        happened = (error if error is not None else kind()).with_traceback(trace)
        log.error("unexpected error\n%s", nameless_report(happened))
        self._happened.emit(happened)

    def _show(self, error: BaseException) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return  # one at a time; the log has them all
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Something went wrong"))
        box.setText(self.tr("Something went wrong, and it is our mistake."))
        told = self.tr(
            "You can go on. No photo is ever deleted, and whatever was moved is in the History. "
            "If this happens again, a report helps to mend it. It names no photo and is only "
            "copied, never sent."
        )
        if self.log_path:
            told += "\n\n" + self.tr("It is also in {path}").format(path=self.log_path)
        box.setInformativeText(told)
        nameless, full = nameless_report(error), full_report(error)
        agreed = QCheckBox(self.tr("Copy the error's own words too; they may name photos"))
        box.setDetailedText(full)
        box.setCheckBox(agreed)
        copy = box.addButton(self.tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(full if agreed.isChecked() else nameless)
        )
        box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        self.dialog = box
        box.open()
