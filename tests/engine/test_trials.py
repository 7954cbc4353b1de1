"""Other keep rules: what a preview says, what a change then does, and the way back."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photodedup.engine.cleanup import plan_survivors
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import Cancelled
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.progress import CancelToken, Progress
from photodedup.engine.ranking import RULES
from photodedup.engine.trials import Change, RuleChange, outcome
from tests.engine.review_bench import Pair, ReviewBench, Shown

LOCATION_FIRST = RuleChange(DEFAULT_KEEP_RULES.moved("location", 0))


LARGE = Shown("/a/large.jpg", width_px=8000, has_location=False)
LOCATED = Shown("/b/located.jpg")
SMALL = Shown("/c/small.jpg", width_px=1000)
TINY = Shown("/d/tiny.jpg", width_px=500, has_location=False)


class TestPreview:
    def test_tells_which_keepers_change(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        preview = made.bulk.preview(LOCATION_FIRST)
        (change,) = preview.changes
        assert (change.before.keeper.id, change.after.keeper.id) == (1, 2)
        assert change.has_other_keeper
        assert change.after.keeper_reason == "has location, least compressed; but not the largest"
        assert len(preview.before) == 1

    def test_changes_nothing(self, bench):
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3)], truth=[(2, 3)])
        before = made.copies()
        stored = made.pairs.matches(), made.pairs.judged_pairs(), made.pairs.choices()
        made.bulk.preview(LOCATION_FIRST)
        made.book.forget()
        assert made.copies() == before
        assert (made.pairs.matches(), made.pairs.judged_pairs(), made.pairs.choices()) == stored
        assert made.bulk.keep_rules() == DEFAULT_KEEP_RULES

    def test_the_same_rules_change_nothing(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        assert not made.bulk.preview(RuleChange(DEFAULT_KEEP_RULES)).changes

    def test_can_be_cancelled(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        token = CancelToken()

        def cancel(_progress: Progress) -> None:
            token.cancel()

        with pytest.raises(Cancelled):
            made.bulk.preview(LOCATION_FIRST, cancel, token)


class TestProof:
    def test_members_stay_with_a_new_keeper_only_when_proved_against_it(self, bench):
        """The small one is a copy of the large one for sure, of the located one it is not."""
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3)], truth=[])
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        for group in made.copies():
            for member in group.members:
                pair = tuple(sorted((group.keeper.id, member.photo.id)))
                assert pair in {(1, 2), (1, 3)}

    def test_what_can_be_proved_stays_together(self, bench):
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3)], truth=[(2, 3)])
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.keepers() == {2: {1, 3}}
        assert (2, 3) in made.checker.asked

    def test_a_proof_of_the_preview_is_not_made_again(self, bench):
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3)], truth=[(2, 3)])
        preview = made.bulk.preview(LOCATION_FIRST)
        asked = len(made.checker.asked)
        made.bulk.apply(preview)
        assert len(made.checker.asked) == asked


class TestDecisionsByHand:
    def test_a_chosen_keeper_stays(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        made.keep_by_hand(1)
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.keepers() == {1: {2}}

    @pytest.mark.parametrize("marked", [True, False])
    def test_a_group_that_was_decided_stays_as_it_is(self, bench, marked):
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3), (2, 3)])
        made.marking.set_marked(made.group_of(1).id, PhotoId(2), marked)
        before = made.keepers()
        applied = made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.keepers() == before
        assert not applied.preview.changes

    def test_a_group_that_was_agreed_to_stays_as_it_was_seen(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        made.agreeing.accept(made.copies())
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.keepers() == {1: {2}}
        assert made.group_of(1).is_accepted

    def test_copies_that_all_stay_are_not_touched(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        made.agreeing.keep_all(made.copies())
        assert not made.bulk.preview(LOCATION_FIRST).changes

    def test_a_skipped_group_stays_skipped(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        made.marking.set_skipped(made.group_of(1).id, True)
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.group_of(1).is_skipped
        assert set(made.pairs.choices().values()) == {Choice.KEEP}


class TestUndo:
    def test_rules_and_decisions_go_back_in_one_step(self, bench):
        made = bench(LARGE, LOCATED, LARGE_TOO, LOCATED_TOO, known=[(1, 2), (3, 4)])
        made.marking.set_marked(made.group_of(3).id, PhotoId(4), False)
        before, choices = made.copies(), made.pairs.choices()
        applied = made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        after = made.copies()
        made.bulk.restore(applied.before)
        assert made.copies() == before
        assert made.pairs.choices() == choices
        made.bulk.restore(applied.after)
        assert made.copies() == after

    def test_what_was_proved_for_the_change_is_forgotten_again(self, bench):
        """Only by the other rules is the tiny one looked at beside the located one."""
        made = bench(
            LARGE, LOCATED, SMALL, TINY, known=[(1, 2), (1, 3), (3, 4)], truth=[(2, 3), (2, 4)]
        )
        made.pairs.add([], [(PhotoId(1), PhotoId(4))])
        before, stored = made.copies(), made.stored()
        applied = made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        after, stored_after = made.copies(), made.stored()
        made.bulk.restore(applied.before)
        assert (made.copies(), made.stored()) == (before, stored)
        made.bulk.restore(applied.after)
        assert (made.copies(), made.stored()) == (after, stored_after)

    def test_two_shots_of_one_moment_are_such_again(self, bench):
        """A proof that the change brought had taken the place of what was known before."""
        made = bench(
            LARGE,
            LOCATED,
            SMALL,
            known={(1, 2): Verdict.SAME_PICTURE, (1, 3): Verdict.EDITED, (2, 3): Verdict.SIMILAR},
            truth=[],
        )
        made.checker.prove((2, 3), Verdict.SAME_PICTURE)
        before, stored = made.book.all(0.0), made.stored()
        applied = made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        assert made.stored() != stored
        made.bulk.restore(applied.before)
        assert (made.book.all(0.0), made.stored()) == (before, stored)

    def test_what_was_found_of_a_file_that_changed_since_does_not_come_back(self, bench):
        made = bench(LARGE, LOCATED, SMALL, known=[(1, 2), (1, 3)], truth=[(2, 3)])
        applied = made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        made.bulk.restore(applied.before)
        made.change_file(3)
        made.bulk.restore(applied.after)
        assert (2, 3) not in made.pairs.judged_pairs()

    def test_groups_agreed_to_for_two_folders_are_open_again(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        decision = FolderDecision(Path("/a"), Path("/b"))
        before = made.copies()
        applied = made.bulk.apply(made.bulk.preview(decision))
        assert made.group_of(1).is_accepted
        made.bulk.restore(applied.before)
        assert made.copies() == before
        made.bulk.restore(applied.after)
        assert made.group_of(1).is_accepted

    def test_rules_are_there_after_reopening(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        made.bulk.apply(made.bulk.preview(LOCATION_FIRST))
        made.reopen()
        assert made.bulk.keep_rules() == LOCATION_FIRST.wanted
        assert made.keepers() == {2: {1}}

    def test_a_preview_that_was_outrun_is_made_again(self, bench):
        made = bench(LARGE, LOCATED, known=[(1, 2)])
        preview = made.bulk.preview(LOCATION_FIRST)
        made.keep_by_hand(1)
        applied = made.bulk.apply(preview)
        assert not applied.preview.changes
        assert made.keepers() == {1: {2}}

    def test_making_it_again_is_reported_and_can_be_stopped(self, bench):
        made = bench(LARGE, LOCATED, LARGE_TOO, LOCATED_TOO, known=[(1, 2), (3, 4)])
        preview = made.bulk.preview(LOCATION_FIRST)
        told: list[Progress] = []
        made.bulk.apply(made.bulk.preview(RuleChange(DEFAULT_KEEP_RULES)), told.append)
        assert not told  # nothing had to be made again

        made.keep_by_hand(1)
        before, token = (made.copies(), made.stored()), CancelToken()

        def stop(progress: Progress) -> None:
            told.append(progress)
            token.cancel()

        with pytest.raises(Cancelled):
            made.bulk.apply(preview, stop, token)
        assert told
        assert (made.copies(), made.stored()) == before
        assert made.bulk.keep_rules() == DEFAULT_KEEP_RULES


LARGE_TOO = Shown("/a/large2.jpg", width_px=8000, has_location=False)
LOCATED_TOO = Shown("/b/located2.jpg")

COUNT = 7
PAIRS = [(a, b) for a in range(1, COUNT + 1) for b in range(a + 1, COUNT + 1)]
SHOWN = st.builds(
    Shown,
    st.just(""),
    width_px=st.sampled_from([1000, 4000, 8000]),
    size_bytes=st.sampled_from([1000, 3000]),
    content=st.sampled_from(["", "", "", "x"]),
    has_location=st.booleans(),
    sharpness=st.sampled_from([None, 0.1, 0.12, 0.14]),
)
RULE_CHANGES = st.builds(
    lambda names, off: RuleChange(_ordered(names, off)),
    st.permutations([rule.name for rule in RULES]),
    st.sets(st.sampled_from([rule.name for rule in RULES])),
)
FOLDER_DECISIONS = st.builds(
    lambda places, edited: FolderDecision(Path(places[0]), Path(places[1]), edited),
    st.permutations(["/a", "/b", "/b/c"]),
    st.booleans(),
)
CHOICES = st.dictionaries(
    st.integers(1, COUNT).map(PhotoId), st.sampled_from(list(Choice)), max_size=3
)


def _ordered(names, off):
    rules = DEFAULT_KEEP_RULES.preferring([Path("/b")])
    for place, name in enumerate(names):
        rules = rules.moved(name, place).switched(name, name not in off)
    return rules


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    shown=st.lists(SHOWN, min_size=COUNT, max_size=COUNT),
    places=st.lists(st.sampled_from(["/a", "/b", "/b/c"]), min_size=COUNT, max_size=COUNT),
    known=st.sets(st.sampled_from(PAIRS), min_size=2),
    truth=st.sets(st.sampled_from(PAIRS)),
    choices=CHOICES,
    protected=st.sampled_from([(), ("/a",), ("/b/c",)]),
    change=st.one_of(RULE_CHANGES, FOLDER_DECISIONS),
)
def test_a_change_does_what_its_preview_said_and_loses_nothing(
    shown: list[Shown],
    places: list[str],
    known: set[Pair],
    truth: set[Pair],
    choices: dict[PhotoId, Choice],
    protected: tuple[str, ...],
    change: Change,
) -> None:
    placed = [
        replace(each, path=f"{place}/{n}.jpg")
        for n, (place, each) in enumerate(zip(places, shown, strict=True))
    ]
    with TemporaryDirectory() as folder:
        made = ReviewBench(Path(folder), placed, known, truth, protected)
        made.book.set_choices(choices)
        before, stored = made.copies(), made.stored()
        preview = made.bulk.preview(change)
        assert (made.copies(), made.stored()) == (before, stored)

        applied = made.bulk.apply(preview)
        after = made.copies()
        assert [outcome(g) for g in after] == [outcome(g) for g in preview.after]
        changed = {outcome(g) for g in before} - {outcome(g) for g in after}
        assert len(preview.changes) == len(changed)

        for group in after:
            for member in group.members:
                pair = tuple(sorted((int(group.keeper.id), int(member.photo.id))))
                same = member.photo.content_hash == group.keeper.content_hash
                assert same or pair in known | truth or _by_equals(pair, known | truth, placed)
        plan = plan_survivors(after)
        going = {removal.photo.path for removal in plan.removals}
        assert not going & {removal.survivor.path for removal in plan.removals}
        assert not any(str(path).startswith(f"{place}/") for path in going for place in protected)

        made.bulk.restore(applied.before)
        assert made.pairs.choices() == choices
        assert made.bulk.keep_rules() == DEFAULT_KEEP_RULES
        assert (made.copies(), made.stored()) == (before, stored)
        made.bulk.restore(applied.after)
        assert made.copies() == after
        made.close()


def _by_equals(pair: tuple[int, ...], proved: set[Pair], shown: list[Shown]) -> bool:
    """Proved between other files of the same bytes."""
    alike = [
        [n for n, each in enumerate(shown, 1) if n == one or _same_bytes(each, shown[one - 1])]
        for one in pair
    ]
    return any(tuple(sorted((a, b))) in proved for a in alike[0] for b in alike[1])


def _same_bytes(one: Shown, other: Shown) -> bool:
    return bool(one.content) and one.content == other.content
