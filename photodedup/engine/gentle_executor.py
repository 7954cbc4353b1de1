"""An executor's threads, used no harder than the effort allows at each moment."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from photodedup.engine.effort import Effort
from photodedup.engine.effort_turns import EffortTurns

Result = TypeVar("Result")


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
        self._turns = EffortTurns(effort, workers)

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
        with self._turns.turn():
            return self._effort.run(partial(fn, *items))
