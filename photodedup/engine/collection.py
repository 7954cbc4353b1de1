"""Python's search for unused cycles of objects, put off while very many objects are made.

Among the objects of a large library it takes a second, during which no thread runs, also not the
one that paints the window. What is made meanwhile is in no cycle, so nothing is left lying.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses = 0
_was_on = False


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search until the last of those who asked for it is done. From any thread."""
    global _pauses, _was_on  # as there is one collector in a process
    with _lock:
        if _pauses == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if _pauses == 0 and _was_on:
                gc.enable()


def is_paused() -> bool:
    """Whether somebody asked for no search just now."""
    return _pauses > 0
