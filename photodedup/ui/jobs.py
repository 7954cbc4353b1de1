"""Engine work behind Qt signals: the only module where threads meet widgets."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.errors import Cancelled
from photodedup.engine.progress import CancelToken, ProgressSink, throttled

log = logging.getLogger(__name__)

Work = Callable[[ProgressSink, CancelToken], Any]
Task = Callable[[], Any]


def make_pool(threads: int, parent: QObject | None = None) -> QThreadPool:
    """A pool whose threads stay, because each holds its own database connection."""
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(max(1, threads))
    pool.setExpiryTimeout(-1)
    return pool


class BackgroundJob(QObject):
    """One kind of long work, such as a scan; at most one run at a time.

    Create it in the GUI thread and keep it: a pool thread only borrows `_run`. Each run ends
    with exactly one of succeeded, failed, cancelled; the next run may start in that slot.
    """

    progressed = Signal(object)  # Progress, throttled
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # Exception
    cancelled = Signal()
    _returned = Signal(object)  # pool thread -> GUI thread

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._token: CancelToken | None = None
        self._returned.connect(self._settle)

    @property
    def is_running(self) -> bool:
        return self._token is not None

    @property
    def is_paused(self) -> bool:
        return self._token is not None and self._token.is_paused

    def start(self, work: Work) -> None:
        if self._token is not None:
            raise RuntimeError("this job is already running")
        self._token = CancelToken()
        self._pool.start(partial(self._run, work, self._token))

    def cancel(self) -> None:
        if self._token is not None:
            self._token.cancel()

    def pause(self) -> None:
        if self._token is not None:
            self._token.pause()

    def resume(self) -> None:
        if self._token is not None:
            self._token.resume()

    def _run(self, work: Work, token: CancelToken) -> None:
        announce: Callable[[], object]
        try:
            result = work(throttled(self.progressed.emit), token)
        except Cancelled:
            announce = self.cancelled.emit
        except Exception as error:
            log.exception("background job failed")
            announce = partial(self.failed.emit, error)
        else:
            announce = partial(self.succeeded.emit, result)
        self._returned.emit(announce)

    def _settle(self, announce: Callable[[], object]) -> None:
        self._token = None
        announce()


class SerialTasks(QObject):
    """Short tasks, one after the other in the order they came, off the GUI thread.

    `done` and `failed` of a task are called in the GUI thread. Without `failed`, the error goes
    out through the signal of that name.
    """

    failed = Signal(object)  # Exception
    _returned = Signal(object)  # pool thread -> GUI thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = make_pool(1, self)
        self._waiting = 0
        self._returned.connect(self._settle)

    @property
    def is_idle(self) -> bool:
        return self._waiting == 0

    def submit(
        self,
        task: Task,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._waiting += 1
        self._pool.start(partial(self._run, task, done, failed or self.failed.emit))

    def wait(self) -> None:
        """Block until every task has run; their callbacks still come later."""
        self._pool.waitForDone()

    def _run(
        self,
        task: Task,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            result = task()
        except Exception as error:
            log.exception("task failed")
            self._returned.emit(partial(failed, error))
        else:
            self._returned.emit(partial(done, result) if done else None)

    def _settle(self, announce: Callable[[], None] | None) -> None:
        self._waiting -= 1
        if announce is not None:
            announce()


class LatestQuery(QObject):
    """Answers the newest question off the GUI thread; a question that was overtaken is dropped."""

    answered = Signal(object)
    failed = Signal(object)  # Exception
    _returned = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._is_busy = False
        self._next: Task | None = None
        self._returned.connect(self._settle)

    def ask(self, question: Task) -> None:
        if self._is_busy:
            self._next = question
        else:
            self._start(question)

    def forget(self) -> None:
        """Drop a waiting question."""
        self._next = None

    def _start(self, question: Task) -> None:
        self._is_busy = True
        self._pool.start(partial(self._run, question))

    def _run(self, question: Task) -> None:
        try:
            answer = question()
        except Exception as error:
            log.exception("query failed")
            self._returned.emit(partial(self.failed.emit, error))
        else:
            self._returned.emit(partial(self.answered.emit, answer))

    def _settle(self, announce: Callable[[], object]) -> None:
        self._is_busy = False
        question, self._next = self._next, None
        if question is not None:
            self._start(question)
        else:
            announce()
