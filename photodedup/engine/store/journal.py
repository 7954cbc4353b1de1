"""The journal: every file a clean-up touched, with all that is needed to bring it back.

A database of its own, so that a library that is damaged or rebuilt takes no history with it.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from photodedup.engine.domain import (
    Destination,
    GroupId,
    Operation,
    OperationId,
    PlannedRemoval,
    Removal,
    RemovalId,
    RemovalState,
    Verdict,
)
from photodedup.engine.errors import LibraryError
from photodedup.engine.store.database import Database, Migration


def create_journal(connection: sqlite3.Connection) -> None:
    """Paths are bytes, because names need not be text; device and inode can exceed 64 bits."""
    connection.execute(
        """CREATE TABLE operations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started_at TEXT NOT NULL
        )"""
    )
    connection.execute(
        """CREATE TABLE removals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            operation INTEGER NOT NULL REFERENCES operations (id),
            path BLOB NOT NULL,
            size_bytes INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            device TEXT NOT NULL,
            inode TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            survivor BLOB NOT NULL,
            survivor_hash TEXT NOT NULL,
            group_id INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            state TEXT NOT NULL,
            destination TEXT NOT NULL,
            trashed_path BLOB,
            info_path BLOB,
            restored_path BLOB,
            message TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX removals_by_operation ON removals (operation)")
    connection.execute("CREATE INDEX removals_by_state ON removals (state)")


MIGRATIONS: Final[tuple[Migration, ...]] = (create_journal,)


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal row whole: the removal as people see it, and what restoring it needs.

    `restored_path` of a removal that is not RESTORED is where a restore was about to put it.
    """

    removal: Removal
    mtime_ns: int
    device: int
    inode: int
    survivor_hash: str
    info_path: Path | None


class Journal:
    """Operations and their removals; each write is on the disk before the method returns.

    Raises (any method that writes):
        LibraryError: the row could not be written; nothing may be touched on its strength.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or create the journal; its folder must exist.

        Raises:
            LibraryTooNew, LibraryDamaged: the file cannot be used.
        """
        self._database = Database(path, MIGRATIONS, durable=True, read_only=read_only)

    def close(self) -> None:
        self._database.close()

    # --- writing -----------------------------------------------------------------------------

    def begin(self) -> OperationId:
        with self._writing() as connection:
            cursor = connection.execute("INSERT INTO operations (started_at) VALUES (?)", [_now()])
            return OperationId(_row_id(cursor))

    def write_pending(
        self,
        operation: OperationId,
        planned: PlannedRemoval,
        destination: Destination,
        trashed_path: Path | None = None,
        info_path: Path | None = None,
    ) -> RemovalId:
        """Write down a file about to move, with the facts of this moment, and where it will go."""
        fate = {
            "state": RemovalState.PENDING,
            "destination": destination,
            "trashed_path": _blob(trashed_path),
            "info_path": _blob(info_path),
        }
        return self._insert(operation, planned, fate)

    def write_kept(
        self,
        operation: OperationId,
        planned: PlannedRemoval,
        destination: Destination,
        message: str,
    ) -> RemovalId:
        """Write down a file that was not touched, and why."""
        fate = {"state": RemovalState.KEPT, "destination": destination, "message": message}
        return self._insert(operation, planned, fate)

    def set_place(
        self, removal: RemovalId, trashed_path: Path | None, info_path: Path | None
    ) -> None:
        """Where the file goes or went."""
        self._update(removal, trashed_path=_blob(trashed_path), info_path=_blob(info_path))

    def settle(self, removal: RemovalId, state: RemovalState, message: str = "") -> None:
        self._update(removal, state=state, message=message)

    def set_restore_target(self, removal: RemovalId, target: Path | None) -> None:
        """Where a restore is about to put the file; None when that came to nothing."""
        self._update(removal, restored_path=_blob(target))

    def _insert(
        self, operation: OperationId, planned: PlannedRemoval, fate: dict[str, Any]
    ) -> RemovalId:
        photo, survivor = planned.photo, planned.survivor
        row = {
            "operation": operation,
            "path": _blob(photo.path),
            "size_bytes": photo.size_bytes,
            "mtime_ns": photo.mtime_ns,
            "device": str(photo.device),
            "inode": str(photo.inode),
            "content_hash": photo.content_hash,
            "survivor": _blob(survivor.path),
            "survivor_hash": survivor.content_hash,
            "group_id": planned.group,
            "verdict": planned.verdict,
            "reason": planned.reason,
            "created_at": _now(),
            "changed_at": _now(),
            **fate,
        }
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        with self._writing() as connection:
            cursor = connection.execute(
                f"INSERT INTO removals ({columns}) VALUES ({marks})", [*row.values()]
            )
            return RemovalId(_row_id(cursor))

    def _update(self, removal: RemovalId, **changes: object) -> None:
        changes["changed_at"] = _now()
        assignments = ", ".join(f"{column} = ?" for column in changes)
        with self._writing() as connection:
            connection.execute(
                f"UPDATE removals SET {assignments} WHERE id = ?", [*changes.values(), removal]
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._database.transaction() as connection:
                yield connection
        except sqlite3.Error as error:
            raise LibraryError(
                f"The journal of removed files cannot be written ({error}). "
                "No file is moved without it."
            ) from error

    # --- reading -----------------------------------------------------------------------------

    def entry(self, removal: RemovalId) -> Entry:
        """
        Raises:
            KeyError: there is no such removal.
        """
        rows = self._select("WHERE id = ?", [removal])
        if not rows:
            raise KeyError(removal)
        return rows[0]

    def unsettled(self) -> tuple[Entry, ...]:
        """Rows that an interrupted program left behind: removals and restores under way."""
        return self._select(
            "WHERE state = ? OR (state IN (?, ?) AND restored_path IS NOT NULL)",
            [RemovalState.PENDING, RemovalState.REMOVED, RemovalState.LOST_TRACK],
        )

    def operation(self, operation: OperationId) -> Operation:
        """
        Raises:
            KeyError: there is no such operation.
        """
        found = self._operations("WHERE id = ?", [operation])
        if not found:
            raise KeyError(operation)
        return found[0]

    def operations(self) -> tuple[Operation, ...]:
        """Those that came to a file, newest first by the order of writing, not by the clock."""
        return self._operations(
            "WHERE EXISTS (SELECT 1 FROM removals WHERE operation = operations.id) "
            "ORDER BY id DESC",
            [],
        )

    def _operations(self, clause: str, values: Sequence[object]) -> tuple[Operation, ...]:
        rows = self._database.connection.execute(
            f"SELECT id, started_at FROM operations {clause}", values
        ).fetchall()
        return tuple(
            Operation(
                OperationId(number),
                datetime.fromisoformat(started_at),
                tuple(e.removal for e in self._select("WHERE operation = ? ORDER BY id", [number])),
            )
            for number, started_at in rows
        )

    def _select(self, clause: str, values: Sequence[object]) -> tuple[Entry, ...]:
        rows = self._database.connection.execute(
            f"SELECT {_COLUMNS} FROM removals {clause}", values
        ).fetchall()
        return tuple(_entry(row) for row in rows)


_COLUMNS = (
    "id, operation, path, survivor, group_id, verdict, reason, size_bytes, content_hash, state, "
    "destination, trashed_path, message, restored_path, mtime_ns, device, inode, survivor_hash, "
    "info_path"
)


def _entry(row: tuple[Any, ...]) -> Entry:
    (number, operation, path, survivor, group, verdict, reason, size_bytes, content_hash) = row[:9]
    (state, destination, trashed, message, restored, mtime_ns, device, inode) = row[9:17]
    (survivor_hash, info) = row[17:]
    removal = Removal(
        id=RemovalId(number),
        operation=OperationId(operation),
        path=Path(os.fsdecode(path)),
        survivor=Path(os.fsdecode(survivor)),
        group=GroupId(group),
        verdict=Verdict(verdict),
        reason=reason,
        size_bytes=size_bytes,
        content_hash=content_hash,
        state=RemovalState(state),
        destination=Destination(destination),
        trashed_path=_path(trashed),
        message=message,
        restored_path=_path(restored),
    )
    return Entry(removal, mtime_ns, int(device), int(inode), survivor_hash, _path(info))


def _blob(path: Path | None) -> bytes | None:
    return None if path is None else os.fsencode(path)


def _path(blob: bytes | None) -> Path | None:
    return None if blob is None else Path(os.fsdecode(blob))


def _row_id(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
