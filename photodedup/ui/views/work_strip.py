"""A strip that shows work under way: what it is, how far, and a button that stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.pace import Pace
from photodedup.ui.resources import set_icon
from photodedup.ui.views.unknown_progress import show_unknown


class WorkStrip(QFrame):
    """Hidden while nothing is done."""

    stop_requested = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self._pace = Pace()
        self.is_busy = False
        self.label = QLabel(what)
        self.label.setMinimumWidth(330)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(what)
        self.stop_button = QPushButton(self.tr("&Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.setAccessibleName(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stop for now; what was done is kept"))
        set_icon(self.stop_button, "stop")
        self.stop_button.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop_button)
        self.hide()

    def begin(self) -> None:
        self.is_busy = True
        self._pace = Pace()
        self.label.setText(self._what)
        show_unknown(self.bar)
        self.stop_button.setEnabled(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        self._pace.note(progress)
        if not self.stop_button.isEnabled() or not progress.total:
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        counts = self.tr("{done} of {total}").format(
            done=wording.number(progress.done), total=wording.number(progress.total)
        )
        left_s = self._pace.left_s
        left = f", {wording.time_left(left_s)}" if left_s is not None else ""
        self.label.setText(f"{self._what}: {counts}{left}")

    def end(self) -> None:
        self.is_busy = False
        self.hide()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.label.setText(self.tr("Stopping"))
        self.stop_requested.emit()
