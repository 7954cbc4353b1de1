"""What is decided of a moment leaves alone which photo was chosen among its copies."""

from pathlib import Path

import pytest

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.trials import RuleChange
from tests.engine.review_bench import ReviewBench, Shown

LARGE, SMALL = Shown("/a/large.jpg", width_px=8000), Shown("/a/small.jpg", width_px=1000)
NEXT, NEXT_SMALL = Shown("/a/next.jpg"), Shown("/a/next small.jpg", width_px=1000)
COPIES_AND_BURST = {(1, 2): Verdict.SAME_PICTURE, (1, 3): Verdict.BURST}
TWICE = {**COPIES_AND_BURST, (3, 4): Verdict.SAME_PICTURE}


@pytest.fixture
def made(bench) -> ReviewBench:
    """The small one was chosen over its larger copy; another photo is of its moment."""
    made = bench(LARGE, SMALL, NEXT, known=COPIES_AND_BURST)
    made.keep_by_hand(2)
    return made


@pytest.fixture
def twice(bench) -> ReviewBench:
    """Both photos of a moment were chosen over larger copies."""
    made = bench(LARGE, SMALL, NEXT, NEXT_SMALL, known=TWICE)
    made.keep_by_hand(2)
    made.keep_by_hand(4)
    return made


def burst(made: ReviewBench) -> Group:
    (group,) = (g for g in made.book.all(0.0) if g.kind is GroupKind.BURST)
    return group


def numbers(group: Group) -> list[int]:
    return sorted(int(photo.id) for photo in group.photos)


class TestSkipping:
    def test_a_burst_is_skipped_with_a_photo_that_was_chosen_among_its_copies(self, made):
        skipped = made.desk.set_skipped(burst(made).id, True)
        assert skipped.is_skipped
        assert skipped == burst(made)
        assert made.keepers() == {2: {1}}
        assert made.group_of(2).keeper_reason == "your choice"

    def test_it_is_remembered(self, made):
        made.desk.set_skipped(burst(made).id, True)
        made.reopen()
        assert burst(made).is_skipped
        assert made.keepers() == {2: {1}}

    def test_it_is_taken_back(self, made):
        before = burst(made), made.copies(), made.pairs.choices()
        made.marking.set_skipped(burst(made).id, True)
        made.marking.set_skipped(burst(made).id, False)
        assert (burst(made), made.copies(), made.pairs.choices()) == before

    def test_it_is_undone(self, made):
        group, choices = burst(made), made.pairs.choices()
        before = made.desk.decided([group])
        made.desk.set_skipped(group.id, True)
        made.desk.restore_decided(before)
        assert (burst(made), made.pairs.choices()) == (group, choices)

    def test_a_skipped_group_of_copies_shows_the_chosen_keeper(self, made):
        group = made.desk.set_skipped(made.group_of(2).id, True)
        assert (group.is_skipped, group.keeper.id, group.marked) == (True, 2, ())
        made.desk.set_skipped(group.id, False)
        assert made.keepers() == {2: {1}}

    def test_who_keeps_the_only_other_photo_has_not_skipped_the_group(self, made):
        group = made.desk.set_marked(made.group_of(2).id, PhotoId(1), False)
        assert not group.is_skipped

    def test_another_keeper_is_chosen_in_a_skipped_group(self, made):
        made.desk.set_skipped(made.group_of(2).id, True)
        made.desk.set_keeper(made.group_of(2).id, PhotoId(1))
        assert made.keepers() == {1: set()}

    def test_a_group_that_is_gone_is_refused_before_anything_is_written(self, made):
        before = made.pairs.choices()
        with pytest.raises(CleanupRefused, match="no longer"):
            made.desk.set_skipped(GroupId(99), True)
        assert made.pairs.choices() == before


class TestMarking:
    def test_a_photo_of_a_moment_goes_as_the_one_that_was_chosen_among_its_copies(self, twice):
        group = burst(twice)
        (spare,) = group.members
        marked = twice.desk.set_marked(group.id, spare.photo.id, True)
        assert (numbers(marked), len(marked.marked)) == ([2, 4], 1)
        assert twice.keepers() == {2: {1}, 4: {3}}
        assert marked == burst(twice)
        twice.desk.set_marked(group.id, spare.photo.id, False)
        assert (numbers(burst(twice)), burst(twice).marked) == ([2, 4], ())
        assert twice.keepers() == {2: {1}, 4: {3}}

    def test_so_do_those_that_are_asked_for_in_many_groups(self, twice):
        twice.desk.suggest([burst(twice)])
        assert (numbers(burst(twice)), len(burst(twice).marked)) == ([2, 4], 1)
        assert twice.keepers() == {2: {1}, 4: {3}}


def test_other_rules_leave_a_skipped_burst_skipped(bench):
    located = Shown("/a/large.jpg", width_px=8000, has_location=False)
    made = bench(located, SMALL, NEXT, known=COPIES_AND_BURST)
    made.desk.set_skipped(burst(made).id, True)
    made.bulk.apply(made.bulk.preview(RuleChange(DEFAULT_KEEP_RULES.moved("location", 0))))
    assert made.keepers() == {1: {2}}
    assert burst(made).is_skipped


def test_a_decision_for_two_folders_leaves_a_skipped_burst_skipped(bench):
    made = bench(LARGE, Shown("/b/small.jpg", width_px=1000), NEXT, known=COPIES_AND_BURST)
    made.desk.set_skipped(burst(made).id, True)
    decision = FolderDecision(Path("/a"), Path("/b"))
    made.bulk.apply(made.bulk.preview(decision))
    assert made.keepers() == {1: {2}}
    assert made.group_of(1).keeper_reason == "your choice"
    assert burst(made).is_skipped
