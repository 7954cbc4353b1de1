"""Memory that several processes share, handed out in the order it was asked for."""

import threading
from collections import deque


class MemoryBudget:
    """A number of bytes, of which each holder has none or one share. Safe from any thread."""

    def __init__(self, total_bytes: int) -> None:
        self._total_bytes = total_bytes
        self._shares: dict[object, int] = {}
        self._waiting: deque[object] = deque()
        self._is_closed = False
        self._changed = threading.Condition()

    @property
    def is_waited_for(self) -> bool:
        """Whether anyone waits for a share at this moment."""
        return bool(self._waiting)

    def take(self, holder: object, wanted_bytes: int) -> int:
        """Wait for a share instead of the one the holder has; how much it is: what is wanted, or
        all there is. After `close` nobody waits."""
        wanted = min(wanted_bytes, self._total_bytes)
        with self._changed:
            self._shares.pop(holder, None)
            self._waiting.append(holder)
            self._changed.notify_all()
            # In order: a large share would wait for ever behind many small ones.
            self._changed.wait_for(
                lambda: (
                    self._is_closed or (self._waiting[0] is holder and wanted <= self._left_bytes())
                )
            )
            self._waiting.remove(holder)
            self._shares[holder] = wanted
            self._changed.notify_all()
        return wanted

    def give_back(self, holder: object) -> None:
        with self._changed:
            if self._shares.pop(holder, None) is not None:
                self._changed.notify_all()

    def close(self) -> None:
        """Let everyone go on who waits."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _left_bytes(self) -> int:
        return self._total_bytes - sum(self._shares.values())
