"""Groups without chains, for any matches in any order."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.matching.grouping import Matches, components, stars


def match(first: int, second: int, similarity: float = 0.9, verdict=Verdict.EDITED) -> Match:
    first, second = sorted((first, second))
    return Match(PhotoId(first), PhotoId(second), verdict, similarity, Evidence("test"))


@st.composite
def graphs(draw: st.DrawFn) -> list[Match]:
    """Any matches between up to nine photos."""
    count = draw(st.integers(2, 9))
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    grades = st.sampled_from([0.3, 0.5, 0.8, 0.9])
    return [match(one, other, draw(grades)) for one, other in chosen]


def best_of(order: Sequence[int]):
    """A rule that prefers photos in this order, as any ranking does."""
    return lambda photos: min(photos, key=order.index)


def groups_of(matches: Matches, order: Sequence[int]):
    return [
        star
        for component in components(matches)
        for star in stars(component, matches, best_of(order))
    ]


@given(graphs(), st.permutations(range(9)))
def test_every_member_is_matched_with_its_keeper_itself(graph, order):
    matches = Matches(graph)
    for star in groups_of(matches, order):
        assert star.members
        for photo in star.members:
            assert matches.between(star.keeper, photo) is not None


@given(graphs(), st.permutations(range(9)))
def test_no_photo_is_in_two_groups(graph, order):
    stars_found = groups_of(Matches(graph), order)
    photos = [photo for star in stars_found for photo in (star.keeper, *star.members)]
    assert len(photos) == len(set(photos))


@given(graphs(), st.permutations(range(9)))
def test_keeper_is_the_best_of_its_group(graph, order):
    for star in groups_of(Matches(graph), order):
        assert best_of(order)([star.keeper, *star.members]) == star.keeper


@given(graphs(), st.permutations(range(9)), st.randoms(use_true_random=False))
def test_order_of_matches_does_not_matter(graph, order, shuffler: random.Random):
    shuffled = list(graph)
    shuffler.shuffle(shuffled)
    assert groups_of(Matches(shuffled), order) == groups_of(Matches(graph), order)


@given(graphs())
def test_who_is_left_out_matches_nobody_who_was_free(graph):
    """A photo is alone only because every photo it matches went to better keepers."""
    matches = Matches(graph)
    order = list(range(9))
    found = groups_of(matches, order)
    placed = {photo for star in found for photo in (star.keeper, *star.members)}
    for photo in set(matches.photos()) - placed:
        assert all(other in placed for other in matches.of(photo))


@given(graphs(), st.sampled_from([0.0, 0.4, 0.6, 0.85, 1.0]))
def test_only_matches_above_a_similarity(graph, least):
    kept = Matches(graph).above(least).all()
    assert kept == [m for m in Matches(graph).all() if m.similarity >= least]


@given(graphs())
def test_a_photo_reaches_its_component(graph):
    matches = Matches(graph)
    for component in components(matches):
        reached = matches.reachable(component[0])
        assert reached.photos() == component
        assert reached.all() == [m for m in matches.all() if m.first in component]


def test_a_chain_is_cut():
    """a resembles b, b resembles c: c is no copy of a."""
    chain = Matches([match(1, 2), match(2, 3)])
    (star,) = stars([1, 2, 3], chain, best_of([1, 2, 3]))
    assert (star.keeper, star.members) == (1, (2,))
    (star,) = stars([1, 2, 3], chain, best_of([2, 1, 3]))
    assert (star.keeper, set(star.members)) == (2, {1, 3})


def test_most_similar_members_come_first():
    matches = Matches([match(1, 2, 0.5), match(1, 3, 0.9), match(1, 4, 0.7)])
    (star,) = stars([1, 2, 3, 4], matches, min)
    assert star.members == (3, 4, 2)


def test_matches_of_classes_are_entered_under_their_representatives():
    matches = Matches()
    matches.add(match(5, 9), PhotoId(2), PhotoId(7))
    found = matches.between(PhotoId(7), PhotoId(2))
    assert (found.first, found.second) == (2, 7)
    assert matches.between(PhotoId(5), PhotoId(9)) is None


def test_verdicts():
    matches = Matches([match(1, 2), match(1, 3, verdict=Verdict.SIMILAR)])
    similar, edited = matches.by_verdicts({Verdict.SIMILAR}, {Verdict.EDITED})
    assert [m.second for m in edited.all()] == [2]
    assert [m.second for m in similar.all()] == [3]
