"""Python's search for unused cycles of objects, in the GUI thread alone.

By itself Python searches in whichever thread makes objects just then. What it finds may be parts of
the window that went a while ago, and Qt's objects must end in the thread that they live in: a timer
that ends in another one brings the whole program down.
"""

import gc
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

Result = TypeVar("Result")

LOOK_EVERY_MS = 1000
_ENOUGH = 2000  # objects made since the last search, less those that went


class Collecting(QObject):
    """Searches now and then, from its making on until the program ends. Make it in the GUI thread.

    What was there before is left out of all searches: it is the program itself.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search, if much was made meanwhile and nothing large is being made."""
        from photodedup.engine.collection import is_paused

        if gc.get_count()[0] >= _ENOUGH and not is_paused():
            gc.collect()


def calmly(work: Callable[..., Result]) -> Callable[..., Result]:
    """For work that reads or makes groups off the GUI thread. Call this in the GUI thread.

    It makes hundreds of thousands of objects that are in no cycle: to search them for cycles would
    stop the window for a third of a second. So they are left out of the search from then on. What
    lies around unused goes before that, while it is little.
    """
    gc.collect()

    def calm(*arguments: object) -> Result:
        from photodedup.engine.collection import collection_paused

        with collection_paused():
            result = work(*arguments)
            gc.freeze()
            return result

    return calm
