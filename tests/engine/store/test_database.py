"""A database is opened safely, migrated step by step, and never half written."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from photodedup.engine.errors import DiskFull, LibraryDamaged, LibraryError, LibraryTooNew
from photodedup.engine.store.database import Database


def create(con: sqlite3.Connection) -> None:
    con.execute("CREATE TABLE notes (text TEXT)")


def add_colour(con: sqlite3.Connection) -> None:
    con.execute("ALTER TABLE notes ADD COLUMN colour TEXT")


def fail(con: sqlite3.Connection) -> None:
    con.execute("INSERT INTO notes VALUES ('half done', NULL)")
    raise ZeroDivisionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


def write(path: Path, text: str, *migrations) -> None:
    database = Database(path, migrations or (create,))
    with database.transaction() as con:
        con.execute("INSERT INTO notes (text) VALUES (?)", (text,))
    database.close()


def texts(database: Database) -> list[str]:
    return [row[0] for row in database.connection.execute("SELECT text FROM notes ORDER BY text")]


class TestMigrations:
    def test_each_step_once_and_in_order(self, path):
        write(path, "old")
        for _ in range(2):
            database = Database(path, (create, add_colour))
            rows = database.connection.execute("SELECT * FROM notes").fetchall()
            assert rows == [("old", None)]
            database.close()

    def test_the_old_file_is_kept_beside(self, path):
        write(path, "old")
        Database(path, (create, add_colour)).close()
        with closing(sqlite3.connect(path.with_name("notes-version-1.backup"))) as backup:
            assert backup.execute("SELECT * FROM notes").fetchall() == [("old",)]

    def test_a_step_that_fails_changes_nothing(self, path):
        write(path, "old")
        with pytest.raises(ZeroDivisionError):
            Database(path, (create, add_colour, fail))
        database = Database(path, (create, add_colour))
        assert database.connection.execute("SELECT * FROM notes").fetchall() == [("old", None)]
        database.close()

    def test_a_step_that_does_not_fit_leaves_the_file_alone(self, path):
        """It is no sign of damage, after which the file would be set aside."""
        write(path, "old", create, add_colour)
        with closing(sqlite3.connect(path)) as con:
            con.execute("PRAGMA user_version = 1")
        with pytest.raises(LibraryError, match="left as it is") as refused:
            Database(path, (create, add_colour))
        assert not isinstance(refused.value, LibraryDamaged)

    def test_a_disk_that_fills_during_a_step_changes_nothing(self, path):
        def fill(con: sqlite3.Connection) -> None:
            con.execute("PRAGMA max_page_count = 1")
            con.execute("INSERT INTO notes VALUES (?, NULL)", ("x" * 100_000,))

        write(path, "old")
        with pytest.raises(DiskFull):
            Database(path, (create, add_colour, fill))
        database = Database(path, (create, add_colour))
        assert texts(database) == ["old"]
        database.close()

    def test_a_later_version_is_refused(self, path):
        write(path, "new", create, add_colour)
        with pytest.raises(LibraryTooNew, match="later version"):
            Database(path, (create,))

    def test_looking_migrates_nothing(self, path):
        write(path, "old")
        Database(path, (create, add_colour), read_only=True).close()
        with closing(sqlite3.connect(path)) as con:
            assert con.execute("PRAGMA user_version").fetchone() == (1,)


class TestDamage:
    @pytest.mark.parametrize("data", [b"not a database" * 500, b"SQLite format 3\0" + b"\7" * 5000])
    def test_what_is_no_database(self, path, data):
        path.write_bytes(data)
        with pytest.raises(LibraryDamaged, match=r"notes\.db"):
            Database(path, (create,))
        assert path.read_bytes() == data

    def test_damage_in_the_middle(self, path):
        database = Database(path, (create,))
        with database.transaction() as con:
            con.executemany("INSERT INTO notes VALUES (?)", [(f"{n:0500}",) for n in range(400)])
        database.close()
        data = bytearray(path.read_bytes())
        data[8192:40960] = b"\xa5" * (40960 - 8192)
        path.write_bytes(data)
        with pytest.raises(LibraryDamaged):
            Database(path, (create,))

    def test_an_empty_file_is_a_new_database(self, path):
        path.touch()
        database = Database(path, (create,))
        assert texts(database) == []
        database.close()


class TestTransactions:
    def test_whole_or_not_at_all(self, path):
        database = Database(path, (create,))

        def write_half() -> None:
            with database.transaction() as con:
                con.execute("INSERT INTO notes VALUES ('a')")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            write_half()
        assert texts(database) == []
        database.close()

    def test_one_inside_another_ends_with_the_outer(self, path):
        database = Database(path, (create,))

        def write_half() -> None:
            with database.transaction():
                with database.transaction() as con:
                    con.execute("INSERT INTO notes VALUES ('a')")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            write_half()
        assert texts(database) == []
        database.close()

    def test_threads_wait_for_each_other(self, path):
        database = Database(path, (create,))

        def add(number: int) -> None:
            for _ in range(50):
                with database.transaction() as con:
                    (count,) = con.execute("SELECT count(*) FROM notes").fetchone()
                    con.execute("INSERT INTO notes VALUES (?)", (f"{count:04}",))

        threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert texts(database) == [f"{n:04}" for n in range(200)]
        database.close()

    def test_readers_see_the_last_commit_while_another_thread_writes(self, path):
        database = Database(path, (create,))
        seen: list[list[str]] = []
        with database.transaction() as con:
            con.execute("INSERT INTO notes VALUES ('a')")
            reader = threading.Thread(target=lambda: seen.append(texts(database)))
            reader.start()
            reader.join()
        assert (seen, texts(database)) == ([[]], ["a"])
        database.close()

    def test_read_only_does_not_write(self, path):
        write(path, "a")
        database = Database(path, (create,), read_only=True)
        with pytest.raises(LibraryError), database.transaction() as con:
            con.execute("INSERT INTO notes VALUES ('b')")
        assert texts(database) == ["a"]
        database.close()


def test_back_up(path, tmp_path):
    database = Database(path, (create,))
    with database.transaction() as con:
        con.execute("INSERT INTO notes VALUES ('a')")
    database.back_up(tmp_path / "copy.db")
    database.close()
    copy = Database(tmp_path / "copy.db", (create,))
    assert texts(copy) == ["a"]
    copy.close()


@pytest.mark.parametrize("name", ["per%20cent#.db", "qu?ery.db", "snow\u2603.db"])
def test_paths_that_look_like_addresses(tmp_path, name):
    write(tmp_path / name, "a")
    assert (tmp_path / name).exists()


def count(con: sqlite3.Connection) -> None:
    create(con)
    con.execute("CREATE TABLE generation (number INTEGER NOT NULL)")
    con.execute("INSERT INTO generation VALUES (0)")


class TestGeneration:
    """A number by which it is known whether anything was written."""

    @pytest.fixture
    def database(self, path):
        database = Database(path, (count,))
        yield database
        database.close()

    def test_it_rises_with_each_change(self, database):
        for expected in (1, 2):
            with database.transaction() as con:
                con.execute("INSERT INTO notes VALUES ('a')")
                con.execute("INSERT INTO notes VALUES ('b')")
            assert database.generation == database.own_changes == expected

    def test_it_stays_where_no_row_changed(self, database):
        with database.transaction() as con:
            con.execute("DELETE FROM notes WHERE text = 'none such'")
            con.execute("SELECT * FROM notes").fetchall()
        assert database.generation == 0

    def test_it_stays_where_it_is_asked_to(self, database):
        with database.transaction(counts=False) as con:
            con.execute("INSERT INTO notes VALUES ('a')")
        assert (database.generation, texts(database)) == (0, ["a"])

    def test_what_is_taken_back_does_not_count(self, database):
        def fail_half_way() -> None:
            with database.transaction() as con:
                con.execute("INSERT INTO notes VALUES ('a')")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_half_way()
        assert database.generation == 0

    def test_it_lives_in_the_file(self, database, path):
        with database.transaction() as con:
            con.execute("INSERT INTO notes VALUES ('a')")
        other = Database(path, (count,))
        assert (other.generation, other.own_changes) == (1, 0)
        other.close()

    def test_a_database_without_it_has_none(self, path):
        write(path, "a")
        database = Database(path, (create,))
        assert database.generation is None
        database.close()

    def test_one_moment_does_not_see_what_others_write_meanwhile(self, database, path):
        other = Database(path, (count,))
        with database.one_moment():
            assert texts(database) == []
            with other.transaction() as con:
                con.execute("INSERT INTO notes VALUES ('a')")
            assert (texts(database), database.generation) == ([], 0)
        assert (texts(database), database.generation) == (["a"], 1)
        other.close()


def add_pictures(con: sqlite3.Connection) -> None:
    con.execute("CREATE TABLE pictures (picture BLOB)")


@pytest.mark.parametrize("damaged", ["notes", "pictures"])
def test_damage_in_a_table_that_is_left_unchecked_shows_where_it_is_met(path, damaged):
    write(path, "old", create, add_pictures)
    with closing(sqlite3.connect(path)) as con:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = con.execute(query, (damaged,)).fetchone()
        (page_bytes,) = con.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * page_bytes : page * page_bytes] = b"\xff" * page_bytes
    path.write_bytes(data)

    if damaged == "notes":
        with pytest.raises(LibraryDamaged):
            Database(path, (create, add_pictures), unchecked=["pictures"])
        return
    with pytest.raises(LibraryDamaged):
        Database(path, (create, add_pictures))
    database = Database(path, (create, add_pictures), unchecked=["pictures"])
    assert texts(database) == ["old"]
    with pytest.raises(LibraryDamaged):
        database.connection.execute("SELECT * FROM pictures").fetchall()
    database.close()
