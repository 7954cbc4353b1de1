"""Has pairs looked at in batches, and spares those that would say nothing new."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.second_looks import SecondLooks
from photodedup.engine.matching.tied import Budget
from photodedup.engine.pair_checks import BATCH, PairChecks
from photodedup.engine.progress import CancelToken
from photodedup.engine.settled_pairs import SettledPairs

_AT_ONCE = 2048 * BATCH  # pairs of which the open ones are told at once

Sets = tuple[PhotoId, PhotoId]  # by the photos that stand for them


class _Block(NamedTuple):
    """Open pairs in the order of their table, in columns: their places in it, the smaller ids and
    the larger ones; and how many pairs are settled once these are."""

    places: list[int]
    first: list[PhotoId]
    second: list[PhotoId]
    settled_count: int


class PairLooks:
    """Looks at pairs, and notes what follows: which photos are tied, and which pairs failed.

    Args:
        checks: has them checked.
        budget: says which ones to spare.
        second: remembers what failed.
        settled: counts them.
        token: stops or pauses it between two batches.
        on_matches: called after matches were stored.
    """

    def __init__(
        self,
        checks: PairChecks,
        budget: Budget,
        second: SecondLooks,
        settled: SettledPairs,
        token: CancelToken,
        on_matches: Callable[[], None],
    ) -> None:
        self._checks, self._budget, self._second = checks, budget, second
        self._settled, self._token, self._on_matches = settled, token, on_matches

    def at_each(self, pairs: Sequence[Candidate]) -> None:
        """Look at all of these."""
        for start in range(0, len(pairs), BATCH):
            batch = pairs[start : start + BATCH]
            self._begin()
            self._settled.note(batch)
            self._look(batch)

    def in_order(self, table: PairTable) -> None:
        """Go through all pairs, the strongest first, and look at those that are open and not
        spared.

        What is spared is told of `BATCH` pairs at a time, by what is known of all before them. So
        that many can be looked at side by side where most are spared, pairs wait for later ones,
        as long as no later one depends on what comes of them.
        """
        waiting = _Waiting(self._budget)
        for block in self._blocks(table):
            sets = self._sets_of(block)
            if waiting.decides_of(sets):
                self._look_at_waiting(table, waiting)
                sets = self._sets_of(block)
            waiting.add_allowed(block, sets)
            if len(waiting.places) >= BATCH:
                self._look_at_waiting(table, waiting)
        self._look_at_waiting(table, waiting)

    def _blocks(self, table: PairTable) -> Iterator[_Block]:
        """The open ones of each so many pairs, if there are any."""
        # Told before all: that a pair is open changes only when it is looked at.
        is_open = [self._checks.which_are_open(*table.photos_at(part)) for part in _parts(table)]
        for places, is_open_here in zip(_parts(table), is_open, strict=True):
            self._token.check()
            counts = self._settled.counts_after(*table.photos_at(places))
            number = np.flatnonzero(is_open_here)
            columns = (places[number], *table.photos_at(places[number]))
            at, one, other = (column.tolist() for column in columns)
            blocks, begins = np.unique(number // BATCH, return_index=True)
            ends = np.minimum((blocks + 1) * BATCH, len(places)) - 1
            edges = pairwise([*begins.tolist(), len(number)])
            for (begin, end), count in zip(edges, counts[ends].tolist(), strict=True):
                yield _Block(at[begin:end], one[begin:end], other[begin:end], count)

    def _sets_of(self, block: _Block) -> list[Sets]:
        root = self._budget.sets.root
        return list(zip(map(root, block.first), map(root, block.second), strict=True))

    def _look_at_waiting(self, table: PairTable, waiting: "_Waiting") -> None:
        self._begin()
        self._settled.reach(waiting.settled_count)
        self._look(table.at(np.array(waiting.places, np.int64)))
        waiting.clear()

    def _begin(self) -> None:
        self._token.check()
        self._settled.tell()

    def _look(self, batch: Sequence[Candidate]) -> None:
        for match in self._checks.check(batch):
            self._budget.join(match.first, match.second)
        root = self._budget.sets.root
        for pair in batch:
            one, other = root(pair.first), root(pair.second)
            if one != other and not self._checks.are_parted(pair.first, pair.second):
                self._budget.fail(one, other)
                self._second.add(pair)
        self._on_matches()


def _parts(table: PairTable) -> Iterator[NDArray[np.int64]]:
    """The places of all pairs, some at a time."""
    for start in range(0, len(table), _AT_ONCE):
        yield np.arange(start, min(start + _AT_ONCE, len(table)))


class _Waiting:
    """Pairs that will be looked at together, and the sets about which that may decide something.

    Attributes:
        places: of the pairs in their table.
        settled_count: how many pairs are settled once these are.
    """

    def __init__(self, budget: Budget) -> None:
        self.places: list[int] = []
        self.settled_count = 0
        self._budget = budget
        self._concerned: set[PhotoId] = set()

    def decides_of(self, sets: Sequence[Sets]) -> bool:
        """Whether what comes of these pairs may have a part in whether one of others is spared."""
        concerned = self._concerned
        return any(one != other and (one in concerned or other in concerned) for one, other in sets)

    def add_allowed(self, block: _Block, sets: Sequence[Sets]) -> None:
        """Add the pairs that are not spared."""
        budget = self._budget
        for place, (one, other) in zip(block.places, sets, strict=True):
            if budget.allows(one, other):
                self.places.append(place)
                budget.add_concerned(one, other, self._concerned)
        self.settled_count = block.settled_count

    def clear(self) -> None:
        self.places.clear()
        self._concerned.clear()
