"""Previews held for the next pairs, as many as a bound on memory allows."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from photodedup.engine.matching.preview import Preview

HELD_BYTES = 160 << 20  # some 400 previews with all their key points
_WEIGH_EVERY = 16  # previews; key points come later, so that all have to be weighed again


class HeldPreviews:
    """The previews that were asked for last. Safe to use from several threads.

    Args:
        limit_bytes: what they may take; the next sixteen may take more for a moment.
    """

    def __init__(self, limit_bytes: int = HELD_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._held: OrderedDict[Hashable, Preview] = OrderedDict()
        self._unweighed = 0
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> Preview | None:
        with self._guard:
            preview = self._held.get(key)
            if preview is not None:
                self._held.move_to_end(key)
            return preview

    def add(self, key: Hashable, preview: Preview) -> None:
        with self._guard:
            self._held[key] = preview
            self._unweighed += 1
            if self._unweighed >= _WEIGH_EVERY:
                self._unweighed = 0
                self._make_room()

    def __len__(self) -> int:
        return len(self._held)

    def _make_room(self) -> None:
        """Let those go that were not asked for for longest."""
        total_bytes = sum(preview.size_bytes for preview in self._held.values())
        while total_bytes > self._limit_bytes and len(self._held) > 2:
            _, gone = self._held.popitem(last=False)
            total_bytes -= gone.size_bytes
