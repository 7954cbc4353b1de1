"""Proposed pairs in columns give the same candidates as they would one by one."""

import numpy as np
import pytest

from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.pair_table import PairTable

IDS = np.array([40, 10, 30, 20])  # of rows 0 to 3


def rows(*pairs):
    """(first, second, distance, tag) of each."""
    first, second, distance, tag = np.array(pairs, np.int64).reshape(-1, 4).T
    return RowPairs(first, second, distance, tag)


@pytest.fixture
def table():
    by_hash = rows((0, 1, 8, 1), (1, 2, 32, 4))
    by_vector = rows((0, 1, 0, 0), (1, 3, 0, 0), (2, 3, 0, 0))
    return PairTable(IDS, by_hash, by_vector, np.array([0.5, 0.75, 0.625], np.float32))


def test_strongest_first_with_what_is_known_of_each(table):
    assert len(table) == 4
    assert list(table) == [
        Candidate(10, 40, 3, 8, 0.5),  # turned the other way: the smaller id comes first
        Candidate(10, 20, None, None, 0.75),
        Candidate(20, 30, None, None, 0.625),
        Candidate(10, 30, 4, 32, None),
    ]


def test_equally_strong_ones_by_row():
    table = PairTable(IDS, rows((0, 3, 8, 0), (2, 3, 8, 0), (0, 1, 8, 0)))
    assert [(c.first, c.second) for c in table] == [(10, 40), (20, 40), (20, 30)]


def test_parts_of_it(table):
    everything = list(table)
    assert table[1:3] == everything[1:3]
    assert table[-1] == everything[-1]
    assert list(table.promising(0.7)) == everything[:2]
    assert list(table.promising(0.1)) == everything
    some = table.promising(0.1)
    assert (some[1], some[1:3], len(some)) == (everything[1], everything[1:3], 4)
    assert list(some.at([2, 0])) == [everything[2], everything[0]]
    assert list(some.only(lambda ones, _: ones == 10)) == [everything[n] for n in (0, 1, 3)]


def test_pairs_whose_vectors_are_alike(table):
    first, second = table.alike(0.6)
    assert (first.tolist(), second.tolist()) == ([10, 20], [20, 30])


def test_what_is_known_of_a_pair(table):
    asked = np.array([(10, 40), (20, 40), (10, 99), (10, 20), (1, 10)])
    cosines, distances = table.likeness(asked[:, 0], asked[:, 1])
    assert cosines == [0.5, None, None, 0.75, None]
    assert distances == [8, None, None, None, None]
    assert table.likeness(asked[:0, 0], asked[:0, 1]) == ([], [])


def test_no_pairs():
    table = PairTable(IDS, rows())
    assert (len(table), list(table)) == (0, [])
    assert table.likeness(np.array([10]), np.array([20])) == ([None], [None])
    assert [ids.tolist() for ids in table.alike(0.1)] == [[], []]
    with pytest.raises(IndexError):
        table[0]
