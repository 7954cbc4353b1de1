"""After a crash, each open row is settled by what is on the disk, not by what was planned."""

import os
from dataclasses import replace

import pytest

from photodedup.engine.cleanup import contents, recover, restore
from photodedup.engine.cleanup.freedesktop import FreedesktopTrash
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.plans import Destination
from photodedup.engine.store.journal_rows import photo_file

from .conftest import plan_of


def file_of(photo, survivor):
    """A removal as the journal writes it down."""
    (planned,) = plan_of(photo, survivor).removals
    return photo_file(planned)


@pytest.fixture
def pending(shelf, journal, trash_folder):
    """A row as a crash leaves it: written, its place announced, the file not moved yet."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    planned = file_of(spare, keeper)
    (trash_folder / "files").mkdir(parents=True)
    (trash_folder / "info").mkdir()
    number = journal.write_pending(
        journal.begin(),
        planned,
        Destination.TRASH,
        trash_folder / "files" / "b.jpg",
        trash_folder / "info" / "b.jpg.trashinfo",
    )
    return journal.entry(number).removal


def settled(journal):
    (removal,) = recover(journal)
    assert recover(journal) == ()
    return removal


def move_to_trash(removal) -> None:
    FreedesktopTrash().move(removal.path)
    assert removal.trashed_path.exists()


def test_a_file_still_in_its_place_was_kept(pending, journal):
    removal = settled(journal)

    assert (removal.state, removal.trashed_path) == (RemovalState.KEPT, None)
    assert "stopped before" in removal.message


def test_a_moved_file_was_removed_and_can_be_restored(pending, journal):
    move_to_trash(pending)

    removal = settled(journal)

    assert removal.state is RemovalState.REMOVED
    assert len(restore([removal.id], journal).restored) == 1
    assert pending.path.read_bytes() == b"a picture"


def test_a_note_without_a_file_is_taken_away(pending, journal, trash_folder):
    note = trash_folder / "info" / "b.jpg.trashinfo"
    note.write_text(f"[Trash Info]\nPath={pending.path}\nDeletionDate=2024-05-03T14:22:10\n")

    settled(journal)

    assert not note.exists()


def test_a_note_that_was_not_written_yet_is_taken_away(pending, journal, trash_folder):
    note = trash_folder / "info" / "b.jpg.trashinfo"
    note.touch()

    settled(journal)

    assert not note.exists()


def test_another_programs_note_is_left_alone(pending, journal, trash_folder):
    note = trash_folder / "info" / "b.jpg.trashinfo"
    note.write_text("[Trash Info]\nPath=/elsewhere/b.jpg\nDeletionDate=2024-05-03T14:22:10\n")

    settled(journal)

    assert note.exists()


def test_a_second_name_in_the_trash_is_taken_away(pending, journal):
    os.link(pending.path, pending.trashed_path)

    assert settled(journal).state is RemovalState.KEPT
    assert not pending.trashed_path.exists()
    assert pending.path.read_bytes() == b"a picture"


def test_a_newcomer_in_the_files_place_does_not_hide_that_it_moved(pending, journal):
    move_to_trash(pending)
    pending.path.write_bytes(b"imported again")

    removal = settled(journal)

    assert removal.state is RemovalState.REMOVED
    assert pending.path.read_bytes() == b"imported again"


def test_a_copy_of_it_in_its_place_does_not_hide_that_it_moved(pending, journal):
    move_to_trash(pending)
    pending.path.write_bytes(b"a picture")

    assert settled(journal).state is RemovalState.REMOVED


def test_the_same_file_of_another_program_in_the_trash_is_left_alone(pending, journal):
    pending.trashed_path.write_bytes(b"a picture")

    assert settled(journal).state is RemovalState.KEPT
    assert pending.trashed_path.exists()
    assert pending.path.exists()


def test_a_moved_file_without_its_survivor_is_put_back(pending, journal):
    move_to_trash(pending)
    pending.survivor.write_bytes(b"overwritten")

    removal = settled(journal)

    assert removal.state is RemovalState.KEPT
    assert pending.path.read_bytes() == b"a picture"
    assert not pending.trashed_path.exists()


def test_a_link_to_the_moved_file_is_no_survivor(pending, journal):
    pending.survivor.unlink()
    os.link(pending.path, pending.survivor)
    move_to_trash(pending)

    assert settled(journal).state is RemovalState.KEPT
    assert pending.path.read_bytes() == b"a picture"


def test_what_cannot_be_put_back_stays_restorable(pending, journal):
    move_to_trash(pending)
    pending.survivor.unlink()
    pending.path.write_bytes(b"imported again")

    removal = settled(journal)

    assert removal.state is RemovalState.REMOVED
    assert "restore" in removal.message
    (restored,) = restore([removal.id], journal).restored
    assert restored.restored_path.name == "b (restored).jpg"


def test_a_missing_drive_leaves_the_row_open_until_it_is_back(pending, journal, shelf):
    away = shelf.folder.with_name("unplugged")
    shelf.folder.rename(away)

    assert recover(journal) == ()
    away.rename(shelf.folder)
    assert settled(journal).state is RemovalState.KEPT


def test_a_file_that_is_nowhere_is_told(pending, journal, tmp_path):
    pending.path.rename(tmp_path / "by hand.jpg")

    removal = settled(journal)

    assert removal.state is RemovalState.LOST_TRACK
    assert "neither" in removal.message


def test_a_file_in_a_trash_that_does_not_tell_places(shelf, journal, tmp_path):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    planned = file_of(spare, keeper)
    journal.write_pending(journal.begin(), planned, Destination.TRASH)
    spare.path.rename(tmp_path / "system trash.jpg")

    removal = settled(journal)

    assert removal.state is RemovalState.LOST_TRACK
    assert "Look for it there" in removal.message


def test_a_volume_that_renumbers_its_files_does_not_confuse_it(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    planned = file_of(replace(spare, inode=1), keeper)
    journal.write_pending(journal.begin(), planned, Destination.TRASH)

    assert settled(journal).state is RemovalState.KEPT


def test_a_restore_that_had_moved_the_file_is_completed(pending, journal):
    move_to_trash(pending)
    removal = settled(journal)
    target = removal.path.with_name("b (restored).jpg")
    journal.set_restore_target(removal.id, target)
    removal.trashed_path.rename(target)

    restored = settled(journal)

    assert (restored.state, restored.restored_path) == (RemovalState.RESTORED, target)


def test_a_restore_that_had_not_moved_the_file_is_forgotten(pending, journal):
    move_to_trash(pending)
    removal = settled(journal)
    journal.set_restore_target(removal.id, removal.path)

    assert recover(journal) == ()
    assert journal.unsettled() == ()
    assert len(restore([removal.id], journal).restored) == 1


def test_another_file_with_the_number_of_the_moved_one(pending, journal, monkeypatch):
    """Some volumes number their files anew at each start: then what came to the file's place
    meanwhile may have its number, and the trash is to be believed."""
    home = pending.path.stat()
    move_to_trash(pending)
    pending.path.write_bytes(b"another picture")
    numbers = {pending.path.stat().st_ino: home.st_ino, home.st_ino: home.st_ino + 1}
    seen = contents._facts

    def renumbered(status):
        facts = seen(status)
        return replace(facts, inode=numbers.get(facts.inode, facts.inode))

    monkeypatch.setattr(contents, "_facts", renumbered)

    removal = settled(journal)

    assert removal.state is RemovalState.REMOVED
    (back,) = restore([removal.id], journal).restored
    assert back.restored_path.name == "b (restored).jpg"
    assert back.restored_path.read_bytes() == b"a picture"
    assert pending.path.read_bytes() == b"another picture"
