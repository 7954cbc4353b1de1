"""The journal's rows about sidecars: what was written to which, and what was in it before."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photodedup.engine.details import Detail
from photodedup.engine.domain.history import SidecarChange, SidecarState
from photodedup.engine.domain.ids import OperationId, SidecarId
from photodedup.engine.store.database import Database
from photodedup.engine.store.row_values import blob, change, insert, now_text, path_of

_COLUMNS: Final = (
    "id, operation, path, keeper, spares, added, before, before_mtime_ns, after, state, message, "
    "trashed_path, info_path"
)
_CHANGE_COLUMNS: Final = "id, operation, path, keeper, added, before IS NULL, state, message"
_BETWEEN: Final = b"\0"  # no path holds it


@dataclass(frozen=True, slots=True)
class NewSidecar:
    """A sidecar that is about to be written. `before` is all that is in it now, None for none."""

    path: Path
    keeper: Path
    spares: tuple[Path, ...]
    added: tuple[Detail, ...]
    before: bytes | None
    before_mtime_ns: int
    after: bytes


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """A row whole. `trashed_path` is where a sidecar that is taken back is about to go."""

    change: SidecarChange
    written: NewSidecar
    trashed_path: Path | None
    info_path: Path | None


def add_sidecars(connection: sqlite3.Connection) -> None:
    """Sidecars that clean-ups wrote, with the bytes before and after; paths are bytes."""
    connection.execute(
        """CREATE TABLE sidecars (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            operation INTEGER NOT NULL REFERENCES operations (id),
            path BLOB NOT NULL,
            keeper BLOB NOT NULL,
            spares BLOB NOT NULL,      -- the photos that knew it, with a zero between them
            added TEXT NOT NULL,
            before BLOB,               -- none: there was no such file
            before_mtime_ns INTEGER NOT NULL,
            after BLOB NOT NULL,
            state TEXT NOT NULL,
            message TEXT NOT NULL DEFAULT '',
            trashed_path BLOB,
            info_path BLOB,
            changed_at TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX sidecars_by_operation ON sidecars (operation)")


class SidecarRows:
    """Reads and writes them; each write is on the disk before the method returns.

    Raises (any method that writes):
        LibraryError: the row could not be written; nothing may be touched on its strength.
    """

    def __init__(
        self,
        database: Database,
        writing: Callable[[], AbstractContextManager[sqlite3.Connection]],
    ) -> None:
        self._database = database
        self._writing = writing

    def write_pending(self, operation: OperationId, new: NewSidecar) -> SidecarId:
        """Write down a sidecar about to be written."""
        row: dict[str, Any] = {
            "operation": operation,
            "path": os.fsencode(new.path),
            "keeper": os.fsencode(new.keeper),
            "spares": _BETWEEN.join(map(os.fsencode, new.spares)),
            "added": ",".join(new.added),
            "before": new.before,
            "before_mtime_ns": new.before_mtime_ns,
            "after": new.after,
            "state": SidecarState.PENDING,
            "changed_at": now_text(),
        }
        with self._writing() as connection:
            return SidecarId(insert(connection, "sidecars", row))

    def set_place(self, sidecar: SidecarId, trashed: Path | None, info: Path | None) -> None:
        """Where the file is about to go when it is taken back."""
        with self._writing() as connection:
            place = {"trashed_path": blob(trashed), "info_path": blob(info)}
            change(connection, "sidecars", sidecar, **place)

    def settle(self, sidecar: SidecarId, state: SidecarState, message: str = "") -> None:
        """What became of a sidecar."""
        with self._writing() as connection:
            change(connection, "sidecars", sidecar, state=state, message=message)

    def row(self, sidecar: SidecarId) -> SidecarRow:
        """
        Raises:
            KeyError: there is no such row.
        """
        rows = self._select("WHERE id = ?", [sidecar])
        if not rows:
            raise KeyError(sidecar)
        return rows[0]

    def of(self, operation: OperationId) -> tuple[SidecarChange, ...]:
        """What a clean-up wrote, or could not write."""
        rows = self._database.connection.execute(
            f"SELECT {_CHANGE_COLUMNS} FROM sidecars WHERE operation = ? ORDER BY id", [operation]
        ).fetchall()
        return tuple(_change_of(row) for row in rows)

    def unsettled(self) -> tuple[SidecarRow, ...]:
        """Those under way, and those whose photos may have come back; the newest first, because
        they are taken back in that order."""
        states = [SidecarState.PENDING, SidecarState.WRITTEN]
        return self._select("WHERE state IN (?, ?) ORDER BY id DESC", states)

    def _select(self, clause: str, values: list[Any]) -> tuple[SidecarRow, ...]:
        rows = self._database.connection.execute(
            f"SELECT {_COLUMNS} FROM sidecars {clause}", values
        ).fetchall()
        return tuple(_row_of(row) for row in rows)


def is_whole_sidecar(row: dict[str, Any]) -> bool:
    """Whether the values of a row are what they must be."""
    try:
        _row_of(tuple(row[name] for name in _COLUMNS.split(", ")))
    except (KeyError, ValueError, TypeError):
        return False
    return True


def _row_of(row: tuple[Any, ...]) -> SidecarRow:
    (number, operation, path, keeper, spares, added, before, mtime_ns, after) = row[:9]
    (state, message, trashed, info) = row[9:]
    change = _change_of((number, operation, path, keeper, added, before is None, state, message))
    written = NewSidecar(
        path=change.path,
        keeper=change.keeper,
        spares=tuple(Path(os.fsdecode(spare)) for spare in spares.split(_BETWEEN)),
        added=change.added,
        before=before,
        before_mtime_ns=mtime_ns,
        after=after,
    )
    return SidecarRow(change, written, path_of(trashed), path_of(info))


def _change_of(row: tuple[Any, ...]) -> SidecarChange:
    (number, operation, path, keeper, added, is_new, state, message) = row
    return SidecarChange(
        id=SidecarId(number),
        operation=OperationId(operation),
        path=Path(os.fsdecode(path)),
        keeper=Path(os.fsdecode(keeper)),
        added=tuple(Detail(name) for name in added.split(",")),
        is_new=bool(is_new),
        state=SidecarState(state),
        message=message,
    )
