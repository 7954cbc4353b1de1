"""Engine work behind Qt signals: the only module where threads meet widgets."""

import logging
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

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


def run_for(
    owner: QObject,
    pool: QThreadPool,
    work: Task,
    settle: Callable[[Any], object],
    priority: int = 0,
) -> None:
    """Run work in a pool thread; what it returns is settled in the GUI thread, unless its owner is
    gone by then. Call this in the GUI thread.

    All that belongs to the work ends in the GUI thread. A pool thread lets go of its work only some
    time after it is done, and the last to let go of one of Qt's objects ends it: a pool would wait
    there for itself for ever, and a timer bring the program down.
    """
    _way_back()  # made in this thread
    pool.start(partial(_carry_out, [owner, settle, work]), priority)


def for_any_thread(owner: QObject, call: Callable[..., object]) -> Callable[..., None]:
    """A function for pool threads, after which `call` is called in the GUI thread, in the order of
    what was asked for, unless its owner is gone by then.

    No pool thread may emit a signal that somebody may stop listening to: where one is on its way
    just then, PySide calls a Python function that is gone, and the program ends.
    """

    def ask(*values: object) -> None:
        _way_back().arrived.emit([owner, call, values])

    return ask


def _carry_out(load: list[Any]) -> None:
    """Runs in a pool thread, which from its end on holds nothing but the emptied list."""
    load.append((load.pop()(),))
    _way_back().arrived.emit(load)


class _WayBack(QObject):
    """From pool threads to the GUI thread. There is one, which never ends."""

    arrived = Signal(object)  # list: owner, what is to be called, with which values

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._settle)

    def _settle(self, load: list[Any]) -> None:
        values, call, owner = load.pop(), load.pop(), load.pop()
        if isValid(owner):
            call(*values)


_way_back = cache(_WayBack)


class BackgroundJob(QObject):
    """One kind of long work, such as a scan; at most one run at a time.

    Create it in the GUI thread and keep it. Each run ends with exactly one of succeeded, failed,
    cancelled; the next run may start in that slot.
    """

    progressed = Signal(object)  # Progress, throttled
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # Exception
    cancelled = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._token: CancelToken | None = None

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
        run_for(self, self._pool, partial(self._run, work, self._token), self._settle)

    def cancel(self) -> None:
        if self._token is not None:
            self._token.cancel()

    def pause(self) -> None:
        if self._token is not None:
            self._token.pause()

    def resume(self) -> None:
        if self._token is not None:
            self._token.resume()

    def _run(self, work: Work, token: CancelToken) -> Callable[[], object]:
        try:
            result = work(throttled(for_any_thread(self, self.progressed.emit)), token)
        except Cancelled:
            return self.cancelled.emit
        except Exception as error:
            log.exception("background job failed")
            return partial(self.failed.emit, error)
        return partial(self.succeeded.emit, result)

    def _settle(self, announce: Callable[[], object]) -> None:
        self._token = None
        announce()


class SerialTasks(QObject):
    """Short tasks, one after the other in the order they came, off the GUI thread.

    `done` and `failed` of a task are called in the GUI thread. Without `failed`, the error goes
    out through the signal of that name.
    """

    failed = Signal(object)  # Exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = make_pool(1, self)
        self._waiting = 0

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
        work = partial(_attempt, task, done, failed or self.failed.emit)
        run_for(self, self._pool, work, self._settle)

    def wait(self) -> None:
        """Block until every task has run; their callbacks still come later."""
        self._pool.waitForDone()

    def _settle(self, announce: Callable[[], None] | None) -> None:
        self._waiting -= 1
        if announce is not None:
            announce()


def _attempt(
    task: Task, done: Callable[[Any], None] | None, failed: Callable[[Exception], None]
) -> Callable[[], None] | None:
    """What is to be called with the outcome of a task."""
    try:
        result = task()
    except Exception as error:
        log.exception("task failed")
        return partial(failed, error)
    return partial(done, result) if done else None


class LatestQuery(QObject):
    """Answers the newest question off the GUI thread; a question that was overtaken is dropped."""

    answered = Signal(object)
    failed = Signal(object)  # Exception

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._is_busy = False
        self._next: Task | None = None

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
        run_for(self, self._pool, partial(self._run, question), self._settle)

    def _run(self, question: Task) -> Callable[[], object]:
        try:
            answer = question()
        except Exception as error:
            log.exception("query failed")
            return partial(self.failed.emit, error)
        return partial(self.answered.emit, answer)

    def _settle(self, announce: Callable[[], object]) -> None:
        self._is_busy = False
        question, self._next = self._next, None
        if question is not None:
            self._start(question)
        else:
            announce()
