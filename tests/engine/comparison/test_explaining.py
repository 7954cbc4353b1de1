"""Why two made pictures match or not, in values and in words."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.comparison import Explanation, explain, plain_lines
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import extract
from photodedup.engine.features.embedding import Embedder, open_embedder
from photodedup.engine.features.keypoints import Detector
from photodedup.engine.matching.checker import Candidate, PairChecker
from tests.engine.pictures_made import exif_bytes, jpeg_without_metadata, save, scene

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder("default", "cpu")


@pytest.fixture
def picture() -> Pixels:
    return scene(640, 480, 5)


def compared(tmp_path: Path, first: Pixels, second: Pixels, **options: bytes) -> Explanation:
    one = save(tmp_path / "a.jpg", first, exif=options.get("first_exif", b""))
    other = save(tmp_path / "b.jpg", second, exif=options.get("second_exif", b""))
    return explain(one, other, None)


class TestEqual:
    def test_same_bytes(self, tmp_path: Path, picture: Pixels):
        found = compared(tmp_path, picture, picture)
        assert (found.is_identical, found.has_same_pixels) == (True, True)
        assert (found.verdict, found.sentence) == (Verdict.IDENTICAL, "identical file")
        assert found.attempts == ()

    def test_same_pixels(self, tmp_path: Path, picture: Pixels):
        exif = exif_bytes(maker="Acme", model="One", taken="2024:05:06 12:34:56")
        one = save(tmp_path / "a.jpg", picture, exif=exif)
        other = tmp_path / "b.jpg"
        other.write_bytes(jpeg_without_metadata(one.read_bytes()))
        found = explain(one, other, None)
        assert (found.is_identical, found.has_same_pixels) == (False, True)
        assert found.verdict is Verdict.SAME_PICTURE
        assert found.sentence == "same picture, no camera date"


class TestCopies:
    def test_half_the_size(self, tmp_path: Path, picture: Pixels):
        small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        found = compared(tmp_path, picture, np.asarray(small, np.uint8))
        assert found.verdict is Verdict.SAME_PICTURE
        assert "half the size" in found.sentence
        assert found.proposed_by == ("hashes",)

    def test_mirrored(self, tmp_path: Path, picture: Pixels):
        found = compared(tmp_path, picture, np.ascontiguousarray(picture[:, ::-1]))
        assert found.verdict is Verdict.EDITED
        assert "mirrored" in found.sentence
        assert found.nearest_hash.orientation == 4
        assert found.attempts[-1].objection is None

    def test_cropped(self, tmp_path: Path, picture: Pixels):
        found = compared(tmp_path, picture, picture[100:420, 150:600])
        assert found.verdict is Verdict.EDITED
        assert "cropped to" in found.sentence
        assert found.match is not None
        assert found.match.evidence.inliers
        assert {count.detector for count in found.points} == set(Detector)
        assert all(count.first and count.second for count in found.points)

    def test_with_a_model(self, tmp_path: Path, picture: Pixels, embedder: Embedder):
        one = save(tmp_path / "a.jpg", picture)
        other = save(tmp_path / "b.jpg", cv2.GaussianBlur(picture, (0, 0), 1.5))
        found = explain(one, other, embedder)
        assert found.cosine is not None
        assert found.cosine > embedder.spec.loose_cosine
        assert found.proposed_by == ("hashes", "model")

    def test_says_what_the_finder_says(self, tmp_path: Path, picture: Pixels):
        """The same steps in the same order: the explanation is not a second opinion."""
        found = compared(tmp_path, picture, picture[60:, :580])
        reads = [
            extract(path, model_input_px=None) for path in (found.first.path, found.second.path)
        ]
        previews = {PhotoId(1): reads[0].preview_jpeg, PhotoId(2): reads[1].preview_jpeg}
        candidate = Candidate(
            PhotoId(1),
            PhotoId(2),
            found.nearest_hash.orientation if found.proposed_by else None,
            found.nearest_hash.dhash_bits + found.nearest_hash.phash_bits
            if found.proposed_by
            else None,
        )
        match = PairChecker(previews.get).check(found.first, found.second, candidate)
        assert match == found.match


class TestStrangers:
    def test_says_which_limit_was_missed(self, tmp_path: Path, picture: Pixels):
        changed = picture.copy()
        changed[120:360, 160:480] = scene(320, 240, 99)
        found = compared(tmp_path, picture, changed)
        assert found.match is None
        assert found.attempts
        assert all(attempt.objection for attempt in found.attempts)
        assert found.sentence.startswith("not sure: ")

    def test_nothing_in_common(self, tmp_path: Path):
        found = compared(tmp_path, scene(seed=1), scene(seed=2))
        assert (found.verdict, found.proposed_by) == (None, ())

    def test_flat_pictures_are_said_to_be_flat(self, tmp_path: Path):
        grey = np.full((200, 300, 3), 128, np.uint8)
        found = compared(tmp_path, grey, grey + np.uint8(3))
        assert found.is_flat
        assert found.match is None

    def test_two_captures_by_the_clock(self, tmp_path: Path, picture: Pixels):
        found = compared(
            tmp_path,
            picture,
            np.ascontiguousarray(picture[2:, 2:]),
            first_exif=exif_bytes(taken="2024:05:06 12:34:56", maker="Acme", model="One"),
            second_exif=exif_bytes(taken="2024:05:06 12:35:40", maker="Acme", model="One"),
        )
        assert (found.seconds_apart, found.are_two_captures) == (44.0, True)
        assert found.attempts == ()
        assert found.verdict not in (Verdict.IDENTICAL, Verdict.SAME_PICTURE, Verdict.EDITED)

    def test_a_file_that_is_no_photo(self, tmp_path: Path, picture: Pixels):
        one = save(tmp_path / "a.jpg", picture)
        other = tmp_path / "b.jpg"
        other.write_text("no picture")
        with pytest.raises(UnreadablePhoto, match=r"b\.jpg"):
            explain(one, other, None)


class TestWords:
    def test_every_step_has_a_line_and_the_verdict_comes_last(
        self, tmp_path: Path, picture: Pixels
    ):
        lines = plain_lines(compared(tmp_path, picture, picture[100:420, 150:600]))
        for start in ("A: ", "B: ", "Same bytes: no", "Same pixels: no", "Times: ", "Hashes: "):
            assert any(line.startswith(start) for line in lines), start
        assert "Model: none" in lines
        assert sum(line.startswith("Key points, ") for line in lines) == 2
        assert any("inliers" in line or "point matches fit" in line for line in lines)
        assert lines[-1].startswith("Verdict: Edited copy, ")
        assert "cropped to" in lines[-1]

    def test_identical_files_need_no_laying_onto_each_other(self, tmp_path: Path, picture: Pixels):
        lines = plain_lines(compared(tmp_path, picture, picture))
        assert "Laid onto each other: not needed" in lines
        assert lines[-1] == "Verdict: Identical file, 100.0% similar: identical file"

    def test_strangers_get_a_reason(self, tmp_path: Path):
        lines = plain_lines(compared(tmp_path, scene(seed=1), scene(seed=2)))
        assert lines[-1].startswith("Verdict: none; ")
        assert "Proposed for a closer look by: nothing" in lines
