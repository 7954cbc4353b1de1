"""Files that took each other's names: each is known again, with what was decided about it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.hand_keepers import HandKeepers
from photodedup.engine.store.photo_rows import Remarks
from tests.engine import pictures_made as made
from tests.engine.scanning import ScanBench

NAMES = ("1.jpg", "2.jpg", "3.jpg")
DECIDED = dict(zip(NAMES, (Choice.KEEPER, Choice.REMOVE, Choice.KEEP), strict=True))


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(NAMES, start=1):
        made.save(folder / name, made.scene(96, 64, seed=number))
        os.utime(folder / name, (1e9 + number, 1e9 + number))
    return folder


@pytest.fixture
def bench(tmp_path: Path, photos: Path) -> Iterator[ScanBench]:
    bench = ScanBench(tmp_path / "library")
    bench.choose(photos)
    bench.scan()
    bench.stores.pairs.set_choices({bench.photos[name].id: DECIDED[name] for name in NAMES})
    yield bench
    bench.close()


def decided(bench: ScanBench) -> dict[str, Choice | None]:
    choices = bench.stores.pairs.choices()
    return {name: choices.get(photo.id) for name, photo in bench.photos.items()}


def numbers(bench: ScanBench) -> dict[str, PhotoId]:
    return {name: photo.id for name, photo in bench.photos.items()}


def rename(folder: Path, **targets: str) -> None:
    """Give files the names of each other; `_1="2"` is said of 1.jpg and 2.jpg."""
    for name in targets:
        (folder / f"{name[1:]}.jpg").rename(folder / f"{name}.part")
    for name, target in targets.items():
        (folder / f"{name}.part").rename(folder / f"{target}.jpg")


def rename_by_copies(folder: Path, **targets: str) -> None:
    """The same, so that nothing but the content tells that they are the same photos."""
    for name in targets:
        shutil.copyfile(folder / f"{name[1:]}.jpg", folder / f"{name}.part")
    for name in targets:
        (folder / f"{name[1:]}.jpg").unlink()
    for name, target in targets.items():
        shutil.copyfile(folder / f"{name}.part", folder / f"{target}.jpg")
        (folder / f"{name}.part").unlink()


CHAINS = {
    "chain": {"_1": "2", "_2": "4"},
    "chain, named the other way": {"_3": "2", "_2": "0"},
    "long chain": {"_1": "2", "_2": "3", "_3": "4"},
    "swap": {"_1": "2", "_2": "1"},
    "circle": {"_1": "2", "_2": "3", "_3": "1"},
    "circle, the other way": {"_1": "3", "_2": "1", "_3": "2"},
}


def after(targets: dict[str, str]) -> dict[str, Choice]:
    """What is decided about which name then."""
    moved = {f"{name[1:]}.jpg": f"{target}.jpg" for name, target in targets.items()}
    return {moved.get(name, name): choice for name, choice in DECIDED.items()}


@pytest.mark.parametrize("targets", CHAINS.values(), ids=CHAINS)
class TestAll:
    def test_each_is_known_without_being_read(self, bench, photos, targets):
        before = numbers(bench)
        rename(photos, **targets)
        summary = bench.scan()
        assert decided(bench) == after(targets)
        assert sorted(numbers(bench).values()) == sorted(before.values())
        assert (bench.reads, summary.photo_count, summary.missing_count) == ([], 3, 0)
        assert bench.scan().read_count == 0

    def test_each_is_known_by_its_content_alone(self, bench, photos, targets):
        rename_by_copies(photos, **targets)
        bench.scan()
        assert decided(bench) == after(targets)
        assert bench.scan().read_count == 0
        assert decided(bench) == after(targets)

    def test_what_is_decided_about_some_goes_to_no_other(self, bench, photos, targets):
        two = bench.photos["2.jpg"].id
        bench.stores.pairs.set_choices({photo: None for photo in numbers(bench).values()})
        bench.stores.pairs.set_choices({two: Choice.REMOVE})
        rename_by_copies(photos, **targets)
        bench.scan()
        wanted = {name for name, choice in after(targets).items() if choice is DECIDED["2.jpg"]}
        assert {name for name, choice in decided(bench).items() if choice} == wanted


def test_names_may_be_taken_one_scan_after_the_other(bench, photos):
    rename(photos, _1="4")
    bench.scan()
    rename(photos, _2="1", _4="2")
    bench.scan()
    assert decided(bench) == {"1.jpg": Choice.REMOVE, "2.jpg": Choice.KEEPER, "3.jpg": Choice.KEEP}


class TestOverwritten:
    def test_another_photo_took_the_name_of_one_that_comes_back(self, bench, photos, tmp_path):
        (photos / "2.jpg").rename(tmp_path / "2.jpg")
        rename(photos, _1="2")
        assert bench.scan().missing_count == 1
        assert decided(bench) == {"2.jpg": Choice.KEEPER, "3.jpg": Choice.KEEP}
        shutil.copyfile(tmp_path / "2.jpg", photos / "late.jpg")
        bench.scan()
        assert decided(bench)["late.jpg"] is Choice.REMOVE

    def test_two_photos_in_turn(self, bench, photos, tmp_path):
        for name in ("1", "3"):
            (photos / "2.jpg").rename(tmp_path / f"before {name}.jpg")
            rename(photos, **{f"_{name}": "2"})
            bench.scan()
        assert decided(bench) == {"2.jpg": Choice.KEEP}
        for name, choice in (("before 1", Choice.REMOVE), ("before 3", Choice.KEEPER)):
            shutil.copyfile(tmp_path / f"{name}.jpg", photos / f"{name}.jpg")
            bench.scan()
            assert decided(bench)[f"{name}.jpg"] is choice

    def test_a_new_picture_took_the_name_of_one_that_was_renamed(self, bench, photos):
        rename(photos, _2="4")
        made.save(photos / "2.jpg", made.scene(96, 64, seed=9))
        bench.scan()
        assert bench.reads == ["2.jpg"]
        assert decided(bench) == {**DECIDED, "2.jpg": None, "4.jpg": Choice.REMOVE}

    def test_a_new_picture_took_the_name_of_one_that_was_copied(self, bench, photos):
        for copy in ("0.jpg", "4.jpg"):
            shutil.copyfile(photos / "2.jpg", photos / copy)
            made.save(photos / "2.jpg", made.scene(96, 64, seed=9))
            bench.scan()
            assert decided(bench) == {**DECIDED, "2.jpg": None, copy: Choice.REMOVE}
            (photos / copy).rename(photos / "2.jpg")
            bench.scan()
            assert decided(bench) == DECIDED

    @pytest.mark.parametrize("copy", ["0.jpg", "4.jpg"])
    def test_what_cannot_be_read_took_the_name_of_one_that_was_copied(self, bench, photos, copy):
        (photos / copy).write_bytes((photos / "2.jpg").read_bytes())
        (photos / "2.jpg").write_bytes(b"no picture")
        bench.scan()
        assert list(bench.skipped) == ["2.jpg"]
        assert decided(bench) == after({"_2": copy[0]})

    def test_a_photo_that_was_damaged_and_is_whole_again(self, bench, photos):
        whole = (photos / "2.jpg").read_bytes()
        (photos / "2.jpg").write_bytes(b"no picture")
        bench.scan()
        assert set(decided(bench)) == {"1.jpg", "3.jpg"}
        (photos / "2.jpg").write_bytes(whole)
        bench.scan()
        assert decided(bench) == DECIDED

    def test_a_copy_that_was_there_before_gets_nothing(self, bench, photos):
        shutil.copyfile(photos / "2.jpg", photos / "4.jpg")
        bench.scan()
        made.save(photos / "2.jpg", made.scene(96, 64, seed=9))
        bench.scan()
        assert decided(bench) == {**DECIDED, "2.jpg": None, "4.jpg": None}


def test_identical_photos_that_swapped_names_keep_their_own(bench, photos):
    shutil.copyfile(photos / "1.jpg", photos / "4.jpg")
    bench.scan()
    rename(photos, _1="4", _4="1")
    bench.scan()
    assert decided(bench) == {**DECIDED, "1.jpg": None, "4.jpg": Choice.KEEPER}


@pytest.mark.parametrize(("name", "other"), [("1", "3"), ("3", "1")])
def test_a_photo_that_went_long_ago_does_not_stand_for_one_that_was_renamed(
    bench, photos, name, other
):
    shutil.copyfile(photos / f"{name}.jpg", photos / "4.jpg")
    bench.scan()
    bench.stores.pairs.set_choices({bench.photos["4.jpg"].id: Choice.REMOVE})
    (photos / "4.jpg").unlink()
    bench.scan()
    targets = {f"_{name}": other, f"_{other}": name}
    rename_by_copies(photos, **targets)
    bench.scan()
    assert decided(bench) == after(targets)


def test_photos_with_the_same_pixels_that_swapped_names(bench, photos):
    with_remark = made.jpeg_with_segment((photos / "1.jpg").read_bytes(), 0xFE, b"a remark")
    (photos / "4.jpg").write_bytes(with_remark)
    bench.scan()
    bench.stores.pairs.set_choices({bench.photos["4.jpg"].id: Choice.REMOVE})
    rename_by_copies(photos, _1="4", _4="1")
    bench.scan()
    assert decided(bench) == {**DECIDED, "1.jpg": Choice.REMOVE, "4.jpg": Choice.KEEPER}


def test_what_can_be_learned_from_comes_along(bench, photos):
    keepers = HandKeepers(bench.database, Remarks())
    keepers.note(bench.photos["1.jpg"].id, [bench.photos["2.jpg"].id])
    rename_by_copies(photos, _1="3", _3="1")
    bench.scan()
    ((keeper, (other,)),) = keepers.latest(5)
    assert (keeper.path.name, other.path.name) == ("3.jpg", "2.jpg")


def test_another_name_of_a_file_on_disk_stands_for_it_when_its_first_one_is_taken(bench, photos):
    os.link(photos / "1.jpg", photos / "4.jpg")
    bench.scan()
    (photos / "1.jpg").unlink()
    rename(photos, _2="1")
    bench.scan()
    wanted = {"1.jpg": Choice.REMOVE, "3.jpg": Choice.KEEP, "4.jpg": Choice.KEEPER}
    assert decided(bench) == wanted
    assert bench.reads == []
