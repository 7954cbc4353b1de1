"""A full disk: work stops with a sentence, nothing is lost, and it goes on when there is room."""

import sqlite3
from pathlib import Path

import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import DiskFull, LibraryError
from photodedup.engine.library import Library
from photodedup.engine.store.database import Database
from photodedup.engine.store.journal import Journal
from tests.engine import pictures_made as made
from tests.engine.libraries import always_by_index, scan

from .conftest import contents


class SmallDisk:
    """Lets a database grow by so many pages and no more, as SQLite itself says of a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._limits: dict[str, int] = {}
        connect = Database._connect

        def limited(database: Database) -> sqlite3.Connection:
            connection = connect(database)
            if database.path.name in self._limits:
                self._limit(connection, self._limits[database.path.name])
            return connection

        monkeypatch.setattr(Database, "_connect", limited)

    def fill(self, name: str, room_pages: int = 0) -> None:
        self._limits[name] = room_pages

    def make_room(self) -> None:
        self._limits.clear()

    @staticmethod
    def _limit(connection: sqlite3.Connection, room_pages: int) -> None:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + room_pages}")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SmallDisk:
    return SmallDisk(monkeypatch)


@pytest.fixture
def many(photos: Path) -> Path:
    """Forty photos of twenty pictures, noise that no preview makes small."""
    for number in range(20):
        first = made.save(photos / f"{number:02}a.jpg", made.scene(320, 240, seed=number + 1))
        (photos / f"{number:02}b.jpg").write_bytes(first.read_bytes())
    return photos


@pytest.mark.parametrize("name", ["library.db", "previews.db"])
def test_a_scan_stops_with_a_sentence_and_goes_on_later(open_library, many, disk, name):
    before = contents(many)
    library = open_library()
    library.add_folder(many)
    library.close()
    disk.fill(name, room_pages=3)
    library = open_library()
    with pytest.raises(DiskFull, match=r"full\. Free some space"):
        scan(library)
    library.close()
    assert contents(many) == before

    disk.make_room()
    library = open_library()
    assert library.rescue_text == ""  # whole, and not taken for damaged
    assert scan(library).photo_count == 40
    assert len(library.groups()) == 20


def test_a_decision_that_cannot_be_stored_is_not_shown_as_made(open_library, many, disk):
    library = open_library()
    scan(library, many)
    library.close()
    disk.fill("library.db")
    library = open_library()
    refused = 0
    for group in library.groups():
        try:
            library.set_skipped(group.id, True)
        except LibraryError:
            refused += 1
    library.close()
    disk.make_room()
    library = open_library()
    assert sum(not group.is_skipped for group in library.groups()) == refused


def test_a_clean_up_without_room_for_the_journal_moves_nothing_unwritten(open_library, many, disk):
    library = open_library()
    scan(library, many)
    library.close()
    disk.fill("journal.db", room_pages=2)
    library = open_library()
    with pytest.raises(LibraryError, match="No file is moved without it"):
        library.clean_up(library.plan(library.groups()))
    library.close()
    assert_nothing_lost(many, disk, open_library)


def test_a_clean_up_that_ends_half_way_leaves_no_group_of_what_went(
    open_library, many, disk, monkeypatch
):
    library = open_library()
    scan(library, many)
    plan = library.plan(library.groups())
    write_pending, written = Journal.write_pending, []

    def full_soon(journal, *given):
        if len(written) == 3:
            raise LibraryError("The disk is full.")
        written.append(1)
        return write_pending(journal, *given)

    monkeypatch.setattr(Journal, "write_pending", full_soon)
    with pytest.raises(LibraryError):
        library.clean_up(plan)
    shown = {photo.path for group in library.groups() for photo in group.photos}
    assert len(shown) == 34
    assert all(path.exists() for path in shown)
    library.close()
    monkeypatch.undo()
    assert_nothing_lost(many, disk, open_library)


def test_a_clean_up_without_room_in_the_library_knows_afterwards_what_went(
    open_library, many, disk, monkeypatch
):
    """The journal has every row; the library takes them in at the next start."""
    library = open_library()
    scan(library, many)
    plan = library.plan(library.groups())

    def full(self, paths):
        raise DiskFull("The disk is full.")

    monkeypatch.setattr("photodedup.engine.store.photos.PhotoStore.set_missing", full)
    with pytest.raises(DiskFull):
        library.clean_up(plan)
    library.close()
    monkeypatch.undo()
    assert_nothing_lost(many, disk, open_library)


def assert_nothing_lost(photos: Path, disk: SmallDisk, open_library) -> None:
    """Every picture is still there once, and what is gone can be brought back."""
    disk.make_room()
    library: Library = open_library()
    removed = [removal for operation in library.history() for removal in operation.removed]
    present = {path.name for path in photos.iterdir()}
    assert present | {removal.path.name for removal in removed} == {
        f"{number:02}{letter}.jpg" for number in range(20) for letter in "ab"
    }
    assert {name[:2] for name in present} == {f"{number:02}" for number in range(20)}
    states = {r.state for operation in library.history() for r in operation.removals}
    assert states <= {RemovalState.REMOVED, RemovalState.KEPT}
    result = library.restore([removal.id for removal in removed])
    assert result.failed == ()
    assert len(list(photos.iterdir())) == 40


def test_an_index_that_cannot_be_written_is_done_without(open_library, many, monkeypatch):
    from photodedup.engine.features.model_choice import DEFAULT_MODEL
    from photodedup.engine.matching import vector_index

    def full(*_):
        raise OSError(28, "No space left on device")

    always_by_index(monkeypatch)
    monkeypatch.setattr(vector_index, "_write", full)
    library = open_library(model=DEFAULT_MODEL)
    scan(library, many)
    copies = [group for group in library.groups() if group.kind == "copies"]
    assert len(copies) == 20
