"""The scan as the window sees it: start, pause, resume, stop, and what it reports."""

import logging
from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage
from photodedup.ui.jobs import BackgroundJob, for_any_thread

if TYPE_CHECKING:
    from photodedup.engine.library import Library

log = logging.getLogger(__name__)


class Scanning(QObject):
    """Runs the scan's coordinator in a pool that is not the workers' pool."""

    started = Signal()
    progressed = Signal(object)  # Progress
    reading = Signal()  # the first photos of this run are being read
    paused = Signal(bool)
    groups_appeared = Signal()
    finished = Signal(object)  # ScanSummary
    stopped = Signal()
    failed = Signal(object)  # Exception

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_reading = False
        self._job = BackgroundJob(pool, self)
        self._job.progressed.connect(self._forward)
        self._job.succeeded.connect(self.finished)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self.stopped)

    @property
    def is_running(self) -> bool:
        return self._job.is_running

    @property
    def is_paused(self) -> bool:
        return self._job.is_paused

    def start(self, library: "Library", executor: Executor) -> None:
        self._is_reading = False
        self._job.start(partial(self._scan, library, executor))
        self.started.emit()

    def pause(self) -> None:
        if self.is_running and not self.is_paused:
            self._job.pause()
            self.paused.emit(True)

    def resume(self) -> None:
        if self.is_paused:
            self._job.resume()
            self.paused.emit(False)

    def stop(self) -> None:
        self._job.cancel()

    def _forward(self, progress: Progress) -> None:
        if not self.is_running:
            return
        if progress.stage is Stage.READING and not self._is_reading:
            self._is_reading = True
            self.reading.emit()
        self.progressed.emit(progress)

    def _scan(
        self, library: "Library", executor: Executor, report: ProgressSink, token: CancelToken
    ) -> ScanSummary:
        appeared = for_any_thread(self, self.groups_appeared.emit)
        return library.scan(executor, report, token, on_groups=appeared)
