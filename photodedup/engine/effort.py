"""How hard a scan works at this moment: what the person wishes, and whether the battery is used."""

import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from photodedup.engine.power import on_battery
from photodedup.engine.priority import Level, run_lowered

Result = TypeVar("Result")

_ASK_EVERY_S = 10.0  # about the battery


class Wish(StrEnum):
    """How fast a scan should be."""

    AUTO = "auto"  # all cores, behind what the person does; gently on battery
    FULL = "full"  # all cores, always
    GENTLE = "gentle"  # half of them, and only what nobody else wants


class Effort:
    """Tells a scan how hard to work. All methods may be called from any thread, and a changed
    wish holds from the next file on.

    Args:
        wish: a `Wish`; anything else means AUTO.
        is_on_battery: asks the system; called every few seconds at most.
        clock: seconds that only rise.
    """

    def __init__(
        self,
        wish: str = Wish.AUTO,
        is_on_battery: Callable[[], bool] = on_battery,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wish = _wish(wish)
        self._is_on_battery = is_on_battery
        self._clock = clock
        self._guard = threading.Lock()
        self._known: tuple[float, bool] | None = None

    @property
    def wish(self) -> Wish:
        return self._wish

    def change(self, wish: str) -> None:
        """Wish otherwise; holds at once, also for a scan that runs."""
        self._wish = _wish(wish)

    @property
    def level(self) -> Level:
        """How far the work stands back now."""
        if self._wish is Wish.AUTO:
            return Level.IDLE if self._uses_battery() else Level.POLITE
        return Level.IDLE if self._wish is Wish.GENTLE else Level.FULL

    def workers(self, count: int) -> int:
        """How many of so many workers may be busy now: all, or half of them."""
        return max(1, count // 2) if self.level is Level.IDLE else count

    def run(self, work: Callable[[], Result]) -> Result:
        """What the work returns or raises; while the scan goes gently, at the lowest priority."""
        level = self.level
        return run_lowered(level, work) if level is Level.IDLE else work()

    def _uses_battery(self) -> bool:
        with self._guard:
            now_s = self._clock()
            if self._known is None or now_s - self._known[0] > _ASK_EVERY_S:
                self._known = (now_s, self._is_on_battery())
            return self._known[1]


def _wish(text: str) -> Wish:
    try:
        return Wish(text)
    except ValueError:
        return Wish.AUTO
