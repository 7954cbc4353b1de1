"""Which photos of a group were proved to each other."""

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.proved_pairs import proved_pairs
from tests.factories import make_group, make_member, make_photo


def group_of_four() -> Group:
    """Photo 1 is kept; 2 and 3 hold the same bytes, 4 is another copy."""
    same = "f" * 64
    photos = [make_photo(2, content_hash=same), make_photo(3, content_hash=same), make_photo(4)]
    members = [make_member(photo, Verdict.EDITED, similarity=0.9) for photo in photos]
    return make_group(keeper=make_photo(1), members=members)


def told(group: Group, *matches: Match, min_similarity: float = 0.0) -> set[tuple[int, int, str]]:
    known = {(match.first, match.second): match for match in matches}

    def between(one: PhotoId, other: PhotoId) -> Match | bool | None:
        return known.get((min(one, other), max(one, other)))

    pairs = proved_pairs(group, between, min_similarity)
    return {(pair.first.id, pair.second.id, str(pair.verdict)) for pair in pairs}


def match(one: int, other: int, verdict: Verdict, similarity: float) -> Match:
    return Match(PhotoId(one), PhotoId(other), verdict, similarity, Evidence("aligned"))


WITH_THE_KEEPER = {(1, 2, "edited"), (1, 3, "edited"), (1, 4, "edited")}


def test_the_keeper_with_each_member_and_equal_files():
    assert told(group_of_four()) == {*WITH_THE_KEEPER, (2, 3, "identical")}


def test_members_that_were_compared_as_well():
    found = told(group_of_four(), match(3, 4, Verdict.SAME_PICTURE, 0.97))
    assert found == {*WITH_THE_KEEPER, (2, 3, "identical"), (3, 4, "same-picture")}


def test_members_that_are_less_similar_than_asked_for():
    weak = match(3, 4, Verdict.SAME_PICTURE, 0.6)
    found = told(group_of_four(), weak, min_similarity=0.75)
    assert found == {*WITH_THE_KEEPER, (2, 3, "identical")}


def test_equal_pixels_in_different_files():
    group = make_group(keeper=make_photo(1), members=[make_member(2), make_member(3)])
    pairs = proved_pairs(group, lambda one, other: True)
    (pair,) = [pair for pair in pairs if pair.first.id == 2]
    assert (pair.second.id, pair.verdict, pair.similarity) == (3, Verdict.SAME_PICTURE, 1.0)
