"""Restoring brings back exactly what was removed, and never at another file's cost."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from photodedup.engine.cleanup import Journal, clean_up, platform_trash, restore, restoring
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.progress import CancelToken, Stage

from .conftest import plan_of


@pytest.fixture
def removed(shelf, journal):
    """One spare in the trash."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("sub/b.jpg")
    os.utime(spare.path, ns=(1_000_000_000, 2_000_000_000))
    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removed
    return removal


def assert_restored_to(result, path: Path) -> None:
    (removal,) = result.restored
    assert result.failed == ()
    assert removal.state is RemovalState.RESTORED
    assert removal.restored_path == path
    assert path.read_bytes() == b"a picture"


def assert_not_restored(result, *words: str) -> None:
    ((removal, reason),) = result.failed
    assert result.restored == ()
    assert removal.state is not RemovalState.RESTORED
    for word in words:
        assert word in reason


def test_a_file_comes_back_with_its_date_and_leaves_no_trace_in_the_trash(
    removed, journal, trash_folder
):
    result = restore([removed.id], journal)

    assert_restored_to(result, removed.path)
    assert removed.path.stat().st_mtime_ns == 2_000_000_000
    assert [path for path in trash_folder.rglob("*") if path.is_file()] == []


def test_it_works_from_the_journal_alone_much_later(removed, journal):
    path = journal._database.path
    journal.close()
    later = Journal(path)

    assert_restored_to(restore([removed.id], later), removed.path)
    later.close()


def test_a_taken_place_is_never_overwritten(removed, journal):
    removed.path.write_bytes(b"a newcomer")
    taken_too = removed.path.with_name("b (restored).jpg")
    taken_too.symlink_to("nowhere")

    result = restore([removed.id], journal)

    assert_restored_to(result, removed.path.with_name("b (restored 2).jpg"))
    assert removed.path.read_bytes() == b"a newcomer"
    assert taken_too.is_symlink()
    assert "taken" in result.restored[0].message


def test_a_missing_folder_is_made_again(removed, journal):
    removed.path.parent.rename(removed.path.parent.with_name("renamed"))

    assert_restored_to(restore([removed.id], journal), removed.path)


def test_an_emptied_trash_is_told(removed, journal):
    removed.trashed_path.unlink()

    assert_not_restored(restore([removed.id], journal), "no longer in the trash", "emptied")


def test_a_missing_drive_is_told(removed, journal, trash_folder):
    trash_folder.rename(trash_folder.with_name("unplugged"))

    assert_not_restored(restore([removed.id], journal), "not there", "connect it")
    assert not removed.path.exists()


def test_a_file_changed_in_the_trash_is_told_and_left(removed, journal):
    removed.trashed_path.write_bytes(b"other bytes")

    assert_not_restored(restore([removed.id], journal), "changed", str(removed.trashed_path))
    assert removed.trashed_path.exists()


def test_a_file_put_back_by_other_means_counts_as_restored(removed, journal):
    removed.trashed_path.rename(removed.path)

    assert_restored_to(restore([removed.id], journal), removed.path)


def test_a_second_restore_does_nothing(removed, journal):
    restore([removed.id], journal)

    result = restore([removed.id], journal)

    ((_, reason),) = result.failed
    assert "restored before" in reason
    assert removed.path.exists()


def test_a_file_that_stayed_cannot_be_restored(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    keeper.path.unlink()
    (kept,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removals

    assert_not_restored(restore([kept.id], journal), "never left")


def test_a_folder_on_another_drive_now_gets_a_proved_copy(removed, journal, monkeypatch):
    def cross_device(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(restoring, "take_out", cross_device)

    result = restore([removed.id], journal)

    assert_restored_to(result, removed.path)
    assert "stays in the trash" in result.restored[0].message
    assert removed.trashed_path.exists()
    assert os.listdir(removed.path.parent) == ["b.jpg"]


def test_a_copy_that_goes_wrong_leaves_nothing_half_made(removed, journal, monkeypatch):
    def cross_device(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(restoring, "take_out", cross_device)
    monkeypatch.setattr(shutil, "copy2", lambda source, target: Path(target).write_bytes(b"half"))

    result = restore([removed.id], journal)

    assert_not_restored(result, "drive reports an error")
    assert os.listdir(removed.path.parent) == []
    assert removed.trashed_path.exists()


def test_a_place_that_cannot_be_made_is_told(removed, journal):
    removed.path.parent.rmdir()
    removed.path.parent.write_bytes(b"a file where the folder was")

    result = restore([removed.id], journal)

    assert_not_restored(result)
    assert removed.trashed_path.exists()
    assert journal.unsettled() == ()


def test_progress_and_cancel(shelf, journal):
    keeper = shelf.photo("a.jpg")
    rows = []
    for number in range(3):
        spare = shelf.photo(f"{number}.jpg")
        rows += clean_up(plan_of(spare, keeper), journal, platform_trash()).removed
    token, seen = CancelToken(), []

    def watch(progress):
        seen.append((progress.stage, progress.done, progress.total))
        token.cancel()

    result = restore([row.id for row in rows], journal, watch, token)

    assert len(result.restored) == 1
    assert seen == [(Stage.RESTORING, 1, 3)]


def test_an_unknown_removal_is_an_error(journal):
    with pytest.raises(KeyError):
        restore([RemovalId(99)], journal)
