"""One SQLite file: opened safely, migrated in order, shared by threads."""

import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from photodedup.engine.errors import LibraryDamaged, LibraryError, LibraryTooNew
from photodedup.engine.store.connection import DAMAGED, LibraryConnection, told_error

log = logging.getLogger(__name__)

_CHECKS_TABLES = (3, 33)  # SQLite since then can check some tables alone
STEPS_AT_ONCE = 1000  # of SQLite, before it asks whether it shall stop
WAIT_S = 10.0  # for another program that writes, before giving up

NOT_MIGRATED = (
    "This library could not be brought to this version of photodedup. It was left as it is."
)

_COUNT_UP = "UPDATE generation SET number = number + 1 WHERE rowid = 1"

Migration = Callable[[sqlite3.Connection], None]


class Database:
    """A database file with a connection for each thread and one writer at a time.

    Args:
        path: the file; its folder must exist.
        migrations: every schema step in order (see `migrations.py`).
        durable: wait for the disk at each commit (the journal needs it).
        read_only: open without writing, not even a migration.
        questions: queries that find nothing in a database that is sound (see `soundness.py`).
        is_checked: read all of it for damage. Without, damage shows where it is met.
        unchecked: tables that are left out of that, as they are large and can be made anew.
        shrinks: a new file can give the room of dropped rows back to the disk.

    Raises:
        LibraryTooNew: the file was written by a later version.
        LibraryDamaged: the file is no database or fails its check.
        LibraryError: it cannot be opened; nothing is known to be wrong with it.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        *,
        durable: bool = False,
        read_only: bool = False,
        questions: Sequence[str] = (),
        is_checked: bool = True,
        unchecked: Collection[str] = (),
        shrinks: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._durable = durable
        self._shrinks = shrinks
        # By the thread's number. A `threading.local` forgets between two calls in one thread of a
        # pool that is not Python's own, and each of them would open the file once more.
        self._connections: dict[int, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._writer = threading.RLock()
        self._is_counted = False
        self._own_changes: Counter[int] = Counter()  # by thread
        try:
            connection = self.connection
            if is_checked:
                _check(connection, unchecked)
            _migrate(connection, migrations, path, read_only=read_only)
            self._is_counted = _has_generation(connection)
            if not read_only:
                _require_columns(connection, migrations)
                if any(connection.execute(question).fetchone() for question in questions):
                    raise LibraryDamaged(DAMAGED)
        except LibraryDamaged as error:
            self.close()
            raise LibraryDamaged(f"{path.name} is damaged.") from error
        except sqlite3.OperationalError as error:
            self.close()
            code = getattr(error, "sqlite_errorcode", None)
            if code == sqlite3.SQLITE_ERROR:  # not what its version says it is
                raise LibraryDamaged(f"{path.name} is damaged.") from error
            raise told_error(error) from error
        except sqlite3.Error as error:
            self.close()
            raise told_error(error) from error
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection; for reading. Write through `transaction`."""
        thread = threading.get_ident()
        connection = self._connections.get(thread)
        if connection is None:
            connection = self._connect()
            with self._guard:
                self._connections[thread] = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rwc"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=WAIT_S,
            factory=LibraryConnection,
            check_same_thread=False,  # closed by the thread that closes the library
        )
        if not self.read_only:
            connection.on_damage = self._note_damage
            if self._shrinks:  # before anything is written, or it is not heeded
                connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'FULL' if self._durable else 'NORMAL'}")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _note_damage(self) -> None:
        """Leave a mark, so that the next opening does not go on with this file."""
        try:
            damage_mark(self.path).touch()
        except OSError as error:
            log.warning("the damage of %s is not noted: %s", self.path.name, error)

    @property
    def generation(self) -> int | None:
        """A number that is another one after every change of a row, for as long as the file lives;
        None in a database that does not count."""
        if not self._is_counted:
            return None
        query = "SELECT number FROM generation WHERE rowid = 1"
        (number,) = self.connection.execute(query).fetchone()
        return int(number)

    @property
    def own_changes(self) -> int:
        """How often this thread has raised the generation."""
        return self._own_changes[threading.get_ident()]

    @contextmanager
    def transaction(self, *, counts: bool = True) -> Iterator[sqlite3.Connection]:
        """A write that happens whole or not at all; transactions may nest in one thread.

        One that does not count leaves the generation as it is: for what is made of other rows.
        """
        with self._writer:
            connection = self.connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            before = connection.total_changes
            try:
                yield connection
                if counts and self._is_counted and connection.total_changes != before:
                    connection.execute(_COUNT_UP)
                    connection.execute("COMMIT")
                    self._own_changes[threading.get_ident()] += 1
                else:
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it already
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What is read meanwhile in this thread is of one moment, whoever writes. Write nothing."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("COMMIT")

    def back_up(self, target: Path) -> None:
        """Write a whole, consistent copy in one file, also while others write.

        Raises:
            LibraryError: it cannot be written; a part of it may be there.
        """
        try:
            with closing(sqlite3.connect(target)) as copy:
                self.connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # no other file belongs to it
        except sqlite3.Error as error:
            raise told_error(error) from error

    def write_anew(self, is_stopped: Callable[[], bool]) -> bool:
        """Write the file anew without what lies unused in it; from then on it can shrink, if it was
        opened to. Others read meanwhile, and wait with what they write.

        Returns whether it was done: not if it was stopped, which leaves all as it was.

        Raises:
            LibraryError: there is no room for it, or the file is damaged.
        """
        with self._writer:
            connection = self.connection
            connection.set_progress_handler(is_stopped, STEPS_AT_ONCE)
            try:
                if self._shrinks:
                    connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.OperationalError as error:
                log.info("%s is not written anew: %s", self.path.name, error)
                return False
            finally:
                connection.set_progress_handler(None, 0)
        return True

    def close(self) -> None:
        with self._guard:
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()


def damage_mark(path: Path) -> Path:
    """The file that says that reading a database came upon damage."""
    return path.with_name(f"{path.name}.suspect")


def _migrate(
    connection: sqlite3.Connection,
    migrations: Sequence[Migration],
    path: Path,
    *,
    read_only: bool,
) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise LibraryTooNew(
            "This library was written by a later version of photodedup. "
            "Please update the program to open it."
        )
    if version == len(migrations) or read_only:
        return
    if version > 0:
        backup = path.with_name(f"{path.stem}-version-{version}.backup")
        with closing(sqlite3.connect(backup)) as copy:
            connection.backup(copy)
    for number, step in enumerate(migrations[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:  # a full disk may have ended it already
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):  # no sign of damage: the file is left alone
                raise LibraryError(NOT_MIGRATED) from error
            raise


def _check(connection: sqlite3.Connection, unchecked: Collection[str]) -> None:
    """
    Raises:
        LibraryDamaged: SQLite finds something wrong.
    """
    parts = ["1"]
    if unchecked and sqlite3.sqlite_version_info >= _CHECKS_TABLES:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        parts = [f"'{name}'" for (name,) in names.fetchall() if name not in unchecked]
    for part in parts:
        (result,) = connection.execute(f"PRAGMA quick_check({part})").fetchone()
        if result != "ok":
            raise LibraryDamaged(DAMAGED)


def _has_generation(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'generation'").fetchone()
    return row is not None


def _require_columns(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """SQLite's check does not look at names: compare them with those of a new database.

    Raises:
        LibraryDamaged: a table or a column is missing.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for step in migrations:
            step(fresh)
        if not _columns(fresh) <= _columns(connection):
            raise LibraryDamaged(DAMAGED)


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every table with every column of it."""
    return set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type = 'table'"
        ).fetchall()
    )
