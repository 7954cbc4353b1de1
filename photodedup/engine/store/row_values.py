"""What rows of the journal share: paths as bytes, moments as text, adding one, changing one."""

import os
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path


def blob(path: Path | None) -> bytes | None:
    """A path as it is stored: names need not be text."""
    return None if path is None else os.fsencode(path)


def path_of(stored: bytes | None) -> Path | None:
    """The path that `blob` stored."""
    return None if stored is None else Path(os.fsdecode(stored))


def now_text() -> str:
    """This moment in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Add a row of these columns; its number. The names are the program's own, never a person's."""
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    cursor = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})", [*row.values()]
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def change(connection: sqlite3.Connection, table: str, row: int, **changes: object) -> None:
    """Give columns of the row with this number other values, and note when."""
    changes["changed_at"] = now_text()
    assignments = ", ".join(f"{column} = ?" for column in changes)
    connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", [*changes.values(), row])
