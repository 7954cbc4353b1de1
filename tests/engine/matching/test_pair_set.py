"""A set of pairs as numbers is what a set of tuples would be."""

import numpy as np
import pytest

from photodedup.engine.matching import pair_set
from photodedup.engine.matching.pair_set import PairSet

LARGEST = 2**31 - 1


@pytest.fixture(autouse=True)
def _sorts_often(monkeypatch):
    monkeypatch.setattr(pair_set, "_LATE", 3)


def test_is_the_same_as_a_set_of_tuples():
    random = np.random.default_rng(0)
    start = random.integers(1, 20, (10, 2))
    pairs, same = PairSet(start), {tuple(pair) for pair in start.tolist()}
    for pair in random.integers(1, 20, (100, 2)).tolist():
        assert (tuple(pair) in pairs) == (tuple(pair) in same)
        pairs.add(tuple(pair))
        same.add(tuple(pair))
        assert len(pairs) == len(same)
    assert [pair for some in pairs.in_order() for pair in some] == sorted(same)


def test_many_at_once():
    pairs = PairSet()
    pairs.update([(1, 2), (3, 4), (1, LARGEST), (LARGEST - 1, LARGEST)])
    first, second = np.array([1, 1, 3, LARGEST - 1]), np.array([2, 3, 4, LARGEST])
    assert pairs.has(first, second).tolist() == [True, False, True, True]
    assert list(pairs.in_order()) == [[(1, 2), (1, LARGEST), (3, 4), (LARGEST - 1, LARGEST)]]


def test_nothing_in_it():
    pairs = PairSet()
    assert (len(pairs), (1, 2) in pairs, list(pairs.in_order())) == (0, False, [])
    assert pairs.has(np.array([1], np.int32), np.array([2], np.int32)).tolist() == [False]


def test_a_pair_that_comes_twice_is_there_once():
    pairs = PairSet(np.array([(1, 2), (1, 2)]))
    pairs.update([(1, 2)] * 5)
    assert len(pairs) == 1
