"""A small dialog for work that must not be walked away from: clean-up and restore."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QWidget

from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import button_row, dialog_column, headline, plain_button, prepare
from photodedup.ui.views.unknown_progress import show_unknown


class WorkingDialog(QDialog):
    """Shows progress until `finish` is called; Stop asks, it does not close.

    Args:
        stop_tip, stopping: what stopping means here, and what is said until it is done; empty for
            work that goes from file to file.
    """

    stop_requested = Signal()

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        stop_tip: str = "",
        stopping: str = "",
    ) -> None:
        super().__init__(parent)
        prepare(self, title, 460, 0)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.stage = headline(title)
        self.bar = QProgressBar()
        show_unknown(self.bar)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.count = QLabel(" ")
        self.stop_button = plain_button(
            self.tr("Stop"),
            stop_tip or self.tr("Stop after the present file; what was done stays done"),
        )
        self._stopping = stopping or self.tr("Stopping after this file")
        self.stop_button.clicked.connect(self._stop)
        column = dialog_column(self, spacing_px=10)
        column.addWidget(self.stage)
        column.addWidget(self.bar)
        column.addWidget(self.count)
        column.addLayout(button_row(self.stop_button))

    def show_progress(self, progress: Progress) -> None:
        if self.stop_button.isEnabled():
            self.stage.setText(wording.stage(progress.stage))
        if progress.total:
            self.bar.setRange(0, progress.total)
        else:
            show_unknown(self.bar)
        self.bar.setValue(progress.done)
        if progress.total:
            self.count.setText(
                self.tr("{done} of {total}").format(
                    done=wording.number(progress.done), total=wording.number(progress.total)
                )
            )

    def finish(self) -> None:
        super().reject()

    def reject(self) -> None:
        """Escape stops the work; the dialog goes when the work is done."""
        self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous():
            event.ignore()
            self._stop()

    def _stop(self) -> None:
        if self.stop_button.isEnabled():
            self.stop_button.setEnabled(False)
            self.stage.setText(self._stopping)
            self.stop_requested.emit()
