"""Exact numbers for groups made by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.evaluation.scoring import (
    PairCount,
    Score,
    VerdictScore,
    count_pairs,
    score,
    wrong_matches,
)
from photodedup.engine.evaluation.truth import Relation, TruthRow
from tests.factories import make_group, make_member, make_photo

# Two sets of copies: photos 1 (original), 2, 3 and photos 4 (original), 5; 6 is alone.
KINDS = {
    1: ("one", "original"),
    2: ("one", "exact"),
    3: ("one", "edited_crop50"),
    4: ("two", "original"),
    5: ("two", "near_webp"),
    6: ("", "distinct"),
}


def truth_of(kinds: Mapping[int, tuple[str, str]]) -> dict[Path, TruthRow]:
    rows = [TruthRow(make_photo(number).path, *names) for number, names in kinds.items()]
    return {row.path: row for row in rows}


TRUTH = truth_of(KINDS)


def group(keeper: int, members: Mapping[int, Verdict], kind: GroupKind = GroupKind.COPIES) -> Group:
    return make_group(
        keeper,
        keeper=make_photo(keeper),
        members=[make_member(make_photo(number), verdict) for number, verdict in members.items()],
        kind=kind,
    )


def kind(found: Score, name: str) -> tuple[int, int, int, int]:
    (entry,) = (entry for entry in found.kinds if entry.kind == name)
    return entry.copy_count, entry.found_count, entry.pair_count, entry.pairs_found


def verdict(found: Score, name: Verdict) -> VerdictScore:
    (entry,) = (entry for entry in found.verdicts if entry.verdict is name)
    return entry


ALL_FOUND = (
    group(1, {2: Verdict.IDENTICAL, 3: Verdict.EDITED}),
    group(4, {5: Verdict.SAME_PICTURE}),
)


class TestPairs:
    def test_all_found(self):
        pairs = count_pairs(ALL_FOUND, TRUTH)
        assert pairs == PairCount(true_count=4, found_count=4, wrong_count=0)
        assert (pairs.recall, pairs.precision) == (1.0, 1.0)

    def test_nothing_found(self):
        pairs = count_pairs((), TRUTH)
        assert (pairs.recall, pairs.precision) == (0.0, 1.0)

    def test_every_pair_inside_a_group_counts(self):
        # 1 with 2 is right; both with 4 are wrong.
        pairs = count_pairs([group(1, {2: Verdict.IDENTICAL, 4: Verdict.EDITED})], TRUTH)
        assert pairs == PairCount(4, 1, 2)
        assert pairs.precision == pytest.approx(1 / 3)

    def test_a_set_in_two_groups_loses_the_pairs_between(self):
        truth = truth_of({1: ("s", "original"), **{n: ("s", "near_webp") for n in (2, 3, 4)}})
        halves = [group(1, {2: Verdict.SAME_PICTURE}), group(3, {4: Verdict.SAME_PICTURE})]
        assert count_pairs(halves, truth) == PairCount(6, 2, 0)

    def test_photos_without_a_label_do_not_count(self):
        assert count_pairs([group(1, {77: Verdict.EDITED})], TRUTH) == PairCount(4, 0, 0)

    def test_a_group_of_similar_shots_finds_no_copies_and_is_not_wrong(self):
        similar = group(1, {4: Verdict.SIMILAR}, GroupKind.SIMILAR)
        assert count_pairs([similar], TRUTH) == PairCount(4, 0, 0)


class TestKinds:
    def test_counts_copies_with_their_original_and_all_pairs(self):
        found = score([group(1, {2: Verdict.IDENTICAL})], TRUTH)
        assert kind(found, "exact") == (1, 1, 2, 1)
        assert kind(found, "edited_crop50") == (1, 0, 2, 0)
        assert kind(found, "near_webp") == (1, 0, 1, 0)
        assert kind(found, "original") == (0, 0, 3, 1)

    def test_says_what_copies_were_called(self):
        (crop,) = (entry for entry in score(ALL_FOUND, TRUTH).kinds if "crop" in entry.kind)
        assert crop.verdicts == {Verdict.EDITED: 1}

    def test_lists_what_was_missed(self):
        missed = score([group(2, {3: Verdict.EDITED})], TRUTH).missed
        names = [(pair.original.name, pair.copy.name, pair.kind) for pair in missed]
        assert names == [
            ("IMG_0001.jpg", "IMG_0002.jpg", "exact"),
            ("IMG_0001.jpg", "IMG_0003.jpg", "edited_crop50"),
            ("IMG_0004.jpg", "IMG_0005.jpg", "near_webp"),
        ]


class TestVerdicts:
    def test_counts_claims_and_deserving_pairs(self):
        found = score(ALL_FOUND, TRUTH)
        assert verdict(found, Verdict.IDENTICAL) == VerdictScore(Verdict.IDENTICAL, 1, 1, 1, 1)
        assert verdict(found, Verdict.EDITED) == VerdictScore(Verdict.EDITED, 1, 1, 1, 1)

    def test_a_wrong_claim_is_listed_with_what_is_true(self):
        found = score([group(1, {6: Verdict.SAME_PICTURE})], TRUTH)
        entry = verdict(found, Verdict.SAME_PICTURE)
        assert (entry.claim_count, entry.right_count) == (1, 0)
        (claim,) = found.wrong
        assert (claim.member.name, claim.relation) == ("IMG_0006.jpg", Relation.STRANGERS)

    def test_copies_called_similar_are_missed_but_not_wrong(self):
        found = score([group(1, {2: Verdict.SIMILAR}, GroupKind.SIMILAR)], TRUTH)
        assert found.wrong == ()
        assert len(found.missed) == 3

    def test_a_burst_called_a_copy_is_wrong_and_called_a_burst_is_right(self):
        truth = truth_of({1: ("b", "burst"), 2: ("b", "burst"), 3: ("b", "burst")})
        right = score([group(1, {2: Verdict.BURST}, GroupKind.BURST)], truth)
        assert verdict(right, Verdict.BURST) == VerdictScore(Verdict.BURST, 1, 1, 3, 1)
        wrong = score([group(1, {2: Verdict.SAME_PICTURE})], truth)
        assert len(wrong.wrong) == 1
        assert wrong.pairs == PairCount(0, 0, 1)

    def test_pairs_that_the_labels_leave_open_count_for_nothing(self):
        truth = truth_of({1: ("s", "original"), 2: ("s", "see_names")})
        found = score([group(1, {2: Verdict.EDITED})], truth)
        assert found.pairs == PairCount(0, 0, 0)
        assert (found.wrong, found.verdicts) == ((), ())


def test_wrong_matches_come_up_although_no_group_shows_them():
    photos = {PhotoId(number): make_photo(number) for number in KINDS}
    matches = [
        Match(PhotoId(1), PhotoId(2), Verdict.SAME_PICTURE, 0.99, Evidence("whole picture")),
        Match(PhotoId(1), PhotoId(4), Verdict.EDITED, 0.9, Evidence("key points")),
        Match(PhotoId(4), PhotoId(99), Verdict.EDITED, 0.9, Evidence("key points")),
    ]
    (claim,) = wrong_matches(matches, photos, TRUTH)
    assert (claim.keeper.name, claim.member.name) == ("IMG_0001.jpg", "IMG_0004.jpg")
