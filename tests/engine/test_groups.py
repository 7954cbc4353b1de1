"""Decisions: who is kept, who is marked, and that the last copy always stays."""

import itertools
import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.features.models import DEFAULT_MODEL
from photodedup.engine.library import Library
from tests.engine import pictures_made as made
from tests.engine.libraries import found, member, photo, scan

SCENE = made.scene(640, 480, seed=1)


def smaller(pixels: made.Pixels, share: float) -> made.Pixels:
    return np.asarray(cv2.resize(pixels, None, fx=share, fy=share, interpolation=3), np.uint8)


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """a.jpg is best; then an identical, a smaller, and a mirrored one."""
    made.save(photos / "a.jpg", SCENE, quality=92)
    shutil.copy(photos / "a.jpg", photos / "b identical.jpg")
    made.save(photos / "c smaller.jpg", smaller(SCENE, 0.5))
    made.save(photos / "d mirrored.jpg", np.ascontiguousarray(smaller(SCENE, 0.75)[:, ::-1]))
    for path in photos.iterdir():
        os.utime(path, (1e9, 1e9))
    opened = open_library()
    scan(opened, photos)
    return opened


def only_group(library: Library) -> Group:
    (group,) = library.groups()
    return group


def marked(group: Group) -> set[str]:
    return {spare.photo.path.name for spare in group.marked}


class TestSuggestions:
    def test_identical_files_and_same_pictures_alone_are_marked(self, library):
        group = only_group(library)
        assert group.keeper.path.name == "a.jpg"
        assert marked(group) == {"b identical.jpg", "c smaller.jpg"}
        assert member(group, "d mirrored.jpg").verdict is Verdict.EDITED
        assert not group.is_reviewed

    def test_keeper_has_a_plain_reason(self, library):
        assert only_group(library).keeper_reason == "largest"

    def test_members_say_what_they_are(self, library):
        reasons = {m.photo.path.name: m.reason for m in only_group(library).members}
        assert reasons["b identical.jpg"] == "identical file"
        assert reasons["c smaller.jpg"].startswith("same picture, half the size")
        assert reasons["d mirrored.jpg"] == "mirrored, 75% of the size"

    def test_a_border_is_not_kept_over_the_plain_picture(self, open_library, photos):
        made.save(photos / "plain.jpg", SCENE)
        framed = cv2.copyMakeBorder(SCENE, *(50,) * 4, cv2.BORDER_CONSTANT, value=(255,) * 3)
        made.save(photos / "framed.jpg", np.asarray(framed, np.uint8), quality=98)
        library = open_library(model=DEFAULT_MODEL)
        scan(library, photos)
        group = only_group(library)
        assert found([group]) == {"plain.jpg": {"framed.jpg": "edited"}}
        assert group.keeper_reason == "no border around it"
        assert "border" in group.members[0].reason

    def test_largest_saving_comes_first(self, open_library, photos):
        for number, size in enumerate([(160, 120), (1200, 900), (400, 300)]):
            for name in ("a", "b"):
                made.save(photos / f"{number}{name}.bmp", made.scene(*size, seed=number))
        library = open_library()
        scan(library, photos)
        assert [group.keeper.width_px for group in library.groups()] == [1200, 400, 160]


class TestMarking:
    def test_mark_and_unmark(self, library):
        group = only_group(library)
        mirrored = photo(library, "d mirrored.jpg")
        identical = photo(library, "b identical.jpg")
        group = library.set_marked(group.id, mirrored.id, True)
        group = library.set_marked(group.id, identical.id, False)
        assert marked(group) == {"c smaller.jpg", "d mirrored.jpg"}
        assert group.is_reviewed
        assert library.group(group.id) == group == only_group(library)

    def test_the_last_copy_cannot_be_marked(self, library):
        """Whatever a person marks, someone of the group stays."""
        group = only_group(library)
        for spare in group.members:
            group = library.set_marked(group.id, spare.photo.id, True)
        with pytest.raises(CleanupRefused, match="stays"):
            library.set_marked(group.id, group.keeper.id, True)
        assert len(group.marked) == len(group.photos) - 1

    def test_no_order_of_decisions_marks_everyone(self, library):
        ids = [p.id for p in only_group(library).photos]
        for order in itertools.islice(itertools.permutations(ids), 0, 24, 5):
            for chosen in order:
                for group in library.set_keeper(only_group(library).id, chosen):
                    for spare in group.members:
                        library.set_marked(group.id, spare.photo.id, True)
                for group in library.groups():
                    assert group.keeper.id not in {spare.photo.id for spare in group.marked}

    def test_marks_outlive_the_program(self, library, open_library):
        group = only_group(library)
        library.set_marked(group.id, photo(library, "d mirrored.jpg").id, True)
        before = library.groups()
        library.close()
        assert open_library().groups() == before

    def test_who_is_not_in_the_group_cannot_be_marked(self, library):
        with pytest.raises(CleanupRefused, match="no longer"):
            library.set_marked(only_group(library).id, PhotoId(999), True)
        with pytest.raises(CleanupRefused, match="no longer"):
            library.set_marked(GroupId(999), PhotoId(1), True)


class TestKeeper:
    def test_a_person_chooses_another(self, library):
        group = only_group(library)
        chosen = photo(library, "c smaller.jpg")
        (group,) = library.set_keeper(group.id, chosen.id)
        assert (group.keeper, group.keeper_reason) == (chosen, "your choice")
        assert group.is_reviewed
        assert marked(group) == {"a.jpg", "b identical.jpg"}
        assert member(group, "a.jpg").reason.startswith("same picture, larger")
        assert library.groups() == (group,)

    def test_and_then_another_again(self, library):
        group = only_group(library)
        for name in ("c smaller.jpg", "d mirrored.jpg", "a.jpg"):
            (group,) = library.set_keeper(group.id, photo(library, name).id)
            assert group.keeper.path.name == name
        assert marked(group) == {"b identical.jpg", "c smaller.jpg"}

    def test_a_choice_stays_when_a_better_photo_comes(self, library, photos):
        library.set_keeper(only_group(library).id, photo(library, "c smaller.jpg").id)
        made.save(photos / "e.png", SCENE)
        scan(library)
        assert only_group(library).keeper.path.name == "c smaller.jpg"

    def test_who_is_not_proved_against_the_new_keeper_leaves(self, open_library, photos):
        """Two crops that share nothing both belong to the whole, and not to each other."""
        whole = made.scene(1200, 600, seed=4)
        made.save(photos / "whole.jpg", whole, quality=95)
        made.save(photos / "left.jpg", np.ascontiguousarray(whole[:, :560]), quality=92)
        made.save(photos / "right.jpg", np.ascontiguousarray(whole[:, 640:]), quality=92)
        library = open_library(model=DEFAULT_MODEL)
        scan(library, photos)
        group = only_group(library)
        assert found([group]) == {"whole.jpg": {"left.jpg": "edited", "right.jpg": "edited"}}
        copies = library.set_keeper(group.id, photo(library, "left.jpg").id)
        copies = [group for group in copies if group.kind is GroupKind.COPIES]
        assert found(copies) == {"left.jpg": {"whole.jpg": "edited"}}

    def test_who_is_not_in_the_group_cannot_be_kept(self, library):
        with pytest.raises(CleanupRefused, match="no longer"):
            library.set_keeper(only_group(library).id, PhotoId(999))


class TestSkipping:
    def test_keeps_everything_and_is_taken_back(self, library):
        group = only_group(library)
        before = marked(group)
        group = library.set_skipped(group.id, True)
        assert (group.is_skipped, marked(group)) == (True, set())
        assert library.plan([group]).removals == ()
        group = library.set_skipped(group.id, False)
        assert (group.is_skipped, group.is_reviewed, marked(group)) == (False, False, before)

    def test_a_new_copy_wakes_a_skipped_group(self, library, photos):
        library.set_skipped(only_group(library).id, True)
        made.save(photos / "e.png", smaller(SCENE, 0.4))
        scan(library)
        group = only_group(library)
        assert not group.is_skipped
        assert marked(group) == {"e.png"}


class TestUndo:
    def test_choices_can_be_put_back_exactly(self, library):
        group = only_group(library)
        library.set_marked(group.id, photo(library, "d mirrored.jpg").id, True)
        before, groups_before = library.decided(library.groups()), library.groups()
        assert before.choices[photo(library, "d mirrored.jpg").id] is Choice.REMOVE
        assert before.choices[group.keeper.id] is None
        library.set_keeper(group.id, photo(library, "c smaller.jpg").id)
        library.set_skipped(only_group(library).id, True)
        library.restore_decided(before)
        assert library.decided(library.groups()).choices == before.choices
        assert library.groups() == groups_before


class TestSimilarity:
    def test_the_slider_regroups_at_once(self, library):
        whole = library.groups()
        similarity = member(whole[0], "d mirrored.jpg").similarity
        assert found(library.groups(min_similarity=similarity + 0.001)) == {
            "a.jpg": {"b identical.jpg": "identical", "c smaller.jpg": "same-picture"}
        }
        assert found(library.groups(min_similarity=1.0)) == {
            "a.jpg": {"b identical.jpg": "identical"}
        }
        assert library.groups(0.0) == whole

    def test_more_similarity_never_adds_anyone(self, library):
        sizes = []
        for step in range(21):
            groups = library.groups(step / 20)
            sizes.append(sum(len(group.members) for group in groups))
        assert sizes == sorted(sizes, reverse=True)

    def test_decisions_hold_at_the_similarity_that_is_looked_at(self, library):
        (group,) = library.groups(min_similarity=1.0)
        changed = library.set_marked(group.id, group.members[0].photo.id, False)
        assert len(changed.members) == 1
        assert library.group(group.id) == changed


class TestMoments:
    """A burst of three shots, one of which has a smaller copy."""

    @pytest.fixture
    def burst(self, open_library, photos: Path) -> Library:
        for number in range(3):
            exif = made.exif_bytes(
                taken=f"2024:05:06 12:34:5{number}", maker="Fairphone", model="FP5"
            )
            shot = np.roll(SCENE, 25 * number, axis=1)
            made.save(photos / f"{number}.jpg", shot, exif=exif, quality=92)
            if number == 1:
                made.save(photos / "1 small.jpg", smaller(shot, 0.5), exif=exif)
        opened = open_library(model=DEFAULT_MODEL)
        scan(opened, photos)
        return opened

    def of_kind(self, library: Library, kind: GroupKind) -> Group:
        (group,) = [group for group in library.groups() if group.kind is kind]
        return group

    def test_each_shot_is_there_once_and_nothing_of_it_is_marked(self, burst):
        group = self.of_kind(burst, GroupKind.BURST)
        assert {p.path.name for p in group.photos} == {"0.jpg", "1.jpg", "2.jpg"}
        assert group.marked == ()
        copies = self.of_kind(burst, GroupKind.COPIES)
        assert found([copies]) == {"1.jpg": {"1 small.jpg": "same-picture"}}
        assert burst.group(group.id) == group
        assert burst.group(copies.id) == copies

    def test_the_best_shot_can_be_chosen(self, burst):
        group = self.of_kind(burst, GroupKind.BURST)
        burst.set_keeper(group.id, photo(burst, "2.jpg").id)
        assert self.of_kind(burst, GroupKind.BURST).keeper.path.name == "2.jpg"

    def test_and_that_marks_no_copy_which_the_person_kept(self, burst):
        copies = self.of_kind(burst, GroupKind.COPIES)
        small = photo(burst, "1 small.jpg")
        burst.set_keeper(copies.id, small.id)
        group = self.of_kind(burst, GroupKind.BURST)
        assert small.id in {p.id for p in group.photos}
        burst.set_keeper(group.id, photo(burst, "2.jpg").id)
        for now in burst.groups():
            assert small.id not in {spare.photo.id for spare in now.marked}

    def test_marking_a_shot_never_takes_its_last_copy_along(self, burst, photos):
        group = self.of_kind(burst, GroupKind.BURST)
        burst.set_keeper(group.id, photo(burst, "0.jpg").id)
        group = self.of_kind(burst, GroupKind.BURST)
        burst.set_marked(group.id, photo(burst, "1.jpg").id, True)
        operation = burst.clean_up(burst.plan(burst.groups()))
        gone = {row.path.name for row in operation.removed}
        assert not {"1.jpg", "1 small.jpg"} <= gone
        assert gone
