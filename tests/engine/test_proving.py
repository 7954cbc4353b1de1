"""What a decision about one group finds out goes and comes back with it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import DecisionRefused
from photodedup.engine.groups import GroupBook
from tests.engine.review_bench import Pair, ReviewBench, Shown

LARGE = Shown("/a/large.jpg", width_px=8000)
MIDDLE = Shown("/a/middle.jpg")
SMALL = Shown("/a/small.jpg", width_px=1000)
TINY = Shown("/a/tiny.jpg", width_px=500)

COUNT = 6
PAIRS = [(a, b) for a in range(1, COUNT + 1) for b in range(a + 1, COUNT + 1)]
PROVED = st.sampled_from([Verdict.SAME_PICTURE, Verdict.EDITED, Verdict.SIMILAR])


def seen(made):
    """All that a person sees and all that is stored of pairs. The book, which takes in what a
    decision changes, shows what one shows that reads all."""
    groups = made.book.all(0.0)
    assert groups == GroupBook(made.photos, made.pairs, made.agreements).all(0.0)
    return groups, made.stored()


class TestKeeper:
    def test_groups_and_proofs_are_those_of_before(self, bench):
        """The small one is proved against the middle one only because that is to be kept."""
        made = bench(LARGE, MIDDLE, SMALL, TINY, known=[(1, 2), (1, 3), (1, 4)], truth=[(2, 3)])
        group = made.group_of(1)
        decided, before = made.desk.decided([group]), seen(made)
        learned = made.desk.choose_keeper(group.id, PhotoId(2)).learned
        decided_after, after = made.desk.decided([group]), seen(made)
        assert made.keepers() == {2: {1, 3}}
        assert after[1] != before[1]

        made.desk.restore_decided(decided, learned.before)
        assert seen(made) == before
        made.desk.restore_decided(decided_after, learned.after)
        assert seen(made) == after

    def test_two_shots_of_one_moment_are_such_again(self, bench):
        """The proof takes the place of what was known of the two before."""
        made = bench(
            LARGE,
            MIDDLE,
            SMALL,
            known={(1, 2): Verdict.SAME_PICTURE, (1, 3): Verdict.EDITED, (2, 3): Verdict.SIMILAR},
        )
        made.checker.prove((2, 3), Verdict.SAME_PICTURE)
        group = made.group_of(1)
        decided, before = made.desk.decided([group]), seen(made)
        learned = made.desk.choose_keeper(group.id, PhotoId(2)).learned
        assert made.stored() != before[1]
        made.desk.restore_decided(decided, learned.before)
        assert seen(made) == before

    def test_what_was_found_of_a_file_that_changed_since_does_not_come_back(self, bench):
        made = bench(LARGE, MIDDLE, SMALL, known=[(1, 2), (1, 3)], truth=[(2, 3)])
        group = made.group_of(1)
        decided = made.desk.decided([group])
        learned = made.desk.choose_keeper(group.id, PhotoId(2)).learned
        decided_after = made.desk.decided([group])
        made.desk.restore_decided(decided, learned.before)
        made.change_file(3)
        made.desk.restore_decided(decided_after, learned.after)
        assert (2, 3) not in made.pairs.judged_pairs()


def test_taking_out_and_back_leaves_nothing_behind(bench):
    made = bench(LARGE, MIDDLE, SMALL, TINY, known=[(1, 2), (1, 3), (1, 4)], truth=[(2, 3)])
    before = seen(made)
    change = made.desk.take_out(made.group_of(1).id, [PhotoId(1)])
    after = seen(made)
    assert after[1] != before[1]
    made.desk.restore_rulings(change.before, change.learned.before)
    assert seen(made) == before
    made.desk.restore_rulings(change.after, change.learned.after)
    assert seen(made) == after


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    widths=st.lists(st.sampled_from([500, 1000, 4000]), min_size=COUNT, max_size=COUNT),
    known=st.dictionaries(st.sampled_from(PAIRS), PROVED, min_size=2),
    truth=st.sets(st.sampled_from(PAIRS)),
    choices=st.dictionaries(
        st.integers(1, COUNT).map(PhotoId), st.sampled_from(list(Choice)), max_size=2
    ),
    decision=st.sampled_from(["keep", "take out", "put together"]),
    photos=st.lists(st.integers(1, COUNT).map(PhotoId), min_size=2, max_size=2, unique=True),
)
def test_every_decision_goes_back_and_comes_again(
    widths: list[int],
    known: dict[Pair, Verdict],
    truth: set[Pair],
    choices: dict[PhotoId, Choice],
    decision: str,
    photos: list[PhotoId],
) -> None:
    shown = [Shown(f"/a/{number}.jpg", width_px=width) for number, width in enumerate(widths)]
    with TemporaryDirectory() as folder:
        made = ReviewBench(Path(folder), shown, known, truth)
        made.book.set_choices(choices)
        before = seen(made)
        group = next((g for g in before[0] if photos[0] in {p.id for p in g.photos}), None)
        assume(group is not None)
        assert group is not None
        decided = made.desk.decided([group])
        try:
            if decision == "keep":
                chosen = made.desk.choose_keeper(group.id, photos[0])
                learned = chosen.learned
                decided = replace(decided, reviews={**chosen.reviews, **decided.reviews})
            elif decision == "take out":
                change = made.desk.take_out(group.id, photos[:1])
            else:
                change = made.desk.put_together(photos)
        except DecisionRefused:
            assert seen(made) == before
            made.close()
            return
        after, decided_after = seen(made), made.desk.decided([group])
        if decision == "keep":
            now = made.desk.decided(chosen.groups).reviews
            decided_after = replace(decided_after, reviews={**now, **decided_after.reviews})
        for _ in range(2):
            if decision == "keep":
                made.desk.restore_decided(decided, learned.before)
                assert seen(made) == before
                made.desk.restore_decided(decided_after, learned.after)
            else:
                made.desk.restore_rulings(change.before, change.learned.before)
                assert seen(made) == before
                made.desk.restore_rulings(change.after, change.learned.after)
            assert seen(made) == after
        made.close()
