"""Files on a slow medium are read one after the other, or few at once, and decoded side by side."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from photodedup.engine.files.media import Media, Medium, Place

_LOOK_EVERY_S = 0.2
# A disc's head can be in one place only. A share answers each question late, and several at once;
# many at once would send the head of the disc behind it to and fro.
_AT_ONCE = {Medium.SPINNING: 1, Medium.NETWORK: 4}


class ReadingTurns:
    """Hands out turns at each slow disc or share, in the order they are asked for. Safe from any
    thread."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._changed = threading.Condition()
        self._queues: defaultdict[Place, deque[object]] = defaultdict(deque)

    @contextmanager
    def turn(self, path: Path, check: Callable[[], None]) -> Iterator[Callable[[], None] | None]:
        """Waits until this file may be read. What it gives is to be called when the bytes are
        there; the next one's turn comes then, or at the end at the latest. None where nobody waits
        for that, as several are read at once.

        `check` is called while waiting, and may raise.
        """
        medium, place = self._media.medium_of(path)
        if medium is Medium.QUICK:
            yield None
            return
        ticket = object()

        def done() -> None:
            with self._changed:
                if ticket in self._queues[place]:
                    self._queues[place].remove(ticket)
                    self._changed.notify_all()

        try:
            with self._changed:
                self._queues[place].append(ticket)
                while ticket not in islice(self._queues[place], _AT_ONCE[medium]):
                    self._changed.wait(_LOOK_EVERY_S)
                    check()
            yield done
        finally:
            done()
