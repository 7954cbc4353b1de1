"""How the scan is going: what it does, how far it is, how long it takes, and its buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.progress import Progress, Stage
from photodedup.ui import wording
from photodedup.ui.models.key_book import with_keys
from photodedup.ui.pace import Pace
from photodedup.ui.resources import set_icon
from photodedup.ui.views.unknown_progress import show_unknown

SEPARATOR = "   ·   "


class ScanPanel(QFrame):
    """Shown while a scan runs or is paused."""

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    gentle_requested = Signal(bool)
    skipped_requested = Signal()

    def __init__(self, pace: Pace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._pace = pace or Pace()
        self._is_paused = False
        self._is_gentle = False
        self._pause_keys = ""
        self._latest: Progress | None = None
        self._skipped_count = 0
        self.stage = QLabel()
        font = self.stage.font()
        font.setBold(True)
        self.stage.setFont(font)
        self.count = QLabel()
        self.details = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("Progress of the scan"))
        self.skipped = QPushButton(flat=True)
        self.skipped.setProperty("link", True)
        self.skipped.setToolTip(self.tr("See which files were skipped, and why"))
        self.skipped.clicked.connect(self.skipped_requested)
        stays = self.skipped.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the groups below must not jump
        self.skipped.setSizePolicy(stays)
        self.gentle_button = QPushButton()
        self.gentle_button.clicked.connect(lambda: self.gentle_requested.emit(not self._is_gentle))
        self.show_gentle(False)
        self.pause_button = QPushButton()
        self.pause_button.clicked.connect(self._toggle_pause)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stop the scan. What was read is kept for next time."))
        self.stop_button.setAccessibleName(self.tr("Stop the scan"))
        set_icon(self.stop_button, "stop")
        self.stop_button.clicked.connect(self._stop)
        self._build()
        self.hide()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.stage)
        top.addWidget(self.count)
        top.addStretch()
        top.addWidget(self.gentle_button)
        top.addWidget(self.pause_button)
        top.addWidget(self.stop_button)
        bottom = QHBoxLayout()
        bottom.setSpacing(12)
        bottom.addWidget(self.details)
        bottom.addStretch()
        bottom.addWidget(self.skipped)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addLayout(bottom)

    def begin(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._latest = None
        self._skipped_count = 0
        self.stage.setText(self.tr("Getting ready"))
        self.count.clear()
        self.details.clear()
        self.skipped.hide()
        show_unknown(self.bar)
        self.stop_button.setEnabled(True)
        self.pause_button.setEnabled(True)
        self.show_paused(False)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        self._latest = progress
        self._pace.note(progress)
        if progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(min(progress.done, progress.total))
        else:
            show_unknown(self.bar)
        self._write()

    def show_paused(self, paused: bool) -> None:
        self._is_paused = paused
        (self._pace.pause if paused else self._pace.resume)()
        set_icon(self.pause_button, "play" if paused else "pause")
        text = self.tr("Continue") if paused else self.tr("Pause")
        self.pause_button.setText(text)
        self.pause_button.setAccessibleName(
            self.tr("Continue the scan") if paused else self.tr("Pause the scan")
        )
        self._show_tip()
        self._write()

    def show_gentle(self, gentle: bool) -> None:
        """Whether the scan works slowly, by the person's wish."""
        self._is_gentle = gentle
        set_icon(self.gentle_button, "faster" if gentle else "slower")
        self.gentle_button.setText(self.tr("Speed up") if gentle else self.tr("Slow down"))
        self.gentle_button.setAccessibleName(
            self.tr("Let the scan use the whole computer again")
            if gentle
            else self.tr("Let the scan go slowly, so that the computer is free for you")
        )
        self.gentle_button.setToolTip(self.gentle_button.accessibleName())

    def tell_keys(self, *, pause: str) -> None:
        """The present keys of the pause button, which also continues, for its tip."""
        self._pause_keys = pause
        self._show_tip()

    def _show_tip(self) -> None:
        self.pause_button.setToolTip(
            with_keys(self.pause_button.accessibleName(), self._pause_keys)
        )

    def _write(self) -> None:
        progress = self._latest
        if progress is None:
            return
        stage = wording.stage(progress.stage)
        self.stage.setText(self.tr("Paused") if self._is_paused else stage)
        self.count.setText(self._count_text(progress))
        self.details.setText(SEPARATOR.join(self._detail_texts(progress)))
        self._skipped_count = max(self._skipped_count, progress.skipped)  # only reading counts
        self.skipped.setVisible(self._skipped_count > 0)
        files = wording.files(self._skipped_count)
        self.skipped.setText(self.tr("{files} skipped").format(files=files))

    def _count_text(self, progress: Progress) -> str:
        done = wording.number(progress.done)
        if progress.total:
            is_pairs = progress.stage in (Stage.COMPARING, Stage.CHECKING)
            total = (wording.pairs if is_pairs else wording.photos)(progress.total)
            return self.tr("{done} of {total}").format(done=done, total=total)
        if progress.stage is Stage.WALKING and progress.done:
            return self.tr("{n} found so far").format(n=done)
        return done if progress.done else ""

    def _detail_texts(self, progress: Progress) -> list[str]:
        if self._is_paused:
            return [self.tr("Nothing is read until you continue.")]
        texts = []
        rate = self._pace.per_second
        if progress.stage is Stage.READING and rate is not None:
            shown = wording.number(round(rate)) if rate >= 2 else f"{rate:.1f}"
            texts.append(self.tr("{n} photos a second").format(n=shown))
        if self._pace.left_s is not None and progress.stage is not Stage.WALKING:
            texts.append(wording.time_left(self._pace.left_s))
        return texts or [self.tr("You can look through groups while this goes on.")]

    def _toggle_pause(self) -> None:
        (self.resume_requested if self._is_paused else self.pause_requested).emit()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.pause_button.setEnabled(False)
        self.stage.setText(self.tr("Stopping"))
        self.stop_requested.emit()
