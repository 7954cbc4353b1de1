"""Limits from a library's own unrelated photos."""

import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.evaluation.background import (
    CANDIDATES_A_PHOTO,
    Background,
    cosine_background,
    related_cosines,
    suggest,
)


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def strangers(count: int, spread: float = 1.0, seed: int = 0) -> NDArray[np.float32]:
    """Photos around one common direction: a smaller spread makes them more alike."""
    random = np.random.default_rng(seed)
    return unit(np.eye(24)[0] * 2 + spread * random.normal(size=(count, 24)))


class TestBackground:
    def test_counts_each_unrelated_pair_once(self):
        found = cosine_background(strangers(30), range(30))
        assert found.pair_count == 30 * 29 // 2

    def test_leaves_related_pairs_out(self):
        vectors = np.repeat(strangers(20), 2, axis=0)
        sets = [number // 2 for number in range(40)]
        found = cosine_background(vectors, sets)
        assert found.pair_count == 40 * 39 // 2 - 20
        assert found.top[0] < 0.999

    def test_blocks_change_nothing(self):
        vectors = strangers(700)  # more than one block
        found = cosine_background(vectors, range(700), keep=300)
        cosines = (vectors @ vectors.T)[np.triu_indices(700, k=1)]
        np.testing.assert_allclose(found.top[:300], np.sort(cosines)[::-1][:300], atol=1e-5)

    def test_expects_what_there_is_where_many_pairs_are(self):
        found = cosine_background(strangers(300), range(300), keep=10**6)
        limit = float(found.top[1999])
        assert found.expected_pairs(limit) == 2000

    def test_expects_less_and_less_beyond_the_last_pair(self):
        found = cosine_background(strangers(300), range(300))
        beyond = [found.expected_pairs(float(found.top[0]) + step) for step in (0.01, 0.03, 0.1)]
        assert beyond == sorted(beyond, reverse=True)
        assert beyond[-1] < 1

    def test_expectation_holds_for_other_photos_of_the_same_kind(self):
        """Fitted on one half of a collection, the tail says what the other half shows."""
        first = cosine_background(strangers(600, seed=1), range(600), keep=10**6)
        limit = first.limit_for(20)
        seen = [
            (cosine_background(strangers(600, seed=seed), range(600)).top >= limit).sum()
            for seed in (2, 3, 4, 5)
        ]
        assert 8 < np.mean(seen) < 50


class TestSuggestion:
    def test_alike_libraries_get_higher_limits(self):
        mixed = suggest(cosine_background(strangers(200), range(200)), np.empty(0))
        beach = suggest(cosine_background(strangers(200, 0.3), range(200)), np.empty(0))
        assert beach.loose_cosine > mixed.loose_cosine
        assert beach.sure_cosine > mixed.sure_cosine

    def test_loose_limit_leaves_each_photo_a_few_unrelated_neighbours(self):
        found = suggest(cosine_background(strangers(400), range(400)), np.empty(0))
        assert found.unrelated_a_photo == pytest.approx(CANDIDATES_A_PHOTO, rel=0.1)

    def test_sure_limit_expects_less_than_one_false_match(self):
        found = suggest(cosine_background(strangers(400), range(400)), np.empty(0))
        assert found.loose_cosine < found.sure_cosine < 1.0
        assert found.expected_pairs < 1

    def test_says_how_many_copies_lie_above(self):
        related = np.array([0.2, 0.9, 0.95, 0.99])
        found = suggest(cosine_background(strangers(200, 2.0), range(200)), related)
        assert found.kept_share == pytest.approx((related >= found.loose_cosine).mean())

    @pytest.mark.parametrize("count", [0, 1, 2, 3])
    def test_tiny_libraries_are_no_trouble(self, count: int):
        background = cosine_background(strangers(count), range(count))
        assert suggest(background, np.empty(0)).kept_share is None

    def test_nothing_unrelated_at_all(self):
        nothing = Background(np.empty(0), 0, 2)
        assert suggest(nothing, np.array([0.9])).loose_cosine == 0.0


def test_related_cosines_are_those_inside_sets():
    vectors = unit(np.array([[1.0, 0], [0, 1], [1, 0], [1, 1]]))
    found = related_cosines(vectors, [0, 1, 0, 1])
    np.testing.assert_allclose(sorted(found), [0.5**0.5, 1.0], atol=1e-6)
