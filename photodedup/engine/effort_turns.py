"""Turns for many threads, of which no more work at once than the effort allows."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from photodedup.engine.effort import Effort

_LOOK_EVERY_S = 0.2  # for a wish that was changed, or a cable that was plugged in


def _nothing() -> None:
    """Nothing that could end the waiting."""


class EffortTurns:
    """Safe from any thread; a changed effort holds from the next turn on.

    Args:
        effort: how hard to work, asked before each turn.
        workers: how many work at once as hard as possible; 0 for no limit.
    """

    def __init__(self, effort: Effort, workers: int) -> None:
        self._effort = effort
        self._workers = workers
        self._changed = threading.Condition()
        self._taken = 0

    @contextmanager
    def turn(self, check: Callable[[], None] = _nothing) -> Iterator[None]:
        """Waits while as many work as the effort allows. The turn lasts as long as the block.

        `check` is called while waiting, and may raise.
        """
        with self._changed:
            while self._workers and self._taken >= self._effort.workers(self._workers):
                self._changed.wait(_LOOK_EVERY_S)
                check()
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1
                self._changed.notify_all()
