"""People are found as average linkage says, whatever order the faces come in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.faces.grouping import FaceTree, distances_to, face_tree


def vectors(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


def naive(points: np.ndarray, threshold: float) -> set[frozenset[int]]:
    """Always join the nearest two, by all pairs."""
    groups = [[place] for place in range(len(points))]

    def distance(one: list[int], other: list[int]) -> float:
        pairs = [np.sum((points[i] - points[j]) ** 2) for i in one for j in other]
        return float(np.sqrt(np.mean(pairs)))

    while len(groups) > 1:
        found = [(distance(a, b), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups)]
        nearest, first, second = min(each for each in found if each[1] < each[2])
        if nearest > threshold:
            break
        groups[first] += groups.pop(second)
    return {frozenset(group) for group in groups}


@given(st.integers(0, 10_000), st.integers(1, 14), st.floats(0.2, 2.5))
def test_the_people_are_those_of_average_linkage(seed, count, threshold):
    points = np.random.default_rng(seed).normal(0, 1, (count, 3)).astype(np.float32)
    found = face_tree(points).groups(threshold)
    assert {frozenset(group) for group in found} == naive(points.astype(np.float64), threshold)


def test_a_chain_of_faces_is_not_one_person():
    chain = vectors(*((0.4 * step, 0.0) for step in range(12)))
    groups = face_tree(chain).groups(0.5)
    assert len(groups) > 1


def test_the_order_of_faces_does_not_matter():
    points = np.random.default_rng(3).normal(0, 1, (40, 8)).astype(np.float32)
    order = np.random.default_rng(4).permutation(40)
    straight = {frozenset(group) for group in face_tree(points).groups(3.0)}
    mixed = {
        frozenset(int(order[place]) for place in group)
        for group in face_tree(points[order]).groups(3.0)
    }
    assert straight == mixed


def test_a_larger_threshold_only_joins():
    tree = face_tree(np.random.default_rng(5).normal(0, 1, (30, 4)).astype(np.float32))
    counts = [len(tree.groups(threshold)) for threshold in (0.0, 0.5, 1.0, 2.0, 9.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 30
    assert counts[-1] == 1


def test_nobody_and_one_face_are_no_trouble():
    assert face_tree(np.empty((0, 1), np.float32)) == FaceTree(0, ())
    assert face_tree(vectors((1.0, 2.0))).groups(1.0) == [[0]]
    assert distances_to(vectors((0.0, 0.0))[0], []) == []


def test_equal_faces_are_at_no_distance():
    assert face_tree(vectors((1.0, 2.0), (1.0, 2.0))).joins == ((0, 1, pytest.approx(0.0)),)
