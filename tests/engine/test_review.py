"""Who is kept where not all photos match each other."""

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.group_building import CHOSEN, CLOSEST, RATHER_KEPT
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.ranking import clearly_sharpest
from photodedup.engine.review import make_groups
from tests.factories import make_photo

LARGEST = 1


def groups_of(
    pairs: list[tuple[int, int]],
    choices: dict[PhotoId, Choice] | None = None,
    verdict: Verdict = Verdict.EDITED,
):
    """Groups of ten photos, of which number 1 is the largest, with these matches."""
    photos = {
        PhotoId(number): make_photo(number, width_px=4000 - 200 * number, height_px=3000)
        for number in range(1, 11)
    }
    matches = Matches(
        Match(PhotoId(one), PhotoId(other), verdict, 0.9, Evidence(step="key points"))
        for one, other in pairs
    )
    return make_groups(photos, {photo: [photo] for photo in photos}, matches, choices or {})


def ids(group: Group) -> set[int]:
    return {int(photo.id) for photo in group.photos}


def test_the_largest_is_kept_where_it_matches_nearly_all():
    (group,) = groups_of([(1, other) for other in range(2, 10)] + [(2, 10)])
    assert (group.keeper.id, len(ids(group))) == (LARGEST, 9)
    assert group.keeper_reason == "largest"


def test_a_strong_edit_is_not_kept_where_another_holds_more_together():
    halves = [(1, other) for other in range(2, 6)] + [(2, other) for other in range(3, 11)]
    (group,) = groups_of(halves)
    assert group.keeper.id == 2
    assert len(ids(group)) == 10
    assert group.keeper_reason == CLOSEST


def test_what_the_person_chose_is_kept_however_few_match_it():
    halves = [(1, other) for other in range(2, 6)] + [(2, other) for other in range(3, 11)]
    group = groups_of(halves, {PhotoId(1): Choice.KEEPER})[0]
    assert (group.keeper.id, group.keeper_reason) == (LARGEST, CHOSEN)
    assert ids(group) == {1, 2, 3, 4, 5}


def test_a_photo_that_the_rules_would_keep_does_not_go_unasked():
    halves = [(1, other) for other in range(2, 6)] + [(2, other) for other in range(3, 11)]
    (group,) = groups_of(halves, verdict=Verdict.SAME_PICTURE)
    assert group.keeper.id == 2
    marked = {int(member.photo.id) for member in group.members if member.is_marked}
    assert marked == set(range(3, 11))
    (largest,) = (member for member in group.members if member.photo.id == LARGEST)
    assert RATHER_KEPT in largest.reason

    asked = {PhotoId(1): Choice.REMOVE}
    (group,) = groups_of(halves, asked, Verdict.SAME_PICTURE)
    assert all(member.is_marked for member in group.members)


def test_beside_what_the_person_chose_the_largest_goes_as_before():
    pairs = [(2, other) for other in range(3, 11)] + [(1, 2)]
    (group,) = groups_of(pairs, {PhotoId(2): Choice.KEEPER}, Verdict.SAME_PICTURE)
    assert group.keeper.id == 2
    assert all(member.is_marked for member in group.members)


def moment_of(verdict: Verdict, *sharpness: float | None) -> Group:
    """The group of photos that are all this to each other; the first is the oldest file."""
    photos = {PhotoId(n): make_photo(n, sharpness=s) for n, s in enumerate(sharpness, start=1)}
    matches = Matches(
        Match(one, other, verdict, 0.9, Evidence(step="moment"))
        for one in photos
        for other in photos
        if one < other
    )
    (group,) = make_groups(photos, {photo: [photo] for photo in photos}, matches, {})
    return group


def test_of_a_burst_the_clearly_sharpest_is_suggested():
    group = moment_of(Verdict.BURST, 0.2, 0.19, 0.28)
    assert (group.kind, group.keeper.id, group.marked) == (GroupKind.BURST, 3, ())
    assert group.keeper_reason.startswith("sharper")
    assert clearly_sharpest(group.photos) == group.keeper


def test_a_burst_that_is_about_equally_sharp_or_unknown_goes_by_the_usual_rules():
    assert moment_of(Verdict.BURST, 0.25, 0.22, 0.28).keeper.id == 1
    assert moment_of(Verdict.BURST, None, 0.22, 0.28).keeper.id == 1
    assert moment_of(Verdict.BURST, None, None, None).keeper.id == 1


def test_similar_shots_go_by_the_usual_rules():
    assert moment_of(Verdict.SIMILAR, 0.2, 0.19, 0.28).keeper.id == 1
