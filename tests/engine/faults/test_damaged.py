"""A damaged database: the last good copy opens, no decision is lost, and the person is told."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.errors import LibraryDamaged, LibraryTooNew, PhotodedupError
from photodedup.engine.features.model_choice import DEFAULT_MODEL
from photodedup.engine.store.backups import Backups, is_good
from tests.engine import pictures_made as made
from tests.engine.libraries import always_by_index, scan

from .conftest import Past, decide, keepers

DECIDED = {"0b.jpg", "1c.jpg"}


def overwrite_start(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:4096] = b"\xa5" * 4096
    path.write_bytes(data)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scramble_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)


def replace_by_text(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 1000)


DAMAGES = [overwrite_start, cut_in_half, empty, scramble_middle, replace_by_text, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES)
class TestLibrary:
    def test_the_copy_opens_with_every_decision(self, open_library, past, damage):
        damage(past.database)
        library = open_library()
        assert keepers(library) >= DECIDED
        assert "scan again" in library.rescue_text.lower()
        past.assert_no_photo_changed()

    def test_the_damaged_file_is_kept(self, open_library, past, damage):
        damage(past.database)
        was_there = past.database.exists()
        library = open_library()
        parts = past.folder.glob("library.db.damaged-*")
        kept = [path for path in parts if not path.name.endswith(("-wal", "-shm"))]
        assert len(kept) == was_there
        assert ("damaged file is kept" in library.rescue_text) == bool(kept)

    def test_the_next_opening_and_the_next_scan_are_as_always(self, open_library, past, damage):
        damage(past.database)
        open_library().close()
        library = open_library()
        assert library.rescue_text == ""
        scan(library)
        assert keepers(library) >= DECIDED
        assert len(library.history()) == 1

    def test_without_a_good_copy_a_scan_makes_the_same_library_again(
        self, open_library, past, damage
    ):
        for copy in Backups(past.database).files:
            copy.unlink(missing_ok=True)
        if damage in (empty, Path.unlink):
            return  # nothing tells that from a new library
        damage(past.database)
        library = open_library()
        assert "no good copy" in library.rescue_text
        assert [folder.path for folder in library.folders()] == [past.photos]
        scan(library)
        assert keepers(library) >= DECIDED
        past.assert_no_photo_changed()


def test_damage_that_only_reading_finds_is_mended_by_the_next_opening(open_library, past):
    with closing(sqlite3.connect(past.database)) as con:
        con.execute("UPDATE photos SET camera = CAST(x'ff' AS TEXT)")
        con.commit()
    library = open_library()
    with pytest.raises(LibraryDamaged, match="open it again"):
        library.groups()
    library.close()
    library = open_library()
    assert keepers(library) >= DECIDED
    assert "was opened" in library.rescue_text


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_history_still_brings_photos_back(open_library, past, damage):
    damage(past.journal)
    library = open_library()
    assert "history of clean-ups was" in library.rescue_text
    (operation,) = library.history()
    result = library.restore([removal.id for removal in operation.removed])
    assert len(result.restored) == 2
    assert result.failed == ()
    assert {"2b.jpg", "2c.jpg"} <= {path.name for path in past.photos.iterdir()}


def test_rows_newer_than_the_copy_are_read_from_the_damaged_history(open_library, past):
    """The copy knows the first clean-up; the second one is only in the damaged file."""
    copy = Backups(past.journal).newer.read_bytes()
    library = open_library()
    first = [group for group in library.groups() if group.keeper.path.name == "0b.jpg"]
    library.clean_up(library.plan(first))
    library.close()
    Backups(past.journal).newer.write_bytes(copy)
    Backups(past.journal).older.unlink(missing_ok=True)
    with closing(sqlite3.connect(past.journal)) as con:  # an index that misses a row
        con.execute("PRAGMA writable_schema=ON")
        con.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX x' WHERE name LIKE '%by_state'")
        con.commit()
    size_bytes = past.journal.stat().st_size
    with past.journal.open("r+b") as file:  # and a page of nothing at its end
        file.seek(size_bytes)
        file.write(b"\xa5" * 4096)
    library = open_library()
    assert library.rescue_text or len(library.history()) == 2
    gone = {removal.path.name for operation in library.history() for removal in operation.removed}
    assert {"2b.jpg", "2c.jpg"} <= gone


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_never_lose_a_photo_and_never_crash(open_library, past, seed):
    """Wherever a few bytes turn: the library opens, or says in a sentence why not; photos stay."""
    chance = random.Random(seed)
    path = chance.choice([past.database, past.journal])
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 3, 30])):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    refused = ""
    try:
        library = open_library()
        library.groups()
        library.history()
        scan(library)
        library.plan(library.groups())
    except PhotodedupError as error:
        refused = str(error)
    assert not refused or refused.endswith((".", ")"))  # a sentence, not a traceback
    past.assert_no_photo_changed()


def test_when_the_newer_copy_is_damaged_too_the_older_one_opens(open_library, past):
    backups = Backups(past.database)
    shutil.copy(backups.newer, backups.older)
    replace_by_text(backups.newer)
    replace_by_text(past.database)
    library = open_library()
    assert keepers(library) >= DECIDED
    assert "was opened" in library.rescue_text


def test_protected_folders_and_folders_added_after_the_copy_come_back(open_library, past, tmp_path):
    made.save(tmp_path / "more" / "x.jpg", made.scene(64, 64, seed=9))
    library = open_library()
    library.add_folder(tmp_path / "more")
    library.protect_folder(past.photos)
    library.close()
    replace_by_text(past.database)
    library = open_library()
    assert [folder.path.name for folder in library.folders()] == ["photos", "more"]
    assert library.protected_folders() == (past.photos,)


def test_decisions_about_photos_that_the_copy_does_not_know_are_made_by_the_next_scan(
    open_library, past, photos
):
    first = made.save(photos / "3a.jpg", made.scene(640, 480, seed=8))
    (photos / "3b.jpg").write_bytes(first.read_bytes())
    library = open_library()
    scan(library)
    decide(library, "3b.jpg")
    library.close()
    replace_by_text(past.database)
    library = open_library()
    assert "3b.jpg" not in keepers(library)
    scan(library)
    assert keepers(library) >= {*DECIDED, "3b.jpg"}


def test_what_was_grouped_by_hand_stays_so(open_library, past):
    library = open_library()
    (group,) = [g for g in library.groups() if g.keeper.path.name == "1c.jpg"]
    pair = (group.keeper.content_hash, "f" * 64)
    library._pairs.set_rulings({pair: ByHand.APART})
    made_at = library._pairs.ruling_times()
    library.close()
    replace_by_text(past.database)
    library = open_library()
    assert library._pairs.rulings() == {pair: ByHand.APART}
    assert library._pairs.ruling_times() == made_at


def test_a_decision_taken_back_stays_taken_back(open_library, past):
    library = open_library()
    (group,) = [g for g in library.groups() if g.keeper.path.name == "1c.jpg"]
    decided = library.decided([group])
    library.restore_decided(replace(decided, choices=dict.fromkeys(decided.choices)))
    library.close()
    replace_by_text(past.database)
    assert "1c.jpg" not in keepers(open_library())


@pytest.mark.parametrize("damage", [b"keeper", b"ruling", b"together", b" ", b"choice", b'"'])
def test_a_second_record_that_is_damaged_too_does_not_stop_the_opening(open_library, past, damage):
    """Bytes of it flipped so that most lines can still be read, and say nonsense."""
    library = open_library()
    one, other, *_ = library.groups()
    library.put_together([one.keeper.id, other.keeper.id])
    library.close()
    record = past.folder / "decisions.jsonl"
    data = record.read_bytes()
    record.write_bytes(
        data.replace(damage, bytes([damage[0] ^ 1]) + damage[1:])
        + b'["choice", "2f61", ["no hash"], "keep"]\n["choice", "2f61", "h", 7]\n[]\n7\n'
    )
    past.database.write_bytes(b"damaged" * 1000)
    assert open_library().rescue_text
    past.assert_no_photo_changed()


@pytest.mark.parametrize("name", ["library.db", "journal.db"])
def test_a_newer_database_is_refused_kindly_and_left_alone(open_library, past, name):
    path = past.folder / name
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="update the program"):
        open_library()
    assert path.read_bytes() == before
    assert list(past.folder.glob("*.damaged-*")) == []


def test_a_damaged_index_is_built_again(open_library, past, monkeypatch):
    always_by_index(monkeypatch)
    library = open_library(model=DEFAULT_MODEL)
    scan(library)
    library.close()
    indexes = list(past.folder.glob("vectors-*.npy"))
    for index in indexes:
        data = bytearray(index.read_bytes())
        data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
        index.write_bytes(data)
    made.save(past.photos / "new.jpg", made.scene(640, 480, seed=30))
    library = open_library(model=DEFAULT_MODEL)
    scan(library)
    assert keepers(library) >= DECIDED
    assert indexes
    assert not set(indexes) & set(past.folder.glob("vectors-*.npy"))


class TestCopies:
    def test_two_good_generations(self, open_library, past):
        library = open_library()
        third = [group for group in library.groups() if group.keeper.path.name == "0b.jpg"]
        library.clean_up(library.plan(third))
        backups = Backups(past.journal)
        assert is_good(backups.newer)
        assert is_good(backups.older)

    def test_at_most_one_of_the_library_a_day(self, open_library, past):
        before = Backups(past.database).newer.stat().st_mtime_ns
        scan(open_library())
        assert Backups(past.database).newer.stat().st_mtime_ns == before

    def test_a_clock_that_was_set_back_does_not_stop_them(self, open_library, past):
        newer = Backups(past.database).newer
        os.utime(newer, (4e9, 4e9))
        scan(open_library())
        assert newer.stat().st_mtime < 4e9

    def test_one_that_cannot_be_made_is_no_trouble(self, open_library, past, monkeypatch):
        backups = Backups(past.database)
        backups.newer.unlink()
        monkeypatch.setattr(
            "photodedup.engine.store.backups.shutil.disk_usage",
            lambda path: shutil._ntuple_diskusage(10, 10, 0),
        )
        scan(open_library())
        assert not backups.newer.exists()


def test_fixture_has_what_it_says(past: Past):
    assert is_good(Backups(past.database).newer)
    assert is_good(Backups(past.journal).newer)
