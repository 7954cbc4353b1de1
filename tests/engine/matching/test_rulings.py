"""What a person ruled by hand holds in every cut into groups."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.matching.grouping import Matches, components, put_together, stars
from photodedup.engine.matching.rulings import Rulings, colours, rule
from tests.factories import make_photo

COUNT = 8
PAIRS = list(combinations(range(COUNT), 2))
pairs = st.lists(st.sampled_from(PAIRS), unique=True, max_size=10)
grades = st.sampled_from([0.5, 0.8, 0.9])


@st.composite
def matches_of(draw: st.DrawFn) -> list[Match]:
    return [
        Match(PhotoId(a), PhotoId(b), Verdict.EDITED, draw(grades), Evidence("test"))
        for a, b in draw(pairs)
    ]


def cut(found: list[Match], rulings: Rulings) -> list[set[int]]:
    """Groups as the review cuts them, with the smallest number as the best photo."""
    proved = Matches(m for m in found if not rulings.are_apart(m.first, m.second))
    cut_stars = [star for part in components(proved) for star in stars(part, proved, min, rulings)]
    return [{star.keeper, *star.members} for star in put_together(cut_stars, rulings, min)]


@given(matches_of(), pairs, pairs)
def test_no_group_holds_photos_that_are_apart(found, apart, together):
    for group in cut(found, Rulings(apart, together)):
        assert not any({one, other} <= group for one, other in apart)


@given(matches_of(), pairs, pairs)
def test_no_photo_is_in_two_groups(found, apart, together):
    photos = [photo for group in cut(found, Rulings(apart, together)) for photo in group]
    assert len(photos) == len(set(photos))


@given(matches_of(), pairs)
def test_who_is_in_a_group_stays_with_whom_it_was_put_together(found, together):
    groups = cut(found, Rulings((), together))
    for one, other in together:
        homes = [group for group in groups if {one, other} & group]
        assert len(homes) <= 1 or not all(
            any(photo in group for group in homes) for photo in (one, other)
        )


@given(matches_of(), pairs)
def test_without_rulings_nothing_changes(found, apart):
    plain = cut(found, Rulings())
    assert cut(found, Rulings(order={PhotoId(n): str(n) for n in range(COUNT)})) == plain


@given(pairs, pairs, st.permutations(range(COUNT)))
def test_the_same_contents_give_the_same_groups_whatever_their_numbers(apart, together, numbers):
    """Decisions are about contents: the order in which files were read has no say."""

    def groups(place: dict[int, int]) -> set[frozenset[str]]:
        photos = {
            PhotoId(place[n]): make_photo(place[n], content_hash=f"content {n}")
            for n in range(COUNT)
        }
        decided = {(f"content {a}", f"content {b}"): ByHand.TOGETHER for a, b in together}
        decided |= {(f"content {a}", f"content {b}"): ByHand.APART for a, b in apart}
        contents = [(number, photo.content_hash) for number, photo in photos.items()]
        rulings = rule(decided, contents, {n: n for n in photos}, lambda one, other: False)
        alone = [frozenset((photo,)) for photo in sorted(photos)]
        return {
            frozenset(photos[photo].content_hash for photo in group)
            for group in rulings.unions(alone)
        }

    assert groups({n: n for n in range(COUNT)}) == groups(dict(enumerate(numbers)))


@given(pairs)
def test_contents_that_are_apart_have_different_colours(apart):
    chosen = colours({(str(a), str(b)): ByHand.APART for a, b in apart})
    for a, b in apart:
        assert chosen[str(a)] != chosen[str(b)]


def test_files_of_one_shot_are_never_put_together():
    rulings = Rulings((), [(PhotoId(1), PhotoId(2))], lambda one, other: True)
    assert rulings.joined() == []
