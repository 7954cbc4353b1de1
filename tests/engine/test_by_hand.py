"""Taking photos out of groups and putting them together by hand, in a library of files."""

import os
import shutil
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.comparison import headline
from photodedup.engine.domain.decisions import ByHand, Choice
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import DecisionRefused
from photodedup.engine.library import Library
from photodedup.engine.matching.checker import PairChecker
from tests.engine import pictures_made as made
from tests.engine.libraries import found, member, scan

SCENE = made.scene(640, 480, seed=1)
OTHER = made.scene(500, 400, seed=2)


def smaller(pixels: made.Pixels, share: float) -> made.Pixels:
    return np.asarray(cv2.resize(pixels, None, fx=share, fy=share, interpolation=3), np.uint8)


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """One picture in four sizes, another one in two, and a stranger that is in no group."""
    for name, share in (("a", 1.0), ("b", 0.75), ("c", 0.5), ("d", 0.6)):
        made.save(photos / f"{name}.jpg", smaller(SCENE, share), quality=92)
    for name, share in (("x", 1.0), ("y", 0.5)):
        made.save(photos / f"{name}.jpg", smaller(OTHER, share), quality=92)
    made.save(photos / "z.jpg", made.scene(320, 240, seed=3))
    for path in photos.iterdir():
        os.utime(path, (1e9, 1e9))
    opened = open_library()
    scan(opened, photos)
    assert names(opened) == [{"a", "b", "c", "d"}, {"x", "y"}]
    return opened


def names(library: Library) -> list[set[str]]:
    """Who is together, by the names without their ending."""
    return [{photo.path.stem for photo in group.photos} for group in library.groups()]


def group_of(library: Library, name: str) -> Group:
    return next(
        group for group in library.groups() if name in {photo.path.stem for photo in group.photos}
    )


def id_of(library: Library, name: str):
    """The id of any photo, in a group or not."""
    known = (library.photo(number) for number in range(1, 99))
    return next(each.id for each in known if each and each.path.stem == name)


def take_out(library: Library, *chosen: str):
    group = group_of(library, chosen[0])
    return library.take_out(group.id, [id_of(library, name) for name in chosen])


def put_together(library: Library, *chosen: str):
    return library.put_together([id_of(library, name) for name in chosen])


class TestTakingOut:
    def test_what_stays_is_found_again_when_all_is_read_anew(self, library, monkeypatch):
        take_out(library, "a")
        library.read_all_again()
        checked = Counter[tuple[str, str]]()
        check = PairChecker.check

        def counted(checker, first, second, candidate):
            checked[first.path.stem, second.path.stem] += not candidate.is_thorough
            return check(checker, first, second, candidate)

        monkeypatch.setattr(PairChecker, "check", counted)
        scan(library)
        assert names(library) == [{"b", "c", "d"}, {"x", "y"}]
        assert set(checked.values()) <= {0, 1}

    def test_a_spare_leaves_and_the_rest_stays(self, library):
        take_out(library, "c")
        assert names(library) == [{"a", "b", "d"}, {"x", "y"}]

    def test_the_keeper_leaves_and_the_rest_is_proved_anew(self, library):
        take_out(library, "a")
        group = group_of(library, "b")
        assert found([group]) == {"b.jpg": {"c.jpg": "same-picture", "d.jpg": "same-picture"}}

    def test_the_next_photo_is_the_one_to_look_at(self, library):
        order = [each.id for each in group_of(library, "a").photos]
        change = library.take_out(group_of(library, "a").id, [order[1]])
        assert change.shown == order[2]
        change = library.take_out(group_of(library, "a").id, [order[3]])
        assert change.shown == order[2]

    def test_several_at_once_stay_with_each_other(self, library):
        take_out(library, "b", "c")
        assert sorted(map(sorted, names(library))) == [["a", "d"], ["b", "c"], ["x", "y"]]

    def test_a_pair_is_no_group_any_more(self, library):
        take_out(library, "y")
        assert names(library) == [{"a", "b", "c", "d"}]

    def test_it_outlives_the_program_renaming_and_rescans(self, library, open_library, photos):
        take_out(library, "c")
        library.close()
        (photos / "c.jpg").rename(photos / "renamed.jpg")
        (photos / "in").mkdir()
        shutil.copy(photos / "a.jpg", photos / "in" / "a again.jpg")
        (photos / "a.jpg").unlink()
        again = open_library()
        scan(again)
        assert {"a again", "b", "d"} in names(again)
        assert not any("renamed" in group for group in names(again))

    def test_a_new_photo_that_matches_both_does_not_bring_them_together(self, library, photos):
        take_out(library, "c")
        made.save(photos / "better.jpg", smaller(SCENE, 1.2), quality=95)
        scan(library)
        homes = [group for group in names(library) if {"a", "c"} & group]
        assert {"a", "b", "d", "better"} in homes
        assert all("c" not in group or "a" not in group for group in homes)

    def test_copies_of_a_photo_taken_out_go_with_it(self, library, photos):
        shutil.copy(photos / "c.jpg", photos / "c2.jpg")
        scan(library)
        take_out(library, "c")
        assert {"c", "c2"} in names(library)
        assert {"a", "b", "d"} in names(library)

    def test_equal_pixels_in_other_files_can_be_taken_apart(self, open_library, photos):
        one = made.save(photos / "one.jpg", SCENE, exif=made.exif_bytes(model="A"))
        (photos / "two.jpg").write_bytes(made.jpeg_without_metadata(one.read_bytes()))
        library = open_library()
        scan(library, photos)
        assert names(library) == [{"one", "two"}]
        change = take_out(library, "two")
        assert names(library) == []
        scan(library)
        assert names(library) == []
        library.restore_rulings(change.before)
        assert names(library) == [{"one", "two"}]

    def test_a_shot_leaves_its_burst(self, open_library, photos):
        for number in range(3):
            exif = made.exif_bytes(
                taken=f"2024:05:06 12:34:5{number}", maker="Acme", model="One", fraction="00"
            )
            pixels = SCENE.copy()
            left = 200 + 8 * number
            pixels[200:260, left : left + 60] = made.scene(60, 60, 70)
            made.save(photos / f"shot {number}.jpg", pixels, exif=exif)
        library = open_library()
        scan(library, photos)
        (burst,) = library.groups()
        assert burst.kind is GroupKind.BURST
        assert names(library) == [{"shot 0", "shot 1", "shot 2"}]
        take_out(library, "shot 1")
        assert names(library) == [{"shot 0", "shot 2"}]

    def test_undo_and_redo(self, library):
        before = library.groups()
        change = take_out(library, "b", "c")
        after = library.groups()
        library.restore_rulings(change.before)
        assert library.groups() == before
        library.restore_rulings(change.after)
        assert library.groups() == after

    def test_what_makes_no_sense_is_refused_and_changes_nothing(self, library, photos):
        shutil.copy(photos / "z.jpg", photos / "z2.jpg")
        scan(library)
        before = library.groups()
        with pytest.raises(DecisionRefused, match="byte for byte"):
            take_out(library, "z2")
        with pytest.raises(DecisionRefused, match="has to stay"):
            take_out(library, "a", "b", "c", "d")
        with pytest.raises(DecisionRefused, match="no longer in the group"):
            library.take_out(group_of(library, "a").id, [id_of(library, "x")])
        assert library.groups() == before
        assert library.hand_decisions() == ()


class TestPuttingTogether:
    def test_two_groups_become_one(self, library):
        put_together(library, "c", "y")
        (group,) = library.groups()
        verdicts = found([group])["a.jpg"]
        assert {name for name, verdict in verdicts.items() if verdict == "put-together"} == {
            "x.jpg",
            "y.jpg",
        }
        assert member(group, "x.jpg").reason == "put together by you"
        assert verdicts["b.jpg"] == "same-picture"

    def test_a_photo_without_a_group_joins_one(self, library):
        put_together(library, "z", "x")
        assert {"x", "y", "z"} in names(library)

    def test_two_photos_without_a_group_make_one(self, library):
        take_out(library, "y")
        put_together(library, "y", "z")
        assert {"y", "z"} in names(library)

    def test_taken_out_again_it_leaves_with_its_copies(self, library):
        before = names(library)
        put_together(library, "c", "y")
        take_out(library, "x")
        assert names(library) == before

    def test_nobody_is_suggested_without_proof(self, library):
        put_together(library, "a", "x")
        (group,) = library.groups()
        assert {spare.photo.path.stem for spare in group.marked} == {"b", "c", "d"}

    def test_a_mark_from_before_does_not_count(self, library):
        group = group_of(library, "y")
        library.set_marked(group.id, id_of(library, "y"), True)
        assert library.decided([group]).choices[id_of(library, "y")] is Choice.REMOVE
        put_together(library, "a", "x")
        (group,) = library.groups()
        assert not member(group, "y.jpg").is_marked

    def test_whatever_the_keeper_no_unproved_photo_is_marked_by_itself(self, library):
        put_together(library, "a", "x")
        for name in ("x", "y", "c", "a", "b"):
            (group,) = library.set_keeper(group_of(library, "a").id, id_of(library, name))
            assert group.keeper.path.stem == name
            for spare in group.marked:
                assert spare.verdict.is_proved
            unproved = {m.photo.path.stem for m in group.members if not m.verdict.is_proved}
            assert unproved == ({"a", "b", "c", "d"} if name in "xy" else {"x", "y"})

    def test_it_goes_only_when_marked_and_the_plan_says_why(self, library):
        put_together(library, "a", "x")
        (group,) = library.groups()
        assert {r.photo.path.stem for r in library.plan([group]).removals} == {"b", "c", "d"}
        group = library.set_marked(group.id, id_of(library, "x"), True)
        plan = library.plan([group])
        (removal,) = [r for r in plan.removals if r.photo.path.stem == "x"]
        assert removal.verdict is Verdict.PUT_TOGETHER
        assert removal.reason == "put together by you"
        assert removal.survivor.path.stem == "a"
        operation = library.clean_up(plan)
        assert {r.state for r in operation.removals} == {RemovalState.REMOVED}
        assert not (group.keeper.path.parent / "x.jpg").exists()
        assert (group.keeper.path.parent / "a.jpg").exists()
        library.restore([r.id for r in operation.removals])
        (group,) = library.groups()
        assert not group.marked

    def test_the_slider_and_rescans_keep_it(self, library, open_library):
        put_together(library, "z", "x")
        assert any({"x", "z"} <= {p.path.stem for p in g.photos} for g in library.groups(0.999))
        library.close()
        again = open_library()
        scan(again)
        assert {"x", "y", "z"} in names(again)
        group = group_of(again, "z")
        assert again.group(group.id) == group

    def test_it_survives_a_new_name(self, library, photos, open_library):
        put_together(library, "z", "x")
        library.close()
        (photos / "z.jpg").rename(photos / "elsewhere.jpg")
        again = open_library()
        scan(again)
        assert {"x", "y", "elsewhere"} in names(again)

    def test_the_last_word_counts(self, library):
        take_out(library, "c")
        put_together(library, "c", "a")
        assert {"a", "b", "c", "d"} in names(library)
        assert member(group_of(library, "c"), "c.jpg").verdict is Verdict.SAME_PICTURE  # proved
        take_out(library, "c")
        assert {"a", "b", "d"} in names(library)

    def test_undo_and_redo(self, library):
        before = library.groups()
        change = put_together(library, "a", "x", "z")
        after = library.groups()
        assert names(library) == [{"a", "b", "c", "d", "x", "y", "z"}]
        library.restore_rulings(change.before)
        assert library.groups() == before
        library.restore_rulings(change.after)
        assert library.groups() == after

    def test_what_makes_no_sense_is_refused(self, library):
        with pytest.raises(DecisionRefused, match="already"):
            put_together(library, "a", "b")
        with pytest.raises(DecisionRefused, match="two photos"):
            put_together(library, "a")
        library.close()

    def test_files_of_one_shot_are_refused(self, open_library, photos):
        made.save(photos / "IMG_0001.jpg", SCENE)
        made.save(photos / "IMG_E0001.jpg", OTHER)
        library = open_library()
        scan(library, photos)
        ids = [id_of(library, name) for name in ("IMG_0001", "IMG_E0001")]
        assert library.photo(ids[0]).shot is not None
        with pytest.raises(DecisionRefused, match="one shot"):
            library.put_together(ids)
        assert library.hand_decisions() == ()


class TestListing:
    def test_decisions_are_listed_and_can_be_taken_back(self, library):
        take_out(library, "y")
        put_together(library, "z", "y")
        listed = {
            frozenset((each.first.path.stem, each.second.path.stem)): each
            for each in library.hand_decisions()
        }
        assert {pair: each.ruling for pair, each in listed.items()} == {
            frozenset("xy"): ByHand.APART,
            frozenset("yz"): ByHand.TOGETHER,
        }
        library.restore_rulings({each.contents: None for each in listed.values()})
        assert names(library) == [{"a", "b", "c", "d"}, {"x", "y"}]

    def test_why_says_what_was_decided(self, library):
        take_out(library, "y")
        put_together(library, "z", "x")
        x, y, z = (id_of(library, name) for name in "xyz")
        assert headline(library.explain(x, y)).startswith("Kept apart by you. Same picture: ")
        assert headline(library.explain(x, z)).startswith("Put together by you. Not ")
        put_together(library, "a", "x")
        b = id_of(library, "b")
        assert headline(library.explain(b, x)).startswith("Put together by you. Not ")
        assert headline(library.explain(id_of(library, "a"), b)).startswith("Same picture: ")


@pytest.mark.parametrize("order", [1, -1])
def test_groups_are_the_same_in_any_order_of_files(open_library, tmp_path, order):
    """The ids of photos differ with the order of folders; who is with whom does not."""
    folders = [tmp_path / name for name in ("one", "two", "three")][::order]
    pictures = [smaller(SCENE, share) for share in (0.5, 0.75, 0.6)]
    for name, pixels in zip(("one", "two", "three"), pictures, strict=True):
        (tmp_path / name).mkdir()
        made.save(tmp_path / name / f"{name}.jpg", pixels, quality=92)
        os.utime(tmp_path / name / f"{name}.jpg", (1e9, 1e9))
    library = open_library()
    for folder in folders:
        scan(library, folder)
    take_out(library, "one")
    made.save(tmp_path / "one" / "best.jpg", SCENE, quality=92)
    scan(library)
    (group,) = library.groups()
    assert {photo.path.stem for photo in group.photos} == {"best", "two", "three"}


class TestWhateverIsDecided:
    """Any decisions in any order: no group holds what was taken apart last, nothing unproved is
    marked by itself, and the way back leads exactly back."""

    @pytest.mark.parametrize("seed", range(6))
    def test_any_decisions(self, library, seed):
        random = np.random.default_rng(seed)
        start, undo = library.groups(), []
        for _ in range(8):
            groups = library.groups()
            try:
                if random.random() < 0.5 and groups:
                    group = groups[random.integers(len(groups))]
                    chosen = group.photos[random.integers(len(group.photos))]
                    undo.append(library.take_out(group.id, [chosen.id]))
                    kept = group.keeper if chosen != group.keeper else group.photos[1]
                    together = [{p.id for p in g.photos} for g in library.groups()]
                    assert not any({chosen.id, kept.id} <= each for each in together)
                else:
                    one, other = random.choice(list("abcdxyz"), 2, replace=False)
                    undo.append(put_together(library, one, other))
                    together = names(library)
                    assert any({one, other} <= each for each in together)
            except DecisionRefused:
                continue
            for group in library.groups():
                assert all(spare.verdict.is_proved for spare in group.marked)
        for change in reversed(undo):
            library.restore_rulings(change.before)
        assert library.groups() == start
