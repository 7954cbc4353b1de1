"""Ctrl+C during work on files: it stops between two of them, never in the middle of one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from photodedup.engine.progress import CancelToken


@contextmanager
def stops_between_files() -> Iterator[CancelToken]:
    """A token that the first Ctrl+C cancels; the usual meaning comes back afterwards."""
    token = CancelToken()
    if threading.current_thread() is not threading.main_thread():
        yield token
        return

    def stop(_: int, __: FrameType | None) -> None:
        token.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)
