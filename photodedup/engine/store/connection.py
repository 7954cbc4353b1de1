"""A connection whose errors say in a sentence for the person what is wrong with the world."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from photodedup.engine.errors import DiskFull, LibraryDamaged, LibraryError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

DISK_FULL = (
    "The disk that holds the library is full. Free some space, then go on: "
    "what was stored so far is kept."
)
LOCKED = (
    "Another program holds the library's database just now. Close it, then try again: "
    "nothing was lost."
)
DAMAGED = (
    "The library's database is damaged. Close photodedup and open it again: "
    "it then goes on from the last good copy."
)
_NO_TEXT = "Could not decode to UTF-8"  # said by the sqlite3 module itself, without a code
_TEXTS = {
    sqlite3.SQLITE_READONLY: "Nothing can be written where the library is.",
    sqlite3.SQLITE_IOERR: "The disk that holds the library could not be read or written.",
    sqlite3.SQLITE_CANTOPEN: "The library's database cannot be opened.",
}


def told_error(error: sqlite3.Error) -> Exception:
    """The world's error behind one of SQLite, as LibraryError; a mistake of the program itself
    stays what it is."""
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest only says more closely
    if str(error).startswith(_NO_TEXT):
        return LibraryDamaged(DAMAGED)
    if kind == sqlite3.SQLITE_FULL:
        return DiskFull(DISK_FULL)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(LOCKED)
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamaged(DAMAGED)
    return LibraryError(f"{_TEXTS[kind]} ({error})") if kind in _TEXTS else error


class LibraryConnection(sqlite3.Connection):
    """
    Raises (any method):
        LibraryError: the world's, see `told_error`. Of damage, `on_damage` is told first.
    """

    on_damage: Callable[[], None] = staticmethod(lambda: None)

    def cursor(self, factory: Any = None) -> "_Cursor":  # type: ignore[override]
        return super().cursor(_Cursor)

    def execute(self, *given: Any) -> "_Cursor":
        return self.cursor().execute(*given)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> "_Cursor":
        return self.cursor().executemany(sql, rows)


def _told(call: Callable[Given, Answer]) -> Callable[Given, Answer]:
    def told(*given: Given.args, **named: Given.kwargs) -> Answer:
        try:
            return call(*given, **named)
        except UnicodeDecodeError as error:  # a name in SQLite's own complaint
            raise _noted(given[0], LibraryDamaged(DAMAGED)) from error
        except sqlite3.Error as error:
            raise _noted(given[0], told_error(error)) from error  # in no variable: no cycle

    return told


def _noted(cursor: Any, error: Exception) -> Exception:
    if isinstance(error, LibraryDamaged):
        cursor.connection.on_damage()
    return error


class _Cursor(sqlite3.Cursor):
    execute = _told(sqlite3.Cursor.execute)
    executemany = _told(sqlite3.Cursor.executemany)
    fetchone = _told(sqlite3.Cursor.fetchone)
    fetchmany = _told(sqlite3.Cursor.fetchmany)
    fetchall = _told(sqlite3.Cursor.fetchall)

    def __next__(self) -> Any:
        return _next(self)


def _next_row(cursor: _Cursor) -> Any:
    return sqlite3.Cursor.__next__(cursor)


_next = _told(_next_row)
