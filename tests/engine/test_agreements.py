"""Agreeing to groups, marking in bulk on request, and keeping copies, in a library of files."""

import os
import shutil
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import Group
from photodedup.engine.library import Library
from tests.engine import pictures_made as made
from tests.engine.libraries import member, scan
from tests.engine.test_by_hand import smaller

SCENE = made.scene(640, 480, seed=1)
OTHER = made.scene(500, 400, seed=2)


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """One picture as two equal files, and another one in two sizes."""
    made.save(photos / "a.jpg", SCENE)
    shutil.copy(photos / "a.jpg", photos / "b.jpg")
    for name, share in (("x", 1.0), ("y", 0.5)):
        made.save(photos / f"{name}.jpg", smaller(OTHER, share), quality=92)
    for path in photos.iterdir():
        os.utime(path, (1e9, 1e9))
    opened = open_library()
    scan(opened, photos)
    assert names(opened) == [{"a", "b"}, {"x", "y"}]
    return opened


def names(library: Library) -> list[set[str]]:
    return [{photo.path.stem for photo in group.photos} for group in library.groups()]


def group_of(library: Library, name: str) -> Group:
    return next(g for g in library.groups() if name in {p.path.stem for p in g.photos})


def accepted(library: Library) -> list[set[str]]:
    return [{p.path.stem for p in g.photos} for g in library.groups() if g.is_accepted]


class TestAccepting:
    def test_it_is_kept_when_the_program_ends_and_files_are_scanned_or_renamed(
        self, library, open_library, photos
    ):
        library.accept([group_of(library, "a")])
        assert accepted(library) == [{"a", "b"}]
        library.close()
        (photos / "b.jpg").rename(photos / "renamed.jpg")
        again = open_library()
        scan(again)
        assert accepted(again) == [{"a", "renamed"}]

    def test_a_new_copy_has_to_be_looked_at(self, library, photos):
        library.accept(library.groups())
        shutil.copy(photos / "a.jpg", photos / "c.jpg")
        scan(library)
        assert accepted(library) == [{"x", "y"}]

    def test_what_the_person_did_not_see_is_not_agreed_to(self, library):
        seen = group_of(library, "a")
        library.set_marked(seen.id, seen.members[0].photo.id, False)
        library.accept([seen])
        assert accepted(library) == []

    def test_a_decision_by_hand_is_agreed_to(self, library):
        group = group_of(library, "x")
        assert library.set_marked(group.id, group.members[0].photo.id, False).is_accepted
        assert accepted(library) == [{"x", "y"}]
        (other,) = library.set_keeper(group.id, group.members[0].photo.id)
        assert other.is_accepted
        assert library.set_skipped(group.id, True).is_accepted
        assert accepted(library) == [{"x", "y"}]

    def test_it_can_be_put_back(self, library):
        groups = library.groups()
        before = library.decided(groups)
        library.accept(groups)
        after = library.decided(groups)
        assert [g.is_accepted for g in library.restore_decided(before)] == [False, False]
        assert accepted(library) == []
        assert [g.is_accepted for g in library.restore_decided(after)] == [True, True]


class TestSuggesting:
    def test_all_but_the_keeper_are_marked_only_when_asked(self, library):
        group = group_of(library, "x")
        spare = group.members[0].photo.id
        library.set_marked(group.id, spare, False)
        assert library.suggest([group_of(library, "x")]) == (spare,)
        assert group_of(library, "x").marked
        assert library.suggest(library.groups()) == ()

    def test_the_groups_are_not_agreed_to_by_that(self, library):
        group = group_of(library, "x")
        library.set_marked(group.id, group.members[0].photo.id, False)
        assert accepted(library) == [{"x", "y"}]
        library.suggest([group_of(library, "x")])
        assert accepted(library) == []

    def test_skipped_groups_are_left_alone(self, library):
        skipped = library.set_skipped(group_of(library, "a").id, True)
        assert library.suggest([skipped]) == ()

    def test_what_is_protected_is_left_alone(self, library, photos):
        (photos / "kept").mkdir()
        shutil.copy(photos / "x.jpg", photos / "kept" / "x2.jpg")
        scan(library)
        library.protect_folder(photos)
        assert library.suggest(library.groups()) == ()

    def test_what_only_the_person_says_is_left_alone(self, library):
        a, x = group_of(library, "a"), group_of(library, "x")
        library.put_together([a.keeper.id, x.keeper.id])
        (both,) = library.groups()
        library.suggest([both])
        (both,) = library.groups()
        assert all(m.is_marked == m.verdict.is_proved for m in both.members)

    def test_it_can_be_put_back(self, library):
        group = library.set_marked(
            group_of(library, "x").id, group_of(library, "x").members[0].photo.id, False
        )
        before = library.decided([group])
        library.suggest([group])
        (restored,) = library.restore_decided(before)
        assert not restored.marked
        assert restored.is_accepted


class TestKeepingAll:
    def test_the_group_is_not_shown_again(self, library):
        library.keep_all([group_of(library, "a")])
        assert names(library) == [{"x", "y"}]

    def test_it_outlives_renaming_moving_to_another_folder_and_the_program(
        self, library, open_library, photos, tmp_path
    ):
        library.keep_all(library.groups())
        library.close()
        elsewhere = tmp_path / "other drive"
        shutil.copytree(photos, elsewhere)
        shutil.rmtree(photos)
        (elsewhere / "x.jpg").rename(elsewhere / "z.jpg")
        again = open_library()
        again.remove_folder(again.folders()[0].id)
        scan(again, elsewhere)
        assert again.photo_count() == 4
        assert again.groups() == ()

    def test_of_three_that_are_kept_two_are_not_asked_about(self, library, photos):
        shutil.copy(photos / "x.jpg", photos / "x2.jpg")
        scan(library)
        library.keep_all([group_of(library, "x")])
        (photos / "y.jpg").unlink()
        scan(library)
        assert names(library) == [{"a", "b"}]

    def test_a_new_copy_with_the_same_bytes_is_asked_about_and_only_that_one(self, library, photos):
        library.keep_all([group_of(library, "a")])
        shutil.copy(photos / "a.jpg", photos / "new.jpg")
        scan(library)
        group = group_of(library, "a")
        assert {m.photo.path.stem for m in group.marked} == {"new"}
        other = next(m for m in group.members if m.photo.path.stem != "new")
        assert "you keep it beside the others" in other.reason

    def test_a_new_copy_in_another_size_is_asked_about_and_only_that_one(self, library, photos):
        library.keep_all([group_of(library, "x")])
        made.save(photos / "small.jpg", smaller(OTHER, 0.4), quality=90)
        scan(library)
        assert {m.photo.path.stem for m in group_of(library, "x").marked} == {"small"}

    def test_the_person_may_mark_one_of_them_after_all(self, library, photos):
        library.keep_all([group_of(library, "x")])
        made.save(photos / "small.jpg", smaller(OTHER, 0.4), quality=90)
        scan(library)
        group = group_of(library, "x")
        assert library.set_marked(group.id, member(group, "y.jpg").photo.id, True)
        assert member(group_of(library, "x"), "y.jpg").is_marked

    def test_it_is_listed_and_can_be_taken_back(self, library):
        library.keep_all([group_of(library, "a")])
        (kept,) = library.kept()
        assert [photo.path.stem for photo in kept.photos] == ["a", "b"]
        library.release([kept.contents])
        assert library.kept() == ()
        assert names(library) == [{"a", "b"}, {"x", "y"}]

    def test_asking_again_can_be_put_back_just_so(self, library):
        library.keep_all([group_of(library, "a")])
        (kept,) = library.kept()
        before = library.release([kept.contents])
        assert library.restore_decided(before) is None  # any group may be another now
        assert library.kept() == (kept,)
        assert names(library) == [{"x", "y"}]

    def test_it_can_be_put_back_and_made_again(self, library):
        groups = library.groups()[:1]
        before = library.decided(groups)
        library.keep_all(groups)
        after = library.decided(groups)
        assert library.restore_decided(before) is None
        assert len(names(library)) == 2
        library.restore_decided(after)
        assert len(names(library)) == 1

    def test_it_outlives_a_damaged_database(self, library, open_library, tmp_path):
        library.keep_all([group_of(library, "a")])
        library.close()
        (tmp_path / "library" / "library.db").write_bytes(b"nonsense" * 999)
        again = open_library()
        scan(again)
        assert names(again) == [{"x", "y"}]

    def test_nothing_of_it_goes_even_if_it_was_marked(self, library):
        group = group_of(library, "a")
        group = library.set_marked(group.id, group.members[0].photo.id, True)
        library.keep_all([group])
        found = library.group(group.id)
        assert found is not None
        assert found.is_kept
        assert library.plan([found]).removals == ()
