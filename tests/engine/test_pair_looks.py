"""Pairs that wait for others are looked at as if none had waited."""

from collections.abc import Sequence

import numpy as np
import pytest

from photodedup.engine import pair_looks
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.errors import Cancelled
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.second_looks import SecondLooks
from photodedup.engine.matching.tied import Budget, TiedSets
from photodedup.engine.pair_checks import BATCH, PairChecks
from photodedup.engine.pair_looks import PairLooks
from photodedup.engine.progress import CancelToken, Progress
from photodedup.engine.settled_pairs import SettledPairs

Pair = tuple[int, int]


class Checks(PairChecks):
    """Knows what each photo shows, and which pairs are not open."""

    def __init__(self, shown: Sequence[int], closed: set[Pair]) -> None:
        self._shown, self._closed = shown, closed
        self.batches: list[list[Pair]] = []
        self.stop = CancelToken()
        self.stops_after = 10**6

    @property
    def looked_at(self) -> list[Pair]:
        return [pair for batch in self.batches for pair in batch]

    def which_are_open(self, first, second):
        pairs = zip(first.tolist(), second.tolist(), strict=True)
        return np.array([pair not in self._closed for pair in pairs], bool)

    def are_parted(self, one, other):
        return False

    def check(self, batch: Sequence[Candidate]) -> list[Match]:
        self.batches.append([(pair.first, pair.second) for pair in batch])
        if len(self.batches) == self.stops_after:
            self.stop.cancel()
        return [
            Match(pair.first, pair.second, Verdict.EDITED, 0.9, Evidence("key points"))
            for pair in batch
            if self._shown[pair.first] == self._shown[pair.second]
        ]


class Photos:
    """Some of one picture, many like others, of which some pairs were judged before."""

    def __init__(self, seed: int, count: int, pair_count: int) -> None:
        random = np.random.default_rng(seed)
        rows = random.integers(0, count, (2 * pair_count, 2))
        rows = np.unique(np.sort(rows[rows[:, 0] != rows[:, 1]], axis=1), axis=0)
        rows = rows[random.permutation(len(rows))[:pair_count]]
        nothing = np.zeros(len(rows), np.int64)
        cosines = random.uniform(0.5, 0.99, len(rows)).astype(np.float32)
        near = RowPairs(rows[:, 0], rows[:, 1], nothing, nothing)
        self.table = PairTable(np.arange(count), None, near, cosines)
        self.shown = random.integers(0, count // 3, count).tolist()
        self.closed = {(a, b) for a, b in rows[random.random(len(rows)) < 0.2].tolist()}
        self.told: list[Progress] = []

    def checks(self) -> Checks:
        return Checks(self.shown, self.closed)

    def looks(self, checks: Checks) -> PairLooks:
        budget = Budget(TiedSets(Matches()))
        second = SecondLooks(budget.sets, self.table.rows_of)
        settled = SettledPairs(len(self.table), self.told.append)
        settled.go_through_all()
        return PairLooks(checks, budget, second, settled, checks.stop, lambda: None)

    def one_by_one(self) -> list[Pair]:
        """What is looked at if each batch is told and looked at before the next one."""
        checks, budget = self.checks(), Budget(TiedSets(Matches()))
        root = budget.sets.root
        for start in range(0, len(self.table), BATCH):
            batch = [
                pair
                for pair in self.table[start : start + BATCH]
                if (pair.first, pair.second) not in self.closed
                and budget.allows(root(pair.first), root(pair.second))
            ]
            for match in checks.check(batch):
                budget.join(match.first, match.second)
            for pair in batch:
                if root(pair.first) != root(pair.second):
                    budget.fail(root(pair.first), root(pair.second))
        return checks.looked_at


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(pair_looks, "_AT_ONCE", 5 * BATCH)


@pytest.mark.parametrize(("count", "pair_count"), [(30, 400), (200, 4000), (3000, 6000)])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_pairs_are_looked_at_in_the_same_order(seed, count, pair_count):
    photos = Photos(seed, count, pair_count)
    checks = photos.checks()
    photos.looks(checks).in_order(photos.table)
    assert checks.looked_at == photos.one_by_one()
    assert len(checks.looked_at) < len(photos.table) - len(photos.closed)


def test_pairs_of_many_photos_are_looked_at_side_by_side():
    photos = Photos(0, 3000, 6000)
    photos.closed = {
        (pair.first, pair.second) for place, pair in enumerate(photos.table) if place % 8
    }
    checks = photos.checks()
    photos.looks(checks).in_order(photos.table)
    assert len(checks.looked_at) / len(checks.batches) > BATCH / 2
    assert max(map(len, checks.batches)) < 2 * BATCH


def test_it_tells_how_far_it_is():
    photos = Photos(0, 3000, 6000)
    photos.looks(photos.checks()).in_order(photos.table)
    done = [each.done for each in photos.told]
    assert done == sorted(done)
    assert 5500 < done[-1] < len(photos.table)


def test_it_stops_between_two_batches():
    photos = Photos(0, 3000, 6000)
    checks = photos.checks()
    checks.stops_after = 3
    with pytest.raises(Cancelled):
        photos.looks(checks).in_order(photos.table)
    assert len(checks.batches) == 3
