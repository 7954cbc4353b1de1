"""New photos are compared with all others by the index as they would be by all vectors."""

import numpy as np
import pytest

from photodedup.engine.matching import vector_index
from photodedup.engine.matching.candidates import near_vectors
from photodedup.engine.matching.late import LateSearch
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex
from tests.engine.matching.test_vectors import Library

NEW, UNKNOWN = 300, 50


@pytest.fixture(scope="module")
def library():
    return Library(3000)


def known_and_new(count):
    """Places in the index, and which rows are new: in both, rows are mixed."""
    order = np.random.default_rng(4).permutation(count)
    place = np.full(count, -1)
    place[order[NEW + UNKNOWN :]] = np.arange(count - NEW - UNKNOWN)
    is_new = np.zeros(count, bool)
    is_new[order[:NEW]] = True
    return place, is_new


def late(library, folder, *, by_trees):
    """The pairs, and how many vectors were read."""
    place, is_new = known_and_new(len(library.vectors))
    known = np.argsort(place)[NEW + UNKNOWN :]
    sketch = Sketch.of(library.vectors[known])
    index = VectorIndex.build(folder, "model", range(1, 1 + len(known)), sketch)
    if by_trees:
        index = index.with_trees()
    read = []

    def fetch(rows):
        read.extend(rows)
        return library.vectors[rows]

    search = LateSearch(index, place, is_new, library.vectors[place < 0], fetch)
    pairs, cosines = search.near(0.3)
    return set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)), cosines, read


@pytest.mark.parametrize("by_trees", [False, True])
def test_the_same_as_by_all_vectors(library, tmp_path, by_trees):
    if by_trees and not vector_index.annoy_is_available():
        pytest.skip("the annoy module is not installed")
    _, is_new = known_and_new(len(library.vectors))
    exact, _ = near_vectors(library.vectors, is_new, 0.3)
    wanted = set(zip(exact.first.tolist(), exact.second.tolist(), strict=True))
    found, _, _ = late(library, tmp_path, by_trees=by_trees)
    copies = library.copies & wanted
    assert len(copies & found) >= (0.9 if by_trees else 1.0) * len(copies)
    assert len(found & wanted) >= (0.8 if by_trees else 0.85) * len(wanted)
    assert all(is_new[list(pair)].any() for pair in found)
    assert all(first < second for first, second in found)


def test_cosines_are_of_the_full_vectors(library, tmp_path):
    found, cosines, _ = late(library, tmp_path, by_trees=False)
    vectors = library.vectors.astype(np.float32)
    expected = [float(vectors[a] @ vectors[b]) for a, b in sorted(found)]
    assert cosines == pytest.approx(expected, abs=1e-4)


def test_only_what_is_proposed_is_read(library, tmp_path):
    place, _ = known_and_new(len(library.vectors))
    _, _, read = late(library, tmp_path, by_trees=False)
    assert len(read) == len(set(read)) < (place >= 0).sum()
    assert (place[read] >= 0).all()
