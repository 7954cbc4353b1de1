"""Real photos with known truth: what must be found is found, and what must stay apart does."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings

PHOTOS = Path(__file__).parents[3] / "shared" / "data" / "dev"

pytestmark = [
    pytest.mark.skipif(not PHOTOS.is_dir(), reason=f"the real photos are not at {PHOTOS}"),
    pytest.mark.timeout(600),
]

SAME = {
    *("exact", "original", "same_pixels_no_metadata", "same_picture_orientation"),
    *("same_pixels_or_recompressed_source", "near_aspect_distorted", "near_blur", "near_crop5"),
    *("near_edit", "near_format", "near_noise", "near_recompress", "near_resize"),
    *("near_resize_or_reframe", "near_tone", "near_watermark"),
}
# Labelled as belonging with nothing; to the eye each is the source of a synthetic set.
ALSO_IN_A_SET = {
    "real/lomiri_photos/umang_by_Abhishek_Mudgal.jpg": "synthetic/13_umang_by_Abhishek_Mudgal",
    "real/lomiri_photos/Fossa_by_Jasper_Roks.jpg": "synthetic/14_Fossa_by_Jasper_Roks",
    "real/lomiri_photos/Painting-Colors_by__herobrine7gamer.jpg": (
        "synthetic/17_Painting-Colors_by__herobrin"
    ),
}
KNOWN_MISSES = {
    # Made 100 pixels wide and then large again in blocks: the detail of the original is gone.
    "real/images4/resample/nearest533x400.png",
    # Sharpened until its noise is its detail.
    "real/pdq_bridge/sharpen-a-lot.jpg",
}
MOST_EDITS_MISSED = 0.01


@dataclass(frozen=True, slots=True)
class Truth:
    kind: str
    set: str

    @property
    def is_same(self) -> bool:
        return self.kind in SAME

    @property
    def is_copy(self) -> bool:
        return bool(self.set) and (self.is_same or self.kind.startswith("edited"))


@pytest.fixture(scope="module")
def truths() -> dict[str, Truth]:
    """By path; of a file that is listed twice the first row counts."""
    found: dict[str, Truth] = {}
    with open(PHOTOS / "groundtruth.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["path"], Truth(row["kind"], row["group"]))
    for path, folder in ALSO_IN_A_SET.items():
        assert found[path].kind == "distinct"
        found[path] = Truth("original", found[f"{folder}/orig.jpg"].set)
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One scan for all tests of this module."""
    places = library_places_at(tmp_path_factory.mktemp("real") / "library")
    with Library(places, Settings(device="cpu")) as opened, ThreadPoolExecutor(2) as executor:
        opened.add_folder(PHOTOS)
        opened.scan(executor)
        yield opened


@pytest.fixture(scope="module")
def copies(library: Library) -> list[Group]:
    return [group for group in library.groups() if group.kind is GroupKind.COPIES]


def name_of(path: Path) -> str:
    return path.relative_to(PHOTOS.resolve()).as_posix()


def places(groups: list[Group]) -> dict[str, int]:
    """The number of each photo's group."""
    return {
        name_of(photo.path): number for number, group in enumerate(groups) for photo in group.photos
    }


def missed(truths: dict[str, Truth], groups: list[Group], members: set[str]) -> set[str]:
    """Those of these photos that are not where most of their set is."""
    place = places(groups)
    sets = defaultdict(list)
    for path, truth in truths.items():
        if truth.is_copy:
            sets[truth.set].append(path)
    found = set()
    for paths in sets.values():
        if len(paths) > 1:
            homes = Counter(place[path] for path in paths if path in place)
            home = homes.most_common(1)[0][0] if homes else None
            found |= {path for path in members.intersection(paths) if place.get(path) != home}
    return found


def test_every_photo_is_read_or_has_a_reason(library, truths):
    skipped = {name_of(file.path) for file in library.skipped()}
    assert library.photo_count() + len(skipped) >= 810
    assert {path.rpartition(".")[2] for path in skipped} <= {"jxl", "GPR", "jpg"}
    assert len(skipped) <= 4


def test_same_pictures_are_found(truths, copies):
    same = {path for path, truth in truths.items() if truth.is_same}
    assert len(same) > 400
    assert missed(truths, copies, same) <= KNOWN_MISSES


def test_most_edited_copies_are_found(truths, copies):
    edited = {path for path, truth in truths.items() if truth.is_copy and not truth.is_same}
    assert len(edited) > 150
    assert len(missed(truths, copies, edited)) <= MOST_EDITS_MISSED * len(edited)


def test_nothing_else_is_called_a_copy(truths, copies):
    """Fixed cameras, bursts, Live Photos, similar scenes, strangers."""
    wrong = []
    for group in copies:
        keeper = truths[name_of(group.keeper.path)]
        for member in group.members:
            truth = truths[name_of(member.photo.path)]
            if not (keeper.is_copy and truth.is_copy and keeper.set == truth.set):
                pair = (name_of(member.photo.path), name_of(group.keeper.path))
                wrong.append((*pair, str(member.verdict)))
    assert wrong == []


@pytest.mark.parametrize(
    "kind",
    [
        *("series_same_camera_TRAP", "burst", "live_pair", "raw_jpeg_pair"),
        *("distinct", "distinct_or_synthetic_shape", "similar_same_scene", "near_second_shot"),
    ],
)
def test_what_stays_apart_is_in_no_group_of_copies(truths, copies, kind):
    rows = {path for path, truth in truths.items() if truth.kind == kind}
    assert rows
    assert not rows & set(places(copies))


def test_only_identical_files_and_same_pictures_are_marked(library):
    for group in library.groups():
        for member in group.members:
            assert member.is_marked == (member.verdict in (Verdict.IDENTICAL, Verdict.SAME_PICTURE))


def test_whoever_is_kept_is_no_smaller_than_who_goes(copies):
    for group in copies:
        for member in group.marked:
            assert group.keeper.pixel_count >= 0.96 * member.photo.pixel_count, name_of(
                member.photo.path
            )


def test_the_burst_is_one(truths, library):
    burst = {path for path, truth in truths.items() if truth.kind == "burst"}
    groups = [
        {name_of(photo.path) for photo in group.photos}
        for group in library.groups()
        if group.kind is GroupKind.BURST
    ]
    assert any(len(burst & group) >= len(burst) - 1 for group in groups)


def test_every_group_says_why(library):
    for group in library.groups():
        assert group.keeper_reason
        assert all(member.reason for member in group.members)


def test_a_second_scan_reads_nothing_and_says_the_same(library):
    before = library.groups()
    with ThreadPoolExecutor(2) as executor:
        assert library.scan(executor).read_count == 0
    assert library.groups() == before
