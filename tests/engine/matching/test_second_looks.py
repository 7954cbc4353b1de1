"""Of the pairs that failed those get a second look that promise most."""

import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.second_looks import SecondLooks
from photodedup.engine.matching.tied import TiedSets

Pair = tuple[int, int]


class Failures:
    """Pairs that failed, with the cosine they were proposed by; photos of one tuple are tied."""

    def __init__(self, *sets: tuple[int, ...]) -> None:
        self.tied = TiedSets(Matches())
        for photos in sets:
            for photo in photos[1:]:
                self.tied.join(PhotoId(photos[0]), PhotoId(photo))
        self._second = SecondLooks(self.tied, lambda photos: -photos)  # the last one comes first

    def add(self, one: int, other: int, cosine: float = 0.8) -> None:
        pair = PhotoId(min(one, other)), PhotoId(max(one, other))
        self._second.add(Candidate(*pair, cosine=cosine))

    def chosen(self) -> list[Pair]:
        looks = self._second.choose()
        assert all(look.is_thorough for look in looks)
        return [(look.first, look.second) for look in looks]


def test_of_the_failures_between_two_sets_the_most_promising_speaks_for_them():
    failures = Failures((1, 2), (11, 12))
    failures.add(1, 11, 0.75)
    failures.add(2, 12, 0.9)
    failures.add(3, 11, 0.8)
    assert failures.chosen() == [(2, 12), (3, 11)]


def test_a_failure_inside_what_was_tied_later_is_forgotten():
    failures = Failures()
    failures.add(1, 2, 0.9)
    assert failures.chosen() == [(1, 2)]
    failures.tied.join(PhotoId(1), PhotoId(3))
    failures.tied.join(PhotoId(3), PhotoId(2))
    assert failures.chosen() == []


def test_each_photo_gets_one_look_at_what_promises_most():
    failures = Failures((2, 22), (3, 23), (4, 24))
    for other in (2, 3, 4):
        failures.add(1, other, 0.75 + other / 100)
    failures.add(6, 7, 0.6)
    assert failures.chosen() == [(1, 4)]


def test_two_single_photos_get_a_second_look_only_if_they_promise_much():
    failures = Failures()
    failures.add(1, 2, 0.78)
    failures.add(3, 4, 0.9)
    assert failures.chosen() == [(3, 4)]


def test_many_photos_may_have_a_second_look_at_one_large_set():
    failures = Failures(tuple(range(100, 130)))
    for photo in range(1, 9):
        failures.add(photo, 100 + photo)
    assert len(failures.chosen()) == 8


def test_the_photos_alone_decide_between_equally_strong_ones():
    failures = Failures((2, 22), (3, 23))
    failures.add(1, 2, 0.80001)
    failures.add(1, 3, 0.79999)
    assert failures.chosen() == [(1, 3)]


def test_nothing_failed():
    assert Failures().chosen() == []


def test_the_order_is_that_of_taking_one_after_the_other():
    random = np.random.default_rng(2)
    failures = Failures(*(tuple(range(start, start + 4)) for start in range(1, 40, 8)))
    added = {}
    for one, other in random.integers(1, 60, (400, 2)).tolist():
        pair = min(one, other), max(one, other)
        if one != other and pair not in added:
            added[pair] = float(random.integers(60, 100)) / 100
            failures.add(*pair, added[pair])
    told: set[frozenset[int]] = set()
    looked: set[int] = set()
    expected = []
    root, size = failures.tied.root, failures.tied.size
    for pair in sorted(added, key=lambda pair: (-added[pair], -pair[1], -pair[0])):
        sets = root(PhotoId(pair[0])), root(PhotoId(pair[1]))
        if sets[0] == sets[1] or frozenset(sets) in told or added[pair] < 0.72:
            continue
        told.add(frozenset(sets))
        smaller, larger = sorted(sets, key=size)
        if smaller not in looked and (size(larger) > 1 or added[pair] >= 0.82):
            looked.add(smaller)
            expected.append(pair)
    assert failures.chosen() == expected
