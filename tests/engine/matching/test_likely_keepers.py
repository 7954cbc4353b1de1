"""What is checked first: every photo with the one that its group would keep."""

import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.likely_keepers import Flags, Ids, LikelyKeepers
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.pair_table import PairTable, SomePairs

Pair = tuple[int, int]


def proposed(cosines: dict[Pair, float]) -> SomePairs:
    """Pairs of the photos 1 to 9, the strongest first."""
    rows = np.array(list(cosines)) - 1
    nothing = np.zeros(len(rows), np.int64)
    near = RowPairs(rows[:, 0], rows[:, 1], nothing, nothing)
    table = PairTable(np.arange(1, 10), None, near, np.array([*cosines.values()], np.float32))
    return table.promising(0.0)


def are_in(pairs: set[Pair], one: Ids, other: Ids) -> Flags:
    return np.array(
        [pair in pairs for pair in zip(one.tolist(), other.tolist(), strict=True)], bool
    )


def all_of(one: Ids, _: Ids) -> Flags:
    return np.ones(len(one), bool)


class Search:
    """Photos 1 to 9, better ones first, all promising copies of each other."""

    def __init__(self) -> None:
        self.out: set[int] = set()
        self.judged: set[Pair] = set()
        self.matched: set[Pair] = set()
        pairs = [(one, other) for one in range(1, 10) for other in range(one + 1, 10)]
        candidates = proposed({pair: 0.99 - pair[1] / 100 for pair in pairs})
        rank = {PhotoId(photo): photo for photo in range(1, 10)}
        self.likely = LikelyKeepers(
            candidates, rank, self.out.__contains__, self.are_open, self.are_matched
        )

    def are_open(self, *columns: Ids) -> Flags:
        return ~are_in(self.judged, *columns)

    def are_matched(self, *columns: Ids) -> Flags:
        return are_in(self.matched, *columns)

    def probes(self) -> list[Pair]:
        pairs = [(pair.first, pair.second) for pair in self.likely.probes()]
        self.judged.update(pairs)
        self.matched.update(pairs)
        return pairs

    def rest(self) -> list[Pair]:
        return [(pair.first, pair.second) for pair in self.likely.rest()]


def test_the_likely_keeper_is_tried_with_few_before_all_are_checked_with_it():
    search = Search()
    assert search.probes() == [(1, 2), (1, 4), (1, 7)]
    assert search.probes() == []
    assert search.rest() == [(1, 3), (1, 5), (1, 6), (1, 8), (1, 9)]


def test_one_that_only_frames_another_gives_way_to_the_next():
    search = Search()
    search.probes()
    search.out.add(1)
    assert {keeper for keeper, _ in search.probes()} == {2}
    assert {keeper for keeper, _ in search.rest()} == {2}


def test_one_that_shows_something_else_gives_way_to_the_next():
    search = Search()
    search.judged.update((1, other) for other in range(2, 10))
    assert {keeper for keeper, _ in search.rest()} == {2}
    search.judged.add((2, 9))
    assert (3, 9) in search.rest()


def test_weak_candidates_are_left_for_later():
    weak = proposed({(1, 2): 0.55})
    rank = {PhotoId(1): 0, PhotoId(2): 1}
    likely = LikelyKeepers(weak, rank, lambda _: False, all_of, all_of)
    assert len(likely.rest()) == len(likely.probes()) == 0
