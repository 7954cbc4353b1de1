"""An executor's threads, used no harder than the effort allows at each moment."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from photodedup.engine.effort import Effort

Result = TypeVar("Result")

_LOOK_EVERY_S = 0.2


class GentleExecutor(Executor):
    """Lends `map` alone. While the work goes gently, fewer items are worked on at once, each at
    the lowest priority; the inner executor's threads stay as they are.

    Args:
        inner: whose threads work; None to work in the calling thread, item by item.
        effort: how hard to work, asked before each item.
        workers: how many threads the inner one has.
    """

    def __init__(self, inner: Executor | None, effort: Effort, workers: int) -> None:
        self._inner = inner
        self._effort = effort
        self._workers = workers
        self._changed = threading.Condition()
        self._turns_taken = 0

    def map(
        self,
        fn: Callable[..., Result],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[Result]:
        """What the inner executor's `map` gives; from `Executor`."""
        if self._inner is None:
            return map(partial(self._work, fn), *iterables)
        return self._inner.map(
            partial(self._work, fn), *iterables, timeout=timeout, chunksize=chunksize
        )

    def _work(self, fn: Callable[..., Result], *items: Any) -> Result:
        with self._turn():
            return self._effort.run(partial(fn, *items))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Waits while as many items are worked on as the effort allows."""
        with self._changed:
            while self._turns_taken >= self._effort.workers(self._workers):
                self._changed.wait(_LOOK_EVERY_S)
            self._turns_taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._turns_taken -= 1
                self._changed.notify_all()
