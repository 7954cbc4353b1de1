"""The engine's front door: folders, one writer, rescans, decisions, clean-up and restore."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine import scan_and_find
from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import (
    Cancelled,
    CleanupRefused,
    FolderRefused,
    LibraryError,
    LibraryInUse,
    LibraryTooNew,
    UnreadablePhoto,
)
from photodedup.engine.extraction import extract
from photodedup.engine.features.models import DEFAULT_MODEL
from photodedup.engine.library import Library
from photodedup.engine.paths import cache_folder, data_folder, library_places_at
from photodedup.engine.progress import CancelToken, Progress, Stage
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.settings import Settings
from tests.engine import pictures_made as made
from tests.engine.libraries import found, member, photo, scan

ROOT = Path(__file__).parents[2]


def smaller(pixels: made.Pixels, share: float = 0.5) -> made.Pixels:
    return np.asarray(cv2.resize(pixels, None, fx=share, fy=share, interpolation=3), np.uint8)


@pytest.fixture
def three_copies(photos: Path) -> Path:
    """a.jpg, the same file again, a smaller one, and a grey one; and a stranger."""
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "a.jpg", scene, quality=92)
    shutil.copy(photos / "a.jpg", photos / "b identical.jpg")
    made.save(photos / "c smaller.jpg", smaller(scene))
    grey = np.repeat(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)
    made.save(photos / "d grey.jpg", smaller(grey, 0.75))
    made.save(photos / "z stranger.jpg", made.scene(640, 480, seed=2))
    return photos


class LastOneWaits(ThreadPoolExecutor):
    """One worker, which begins the last of so many pieces of work only after something happened."""

    def __init__(self, count: int, event: threading.Event) -> None:
        super().__init__(1)
        self._left, self._event = count, event
        self.has_waited = False

    def submit(self, work, /, *arguments, **named):
        self._left -= 1
        if not self._left:
            return super().submit(self._late, work, *arguments, **named)
        return super().submit(work, *arguments, **named)

    def _late(self, work, *arguments, **named):
        self.has_waited = self._event.wait(60.0)
        return work(*arguments, **named)


class TestFolders:
    def test_counts(self, open_library, three_copies):
        library = open_library()
        (three_copies / "broken.jpg").write_bytes(b"no picture")
        scan(library, three_copies)
        (folder,) = library.folders()
        assert folder.path == three_copies
        assert (folder.photo_count, folder.skipped_count, folder.is_online) == (5, 1, True)
        assert folder.size_bytes == sum(p.stat().st_size for p in three_copies.iterdir()) - 10
        assert library.photo_count() == 5
        assert [file.path.name for file in library.skipped()] == ["broken.jpg"]

    def test_one_that_is_chosen_already(self, open_library, photos, tmp_path):
        library = open_library()
        (photos / "in").mkdir()
        (tmp_path / "link").symlink_to(photos)
        chosen = library.add_folder(photos)
        for same in (photos, photos / "in", photos / "in" / "..", tmp_path / "link"):
            assert library.add_folder(same) == chosen
        assert library.folders() == (chosen,)

    def test_names_with_the_same_beginning(self, open_library, photos, tmp_path):
        (tmp_path / "photos 2").mkdir()
        library = open_library()
        library.add_folder(photos)
        library.add_folder(tmp_path / "photos 2")
        assert len(library.folders()) == 2

    def test_one_around_a_chosen_one(self, open_library, three_copies):
        made.save(three_copies / "in" / "x.jpg", made.scene(64, 64, seed=9))
        library = open_library()
        scan(library, three_copies / "in")
        assert scan(library, three_copies).read_count == 5
        assert library.photo_count() == 6

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (lambda path: None, "not there"),
            (lambda path: path.write_bytes(b""), "is a file"),
        ],
        ids=["missing", "file"],
    )
    def test_refused(self, open_library, tmp_path, make, words):
        make(tmp_path / "chosen")
        library = open_library()
        with pytest.raises(FolderRefused, match=words):
            library.add_folder(tmp_path / "chosen")
        assert library.folders() == ()

    def test_refused_without_permission(self, open_library, photos, monkeypatch):
        def refuse(path):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "scandir", refuse)
        with pytest.raises(FolderRefused, match="Permission denied"):
            open_library().add_folder(photos)

    def test_the_programs_own_folders_are_refused(self, open_library):
        library = open_library()
        for own in (data_folder(), data_folder() / "libraries", cache_folder()):
            own.mkdir(parents=True, exist_ok=True)
            with pytest.raises(FolderRefused, match="own files"):
                library.add_folder(own)

    def test_own_files_inside_a_chosen_folder_are_left_out(self, tmp_path, three_copies):
        """A library may be kept beside the photos it is about."""
        places = library_places_at(three_copies / "library")
        with Library(places, Settings(model="none")) as library:
            scan(library, three_copies)
            made.save(places.cache / "x.jpg", made.scene(64, 64))
            assert scan(library).photo_count == 5

    def test_removing_one_forgets_its_photos_and_touches_no_file(
        self, open_library, three_copies, tmp_path
    ):
        other = tmp_path / "other"
        other.mkdir()
        (three_copies / "c smaller.jpg").rename(other / "c smaller.jpg")
        before = {path: path.read_bytes() for path in three_copies.iterdir()}
        library = open_library()
        scan(library, three_copies, other)
        first, second = library.folders()
        library.remove_folder(first.id)
        assert library.folders() == (second,)
        assert library.photo_count() == 1
        assert library.groups() == ()
        assert {path: path.read_bytes() for path in three_copies.iterdir()} == before
        assert scan(library).photo_count == 1
        assert scan(library, three_copies).photo_count == 5
        assert len(library.groups()) == 1

    def test_one_that_went_offline_keeps_its_groups(self, open_library, three_copies, tmp_path):
        library = open_library()
        scan(library, three_copies)
        before = library.groups()
        three_copies.rename(tmp_path / "unplugged")
        assert [folder.is_online for folder in library.folders()] == [False]
        scan(library)
        assert library.groups() == before


class TestOpening:
    def test_again(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        before = library.groups()
        library.close()
        assert open_library().groups() == before

    def test_a_second_one_may_only_look(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        (group,) = library.groups()
        second = open_library()
        assert (library.is_read_only, second.is_read_only) == (False, True)
        assert second.groups() == (group,)
        assert second.preview(group.keeper.id) == library.preview(group.keeper.id)
        for change in (
            lambda: second.add_folder(three_copies),
            lambda: scan(second),
            lambda: second.find(),
            lambda: second.set_marked(group.id, group.members[0].photo.id, False),
            lambda: second.set_skipped(group.id, True),
            lambda: second.set_keeper(group.id, group.members[0].photo.id),
            lambda: second.restore_decided(second.decided([group])),
            lambda: second.clean_up(second.plan([group])),
            lambda: second.remove_folder(second.folders()[0].id),
        ):
            with pytest.raises(LibraryInUse, match="another window or program"):
                change()
        assert len(list(three_copies.iterdir())) == 5

    def test_a_second_process_may_only_look(self, open_library, tmp_path, photos):
        library = open_library()
        made.save(photos / "a.jpg", made.scene(64, 64))
        scan(library, photos)
        code = (
            "import sys; from pathlib import Path\n"
            "from photodedup.engine.library import Library\n"
            "from photodedup.engine.paths import library_places_at\n"
            "with Library(library_places_at(Path(sys.argv[1]))) as library:\n"
            "    print(library.is_read_only, library.photo_count())\n"
        )

        def ask() -> str:
            command = [sys.executable, "-c", code, str(tmp_path / "library")]
            return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.strip()

        assert ask() == "True 1"
        library.close()
        assert ask() == "False 1"

    def test_one_from_a_later_version_is_refused_and_not_changed(self, open_library, tmp_path):
        open_library().close()
        path = tmp_path / "library" / "library.db"
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 99")
        database.close()
        before = path.read_bytes()
        with pytest.raises(LibraryTooNew, match="later version"):
            open_library()
        assert path.read_bytes() == before

    def test_a_refused_one_can_be_opened_once_it_is_mended(self, open_library, tmp_path):
        """A failed opening lets go of the library."""
        open_library().close()
        path = tmp_path / "library" / "library.db"
        whole = path.read_bytes()
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 99")
        with pytest.raises(LibraryTooNew):
            open_library()
        path.write_bytes(whole)
        assert not open_library().is_read_only

    @pytest.mark.parametrize("damage", ["gone", "damaged", "from a later version"])
    def test_the_cache_is_never_missed(self, open_library, three_copies, tmp_path, damage):
        library = open_library()
        scan(library, three_copies)
        (group,) = library.groups()
        preview = library.preview(group.keeper.id)
        library.close()
        cache = tmp_path / "library" / "cache"
        if damage == "gone":
            shutil.rmtree(cache)
        elif damage == "damaged":
            (cache / "previews.db").write_bytes(b"not a database at all" * 100)
        else:
            database = sqlite3.connect(cache / "previews.db")
            database.execute("PRAGMA user_version = 99")
            database.close()
        again = open_library()
        assert again.groups() == (group,)
        assert again.preview(group.keeper.id) == preview

    def test_where_nothing_can_be_written(self, tmp_path):
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(LibraryError, match="cannot be"):
            Library(library_places_at(tmp_path / "file" / "library"))


class TestScanningAgain:
    def test_reads_nothing_and_changes_nothing(self, open_library, three_copies, monkeypatch):
        library = open_library()
        first = scan(library, three_copies)
        before = library.groups()
        monkeypatch.setattr(ReadingProcesses, "read", lambda *_: pytest.fail("read"))
        again = scan(library)
        assert (first.read_count, again.read_count) == (5, 0)
        assert library.groups() == before

    def test_a_photo_that_was_painted_over_is_no_copy_any_more(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        made.save(three_copies / "c smaller.jpg", made.scene(320, 240, seed=77))
        scan(library)
        (group,) = library.groups()
        assert "c smaller.jpg" not in {photo.path.name for photo in group.photos}

    def test_a_photo_that_became_a_copy(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        made.save(three_copies / "z stranger.jpg", smaller(made.scene(640, 480, seed=1), 0.8))
        scan(library)
        (group,) = library.groups()
        assert member(group, "z stranger.jpg").verdict is Verdict.SAME_PICTURE

    def test_a_new_copy_joins_its_group(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        made.save(three_copies / "new.png", smaller(made.scene(640, 480, seed=1), 0.6))
        assert scan(library).read_count == 1
        (group,) = library.groups()
        assert member(group, "new.png").verdict is Verdict.SAME_PICTURE

    def test_a_copy_that_was_away_when_another_came(self, open_library, three_copies, tmp_path):
        library = open_library()
        scan(library, three_copies / "z stranger.jpg" / "..")
        away = tmp_path / "away"
        away.mkdir()
        for path in list(three_copies.iterdir()):
            path.rename(away / path.name)
        made.save(three_copies / "new.png", smaller(made.scene(640, 480, seed=1), 0.6))
        scan(library)
        assert library.groups() == ()
        for path in list(away.iterdir()):
            path.rename(three_copies / path.name)
        scan(library)
        (group,) = library.groups()
        assert {photo.path.name for photo in group.photos} >= {"a.jpg", "new.png"}

    def test_better_metadata_of_an_equal_picture_take_over_without_losing_anyone(
        self, open_library, photos
    ):
        """The new photo becomes the keeper; the others are proved against it."""
        scene = made.scene(640, 480, seed=1)
        made.save(photos / "best.jpg", scene, quality=92)
        made.save(photos / "good.jpg", scene, quality=75)
        made.save(photos / "poor.jpg", scene, quality=50)
        library = open_library()
        scan(library, photos)
        (group,) = library.groups()
        assert group.keeper.path.name == "best.jpg"
        exif = made.exif_bytes(taken="2024:05:06 12:34:56", maker="Apple", model="iPhone XR")
        for name in ("good", "poor"):  # a copy of each that kept its metadata
            data = (photos / f"{name}.jpg").read_bytes()
            block = b"Exif\0\0" + exif.removeprefix(b"Exif\0\0")
            (photos / f"dated {name}.jpg").write_bytes(made.jpeg_with_segment(data, 0xE1, block))
            scan(library)
            (group,) = library.groups()
            assert group.keeper.path.name == "dated good.jpg"
        assert {str(other.verdict) for other in group.members} == {"same-picture"}
        assert len(group.members) == 4

    def test_with_a_model_after_one_without(self, open_library, photos):
        """A strong crop is found by its vector alone; both scans see it once they may."""
        scene = made.scene(1000, 800, seed=3)
        made.save(photos / "a.jpg", scene)
        made.save(photos / "b.jpg", np.ascontiguousarray(scene[200:600, 250:750]))
        library = open_library()
        scan(library, photos)
        assert library.groups() == ()
        library.close()
        library = open_library(model=DEFAULT_MODEL)
        scan(library)
        assert found(library.groups()) == {"a.jpg": {"b.jpg": "edited"}}

    def test_copies_on_a_drive_that_cannot_be_seen_are_found_when_it_is_back(
        self, open_library, three_copies, tmp_path
    ):
        """Away together with the cache of previews: that is no proof of anything."""
        library = open_library()
        scan(library, three_copies)
        library.close()
        shutil.rmtree(tmp_path / "library" / "cache")
        three_copies.rename(tmp_path / "unplugged")
        made.save(tmp_path / "new" / "new.png", smaller(made.scene(640, 480, seed=1), 0.6))
        library = open_library()
        scan(library, tmp_path / "new")
        (tmp_path / "unplugged").rename(three_copies)
        scan(library)
        (group,) = library.groups()
        assert {photo.path.name for photo in group.photos} >= {"a.jpg", "new.png", "d grey.jpg"}

    def test_groups_appear_while_it_runs(self, open_library, three_copies, monkeypatch):
        monkeypatch.setattr(scan_and_find, "_LIVE_FIND_AFTER_S", 0.0)
        monkeypatch.setattr("photodedup.engine.scan._COMMIT_EVERY_S", 0.0)
        library = open_library()
        library.add_folder(three_copies)
        seen: list[int] = []
        is_shown = threading.Event()

        def look() -> None:
            seen.append(len(library.groups()))
            is_shown.set()

        with LastOneWaits(5, is_shown) as executor:
            library.scan(executor, on_groups=look)
        assert executor.has_waited
        assert 1 in seen[:-1]
        assert seen[-1] == 1

    def test_stopped_and_gone_on(self, open_library, three_copies):
        library = open_library()
        token = CancelToken()

        def report(progress: Progress) -> None:
            if progress.stage is Stage.READING and progress.done == 3:
                token.cancel()

        with pytest.raises(Cancelled):
            scan(library, three_copies, report=report, token=token)
        assert library.photo_count() == 3
        assert scan(library).read_count == 2
        assert len(library.groups()) == 1


class TestWithoutTheModel:
    def test_hashes_alone_find_copies_and_say_so(self, open_library, three_copies, no_model_file):
        library = open_library(model=DEFAULT_MODEL)
        scan(library, three_copies)
        (group,) = library.groups()
        assert len(group.members) == 3
        assert "hashes" in library.device_text
        assert "is missing" in library.device_text
        assert "is missing" in library.model_problem


class TestPictures:
    def test_preview_is_small_and_upright(self, open_library, photos):
        stored = made.stored_for(made.scene(640, 480, seed=1), 6)
        made.save(photos / "a.jpg", stored, exif=made.exif_bytes(orientation=6))
        library = open_library()
        scan(library, photos)
        data = library.preview(next(iter(library._photos.photos())))
        assert cv2.imdecode(np.frombuffer(data, np.uint8), 1).shape[:2] == (240, 320)

    def test_preview_of_a_photo_that_is_gone(self, open_library, three_copies, tmp_path):
        library = open_library()
        scan(library, three_copies)
        keeper = library.groups()[0].keeper
        library.close()
        shutil.rmtree(tmp_path / "library" / "cache")
        keeper.path.unlink()
        assert open_library().preview(keeper.id) is None

    def test_full_picture(self, open_library, three_copies):
        library = open_library()
        scan(library, three_copies)
        keeper = library.groups()[0].keeper
        assert library.full_picture(keeper).shape == (480, 640, 3)
        keeper.path.unlink()
        with pytest.raises(UnreadablePhoto):
            library.full_picture(keeper)


class TestCleanUp:
    @pytest.fixture
    def library(self, open_library, three_copies) -> Library:
        library = open_library()
        scan(library, three_copies)
        return library

    def test_a_plan_tells_how_far_it_is_and_can_be_stopped(self, library):
        token, told = CancelToken(), []

        def stop(progress: Progress) -> None:
            told.append(progress)
            token.cancel()

        with pytest.raises(Cancelled):
            library.plan(library.groups(), stop, token)
        assert told == [Progress(Stage.PLANNING, 0, 2)]

    def test_whole_journey(self, library, three_copies):
        (group,) = library.groups()
        assert found([group]) == {
            "a.jpg": {
                "b identical.jpg": "identical",
                "c smaller.jpg": "same-picture",
                "d grey.jpg": "edited",
            }
        }
        plan = library.plan([group])
        going = {removal.photo.path.name for removal in plan.removals}
        assert going == {"b identical.jpg", "c smaller.jpg"}
        assert {removal.survivor for removal in plan.removals} == {group.keeper}
        assert len(list(three_copies.iterdir())) == 5  # a plan touches nothing

        operation = library.clean_up(plan)
        assert {removal.state for removal in operation.removals} == {RemovalState.REMOVED}
        assert {path.name for path in three_copies.iterdir()} == {
            *("a.jpg", "d grey.jpg", "z stranger.jpg")
        }
        assert found(library.groups()) == {"a.jpg": {"d grey.jpg": "edited"}}
        assert library.photo_count() == 3
        assert library.history() == (operation,)

        result = library.restore([removal.id for removal in operation.removed])
        assert not result.failed
        assert len(list(three_copies.iterdir())) == 5
        assert found(library.groups()) == found([group])
        assert library.groups()[0].marked == ()  # what came back is kept
        assert library.plan(library.groups()).removals == ()
        assert library.history()[0].removed == ()

    def test_what_is_left_stays_together_when_its_first_photo_goes(self, library, three_copies):
        """The grey one was compared with the identical file that has the smaller number."""
        (group,) = library.groups()
        second = photo(library, "b identical.jpg")
        (group,) = library.set_keeper(group.id, second.id)
        assert member(group, "a.jpg").is_marked
        library.clean_up(library.plan([group]))
        assert not (three_copies / "a.jpg").exists()
        assert found(library.groups()) == {"b identical.jpg": {"d grey.jpg": "edited"}}

    def test_nothing_changes_at_the_next_scan(self, library, three_copies):
        library.clean_up(library.plan(library.groups()))
        before = library.groups()
        assert scan(library).read_count == 0
        assert library.groups() == before

    def test_restored_photos_are_still_known_at_the_next_scan(self, library, three_copies):
        operation = library.clean_up(library.plan(library.groups()))
        library.restore([removal.id for removal in operation.removed])
        before = library.groups()
        assert scan(library).photo_count == 5
        assert library.groups() == before

    def test_brought_back_by_hand(self, library, three_copies):
        """Through the desktop's own trash: a mark that was carried out is no mark any more."""
        (group,) = library.groups()
        grey = photo(library, "d grey.jpg")
        library.set_marked(group.id, grey.id, True)
        operation = library.clean_up(library.plan(library.groups()))
        (removal,) = [row for row in operation.removed if row.path == grey.path]
        shutil.move(removal.trashed_path, grey.path)
        scan(library)
        (group,) = library.groups()
        assert not member(group, "d grey.jpg").is_marked

    def test_a_photo_that_changed_since_the_scan_stays(self, library, three_copies):
        plan = library.plan(library.groups())
        with open(three_copies / "c smaller.jpg", "ab") as file:
            file.write(b"!")
        operation = library.clean_up(plan)
        assert (three_copies / "c smaller.jpg").exists()
        kept = [row for row in operation.removals if row.state is RemovalState.KEPT]
        assert [row.path.name for row in kept] == ["c smaller.jpg"]
        assert kept[0].message

    def test_stopped_it_keeps_the_rest(self, library, three_copies):
        token = CancelToken()

        def report(progress: Progress) -> None:
            if progress.done:
                token.cancel()

        operation = library.clean_up(library.plan(library.groups()), report, token)
        assert len(operation.removed) == 1
        assert len(list(three_copies.iterdir())) == 4
        (group,) = library.groups()
        assert len(group.members) == 2

    def test_journal_is_remembered_although_the_library_is_new(
        self, library, three_copies, tmp_path, open_library
    ):
        """A clean-up can be taken back even after the database was lost."""
        library.clean_up(library.plan(library.groups()))
        library.close()
        (tmp_path / "library" / "library.db").unlink()
        again = open_library()
        (operation,) = again.history()
        assert len(again.restore([row.id for row in operation.removed]).restored) == 2
        assert len(list(three_copies.iterdir())) == 5


class TestBursts:
    def test_shots_of_one_moment_are_no_copies_and_never_marked(self, open_library, photos):
        scene = made.scene(640, 480, seed=1)
        for number in range(3):
            exif = made.exif_bytes(
                taken=f"2024:05:06 12:34:5{number}", maker="Fairphone", model="FP5"
            )
            moved = np.roll(scene, 20 * number, axis=1)
            made.save(photos / f"{number}.jpg", moved, exif=exif)
        library = open_library(model=DEFAULT_MODEL)
        scan(library, photos)
        (group,) = library.groups()
        assert group.kind is GroupKind.BURST
        assert len(group.members) == 2
        assert group.marked == ()
        assert library.plan(library.groups()).removals == ()


def test_previews_hold_what_extraction_made(open_library, three_copies):
    library = open_library()
    scan(library, three_copies)
    keeper = library.groups()[0].keeper
    assert library.preview(keeper.id) == extract(keeper.path, model_input_px=None).preview_jpeg


def test_refusals_are_in_plain_words(open_library, three_copies):
    library = open_library()
    scan(library, three_copies)
    (group,) = library.groups()
    with pytest.raises(CleanupRefused, match="stays"):
        library.set_marked(group.id, group.keeper.id, True)
