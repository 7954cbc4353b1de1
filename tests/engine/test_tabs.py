"""Which tab a group is in, and what tabs and marks add up to."""

import pytest

from photodedup.engine.domain.groups import GroupKind, Part
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.tabs import MarkSum, Tab, freeable_bytes, marks_in, tab_of
from tests.factories import make_group, make_member, make_photo


def group_of(*verdicts: Verdict, **facts):
    members = [make_member(n, verdict) for n, verdict in enumerate(verdicts, start=2)]
    return make_group(keeper=make_photo(1), members=members, **facts)


@pytest.mark.parametrize(
    ("verdicts", "tab"),
    [
        ([Verdict.IDENTICAL], Tab.IDENTICAL),
        ([Verdict.SAME_PICTURE], Tab.SAME_PICTURE),
        ([Verdict.EDITED], Tab.EDITED),
        ([Verdict.EDITED, Verdict.IDENTICAL, Verdict.SAME_PICTURE], Tab.IDENTICAL),
        ([Verdict.EDITED, Verdict.SAME_PICTURE], Tab.SAME_PICTURE),
        ([Verdict.PUT_TOGETHER], Tab.NEEDS_LOOK),
        ([Verdict.IDENTICAL, Verdict.PUT_TOGETHER], Tab.NEEDS_LOOK),
    ],
)
def test_copies_are_in_the_tab_of_the_surest_of_them_unless_something_is_unproved(verdicts, tab):
    assert tab_of(group_of(*verdicts)) is tab


def test_a_group_without_a_clear_keeper_needs_a_look():
    assert tab_of(group_of(Verdict.IDENTICAL, needs_look="no clear winner")) is Tab.NEEDS_LOOK


@pytest.mark.parametrize(
    ("kind", "verdict", "tab"),
    [
        (GroupKind.BURST, Verdict.BURST, Tab.BURSTS),
        (GroupKind.SIMILAR, Verdict.SIMILAR, Tab.SIMILAR),
    ],
)
def test_different_pictures_have_tabs_of_their_own(kind, verdict, tab):
    assert tab_of(group_of(verdict, kind=kind)) is tab


def test_a_protected_copy_does_not_count_because_it_cannot_go():
    protected = make_member(make_photo(2, is_protected=True), Verdict.IDENTICAL, is_marked=False)
    group = make_group(keeper=make_photo(1), members=[protected, make_member(3, Verdict.EDITED)])
    assert tab_of(group) is Tab.EDITED
    assert freeable_bytes(group) == 2_000_000


def test_a_group_in_which_nothing_can_go_is_where_its_surest_copy_is():
    protected = make_member(make_photo(2, is_protected=True), Verdict.IDENTICAL, is_marked=False)
    group = make_group(keeper=make_photo(1), members=[protected])
    assert tab_of(group) is Tab.IDENTICAL
    assert freeable_bytes(group) == 0


def test_groups_in_a_tab_with_suggestions_have_one_and_others_have_none():
    for verdicts in ([Verdict.IDENTICAL, Verdict.EDITED], [Verdict.SAME_PICTURE]):
        group = group_of(*verdicts)
        assert tab_of(group).has_suggestions
        assert group.marked
    group = group_of(Verdict.EDITED)
    assert not tab_of(group).has_suggestions
    assert not group.marked


def test_marks_count_all_pictures_of_a_shot_and_nothing_of_skipped_groups():
    part = Part(make_photo(9, size_bytes=500), make_photo(8), Verdict.SAME_PICTURE, 1.0, "")
    shot = make_member(make_photo(2, size_bytes=1000))
    with_part = make_group(members=[type(shot)(shot.photo, shot.verdict, 1.0, "", True, (part,))])
    skipped = make_group(2, is_skipped=True)
    unmarked = make_group(3, verdict=Verdict.EDITED, is_accepted=True)
    agreed = make_group(4, 1, is_accepted=True)
    assert marks_in([with_part, skipped, unmarked]) == MarkSum(1, 2, 1500, 0)
    assert marks_in([agreed]) == MarkSum(1, 1, 2_000_000, 1)
    assert marks_in([with_part, agreed]) - marks_in([agreed]) == marks_in([with_part])
    assert marks_in([with_part]) + marks_in([agreed]) == marks_in([with_part, agreed])
