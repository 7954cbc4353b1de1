"""Take together what several threads ask for at about one moment."""

import queue
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def gather(
    asked: "queue.SimpleQueue[T | None]",
    most: int,
    within_s: float,
    size: Callable[[T], int] = lambda _: 1,
) -> tuple[list[T], bool]:
    """Wait for one thing, and then some seconds for others, until there are `most` of them by
    their `size`. Also says whether others may come later: None in the queue is the end of it."""
    first = asked.get()
    if first is None:
        return [], False
    gathered, total, until_s = [first], size(first), time.monotonic() + within_s
    while total < most:
        try:
            other = asked.get(timeout=max(0.0, until_s - time.monotonic()))
        except queue.Empty:
            break
        if other is None:
            return gathered, False
        gathered.append(other)
        total += size(other)
    return gathered, True
