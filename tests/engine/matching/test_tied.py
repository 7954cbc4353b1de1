"""Which pairs are spared because they would say nothing new."""

from collections import Counter

import numpy as np
import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.tied import Budget, TiedSets

Pair = tuple[int, int]


class Spent(Budget):
    """A budget that is asked of photos, not of their sets."""

    def roots(self, pair: Pair) -> tuple[PhotoId, PhotoId]:
        return self.sets.root(PhotoId(pair[0])), self.sets.root(PhotoId(pair[1]))

    def is_left_for(self, *pair: int) -> bool:
        return self.allows(*self.roots(pair))


def budget(*sets: tuple[int, ...]) -> Spent:
    """Nothing failed yet; photos of one tuple are tied already."""
    tied = TiedSets(Matches())
    for photos in sets:
        for photo in photos[1:]:
            tied.join(PhotoId(photos[0]), PhotoId(photo))
    return Spent(tied)


def fail(spent: Spent, *pairs: Pair) -> None:
    for pair in pairs:
        spent.fail(*spent.roots(pair))


def test_photos_that_a_chain_ties_need_no_check():
    assert not budget((1, 2, 3)).is_left_for(2, 3)


def test_two_sets_are_tried_three_times_whatever_photos_stand_for_them():
    spent = budget((1, 2, 3, 4, 5), (11, 12, 13, 14, 15))
    fail(spent, (1, 11), (2, 12))
    assert spent.is_left_for(3, 13)
    fail(spent, (3, 13))
    assert not spent.is_left_for(5, 15)
    assert spent.is_left_for(5, 21)


def test_what_failed_counts_for_the_set_that_a_photo_joins():
    spent = budget((11, 12, 13, 14, 15))
    fail(spent, (1, 11), (1, 12), (2, 13))
    assert spent.is_left_for(1, 15)
    spent.join(PhotoId(1), PhotoId(2))
    assert not spent.is_left_for(1, 15)


def test_a_photo_that_nothing_matches_gives_up_after_five_tries():
    spent = budget((11, 12))
    fail(spent, *((1, other) for other in range(2, 7)))
    assert not spent.is_left_for(1, 20)
    assert spent.is_left_for(1, 11), "a set of copies is another thing"
    fail(spent, *((11, other) for other in range(2, 8)))
    assert spent.is_left_for(11, 20)


class Counted:
    """What a budget says, told from all that failed and all that is tied."""

    def __init__(self, spent: Spent) -> None:
        self._spent = spent
        self.failed: list[Pair] = []

    def is_left_for(self, *pair: int) -> bool:
        one, other = self._spent.roots(pair)
        tries = Counter(
            frozenset(roots)
            for roots in map(self._spent.roots, self.failed)
            if roots[0] != roots[1]
        )
        if one == other or tries[frozenset((one, other))] >= 3:
            return False
        return not self._is_spent(one, other, tries) and not self._is_spent(other, one, tries)

    def _is_spent(self, one: PhotoId, other: PhotoId, tries: Counter[frozenset[PhotoId]]) -> bool:
        size = self._spent.sets.size
        if size(one) > 1:
            return False
        alike = [
            count
            for roots, count in tries.items()
            if one in roots and (size(*(roots - {one})) > 1) == (size(other) > 1)
        ]
        return sum(alike) >= 5


@pytest.mark.parametrize("seed", range(5))
def test_what_is_counted_step_by_step_is_what_counting_anew_gives(seed):
    random = np.random.default_rng(seed)
    spent = budget((1, 2), (3, 4, 5))
    counted = Counted(spent)
    for step in range(300):
        pair = tuple(random.choice(np.arange(1, 25), 2, replace=False).tolist())
        assert spent.is_left_for(*pair) == counted.is_left_for(*pair)
        if step % 15 == 14:
            spent.join(PhotoId(pair[0]), PhotoId(pair[1]))
        elif spent.is_left_for(*pair):
            fail(spent, pair)
            counted.failed.append(pair)


@pytest.mark.parametrize("seed", range(5))
def test_a_check_changes_the_answer_for_those_concerned_alone(seed):
    random = np.random.default_rng(seed)
    spent = budget((1, 2), (3, 4, 5))
    photos = list(range(1, 16))
    for step in range(100):
        pair = tuple(random.choice(photos, 2, replace=False).tolist())
        if not spent.is_left_for(*pair):
            continue
        concerned: set[PhotoId] = set()
        spent.add_concerned(*spent.roots(pair), concerned)
        others = [
            (one, other)
            for one in photos
            for other in photos
            if concerned.isdisjoint(spent.roots((one, other)))
        ]
        before = [spent.is_left_for(*other) for other in others]
        if step % 5:
            fail(spent, pair)
        else:
            spent.join(PhotoId(pair[0]), PhotoId(pair[1]))
        assert [spent.is_left_for(*other) for other in others] == before
