"""Reading what can still be read of a damaged journal into one that is whole."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from photodedup.engine.store.database import Database
from photodedup.engine.store.journal_rows import ENTRY_COLUMNS, entry_of
from photodedup.engine.store.sidecar_rows import is_whole_sidecar

log = logging.getLogger(__name__)


def take_in(journal: Database, damaged: Path) -> int:
    """Add rows of a damaged journal that are missing here, or that changed later there.

    Returns how many removals were added or brought up to date. Reads as far as it gets.
    """
    address = f"{damaged.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source:
            operations = list(_rows(source, "operations"))
            removals = [row for row in _rows(source, "removals") if _is_whole(row)]
            sidecars = [row for row in _rows(source, "sidecars") if is_whole_sidecar(row)]
    except sqlite3.Error as error:
        log.warning("nothing of %s can be read: %s", damaged.name, error)
        return 0
    with journal.transaction() as target:
        for row in operations:
            _insert(target, "operations", row, "OR IGNORE")
        for row in sidecars:
            _take_in_sidecar(target, row)
        return sum(_take_in_removal(target, row) for row in removals)


def _rows(source: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, newest first, until one cannot be read."""
    try:
        cursor = source.execute(f"SELECT * FROM {table} ORDER BY id DESC")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        log.warning("the damaged %s can be read no further: %s", table, error)


def _is_whole(row: dict[str, Any]) -> bool:
    """Whether the values of a row are what they must be."""
    try:
        entry_of(tuple(row[name] for name in ENTRY_COLUMNS.split(", ")))
    except (KeyError, ValueError, TypeError):
        return False
    return True


def _take_in_removal(target: sqlite3.Connection, row: dict[str, Any]) -> bool:
    known = target.execute("SELECT changed_at FROM removals WHERE id = ?", [row["id"]]).fetchone()
    if known is not None and known[0] >= row["changed_at"]:
        return False
    operation = {"id": row["operation"], "started_at": row["created_at"]}
    _insert(target, "operations", operation, "OR IGNORE")
    _insert(target, "removals", row, "OR REPLACE")
    return True


def _take_in_sidecar(target: sqlite3.Connection, row: dict[str, Any]) -> None:
    known = target.execute("SELECT changed_at FROM sidecars WHERE id = ?", [row["id"]]).fetchone()
    if known is None or known[0] < row["changed_at"]:
        operation = {"id": row["operation"], "started_at": row["changed_at"]}
        _insert(target, "operations", operation, "OR IGNORE")
        _insert(target, "sidecars", row, "OR REPLACE")


def _insert(target: sqlite3.Connection, table: str, row: dict[str, Any], how: str) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    target.execute(f"INSERT {how} INTO {table} ({columns}) VALUES ({marks})", [*row.values()])
