"""The best partners of each row survive, whatever the order and the portions they come in."""

from collections import defaultdict
from collections.abc import Set

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.matching import nearest
from photodedup.engine.matching.nearest import NearestPairs

Pairs = list[tuple[int, int, int, int]]
Rows = Set[int]
EVERYONE = frozenset(range(13))

pairs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(7, 12), st.integers(0, 5), st.integers(0, 7))
)


def kept(stream: list[Pairs], keep: int, lists: Rows = EVERYONE) -> Pairs:
    found = NearestPairs(keep, np.isin(np.arange(13), list(lists)))
    for part in stream:
        found.add(*np.array(part, np.int64).reshape(-1, 4).T)
    result = found.result()
    columns = (result.first, result.second, result.distance, result.tag)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def best_of(everything: Pairs, keep: int, lists: Rows) -> Pairs:
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for first, second, distance, tag in everything:
        key = first, second
        best[key] = min(best.get(key, (distance, tag)), (distance, tag))
    partners = defaultdict(list)
    for (first, second), (distance, _) in best.items():
        partners[first].append((distance, second))
        partners[second].append((distance, first))
    nearest_of = {
        row: {other for _, other in sorted(near)[:keep]} if row in lists else set()
        for row, near in partners.items()
    }
    return sorted(
        (first, second, *held)
        for (first, second), held in best.items()
        if second in nearest_of[first] or first in nearest_of[second]
    )


@given(pairs, st.integers(1, 3), st.sets(st.integers(0, 12)))
def test_a_pair_stays_if_it_is_among_the_best_of_a_row_with_a_list(everything, keep, lists):
    assert kept([everything], keep, lists) == best_of(everything, keep, lists)


@given(pairs, st.integers(1, 3), st.randoms())
def test_portions_and_order_change_nothing(everything, keep, random):
    mixed = random.sample(everything, len(everything))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "_PENDING", 3)
        patch.setattr(nearest, "_SORTED", 2)
        assert kept([mixed[start : start + 2] for start in range(0, len(mixed), 2)], keep) == (
            kept([everything], keep)
        )


def test_nothing_came():
    assert kept([], 3) == []
