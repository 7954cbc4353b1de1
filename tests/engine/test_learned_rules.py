"""What is learned from decisions by hand, and that it is only proposed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.learned_rules import ENOUGH_DECISIONS, HandChoice, RuleStep, propose
from tests.engine.review_bench import ReviewBench, Shown
from tests.factories import make_photo

SMALL = {"width_px": 2016, "size_bytes": 2_000_000}  # half as wide, compressed as much
GROUPS = ENOUGH_DECISIONS + 4
SCANS, PHONE = Path("/photos/Scans"), Path("/photos/Phone")


def in_folders(keeper: Path, other: Path, number: int) -> HandChoice:
    """The smaller photo was kept, because of its folder."""
    return HandChoice(
        make_photo(2 * number, path=keeper / f"{number}.jpg", **SMALL),
        (make_photo(2 * number + 1, path=other / f"{number}.jpg"),),
    )


def located(number: int) -> HandChoice:
    """The smaller photo was kept, because it has the location."""
    return HandChoice(
        make_photo(2 * number, path=Path(f"/{number}/a.jpg"), **SMALL),
        (make_photo(2 * number + 1, has_location=False, path=Path(f"/{number}/b.jpg")),),
    )


class TestProposal:
    def test_a_folder_that_always_won(self):
        decided = [in_folders(SCANS, PHONE, n) for n in range(GROUPS)]
        proposal = propose(decided, DEFAULT_KEEP_RULES)
        assert proposal.steps == (RuleStep("folders", SCANS),)
        assert proposal.rules.folders == (SCANS,)
        assert proposal.rules.order[0].name == "folders"
        assert (proposal.explained_count, proposal.counter_examples) == (GROUPS, ())

    def test_a_rule_that_explains_the_decisions(self):
        proposal = propose([located(n) for n in range(GROUPS)], DEFAULT_KEEP_RULES)
        assert proposal.steps == (RuleStep("location"),)

    def test_a_rule_that_is_off_is_put_on(self):
        decided = [
            HandChoice(
                make_photo(2 * n, path=Path(f"/{n}/a.png"), format="PNG", **SMALL),
                (make_photo(2 * n + 1, path=Path(f"/{n}/a.jpg")),),
            )
            for n in range(GROUPS)
        ]
        proposal = propose(decided, DEFAULT_KEEP_RULES)
        assert proposal.steps == (RuleStep("format"),)
        assert proposal.rules.rule("format").is_on

    def test_decisions_against_it_are_told(self):
        against = [in_folders(PHONE, SCANS, 100 + n) for n in range(2)]
        decided = [*(in_folders(SCANS, PHONE, n) for n in range(GROUPS)), *against]
        proposal = propose(decided, DEFAULT_KEEP_RULES)
        assert set(proposal.counter_examples) == set(against)
        assert proposal.decision_count == len(decided)

    def test_too_few_decisions_prove_nothing(self):
        decided = [in_folders(SCANS, PHONE, n) for n in range(ENOUGH_DECISIONS - 1)]
        assert propose(decided, DEFAULT_KEEP_RULES) is None

    def test_decisions_without_a_pattern_give_no_rule(self):
        decided = [
            in_folders(Path(f"/{n % 5}/a"), Path(f"/{(n + 1 + n % 3) % 5}/b"), n) for n in range(40)
        ]
        assert propose(decided, DEFAULT_KEEP_RULES) is None

    def test_what_the_rules_do_anyway_needs_no_proposal(self):
        decided = [
            HandChoice(
                make_photo(2 * n, path=Path(f"/a/{n}.jpg")),
                (make_photo(2 * n + 1, path=Path(f"/b/{n}.jpg"), width_px=1000),),
            )
            for n in range(GROUPS)
        ]
        assert propose(decided, DEFAULT_KEEP_RULES) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["scans", "phone", "located"]), min_size=20, max_size=40))
def test_a_proposal_tells_exactly_what_it_does_not_explain(kinds):
    makers = {
        "scans": lambda n: in_folders(SCANS, PHONE, n),
        "phone": lambda n: in_folders(PHONE, SCANS, n),
        "located": located,
    }
    decided = [makers[kind](n) for n, kind in enumerate(kinds)]
    proposal = propose(decided, DEFAULT_KEEP_RULES)
    if proposal is not None:
        wrong = [each for each in decided if not each.follows_from(proposal.rules)]
        assert list(proposal.counter_examples) == wrong
        assert proposal.explained_count >= 0.8 * len(decided)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[ReviewBench]:
    """Two photos of each picture, the larger one on the phone."""
    shown = []
    for n in range(2 * GROUPS):
        shown += [Shown(f"{SCANS}/{n}.jpg"), Shown(f"{PHONE}/{n}.jpg", width_px=9000)]
    made = ReviewBench(tmp_path, shown, [(2 * n + 1, 2 * n + 2) for n in range(2 * GROUPS)])
    yield made
    made.close()


class TestInALibrary:
    def decide(self, bench: ReviewBench, numbers: range) -> None:
        for n in numbers:
            bench.keep_by_hand(2 * n + 1)

    def test_is_proposed_and_not_applied(self, bench):
        self.decide(bench, range(ENOUGH_DECISIONS))
        proposal = bench.bulk.proposal()
        assert proposal.steps == (RuleStep("folders", SCANS),)
        assert bench.bulk.keep_rules() == DEFAULT_KEEP_RULES
        assert bench.group_of(2 * GROUPS).keeper.path.parent == PHONE

    def test_a_no_is_not_asked_again_until_much_was_decided(self, bench):
        self.decide(bench, range(ENOUGH_DECISIONS))
        bench.bulk.close_proposal()
        assert bench.bulk.proposal() is None
        self.decide(bench, range(ENOUGH_DECISIONS, 2 * ENOUGH_DECISIONS))
        assert bench.bulk.proposal() is not None

    def test_decisions_taken_back_count_no_more(self, bench):
        self.decide(bench, range(ENOUGH_DECISIONS))
        bench.book.set_choices({PhotoId(1): None})
        assert bench.bulk.proposal() is None

    def test_decisions_count_when_the_spares_are_gone_and_after_reopening(self, bench):
        self.decide(bench, range(ENOUGH_DECISIONS))
        gone = [Path(f"{PHONE}/{n}.jpg") for n in range(ENOUGH_DECISIONS)]
        bench.photos.set_missing(gone)
        bench.reopen()
        assert bench.bulk.proposal() is not None
