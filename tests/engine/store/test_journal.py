"""The journal keeps all that a restore needs, for any file name, and refuses to forget."""

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.ids import GroupId, OperationId, RemovalId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.domain.plans import Destination, PlannedRemoval
from photodedup.engine.errors import LibraryDamaged, LibraryError, LibraryTooNew
from photodedup.engine.store.database import Database
from photodedup.engine.store.journal import MIGRATIONS, Journal
from photodedup.engine.store.journal_rows import GoingFile, photo_file
from tests.factories import make_photo


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / "journal.db")
    yield opened
    opened.close()


def planned(**facts) -> GoingFile:
    spare = make_photo(2, **facts)
    removal = PlannedRemoval(spare, make_photo(1), GroupId(7), Verdict.EDITED, "cropped")
    return photo_file(removal)


def test_a_row_holds_the_whole_story(journal):
    removal = planned(device=2**63 + 5, inode=2**100)
    place, note = Path("/t/files/x.jpg"), Path("/t/info/x.jpg.trashinfo")

    number = journal.write_pending(journal.begin(), removal, Destination.TRASH, place, note)

    entry = journal.entry(number)
    row, spare = entry.removal, removal
    assert (row.path, row.survivor) == (spare.path, removal.survivor)
    assert (row.group, row.verdict, row.reason) == (GroupId(7), Verdict.EDITED, "cropped")
    assert (row.size_bytes, row.content_hash) == (spare.size_bytes, spare.content_hash)
    assert (row.state, row.destination) == (RemovalState.PENDING, Destination.TRASH)
    assert (row.trashed_path, entry.info_path) == (place, note)
    assert (entry.mtime_ns, entry.device, entry.inode) == (spare.mtime_ns, 2**63 + 5, 2**100)
    assert entry.survivor_hash == removal.survivor_hash


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\nb", "ä".encode(), b"$(x)"], ids=repr)
def test_any_file_name_comes_back_as_it_was(journal, name):
    path = Path(os.fsdecode(b"/photos/" + name))

    number = journal.write_pending(
        journal.begin(), planned(path=path), Destination.QUARANTINE, path, path
    )

    entry = journal.entry(number)
    assert os.fsencode(entry.removal.path) == b"/photos/" + name
    assert entry.removal.trashed_path == entry.info_path == path


def test_what_became_of_a_row_is_kept_over_a_restart(tmp_path):
    journal = Journal(tmp_path / "journal.db")
    number = journal.write_pending(journal.begin(), planned(), Destination.TRASH)
    journal.set_place(number, Path("/t/x"), None)
    journal.settle(number, RemovalState.REMOVED, "gone")
    journal.close()

    again = Journal(tmp_path / "journal.db")
    row = again.entry(number).removal
    again.close()

    assert (row.state, row.trashed_path, row.message) == (
        RemovalState.REMOVED,
        Path("/t/x"),
        "gone",
    )


def test_operations_come_newest_first_and_empty_ones_not_at_all(journal):
    first, empty, second = journal.begin(), journal.begin(), journal.begin()
    for operation in (first, second):
        journal.write_kept(operation, planned(), Destination.NOWHERE, "why")

    assert [operation.id for operation in journal.operations()] == [second, first]
    assert journal.operation(empty).removals == ()
    (row,) = journal.operation(first).removals
    assert (row.state, row.message) == (RemovalState.KEPT, "why")
    assert abs(datetime.now(UTC) - journal.operation(first).started_at).total_seconds() < 60


def test_only_open_rows_are_unsettled(journal):
    operation = journal.begin()
    numbers = [
        journal.write_pending(operation, planned(), Destination.TRASH, Path("/t/x"))
        for _ in range(4)
    ]
    journal.settle(numbers[1], RemovalState.REMOVED)
    journal.settle(numbers[2], RemovalState.REMOVED)
    journal.set_restore_target(numbers[2], Path("/photos/x"))
    journal.set_restore_target(numbers[3], Path("/photos/x"))
    journal.settle(numbers[3], RemovalState.RESTORED)

    assert [entry.removal.id for entry in journal.unsettled()] == [numbers[0], numbers[2]]


def test_unknown_rows_are_errors(journal):
    with pytest.raises(KeyError):
        journal.entry(RemovalId(1))
    with pytest.raises(KeyError):
        journal.operation(OperationId(1))


def test_each_write_waits_for_the_disk(journal):
    (synchronous,) = journal._database.connection.execute("PRAGMA synchronous").fetchone()
    full = 2
    assert synchronous >= full


def test_a_write_that_fails_is_told_and_leaves_nothing(journal, tmp_path):
    operation = journal.begin()
    other = sqlite3.connect(tmp_path / "journal.db")
    other.execute("DROP TABLE removals")
    other.commit()
    other.close()

    with pytest.raises(LibraryError, match="No file is moved"):
        journal.write_pending(operation, planned(), Destination.TRASH)


def test_a_second_program_can_read_but_not_write(journal, tmp_path):
    number = journal.write_kept(journal.begin(), planned(), Destination.TRASH, "why")
    reader = Journal(tmp_path / "journal.db", read_only=True)

    assert reader.entry(number).removal.message == "why"
    with pytest.raises(LibraryError):
        reader.begin()
    reader.close()


def test_a_journal_of_a_later_version_is_refused(tmp_path):
    Journal(tmp_path / "journal.db").close()
    with sqlite3.connect(tmp_path / "journal.db") as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(LibraryTooNew):
        Journal(tmp_path / "journal.db")


def test_a_damaged_journal_is_refused_and_left_alone(tmp_path):
    (tmp_path / "journal.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(LibraryDamaged):
        Journal(tmp_path / "journal.db")
    assert (tmp_path / "journal.db").read_bytes().startswith(b"not a database")


def test_a_journal_from_before_there_were_units_is_read(tmp_path):
    """An older program's rows are photos that went alone."""
    old = Database(tmp_path / "journal.db", MIGRATIONS[:1])
    with old.transaction() as connection:
        connection.execute("INSERT INTO operations VALUES (1, '2024-05-03T14:22:10+00:00')")
        connection.execute(
            "INSERT INTO removals VALUES (1, 1, '/a.jpg', 9, 1, '1', '2', 'aa', '/b.jpg', 'aa', 1, "
            "'identical', 'same', 'removed', 'trash', '/t/a.jpg', NULL, NULL, '', '', '')"
        )
        connection.execute("UPDATE removals SET path = CAST(path AS BLOB)")
        connection.execute("UPDATE removals SET survivor = CAST(survivor AS BLOB)")
        connection.execute("UPDATE removals SET trashed_path = CAST(trashed_path AS BLOB)")
    old.close()

    journal = Journal(tmp_path / "journal.db")

    (entry,) = journal.together(RemovalId(1))
    journal.close()
    assert (entry.removal.unit, entry.removal.companion) == (None, None)
    assert entry.removal.path == Path("/a.jpg")


def test_files_that_go_together_are_written_down_together(journal):
    operation = journal.begin()
    alone = journal.write_pending(operation, planned(), Destination.TRASH)
    files = [planned(path=Path(f"/photos/IMG_1.{ending}")) for ending in ("jpg", "mov")]
    files[1] = replace(files[1], companion=CompanionKind.FILM)

    rows = journal.write_unit(operation, files, Destination.TRASH)

    together = [entry.removal for entry in journal.together(rows[1])]
    assert [(row.id, row.unit) for row in together] == [(rows[0], rows[0]), (rows[1], rows[0])]
    assert [row.companion for row in together] == [None, CompanionKind.FILM]
    assert {row.state for row in together} == {RemovalState.PENDING}
    assert [entry.removal.id for entry in journal.together(alone)] == [alone]


def test_the_rows_name_the_file_as_it_was_when_it_went(journal):
    """A file whose date changed after the scan is recorded with the new date."""
    now = replace(planned(), mtime_ns=42)

    number = journal.write_pending(journal.begin(), now, Destination.TRASH)

    assert journal.entry(number).mtime_ns == 42
