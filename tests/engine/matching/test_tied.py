"""Which pairs are spared because they would say nothing new, and which get a second look."""

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.tied import Budget, TiedSets


def pair(first: int, second: int, cosine: float = 0.8) -> Candidate:
    return Candidate(PhotoId(min(first, second)), PhotoId(max(first, second)), cosine=cosine)


def budget(*sets: tuple[int, ...]) -> Budget:
    """Nothing failed yet; photos of one tuple are tied already."""
    tied = TiedSets(Matches())
    for photos in sets:
        for photo in photos[1:]:
            tied.join(PhotoId(photos[0]), PhotoId(photo))
    return Budget(tied, lambda candidate: (-candidate.strength, candidate.first, candidate.second))


def fail(spent: Budget, *pairs: Candidate) -> None:
    for candidate in pairs:
        spent.fail(candidate)


def test_photos_that_a_chain_ties_need_no_check():
    assert not budget((1, 2, 3)).allows(pair(2, 3))


def test_two_sets_are_tried_three_times_whatever_photos_stand_for_them():
    spent = budget((1, 2, 3, 4, 5), (11, 12, 13, 14, 15))
    fail(spent, pair(1, 11), pair(2, 12))
    assert spent.allows(pair(3, 13))
    fail(spent, pair(3, 13))
    assert not spent.allows(pair(5, 15))
    assert spent.allows(pair(5, 21))


def test_what_failed_counts_for_the_set_that_a_photo_joins():
    spent = budget((11, 12, 13, 14, 15))
    fail(spent, pair(1, 11), pair(1, 12), pair(2, 13))
    assert spent.allows(pair(1, 15))
    spent.join(PhotoId(1), PhotoId(2))
    assert not spent.allows(pair(1, 15))


def test_a_failure_inside_what_was_tied_later_is_forgotten():
    spent = budget()
    fail(spent, pair(1, 2))
    spent.join(PhotoId(1), PhotoId(3))
    spent.join(PhotoId(3), PhotoId(2))
    assert list(spent.failed()) == []


def test_of_the_failures_between_two_sets_the_most_promising_speaks_for_them():
    spent = budget((1, 2), (11, 12))
    fail(spent, pair(1, 11, 0.75), pair(2, 12, 0.9), pair(3, 11, 0.8))
    assert [found.strength for found in spent.failed()] == [0.9, 0.8]


def test_second_looks_are_thorough_and_go_to_what_promises_most():
    spent = budget((2, 22), (3, 23), (4, 24))
    fail(spent, *(pair(1, other, 0.75 + other / 100) for other in (2, 3, 4)), pair(6, 7, 0.6))
    (look,) = spent.second_looks()
    assert look.is_thorough
    assert (look.first, look.second) == (1, 4)


def test_two_single_photos_get_a_second_look_only_if_they_promise_much():
    spent = budget()
    fail(spent, pair(1, 2, 0.78), pair(3, 4, 0.9))
    assert [(look.first, look.second) for look in spent.second_looks()] == [(3, 4)]


def test_many_photos_may_have_a_second_look_at_one_large_set():
    spent = budget(tuple(range(100, 130)))
    fail(spent, *(pair(photo, 100 + photo) for photo in range(1, 9)))
    assert len(spent.second_looks()) == 8


def test_a_photo_that_nothing_matches_gives_up_after_five_tries():
    spent = budget((11, 12))
    fail(spent, *(pair(1, other) for other in range(2, 7)))
    assert not spent.allows(pair(1, 20))
    assert spent.allows(pair(1, 11)), "a set of copies is another thing"
    fail(spent, *(pair(11, other) for other in range(2, 8)))
    assert spent.allows(pair(11, 20))
