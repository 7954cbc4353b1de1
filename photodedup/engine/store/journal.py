"""The journal: every file a clean-up touched, with all that is needed to bring it back.

A database of its own, so that a library that is damaged or rebuilt takes no history with it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from photodedup.engine.domain.history import Operation, RemovalState
from photodedup.engine.domain.ids import OperationId, RemovalId
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import LibraryDamaged, LibraryError
from photodedup.engine.store.backups import Backups
from photodedup.engine.store.database import Database, Migration
from photodedup.engine.store.journal_rows import (
    ENTRY_COLUMNS,
    Entry,
    GoingFile,
    columns_of,
    entry_of,
)
from photodedup.engine.store.journal_salvage import take_in
from photodedup.engine.store.row_values import blob, change, insert, now_text
from photodedup.engine.store.sidecar_rows import SidecarRows, add_sidecars
from photodedup.engine.store.soundness import JOURNAL_QUESTIONS


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


def add_units(connection: sqlite3.Connection) -> None:
    """Files that went together have the unit of the first of them; companions say what they are."""
    connection.execute("ALTER TABLE removals ADD COLUMN unit INTEGER")
    connection.execute("ALTER TABLE removals ADD COLUMN companion TEXT")
    connection.execute("CREATE INDEX removals_by_unit ON removals (unit) WHERE unit IS NOT NULL")


MIGRATIONS: Final[tuple[Migration, ...]] = (create_journal, add_units, add_sidecars)


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
        self._database = Database(
            path, MIGRATIONS, durable=True, read_only=read_only, questions=JOURNAL_QUESTIONS
        )
        self.sidecars = SidecarRows(self._database, self._writing)
        try:
            self.operations()
        except LibraryDamaged:  # a text that is none
            self._database.close()
            raise

    def close(self) -> None:
        self._database.close()

    def make_copy(self, backups: Backups) -> bool:
        """Copy the journal as it is; see `Backups.make`."""
        return backups.make(self._database)

    def take_in(self, damaged: Path) -> int:
        """Add what can still be read of a damaged journal; returns the number of removals."""
        with self._writing():
            return take_in(self._database, damaged)

    # --- writing -----------------------------------------------------------------------------

    def begin(self) -> OperationId:
        """Begin a clean-up; its number."""
        with self._writing() as connection:
            return OperationId(insert(connection, "operations", {"started_at": now_text()}))

    def write_pending(
        self,
        operation: OperationId,
        file: GoingFile,
        destination: Destination,
        trashed_path: Path | None = None,
        info_path: Path | None = None,
    ) -> RemovalId:
        """Write down a file about to move, with the facts of this moment, and where it will go."""
        fate = {
            "state": RemovalState.PENDING,
            "destination": destination,
            "trashed_path": blob(trashed_path),
            "info_path": blob(info_path),
        }
        with self._writing() as connection:
            return _insert(connection, operation, file, fate)

    def write_unit(
        self, operation: OperationId, files: Sequence[GoingFile], destination: Destination
    ) -> tuple[RemovalId, ...]:
        """Write down files that are about to move together; where each goes is set later."""
        fate = {"state": RemovalState.PENDING, "destination": destination}
        with self._writing() as connection:
            rows = tuple(_insert(connection, operation, file, fate) for file in files)
            connection.executemany(
                "UPDATE removals SET unit = ? WHERE id = ?", [(rows[0], row) for row in rows]
            )
        return rows

    def write_kept(
        self, operation: OperationId, file: GoingFile, destination: Destination, message: str
    ) -> RemovalId:
        """Write down a file that was not touched, and why."""
        fate = {"state": RemovalState.KEPT, "destination": destination, "message": message}
        with self._writing() as connection:
            return _insert(connection, operation, file, fate)

    def set_place(
        self, removal: RemovalId, trashed_path: Path | None, info_path: Path | None
    ) -> None:
        """Where the file goes or went."""
        with self._writing() as connection:
            place = {"trashed_path": blob(trashed_path), "info_path": blob(info_path)}
            change(connection, "removals", removal, **place)

    def settle(self, removal: RemovalId, state: RemovalState, message: str = "") -> None:
        """What became of one file."""
        self.settle_together([(removal, state, message)])

    def settle_together(self, fates: Iterable[tuple[RemovalId, RemovalState, str]]) -> None:
        """Settle the rows of one unit at once: none of them is ever settled alone."""
        with self._writing() as connection:
            for removal, state, message in fates:
                change(connection, "removals", removal, state=state, message=message)

    def set_restore_target(self, removal: RemovalId, target: Path | None) -> None:
        """Where a restore is about to put the file; None when that came to nothing."""
        self.set_restore_targets({removal: target})

    def set_restore_targets(self, targets: Mapping[RemovalId, Path | None]) -> None:
        """Where a restore is about to put the files of one unit, all at once."""
        with self._writing() as connection:
            for removal, target in targets.items():
                change(connection, "removals", removal, restored_path=blob(target))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._database.transaction() as connection:
                yield connection
        except (sqlite3.Error, LibraryError) as error:
            raise LibraryError(
                f"The journal of removed files cannot be written. No file is moved without it. "
                f"({error})"
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

    def together(self, removal: RemovalId) -> tuple[Entry, ...]:
        """The rows of all files that went with this one, its own included, in order.

        Raises:
            KeyError: there is no such removal.
        """
        unit = self.entry(removal).removal.unit
        if unit is None:
            return (self.entry(removal),)
        return self._select("WHERE unit = ? ORDER BY id", [unit])

    def unsettled(self) -> tuple[Entry, ...]:
        """Rows that an interrupted program left behind: removals and restores under way."""
        return self._select(
            "WHERE state = ? OR (state IN (?, ?) AND restored_path IS NOT NULL)",
            [RemovalState.PENDING, RemovalState.REMOVED, RemovalState.LOST_TRACK],
        )

    def last_removal(self) -> int:
        """The number of the newest row; 0 for none."""
        row = self._database.connection.execute("SELECT max(id) FROM removals").fetchone()
        return int(row[0] or 0)

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
                datetime.fromisoformat(started_at).astimezone(),
                tuple(e.removal for e in self._select("WHERE operation = ? ORDER BY id", [number])),
                self.sidecars.of(OperationId(number)),
            )
            for number, started_at in rows
        )

    def _select(self, clause: str, values: Sequence[object]) -> tuple[Entry, ...]:
        rows = self._database.connection.execute(
            f"SELECT {ENTRY_COLUMNS} FROM removals {clause}", values
        ).fetchall()
        return tuple(entry_of(row) for row in rows)


def _insert(
    connection: sqlite3.Connection, operation: OperationId, file: GoingFile, fate: dict[str, Any]
) -> RemovalId:
    now = now_text()
    row = {"operation": operation, "created_at": now, "changed_at": now, **columns_of(file), **fate}
    return RemovalId(insert(connection, "removals", row))
