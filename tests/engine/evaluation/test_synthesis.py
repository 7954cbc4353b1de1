"""Copies made of a person's photos are what their labels say."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photodedup.engine.errors import Cancelled
from photodedup.engine.evaluation.edits import EDITS
from photodedup.engine.evaluation.synthesis import NothingToCopy, Synthesis, synthesize
from photodedup.engine.evaluation.truth import read_truth
from photodedup.engine.extraction import Extract, extract, full_picture
from photodedup.engine.progress import CancelToken
from tests.engine.pictures_made import exif_bytes, save, scene

WIDTH_PX, HEIGHT_PX = 480, 320


def make(source: Path, target: Path, **options: object) -> Synthesis:
    with ThreadPoolExecutor(2) as executor:
        return synthesize(source, target, executor, **options)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All kinds of copies of one photo with camera data, and a second photo."""
    folder = tmp_path_factory.mktemp("made")
    source, target = folder / "photos", folder / "copies"
    exif = exif_bytes(taken="2024:05:06 12:34:56", maker="Acme", model="One", location=(48.1, 11.6))
    save(source / "holiday.jpg", scene(WIDTH_PX, HEIGHT_PX, 3), exif=exif)
    save(source / "other.png", scene(HEIGHT_PX, WIDTH_PX, 4))
    assert make(source, target).photo_count == 2
    return target


def copy_of(made: Path, kind: str) -> Path:
    (path,) = (made / kind).glob("*holiday*")
    return path


def pixels(made: Path, kind: str) -> NDArray[np.int64]:
    return full_picture(copy_of(made, kind)).astype(int)


def read(made: Path, kind: str) -> Extract:
    return extract(copy_of(made, kind), model_input_px=None)


class TestTruthFile:
    def test_names_every_file_once(self, made: Path):
        rows = read_truth(made / "groundtruth.csv")
        files = {path for path in made.rglob("*") if path.is_file()} - {made / "groundtruth.csv"}
        assert {row.path for row in rows} == files
        assert len(rows) == 2 * (1 + len(EDITS))

    def test_each_photo_is_a_set_with_one_file_of_each_kind(self, made: Path):
        rows = read_truth(made / "groundtruth.csv")
        for group in {row.group for row in rows}:
            kinds = sorted(row.kind for row in rows if row.group == group)
            assert kinds == sorted(["original", *(edit.kind for edit in EDITS)])

    def test_at_least_twenty_five_kinds_and_all_are_copies(self, made: Path):
        rows = read_truth(made / "groundtruth.csv")
        assert len({row.kind for row in rows}) >= 25
        assert all(row.is_copy for row in rows)


class TestKinds:
    def test_original_is_the_very_file(self, made: Path):
        source = made.parent / "photos" / "holiday.jpg"
        assert copy_of(made, "original").read_bytes() == source.read_bytes()

    def test_exact_has_the_same_bytes(self, made: Path):
        assert read(made, "exact").content_hash == read(made, "original").content_hash

    def test_without_metadata_has_the_same_pixels_and_no_camera(self, made: Path):
        bare, original = read(made, "same_pixels_no_metadata"), read(made, "original")
        assert bare.pixel_hash == original.pixel_hash
        assert original.metadata.camera
        assert bare.metadata.camera is None
        assert not bare.metadata.has_location

    def test_by_flag_looks_the_same(self, made: Path):
        difference = np.abs(pixels(made, "same_picture_orientation") - pixels(made, "original"))
        assert difference.mean() < 3
        with Image.open(copy_of(made, "same_picture_orientation")) as stored:
            assert stored.size == (HEIGHT_PX, WIDTH_PX)

    @pytest.mark.parametrize("kind", ["near_webp", "near_png", "near_heic"])
    def test_conversions_look_the_same_in_another_format(self, made: Path, kind: str):
        assert np.abs(pixels(made, kind) - pixels(made, "original")).mean() < 5
        assert read(made, kind).format != "JPEG"

    @pytest.mark.parametrize(
        ("kind", "size"),
        [
            ("near_half_size", (WIDTH_PX // 2, HEIGHT_PX // 2)),
            ("near_squashed", (HEIGHT_PX, HEIGHT_PX)),
            ("edited_turn90", (HEIGHT_PX, WIDTH_PX)),
            ("edited_turn25", (WIDTH_PX, HEIGHT_PX)),
            ("edited_screenshot", (1080, 2160)),
        ],
    )
    def test_sizes(self, made: Path, kind: str, size: tuple[int, int]):
        found = read(made, kind)
        assert (found.width_px, found.height_px) == size

    @pytest.mark.parametrize(
        ("kind", "share"),
        [("edited_crop87", 0.87), ("edited_crop50", 0.5), ("edited_crop25", 0.25)],
    )
    def test_crops_keep_that_share_of_the_area(self, made: Path, kind: str, share: float):
        found = read(made, kind)
        assert found.width_px * found.height_px == pytest.approx(
            share * WIDTH_PX * HEIGHT_PX, rel=0.01
        )

    def test_mirrors_are_mirrors(self, made: Path):
        original = pixels(made, "original")
        assert np.abs(pixels(made, "edited_mirror") - original[:, ::-1]).mean() < 4
        assert np.abs(pixels(made, "edited_flip") - original[::-1]).mean() < 4

    def test_grey_is_grey(self, made: Path):
        grey = pixels(made, "edited_gray")
        assert np.ptp(grey, axis=2).max() <= 2

    def test_a_frame_and_a_caption_lie_around_the_whole_picture(self, made: Path):
        original = pixels(made, "original")
        caption = pixels(made, "edited_caption")
        assert np.abs(caption[:HEIGHT_PX] - original).mean() < 5
        assert caption.shape[0] > HEIGHT_PX
        border = (pixels(made, "edited_frame").shape[1] - WIDTH_PX) // 2
        inside = pixels(made, "edited_frame")[border:-border, border:-border]
        assert np.abs(inside - original).mean() < 5

    def test_an_editor_keeps_the_date_and_a_chat_app_does_not(self, made: Path):
        original = read(made, "original").metadata
        assert read(made, "edited_crop50").metadata.taken_at == original.taken_at
        assert read(made, "near_chat").metadata.camera is None

    def test_jpeg_of_quality_20_is_small(self, made: Path):
        assert read(made, "near_jpeg20").size_bytes < read(made, "original").size_bytes / 2


class TestWhichPhotos:
    def test_the_photos_themselves_are_only_read(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        before = digests(tmp_path / "in")
        make(tmp_path / "in", tmp_path / "out")
        assert digests(tmp_path / "in") == before

    def test_the_same_photos_give_the_same_copies(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        save(tmp_path / "in" / "b.jpg", scene(200, 150, 2))
        make(tmp_path / "in", tmp_path / "one")
        make(tmp_path / "in", tmp_path / "two")
        assert digests(tmp_path / "one") == digests(tmp_path / "two")

    def test_limit_takes_photos_spread_over_the_folder(self, tmp_path: Path):
        for number in range(6):
            save(tmp_path / "in" / f"{number}.jpg", scene(160, 120, number))
        found = make(tmp_path / "in", tmp_path / "out", limit=3, edits=EDITS[:1])
        assert found.photo_count == 3
        names = sorted(path.stem[-1] for path in (tmp_path / "out" / "original").iterdir())
        assert names == ["0", "2", "4"]

    def test_a_photo_that_looks_like_another_is_left_out(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        save(tmp_path / "in" / "b.jpg", scene(200, 150, 1)[:, ::-1])
        found = make(tmp_path / "in", tmp_path / "out", edits=EDITS[:1])
        assert found.photo_count == 1
        assert [(path.name, "looks like" in why) for path, why in found.left_out] == [
            ("b.jpg", True)
        ]

    def test_a_broken_photo_is_left_out_with_the_reason(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        (tmp_path / "in" / "b.jpg").write_bytes((tmp_path / "in" / "a.jpg").read_bytes()[:200])
        found = make(tmp_path / "in", tmp_path / "out", edits=EDITS[:1])
        assert [path.name for path, _ in found.left_out] == ["b.jpg"]
        assert found.left_out[0][1]

    def test_large_photos_are_reduced_first(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(400, 300, 1))
        make(tmp_path / "in", tmp_path / "out", long_side_px=200, edits=EDITS[:1])
        (original,) = (tmp_path / "out" / "original").iterdir()
        assert full_picture(original).shape == (150, 200, 3)


class TestRefusals:
    def test_a_folder_with_something_in_it_is_not_written_to(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        save(tmp_path / "out" / "mine.jpg", scene(200, 150, 2))
        with pytest.raises(NothingToCopy, match="not empty"):
            make(tmp_path / "in", tmp_path / "out")
        assert list(digests(tmp_path / "out")) == ["mine.jpg"]

    def test_no_photo_at_all(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        with pytest.raises(NothingToCopy, match="no photo"):
            make(tmp_path / "in", tmp_path / "out")

    def test_stopped_work_leaves_no_truth_file(self, tmp_path: Path):
        save(tmp_path / "in" / "a.jpg", scene(200, 150, 1))
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            make(tmp_path / "in", tmp_path / "out", token=token)
        assert not (tmp_path / "out" / "groundtruth.csv").exists()
