"""A `concurrent.futures.Executor` over a QThreadPool, for the engine's workers."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QThread, QThreadPool

P = ParamSpec("P")
T = TypeVar("T")


class QThreadPoolExecutor(Executor):
    """Runs plain callables in a pool of its own.

    Args:
        max_workers: how many run at once; 0 means one for each processor core.
    """

    def __init__(self, max_workers: int = 0) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(max_workers or max(1, QThread.idealThreadCount()))
        self._pool.setExpiryTimeout(-1)  # a thread keeps its database connection
        self._guard = threading.Lock()
        self._pending: set[Future[Any]] = set()
        self._is_shut = False

    @property
    def max_workers(self) -> int:
        return self._pool.maxThreadCount()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call; see `Executor.submit`.

        Raises:
            RuntimeError: after `shutdown`.
        """
        future: Future[T] = Future()
        with self._guard:
            if self._is_shut:
                raise RuntimeError("cannot submit work after shutdown")
            self._pending.add(future)
        begun = partial(self._pending.discard, future)
        self._pool.start(partial(_carry_out, future, partial(fn, *args, **kwargs), begun))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; see `Executor.shutdown`."""
        with self._guard:
            self._is_shut = True
            pending = list(self._pending)
        if cancel_futures:
            for future in pending:
                future.cancel()
        if wait:
            self._pool.waitForDone()


def _carry_out(future: Future[Any], call: Callable[[], Any], begun: Callable[[], None]) -> None:
    """Runs in a pool thread, which must not hold the pool: it would wait for itself to end it."""
    begun()  # one step of Python: it needs no lock
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001 - the one who asked decides about it
        future.set_exception(error)
    else:
        future.set_result(result)
