"""How far the checking of pairs is, counted in pairs that need no more looks.

Most proposed pairs are never checked, as what was proved of others settles them. So the checks
alone say little of how long it still takes; how fast all pairs are gone through says it.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.pair_set import PairSet
from photodedup.engine.progress import Progress, ProgressSink, Stage

Ids = NDArray[np.integer[Any]]
Counts = NDArray[np.int64]


class SettledPairs:
    """Counts each proposed pair once, however it was settled, and reports it.

    Until all pairs are gone through in order, nobody knows how many will have to be checked, and
    progress is told to be uneven.

    Args:
        total: how many pairs are proposed.
    """

    def __init__(self, total: int, report: ProgressSink) -> None:
        self._total = total
        self._report = report
        self._early = PairSet()  # checked before it was their turn
        self._done = 0
        self._ahead = 0  # settled after those that were counted ahead
        self._is_in_order = False

    def note(self, pairs: Iterable[Candidate]) -> None:
        """These are looked at now."""
        early = self._early
        named = {named for pair in pairs if (named := (pair.first, pair.second)) not in early}
        self._done += len(named)
        if not self._is_in_order:
            early.update(named)

    def go_through_all(self) -> None:
        """From now on all pairs come, one after the other."""
        self._is_in_order = True
        self._ahead = self._done

    def counts_after(self, first: Ids, second: Ids) -> Counts:
        """How many are settled after each of the pairs that come next, in columns: the smaller ids
        and the larger ones."""
        counts: Counts = self._ahead + np.cumsum(~self._early.has(first, second))
        self._ahead = int(counts[-1])
        return counts

    def reach(self, count: int) -> None:
        """So many are settled by now."""
        self._done = max(self._done, count)

    def look_again(self, count: int) -> None:
        """So many are looked at once more."""
        self._early = PairSet()
        self._done = self._total
        self._total += count

    def tell(self) -> None:
        if self._done < self._total:  # a report of all is the last one
            self._report(
                Progress(Stage.CHECKING, self._done, self._total, is_even=self._is_in_order)
            )

    def finish(self) -> None:
        self._report(Progress(Stage.CHECKING, self._total, self._total))
