"""Small pieces of work side by side: one task for each core, each taking the next piece.

Handing a single piece to another thread and back takes longer than many a piece does.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(
    executor: Executor | None, work: Callable[[Item], Result], items: Sequence[Item]
) -> list[Result]:
    """What the work returns for each item, in their order; without an executor one after the other.

    Items are begun in their order. If the work raises something, no further item is begun.
    """
    if executor is None:
        return [work(item) for item in items]
    waiting = deque(range(len(items)))
    results: dict[int, Result] = {}

    def take(_: int) -> None:
        while waiting:
            try:
                number = waiting.popleft()
            except IndexError:  # another task took the last one just now
                return
            try:
                results[number] = work(items[number])
            except BaseException:
                waiting.clear()
                raise

    tasks = min(len(items), os.cpu_count() or 1)
    list(executor.map(take, range(tasks)))
    return [results[number] for number in range(len(items))]
