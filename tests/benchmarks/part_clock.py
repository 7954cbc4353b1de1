"""Time and memory by part of one long work, by watching methods while they run."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from tests.benchmarks.measuring import Cost, Watch, peak_bytes, reset_peak

# Whose method it is, its name, and what it does.
Timed = tuple[type, str, str]
_LOOK_EVERY_S = 0.2  # for the memory, which takes longer to ask for than short parts take


class PartClock:
    """Time by part; of parts in each other only the innermost counts. All in one thread.

    A part's memory is the most that the process held meanwhile, as far as the system tells; what
    is shorter than a moment may share it with its neighbours.

    Args:
        methods: what is watched; several may belong to one part.
        rest: the name of all else.
    """

    def __init__(self, methods: Sequence[Timed], rest: str) -> None:
        self._methods, self._rest = methods, rest
        self._watch = Watch()
        self._since_look_s = 0.0
        self._spent: defaultdict[str, Cost] = defaultdict(lambda: Cost(0.0, 0.0))
        self._open = ["before"]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """The methods are watched meanwhile."""
        with ExitStack() as patched:
            for owner, name, part in self._methods:
                timed = self.timed(getattr(owner, name), part)
                patched.enter_context(mock.patch.object(owner, name, timed))
            yield

    def timed(self, work: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The same work, as this part."""

        @functools.wraps(work)
        def timed(*given: object, **named: object) -> object:
            self._end_lap()
            self._open.append(part)
            try:
                return work(*given, **named)
            finally:
                self._end_lap()
                self._open.pop()

        return timed

    def parts(self) -> dict[str, Cost]:
        """The costs so far, in the order of the methods, the rest last."""
        names = [*dict.fromkeys(part for _, _, part in self._methods), self._rest]
        return {name: self._spent[name] for name in names}

    def _end_lap(self) -> None:
        lap, part = self._watch.lap(), self._open[-1]
        self._since_look_s += lap.wall_s
        held_bytes = 0
        if self._since_look_s >= _LOOK_EVERY_S:
            held_bytes = peak_bytes()
            reset_peak()
            self._since_look_s = 0.0
        own = Cost(lap.wall_s, lap.cpu_s, held_bytes)
        self._spent[part] = sum_of({"so far": self._spent[part], "now": own})


def sum_of(parts: Mapping[Any, Cost]) -> Cost:
    """Of parts that came one after the other."""
    costs = list(parts.values())
    return Cost(
        sum(cost.wall_s for cost in costs),
        sum(cost.cpu_s for cost in costs),
        max((cost.peak_bytes for cost in costs), default=0),
    )
