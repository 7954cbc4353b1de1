"""How fast a scan goes and how long it still takes, from the progress reports alone."""

import time
from collections import deque
from collections.abc import Callable

from photodedup.engine.progress import Progress, Stage

WINDOW_S = 20.0  # long enough to be calm, short enough to notice a slow drive
SETTLE_S = 1.5  # say nothing before this much was seen


class Pace:
    """Photos a second over the last `WINDOW_S` of one stage; pauses do not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage: tuple[Stage, bool] | None = None
        self._samples: deque[tuple[float, int]] = deque()  # (seconds worked, done)
        self._paused_at_s: float | None = None
        self._paused_s = 0.0
        self._latest: Progress | None = None

    def note(self, progress: Progress) -> None:
        if (stage := (progress.stage, progress.is_even)) != self._stage:
            self._stage = stage
            self._samples.clear()
        self._latest = progress
        now_s = self._worked_s()
        self._samples.append((now_s, progress.done))
        while len(self._samples) > 2 and self._samples[0][0] < now_s - WINDOW_S:
            self._samples.popleft()

    def pause(self) -> None:
        if self._paused_at_s is None:
            self._paused_at_s = self._clock()

    def resume(self) -> None:
        if self._paused_at_s is not None:
            self._paused_s += self._clock() - self._paused_at_s
            self._paused_at_s = None

    @property
    def per_second(self) -> float | None:
        """None while too little was seen to say."""
        if len(self._samples) < 2:
            return None
        (first_s, first), (last_s, last) = self._samples[0], self._samples[-1]
        if last_s - first_s < SETTLE_S or last <= first:
            return None
        return (last - first) / (last_s - first_s)

    @property
    def left_s(self) -> float | None:
        """None while it cannot be known."""
        rate = self.per_second
        if rate is None or self._latest is None or self._latest.total is None:
            return None
        if not self._latest.is_even:
            return None
        return max(0, self._latest.total - self._latest.done) / rate

    def _worked_s(self) -> float:
        return (self._paused_at_s or self._clock()) - self._paused_s
