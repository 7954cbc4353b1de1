"""One read gives everything, and every file gives an extract or a plain reason."""

import csv
import os
import threading
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine import extraction
from photodedup.engine.domain.photos import DateSource
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import extract, full_picture
from photodedup.engine.features.content import content_hash
from photodedup.engine.features.perceptual import distance
from photodedup.engine.pictures.decode import decode
from tests.engine import pictures_made as made

DATA = Path(__file__).parents[3] / "shared" / "data"


def test_gives_everything_about_a_photo(tmp_path):
    exif = made.exif_bytes(
        taken="2024:05:06 12:34:56", maker="Apple", model="iPhone XR", location=(52.5, 13.4)
    )
    path = made.save(tmp_path / "a.jpg", made.scene(1600, 1200), exif=exif)
    status = path.stat()

    found = extract(path, model_input_px=224)

    assert (found.size_bytes, found.mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert (found.device, found.inode) == (status.st_dev, status.st_ino)
    assert found.content_hash == content_hash(path.read_bytes())
    assert found.pixel_hash == decode(path.read_bytes(), path).pixel_hash
    assert (found.format, found.width_px, found.height_px) == ("JPEG", 1600, 1200)
    assert found.metadata.taken_at == datetime(2024, 5, 6, 12, 34, 56)
    assert found.metadata.date_source is DateSource.EXIF
    assert found.metadata.camera == "Apple iPhone XR"
    assert found.metadata.has_location
    assert found.detail > 10
    assert 0.1 < found.sharpness < 0.5
    assert found.model_input.shape == (224, 224, 3)
    assert decode(found.preview_jpeg, Path("p.jpg")).pixels.shape == (240, 320, 3)


def test_model_input_only_when_asked_for(tmp_path):
    path = made.save(tmp_path / "a.jpg", made.scene())
    assert extract(path, model_input_px=None).model_input is None


def test_copies_in_other_formats_have_near_hashes(tmp_path):
    scene = made.scene(1600, 1200)
    first = extract(made.save(tmp_path / "a.png", scene), model_input_px=None).hashes
    for extension in (".jpg", ".webp", ".heic", ".tif", ".jp2"):
        second = extract(made.save(tmp_path / f"b{extension}", scene), model_input_px=None).hashes
        assert distance(first.dhash[0], second.dhash[0]) <= 4
        assert distance(first.phash[0], second.phash[0]) <= 4


def test_flat_picture_has_no_detail(tmp_path):
    path = made.save(tmp_path / "white.png", np.full((300, 300, 3), 255, np.uint8))
    assert extract(path, model_input_px=None).detail < 1


def test_raw(tmp_path):
    path = tmp_path / "a.dng"
    path.write_bytes(made.dng(made.scene(1200, 900), taken="2024:05:06 12:34:56"))
    found = extract(path, model_input_px=None)
    assert found.is_raw
    assert found.metadata.camera == "Maker Model"
    assert found.metadata.taken_at == datetime(2024, 5, 6, 12, 34, 56)


def outcome(path: Path) -> int | str:
    """The width of a readable photo, or the reason why it is none."""
    try:
        return extract(path, model_input_px=None).width_px
    except UnreadablePhoto as error:
        return str(error)


class TestRefused:
    def reason(self, path: Path) -> str:
        with pytest.raises(UnreadablePhoto) as caught:
            extract(path, model_input_px=None)
        return str(caught.value)

    def test_missing(self, tmp_path):
        assert "no longer there" in self.reason(tmp_path / "gone.jpg")

    def test_empty(self, tmp_path):
        (tmp_path / "a.jpg").touch()
        assert "empty" in self.reason(tmp_path / "a.jpg")

    def test_folder(self, tmp_path):
        (tmp_path / "a.jpg").mkdir()
        assert self.reason(tmp_path / "a.jpg")

    @pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system follows links")
    def test_link_put_in_the_place_of_a_photo(self, tmp_path):
        made.save(tmp_path / "a.jpg", made.scene(90, 60))
        (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
        assert "link" in self.reason(tmp_path / "b.jpg")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
    def test_pipe_does_not_hang(self, tmp_path):
        os.mkfifo(tmp_path / "a.jpg")
        assert "pipe" in self.reason(tmp_path / "a.jpg")

    def test_no_permission(self, tmp_path, monkeypatch):
        def refuse(path, flags):
            raise PermissionError(13, "Permission denied", path)

        (tmp_path / "a.jpg").touch()
        monkeypatch.setattr(os, "open", refuse)
        assert "permission" in self.reason(tmp_path / "a.jpg")

    def test_too_large(self, tmp_path, monkeypatch):
        path = made.save(tmp_path / "a.jpg", made.scene(90, 60))
        monkeypatch.setattr(extraction, "MAX_FILE_BYTES", 100)
        assert "too large" in self.reason(path)

    @pytest.mark.parametrize("change", ["grows", "shrinks", "is touched"])
    def test_changing_while_it_is_read(self, tmp_path, monkeypatch, change):
        path = made.save(tmp_path / "a.jpg", made.scene(90, 60))
        size_bytes = path.stat().st_size
        read = os.read

        def meddling_read(handle, count):
            if change == "shrinks":
                os.truncate(path, size_bytes // 2)
            data = read(handle, count)
            if change == "grows":
                with open(path, "ab") as file:
                    file.write(b"more")
            elif change == "is touched":
                os.utime(path, ns=(1, 1))
            return data

        monkeypatch.setattr(os, "read", meddling_read)
        assert "changing" in self.reason(path)


def test_reads_in_many_small_parts(tmp_path, monkeypatch):
    """Network drives give fewer bytes than were asked for."""
    path = made.save(tmp_path / "a.jpg", made.scene())
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, count: read(handle, min(count, 1000)))
    found = extract(path, model_input_px=None)
    monkeypatch.undo()
    assert found.content_hash == content_hash(path.read_bytes())


def test_names_that_are_no_text(tmp_path):
    name = os.fsdecode(b"caf\xe9\n.jpg") if os.name != "nt" else "café.jpg"
    path = made.save(tmp_path / name, made.scene())
    assert extract(path, model_input_px=None).width_px == 640


def test_threads_give_the_same(tmp_path):
    paths = [made.save(tmp_path / f"{n}.jpg", made.scene(900, 600, seed=n)) for n in range(4)]
    alone = [extract(path, model_input_px=64) for path in paths]
    together: dict[int, list] = {}

    def work(number: int) -> None:
        together[number] = [extract(path, model_input_px=64) for path in paths]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for results in together.values():
        for first, second in zip(alone, results, strict=True):
            assert first.preview_jpeg == second.preview_jpeg
            assert first.hashes.to_bytes() == second.hashes.to_bytes()
            assert np.array_equal(first.model_input, second.model_input)


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real pictures are not at {DATA}")
class TestRealFiles:
    @pytest.mark.parametrize("folder", ["formats", "bad"])
    def test_every_file_gives_an_extract_or_a_reason(self, folder):
        for path in sorted((DATA / folder).rglob("*")):
            if path.is_file():
                assert outcome(path), path

    def test_sizes_are_those_of_the_upright_pictures(self):
        with open(DATA / "formats" / "MANIFEST.csv", newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["pillow_status"] == "ok"]
        for row in rows:
            path = DATA / "formats" / row["path"]
            try:
                found = extract(path, model_input_px=None)
            except UnreadablePhoto:
                continue
            if found.is_raw:
                continue
            size = (int(row["w"]), int(row["h"]))
            turned = int(row["orientation"] or 1) >= 5
            assert (found.width_px, found.height_px) == (size[::-1] if turned else size), path

    def test_eight_orientations_of_one_picture_agree(self):
        folder = DATA / "dev" / "real" / "exif_orientation"
        for kind in ("Landscape", "Portrait"):
            hashes = [
                extract(path, model_input_px=None).hashes
                for path in sorted(folder.glob(f"{kind}_*.jpg"))
            ]
            assert len(hashes) >= 3
            assert all(distance(hashes[0].dhash[0], other.dhash[0]) <= 6 for other in hashes)

    def test_stripped_metadata_leaves_the_pixels_the_same(self):
        folder = DATA / "dev"
        with open(folder / "groundtruth.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        originals = {row["group"]: row["path"] for row in rows if row["path"].endswith("/orig.jpg")}
        stripped = [row for row in rows if row["kind"] == "same_pixels_no_metadata"]
        assert len(stripped) >= 40
        for row in stripped:
            pair = [folder / row["path"], folder / originals[row["group"]]]
            first, second = (extract(path, model_input_px=None) for path in pair)
            assert first.pixel_hash == second.pixel_hash, pair
            assert first.content_hash != second.content_hash, pair


class TestFullPictures:
    @pytest.mark.parametrize("extension", [".jpg", ".png", ".heic"])
    def test_every_pixel_is_kept(self, tmp_path, extension):
        scene = made.scene(1600, 1200)
        exif = made.exif_bytes(orientation=6)
        path = made.save(tmp_path / f"p{extension}", made.stored_for(scene, 6), exif=exif)
        pixels = full_picture(path)
        assert pixels.shape == (1200, 1600, 3)
        assert np.abs(pixels.astype(int) - scene).mean() < 6

    def test_it_stays_below_the_limit(self, tmp_path):
        path = made.save(tmp_path / "p.jpg", made.scene(1600, 1200))
        height_px, width_px, _ = full_picture(path, max_pixels=480_000).shape
        assert height_px * width_px <= 480_000
        assert width_px / height_px == pytest.approx(4 / 3, abs=0.01)

    def test_a_huge_jpeg_is_read_smaller_at_once(self, tmp_path, monkeypatch):
        monkeypatch.setattr("photodedup.engine.pictures.decode.MOST_FULL_PIXELS", 1_000_000)
        path = made.save(tmp_path / "p.jpg", made.scene(1600, 1200))
        assert full_picture(path).shape == (600, 800, 3)

    def test_one_that_is_missing(self, tmp_path):
        with pytest.raises(UnreadablePhoto, match="no longer there"):
            full_picture(tmp_path / "gone.jpg")

    def test_links_and_pipes_are_not_followed(self, tmp_path):
        made.save(tmp_path / "p.jpg", made.scene())
        (tmp_path / "link.jpg").symlink_to(tmp_path / "p.jpg")
        with pytest.raises(UnreadablePhoto, match="link"):
            full_picture(tmp_path / "link.jpg")
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe.jpg")
            with pytest.raises(UnreadablePhoto, match="pipe"):
                full_picture(tmp_path / "pipe.jpg")
