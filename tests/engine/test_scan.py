"""A scan reads what is new or changed, saves as it goes, and recognises photos it knows."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine import scan as scan_module
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.errors import Cancelled, UnreadablePhoto
from photodedup.engine.extraction import extract
from photodedup.engine.features.models import DEFAULT_MODEL, model_spec
from photodedup.engine.progress import CancelToken, Progress, Stage
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.photos import PhotoStore
from tests.engine import pictures_made as made
from tests.engine.scanning import ScanBench

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bench(tmp_path: Path, photos: Path) -> Iterator[ScanBench]:
    opened = ScanBench(tmp_path / "library")
    opened.choose(photos)
    yield opened
    opened.close()


def put(folder: Path, *names: str) -> None:
    """A different small picture for each name."""
    for name in names:
        made.save(folder / name, made.scene(96, 64, seed=sum(map(ord, name))))


class TestWhatIsRead:
    def test_everything_at_first(self, bench, photos):
        put(photos, "a.jpg", "sub/b.png", "sub/deep/c.webp")
        summary = bench.scan()
        assert sorted(bench.reads) == ["a.jpg", "b.png", "c.webp"]
        assert (summary.photo_count, summary.read_count, summary.skipped_count) == (3, 3, 0)
        assert set(bench.photos) == {"a.jpg", "b.png", "c.webp"}

    def test_facts_of_a_photo_are_kept(self, bench, photos):
        exif = made.exif_bytes(
            taken="2024:05:06 12:34:56", maker="Apple", model="iPhone XR", location=(52.5, 13.4)
        )
        path = made.save(photos / "a.jpg", made.scene(400, 300), exif=exif)
        bench.scan()
        photo, read = bench.photos["a.jpg"], extract(path, model_input_px=None)
        status = path.stat()
        assert (photo.device, photo.inode) == (status.st_dev, status.st_ino)
        assert (photo.size_bytes, photo.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert (photo.content_hash, photo.pixel_hash) == (read.content_hash, read.pixel_hash)
        assert (photo.width_px, photo.height_px, photo.format) == (400, 300, "JPEG")
        assert (photo.taken_at, photo.camera) == (read.metadata.taken_at, "Apple iPhone XR")
        assert photo.has_location
        assert bench.stores.previews.get(photo.id, photo.content_hash) == read.preview_jpeg

    def test_nothing_when_nothing_changed(self, bench, photos):
        put(photos, "a.jpg", "b.jpg")
        bench.scan()
        before = bench.photos

        def read(path, _):
            pytest.fail(f"{path} was read again")

        assert bench.scan(read=read).read_count == 0
        assert bench.photos == before

    def test_only_the_changed_file(self, bench, photos):
        put(photos, "a.jpg", "b.jpg")
        bench.scan()
        made.save(photos / "a.jpg", made.scene(80, 80, seed=99))
        assert bench.scan().read_count == 1
        assert bench.reads == ["a.jpg"]
        assert bench.photos["a.jpg"].width_px == 80

    def test_a_file_of_the_same_size_and_time_in_its_place(self, bench, photos):
        """A restored backup may look the same from outside; it is another file on disk."""
        put(photos, "a.bmp")
        status = (photos / "a.bmp").stat()
        bench.scan()
        made.save(photos / "new.bmp", made.scene(96, 64, seed=5))
        assert (photos / "new.bmp").stat().st_size == status.st_size
        (photos / "new.bmp").replace(photos / "a.bmp")
        os.utime(photos / "a.bmp", ns=(status.st_mtime_ns, status.st_mtime_ns))
        bench.scan()
        assert bench.reads == ["a.bmp"]

    def test_everything_after_the_program_learned_to_read_better(self, bench, photos, monkeypatch):
        put(photos, "a.jpg", "b.jpg")
        bench.scan()
        bench.stores.pairs.set_choices({bench.photos["a.jpg"].id: Choice.KEEPER})
        before = bench.photos
        monkeypatch.setattr(scan_module, "PIPELINE_VERSION", scan_module.PIPELINE_VERSION + 1)
        bench.scan()
        assert sorted(bench.reads) == ["a.jpg", "b.jpg"]
        assert bench.photos == before
        assert bench.stores.pairs.choices() == {before["a.jpg"].id: Choice.KEEPER}

    def test_new_files_of_a_second_folder(self, bench, photos, tmp_path):
        put(photos, "a.jpg")
        bench.scan()
        put(tmp_path / "more", "b.jpg")
        bench.choose(tmp_path / "more")
        bench.scan()
        assert bench.reads == ["b.jpg"]
        assert [folder.photo_count for folder in bench.folders.all()] == [1, 1]


class TestDecisionsStayWithThePhoto:
    """A decision follows the picture, wherever its file goes, and no other picture gets it."""

    @pytest.fixture
    def decided(self, bench, photos) -> ScanBench:
        put(photos, "a.jpg", "other.jpg")
        bench.scan()
        bench.stores.pairs.set_choices({bench.photos["a.jpg"].id: Choice.REMOVE})
        return bench

    def choice(self, bench: ScanBench, name: str) -> Choice | None:
        return bench.stores.pairs.choices().get(bench.photos[name].id)

    def test_renamed_file_is_not_read(self, decided, photos):
        (photos / "a.jpg").rename(photos / "renamed.jpg")
        decided.scan()
        assert decided.reads == []
        assert set(decided.photos) == {"renamed.jpg", "other.jpg"}
        assert self.choice(decided, "renamed.jpg") is Choice.REMOVE

    def test_file_moved_to_another_chosen_folder(self, decided, photos, tmp_path):
        other = tmp_path / "other"
        other.mkdir()
        decided.choose(other)
        (photos / "a.jpg").rename(other / "a.jpg")
        decided.scan()
        assert decided.reads == []
        assert self.choice(decided, "a.jpg") is Choice.REMOVE
        assert [folder.photo_count for folder in decided.folders.all()] == [1, 1]

    def test_renamed_folder(self, decided, photos):
        (photos / "sub").mkdir()
        (photos / "a.jpg").rename(photos / "sub" / "a.jpg")
        decided.scan()
        (photos / "sub").rename(photos / "holiday")
        decided.scan()
        assert decided.reads == []
        assert decided.photos["a.jpg"].path == photos / "holiday" / "a.jpg"
        assert self.choice(decided, "a.jpg") is Choice.REMOVE

    def test_moved_across_drives_is_recognised_by_its_content(self, decided, photos):
        """A move to another drive is a copy and a removal: nothing outside stays the same."""
        shutil.copy(photos / "a.jpg", photos / "moved.jpg")
        (photos / "a.jpg").unlink()
        decided.scan()
        assert decided.reads == ["moved.jpg"]
        assert self.choice(decided, "moved.jpg") is Choice.REMOVE
        assert decided.stores.photos.count() == 2

    def test_moved_between_two_scans(self, decided, photos, tmp_path):
        """Gone at one scan, somewhere else at the next."""
        shutil.copy(photos / "a.jpg", tmp_path / "a.jpg")
        (photos / "a.jpg").unlink()
        assert decided.scan().missing_count == 1
        shutil.copy(tmp_path / "a.jpg", photos / "late.jpg")
        decided.scan()
        assert self.choice(decided, "late.jpg") is Choice.REMOVE

    def test_identical_files_all_keep_theirs(self, decided, photos):
        shutil.copy(photos / "a.jpg", photos / "b.jpg")
        decided.scan()
        decided.stores.pairs.set_choices({decided.photos["b.jpg"].id: Choice.KEEPER})
        for name in ("a.jpg", "b.jpg"):
            shutil.copy(photos / name, photos / f"new-{name}")
            (photos / name).unlink()
        decided.scan()
        assert len(decided.photos) == 3
        kept = {self.choice(decided, name) for name in ("new-a.jpg", "new-b.jpg")}
        assert kept == {Choice.REMOVE, Choice.KEEPER}

    def test_a_photo_that_stays_is_not_taken_for_a_copy_that_went(
        self, decided, photos, monkeypatch
    ):
        shutil.copy(photos / "a.jpg", photos / "b.jpg")
        decided.scan()
        decided.stores.pairs.set_choices({decided.photos["b.jpg"].id: Choice.KEEPER})
        (photos / "a.jpg").unlink()
        decided.scan()
        monkeypatch.setattr(scan_module, "PIPELINE_VERSION", scan_module.PIPELINE_VERSION + 1)
        decided.scan()
        assert "b.jpg" in decided.reads
        assert self.choice(decided, "b.jpg") is Choice.KEEPER

    def test_gone_and_back(self, decided, photos, tmp_path):
        (photos / "a.jpg").rename(tmp_path / "a.jpg")
        assert decided.scan().photo_count == 1
        assert set(decided.photos) == {"other.jpg"}
        (tmp_path / "a.jpg").rename(photos / "a.jpg")
        assert decided.scan().photo_count == 2
        assert decided.reads == []
        assert self.choice(decided, "a.jpg") is Choice.REMOVE

    def test_new_metadata_do_not_undo_it(self, decided, photos):
        data = (photos / "a.jpg").read_bytes()
        exif = made.exif_bytes(software="a photo manager")
        (photos / "a.jpg").write_bytes(made.jpeg_with_segment(data, 0xE1, b"Exif\0\0" + exif))
        decided.scan()
        assert decided.reads == ["a.jpg"]
        assert self.choice(decided, "a.jpg") is Choice.REMOVE

    def test_another_picture_in_its_place_does_not_get_it(self, decided, photos):
        """Marked for the trash once, then painted over: nobody marked the new picture."""
        made.save(photos / "a.jpg", made.scene(96, 64, seed=4))
        decided.scan()
        assert self.choice(decided, "a.jpg") is None

    def test_two_files_that_swapped_names(self, decided, photos):
        (photos / "a.jpg").rename(photos / "x.jpg")
        (photos / "other.jpg").rename(photos / "a.jpg")
        (photos / "x.jpg").rename(photos / "other.jpg")
        decided.scan()
        assert self.choice(decided, "a.jpg") is None
        assert len(decided.photos) == 2


class TestUnreadable:
    def test_is_a_row_with_a_reason(self, bench, photos):
        put(photos, "a.jpg")
        (photos / "broken.jpg").write_bytes(b"no picture at all")
        summary = bench.scan()
        assert (summary.photo_count, summary.skipped_count) == (1, 1)
        assert list(bench.skipped) == ["broken.jpg"]
        assert bench.skipped["broken.jpg"]
        (folder,) = bench.folders.all()
        assert (folder.photo_count, folder.skipped_count) == (1, 1)

    def test_is_not_tried_again_until_it_changes(self, bench, photos):
        (photos / "broken.jpg").write_bytes(b"no picture at all")
        bench.scan()
        summary = bench.scan()
        assert bench.reads == []
        assert (summary.skipped_count, list(bench.skipped)) == (1, ["broken.jpg"])
        put(photos, "broken.jpg")
        bench.scan()
        assert bench.reads == ["broken.jpg"]
        assert bench.skipped == {}
        assert set(bench.photos) == {"broken.jpg"}

    def test_is_forgotten_with_its_file(self, bench, photos):
        (photos / "broken.jpg").write_bytes(b"no picture at all")
        bench.scan()
        (photos / "broken.jpg").unlink()
        assert bench.scan().skipped_count == 0

    def test_a_photo_that_became_unreadable_is_no_photo_any_more(self, bench, photos):
        put(photos, "a.jpg")
        bench.scan()
        (photos / "a.jpg").write_bytes(b"overwritten")
        summary = bench.scan()
        assert (summary.photo_count, summary.skipped_count) == (0, 1)

    @pytest.mark.parametrize("trouble", [PermissionError(13, "no"), OSError(5, "bad cable")])
    def test_is_tried_again_where_the_file_is_not_to_blame(
        self, bench, photos, monkeypatch, trouble
    ):
        put(photos, "a.jpg")
        open_file = os.open

        def refuse(path, *rest, **more):
            if os.fspath(path).endswith("a.jpg"):
                raise trouble
            return open_file(path, *rest, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refuse)
            bench.scan()
        assert list(bench.skipped) == ["a.jpg"]
        bench.scan()
        assert (bench.reads, bench.skipped) == (["a.jpg"], {})

    def test_a_folder_without_permission_keeps_its_photos(self, bench, photos, monkeypatch):
        put(photos, "a.jpg", "sub/b.jpg")
        bench.scan()
        list_folder = os.scandir

        def refuse(path):
            if os.fspath(path).endswith("sub"):
                raise PermissionError(13, "no")
            return list_folder(path)

        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", refuse)
            summary = bench.scan()
        assert (summary.photo_count, summary.missing_count) == (2, 0)
        assert "permission" in bench.skipped["sub"]
        bench.scan()
        assert (bench.reads, bench.skipped) == ([], {})

    def test_a_fault_of_our_own_does_not_end_the_scan(self, bench, photos):
        put(photos, "a.jpg", "b.jpg", "c.jpg")

        def read(path, size):
            if path.name == "b.jpg":
                raise ZeroDivisionError
            return bench.read(path, size)

        bench.scan(read=read)
        assert set(bench.photos) == {"a.jpg", "c.jpg"}
        assert "log" in bench.skipped["b.jpg"]


class TestNothingTwice:
    def test_nested_folders(self, bench, photos):
        put(photos, "a.jpg", "in/b.jpg")
        bench.choose(photos / "in")
        assert bench.scan().photo_count == 2
        assert bench.scan().read_count == 0

    def test_hard_links_are_other_names(self, bench, photos):
        put(photos, "a.jpg")
        os.link(photos / "a.jpg", photos / "b.jpg")
        assert bench.scan().photo_count == 1
        assert bench.photos["a.jpg"].hard_links == (photos / "b.jpg",)
        (photos / "b.jpg").unlink()
        bench.scan()
        assert bench.photos["a.jpg"].hard_links == ()

    def test_a_hard_link_with_an_earlier_name(self, bench, photos):
        put(photos, "b.jpg")
        bench.scan()
        os.link(photos / "b.jpg", photos / "a.jpg")
        assert bench.scan().photo_count == 1
        assert bench.reads == []
        assert bench.photos["a.jpg"].hard_links == (photos / "b.jpg",)

    def test_a_photo_that_came_back_with_two_names(self, bench, photos, tmp_path):
        put(photos, "a.jpg")
        bench.scan()
        shutil.move(photos / "a.jpg", tmp_path / "a.jpg")
        shutil.copy(tmp_path / "a.jpg", photos / "b.jpg")
        os.link(photos / "b.jpg", photos / "c.jpg")
        bench.scan()
        assert bench.photos["b.jpg"].hard_links == (photos / "c.jpg",)

    def test_what_cannot_be_read_is_listed_by_one_name(self, bench, photos):
        put(photos, "b.jpg")
        (photos / "b.jpg").write_bytes((photos / "b.jpg").read_bytes()[:200])
        bench.scan()
        os.link(photos / "b.jpg", photos / "a.jpg")
        assert bench.scan().skipped_count == 1
        assert bench.skipped.keys() == {"a.jpg"}

    def test_symbolic_links_are_not_followed(self, bench, photos, tmp_path):
        put(photos, "a.jpg")
        put(tmp_path / "elsewhere", "b.jpg")
        (photos / "link.jpg").symlink_to(photos / "a.jpg")
        (photos / "folder").symlink_to(tmp_path / "elsewhere")
        assert bench.scan().photo_count == 1

    def test_names_that_are_no_text(self, bench, photos):
        name = os.fsdecode(b"caf\xe9\n.jpg") if os.name != "nt" else "café.jpg"
        put(photos, "a.jpg")
        (photos / "a.jpg").rename(photos / name)
        assert bench.scan().photo_count == 1
        assert list(bench.photos) == [name]
        assert bench.scan().read_count == 0


class TestOffline:
    def test_an_unplugged_drive_keeps_its_photos(self, bench, photos, tmp_path):
        drive = tmp_path / "drive"
        put(photos, "a.jpg")
        put(drive, "b.jpg")
        (drive / "broken.jpg").write_bytes(b"no picture")
        bench.choose(drive)
        bench.scan()
        drive.rename(tmp_path / "unplugged")
        summary = bench.scan()
        assert (summary.photo_count, summary.skipped_count, summary.missing_count) == (2, 1, 0)
        (tmp_path / "unplugged").rename(drive)
        assert bench.scan().photo_count == 2
        assert bench.reads == []

    def test_an_empty_mount_point_loses_nothing_for_good(self, bench, photos, tmp_path):
        put(photos, "a.jpg")
        bench.scan()
        photos.rename(tmp_path / "unplugged")
        photos.mkdir()
        assert bench.scan().missing_count == 1
        photos.rmdir()
        (tmp_path / "unplugged").rename(photos)
        assert bench.scan().photo_count == 1
        assert bench.reads == []


class TestStopAndGoOn:
    def stop_after(self, count: int, token: CancelToken):
        def report(progress: Progress) -> None:
            if progress.stage is Stage.READING and progress.done == count:
                token.cancel()

        return report

    def test_what_was_read_is_kept(self, bench, photos):
        put(photos, *(f"{number:02}.jpg" for number in range(30)))
        token = CancelToken()
        with pytest.raises(Cancelled):
            bench.scan(token=token, report=self.stop_after(20, token))
        stored = set(bench.photos)
        assert len(stored) == 20
        assert bench.scan().photo_count == 30
        assert len(bench.reads) == 10
        assert not stored & set(bench.reads)

    def test_stopped_while_walking(self, bench, photos):
        put(photos, "a.jpg")
        bench.scan()
        put(photos, "b.jpg")
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            bench.scan(token=token)
        assert set(bench.photos) == {"a.jpg"}

    def test_stopped_for_good(self, bench, photos):
        """Files that no one read are no photos; when they go, nothing of them stays."""
        put(photos, "a.jpg", "b.jpg")
        token = CancelToken()
        with pytest.raises(Cancelled):
            bench.scan(token=token, report=self.stop_after(1, token))
        (photos / "b.jpg").unlink()
        summary = bench.scan()
        assert (summary.photo_count, summary.missing_count) == (1, 0)

    def test_waits_while_paused(self, bench, photos):
        put(photos, *(f"{number}.jpg" for number in range(8)))
        token, paused = CancelToken(), threading.Event()
        seen: list[bool] = []

        def report(progress: Progress) -> None:
            seen.append(token.is_paused)
            if progress.stage is Stage.READING and progress.done == 3:
                token.pause()
                paused.set()

        with ThreadPoolExecutor(2) as pool, ThreadPoolExecutor(1) as own:
            running = own.submit(bench.scan, executor=pool, report=report, token=token)
            assert paused.wait(30)
            assert not running.done()
            token.resume()
            assert running.result(30).read_count == 8
        assert not any(seen)

    def test_stop_ends_a_pause(self, bench, photos):
        put(photos, "a.jpg", "b.jpg")
        token = CancelToken()
        token.pause()
        with ThreadPoolExecutor(1) as own:
            running = own.submit(bench.scan, token=token)
            token.cancel()
            with pytest.raises(Cancelled):
                running.result(30)


class OnDemand(Executor):
    """Does a task when its result is asked for; counts tasks handed over and not yet taken."""

    def __init__(self) -> None:
        self.waiting = 0
        self.most_waiting = 0

    def submit(self, fn, /, *args, **kwargs):
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)
        executor = self

        class Task(Future):
            def done(self):
                return True  # as soon as it is asked for

            def result(self, timeout=None):
                executor.waiting -= 1
                return fn(*args, **kwargs)

        return Task()


@pytest.mark.parametrize("workers", [1, 4])
def test_memory_does_not_grow_with_the_library(bench, photos, workers):
    put(photos, *(f"{number:03}.bmp" for number in range(120)))
    executor = OnDemand()
    stored: list[int] = []
    bench.scan(
        executor=executor,
        workers=workers,
        on_stored=lambda: stored.append(bench.stores.photos.count()),
    )
    assert executor.most_waiting <= 6 * workers
    assert stored[0] <= 16
    assert max(later - sooner for sooner, later in pairwise(stored)) <= 16


class Darkness:
    """A model whose vector is the mean colour, and which notes the batches it saw."""

    spec = model_spec(DEFAULT_MODEL)
    device_text = "a test"
    batch_size = 4

    def __init__(self) -> None:
        self.batches: list[int] = []

    def embed(self, batch):
        self.batches.append(len(batch))
        means = batch.reshape(len(batch), -1, 3).mean(axis=1)
        return (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)


def test_every_photo_gets_its_own_vector(bench, photos):
    names = [f"{number:02}.png" for number in range(20)]
    put(photos, *names)
    (photos / "07b.png").write_bytes(b"no picture")
    model = Darkness()
    with ThreadPoolExecutor(3) as pool:
        bench.scan(model=model, executor=pool, workers=3)
    ids, vectors = bench.stores.pairs.vectors(model.spec.key)
    assert sum(model.batches) == len(ids) == 20
    by_id = dict(zip(ids, vectors.astype(np.float32), strict=True))
    for name in names:
        alone = extract(photos / name, model_input_px=model.spec.input_px).model_input
        assert by_id[bench.photos[name].id] == pytest.approx(model.embed(alone[None])[0], abs=1e-3)


def test_tells_how_far_it_is(bench, photos):
    put(photos, "a.jpg", "b.jpg")
    (photos / "c.jpg").write_bytes(b"no picture")
    reports: list[Progress] = []
    bench.scan(report=reports.append)
    reading = [report for report in reports if report.stage is Stage.READING]
    assert [report.stage for report in reports[:3]] == [Stage.WALKING] * 3
    assert [report.done for report in reading] == [0, 1, 2, 3]
    assert {report.total for report in reading} == {3}
    assert reading[-1].skipped == 1
    assert reading[-1].bytes_done == sum(path.stat().st_size for path in photos.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("reads", [1, 17, 39])
def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path, photos, reads):
    put(photos, *(f"{number:02}.png" for number in range(40)))
    log = tmp_path / "reads.txt"

    def run(kill_at: int) -> int:
        command = [sys.executable, "-m", "tests.engine.scan_scenario"]
        words = [str(photos), str(tmp_path / "library"), str(log), str(kill_at)]
        return subprocess.run(command + words, cwd=ROOT, check=False).returncode

    assert run(kill_at=reads) == -signal.SIGKILL
    stored = stored_names(tmp_path / "library" / "library.db")
    log.unlink()
    assert run(kill_at=0) == 0
    read_again = log.read_text(encoding="utf-8").splitlines()
    assert not stored & set(read_again)
    assert len(read_again) == 40 - len(stored)
    assert len(stored_names(tmp_path / "library" / "library.db")) == 40


def stored_names(path: Path) -> set[str]:
    """The photos in a library's database, which has to be whole."""
    database = Database(path, LIBRARY_MIGRATIONS)
    try:
        (result,) = database.connection.execute("PRAGMA integrity_check").fetchone()
        assert result == "ok"
        return {photo.path.name for photo in PhotoStore(database).photos().values()}
    finally:
        database.close()


def test_a_reason_from_the_reader_is_what_the_person_sees(bench, photos):
    put(photos, "a.jpg")

    def read(path, size):
        raise UnreadablePhoto("the moon is too bright")

    bench.scan(read=read)
    assert bench.skipped == {"a.jpg": "the moon is too bright"}
