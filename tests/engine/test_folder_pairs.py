"""Folders that hold the same photos: what is said of them, and one decision for two of them."""

from pathlib import Path

import pytest

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import Cancelled
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.folder_pairs import FolderPair
from photodedup.engine.progress import CancelToken
from tests.engine.review_bench import MakeBench, ReviewBench, Shown

BACKUP, PICTURES = Path("/Backup 2019"), Path("/Pictures/2019")


def two_folders(bench: MakeBench, **facts: object) -> ReviewBench:
    """Photos 1 to 3 in the backup are 4 to 6 of the pictures; 7 and 8 are only there."""
    return bench(
        *(Shown(f"{BACKUP}/{n}.jpg", width_px=5000) for n in range(3)),
        *(Shown(f"{PICTURES}/{n}.jpg") for n in range(3)),
        *(Shown(f"{PICTURES}/only {n}.jpg") for n in range(2)),
        **{"known": [(1, 4), (2, 5), (3, 6)], **facts},
    )


def only_pair(made: ReviewBench) -> FolderPair:
    (pair,) = made.bulk.folder_pairs()
    return pair


def decide(made: ReviewBench, kept: Path, other: Path, *, edited_too: bool = False) -> None:
    made.bulk.apply(made.bulk.preview(FolderDecision(kept, other, edited_too)))


class TestPairs:
    def test_say_how_many_photos_are_in_both_and_how_many_in_one(self, bench):
        pair = only_pair(two_folders(bench))
        assert (pair.first.path, pair.second.path) == (BACKUP, PICTURES)
        assert (pair.first.shared_count, pair.first.photo_count) == (3, 3)
        assert (pair.second.shared_count, pair.second.photo_count) == (3, 5)
        assert (pair.first.only_here_count, pair.second.only_here_count) == (0, 2)
        assert (pair.first.marked_count, pair.second.marked_count) == (0, 3)
        assert pair.freed_bytes == 3000

    def test_show_examples(self, bench):
        example = only_pair(two_folders(bench)).examples[0]
        assert [photo.path.parent for photo in example] == [BACKUP, PICTURES]

    def test_the_one_that_frees_most_comes_first(self, bench):
        made = bench(
            *(Shown("/a/1.jpg"), Shown("/b/1.jpg")),
            *(Shown("/c/1.jpg", size_bytes=9000), Shown("/d/1.jpg", size_bytes=9000)),
            known=[(1, 2), (3, 4)],
        )
        assert [str(p.first.path) for p in made.bulk.folder_pairs()] == ["/c", "/a"]

    def test_copies_in_one_folder_are_no_pair(self, bench):
        assert not bench(Shown("/a/1.jpg"), Shown("/a/2.jpg"), known=[(1, 2)]).bulk.folder_pairs()

    def test_edited_copies_are_not_the_same(self, bench):
        made = bench(Shown("/a/1.jpg"), Shown("/b/1.jpg"), known={(1, 2): Verdict.EDITED})
        assert not made.bulk.folder_pairs()

    def test_folders_with_the_same_folders_inside_are_one_pair_too(self, bench):
        made = bench(
            *(Shown("/disk/2019/May/1.jpg"), Shown("/home/2019/May/1.jpg")),
            *(Shown("/disk/2019/June/1.jpg"), Shown("/home/2019/June/1.jpg")),
            known=[(1, 2), (3, 4)],
        )
        counts = {
            (str(p.first.path), str(p.second.path)): p.first.shared_count
            for p in made.bulk.folder_pairs()
        }
        assert counts == {
            ("/disk/2019", "/home/2019"): 2,
            ("/disk/2019/May", "/home/2019/May"): 1,
            ("/disk/2019/June", "/home/2019/June"): 1,
        }

    def test_one_folder_with_the_photos_of_several(self, bench):
        made = bench(
            *(Shown("/flat/1.jpg"), Shown("/home/2019/May/1.jpg")),
            *(Shown("/flat/2.jpg"), Shown("/home/2019/June/1.jpg")),
            known=[(1, 2), (3, 4)],
        )
        best = made.bulk.folder_pairs()[0]
        assert (str(best.first.path), str(best.second.path)) == ("/flat", "/home/2019")
        assert best.first.shared_count == 2

    def test_of_nested_folders_the_outer_one_is_the_rest_of_it(self, bench):
        made = bench(Shown("/a/1.jpg"), Shown("/a/b/1.jpg"), Shown("/a/b/2.jpg"), known=[(1, 2)])
        pair = only_pair(made)
        assert (str(pair.first.path), pair.first.photo_count, pair.first.shared_count) == (
            "/a",
            1,
            1,
        )
        assert (str(pair.second.path), pair.second.photo_count) == ("/a/b", 2)

    def test_protected_photos_free_nothing(self, bench):
        pair = only_pair(two_folders(bench, protected=[str(PICTURES)]))
        assert (pair.second.freed_bytes, pair.second.protected_count) == (0, 3)
        assert pair.first.freed_bytes == 3000

    def test_what_the_person_keeps_all_of_is_not_counted(self, bench):
        made = two_folders(bench)
        made.marking.set_skipped(made.group_of(1).id, True)
        assert only_pair(made).first.shared_count == 2

    def test_can_be_cancelled(self, bench):
        made, token = two_folders(bench), CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            made.bulk.folder_pairs(token)


class TestDecision:
    def test_what_is_in_the_kept_folder_stays(self, bench):
        made = two_folders(bench)
        assert made.keepers() == {1: {4}, 2: {5}, 3: {6}}
        decide(made, PICTURES, BACKUP)
        assert made.keepers() == {4: {1}, 5: {2}, 6: {3}}

    def test_it_holds_when_the_rules_change_and_after_reopening(self, bench):
        made = two_folders(bench)
        decide(made, PICTURES, BACKUP)
        made.reopen()
        assert made.keepers() == {4: {1}, 5: {2}, 6: {3}}

    def test_it_can_be_decided_the_other_way_round_afterwards(self, bench):
        made = two_folders(bench)
        decide(made, PICTURES, BACKUP)
        decide(made, BACKUP, PICTURES)
        assert made.keepers() == {1: {4}, 2: {5}, 3: {6}}

    def test_its_groups_count_as_looked_at_and_no_others(self, bench):
        made = two_folders(bench, known=[(1, 4), (2, 5), (7, 8)])
        decide(made, PICTURES, BACKUP)
        assert [group.is_accepted for group in made.copies()] == [True, True, False]

    def test_it_is_one_step_to_undo(self, bench):
        made = two_folders(bench)
        applied = made.bulk.apply(made.bulk.preview(FolderDecision(PICTURES, BACKUP)))
        made.bulk.restore(applied.before)
        assert made.keepers() == {1: {4}, 2: {5}, 3: {6}}
        assert not made.pairs.choices()

    def test_a_protected_folder_loses_nothing(self, bench):
        made = two_folders(bench, protected=[str(BACKUP)])
        decide(made, PICTURES, BACKUP)
        assert all(not marked for marked in made.keepers().values())

    def test_what_the_person_said_to_keep_stays(self, bench):
        made = two_folders(bench)
        made.marking.set_skipped(made.group_of(1).id, True)
        made.marking.set_marked(made.group_of(5).id, PhotoId(5), False)
        decide(made, BACKUP, PICTURES)
        assert made.keepers() == {1: set(), 2: set(), 3: {6}}

    def test_a_photo_that_is_kept_elsewhere_stays_with_those_of_the_kept_folder(self, bench):
        """The best is in a third folder: nothing was said about that one."""
        made = bench(
            Shown("/third/1.jpg", width_px=9000),
            Shown("/kept/1.jpg"),
            Shown("/other/1.jpg"),
            known=[(1, 2), (1, 3), (2, 3)],
        )
        decide(made, Path("/kept"), Path("/other"))
        assert made.keepers() == {1: {3}}

    def test_a_photo_that_cannot_be_proved_against_the_one_that_stays_is_not_marked(self, bench):
        made = bench(
            Shown("/other/1.jpg", width_px=9000),
            Shown("/kept/1.jpg"),
            Shown("/other/2.jpg"),
            known=[(1, 2), (1, 3)],
        )
        assert made.keepers() == {1: {2, 3}}
        decide(made, Path("/kept"), Path("/other"))
        assert made.keepers() == {2: {1}}

    def test_edited_copies_go_only_if_they_are_asked_for(self, bench):
        shown = Shown("/kept/1.jpg", width_px=9000), Shown("/other/1.jpg"), Shown("/other/2.jpg")
        known = {(1, 2): Verdict.SAME_PICTURE, (1, 3): Verdict.EDITED}
        made = bench(*shown, known=known)
        decide(made, Path("/kept"), Path("/other"))
        assert made.keepers() == {1: {2}}
        decide(made, Path("/kept"), Path("/other"), edited_too=True)
        assert made.keepers() == {1: {2, 3}}

    def test_an_edited_copy_that_the_person_keeps_stays_even_then(self, bench):
        shown = Shown("/kept/1.jpg", width_px=9000), Shown("/other/1.jpg"), Shown("/other/2.jpg")
        known = {(1, 2): Verdict.SAME_PICTURE, (1, 3): Verdict.EDITED}
        made = bench(*shown, known=known)
        made.book.set_choices({PhotoId(3): Choice.KEEP})
        decide(made, Path("/kept"), Path("/other"), edited_too=True)
        assert made.keepers() == {1: {2}}
