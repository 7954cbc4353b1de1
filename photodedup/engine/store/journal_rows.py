"""What a row of the journal holds, and the way between rows and values."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photodedup.engine.domain.history import Removal, RemovalState
from photodedup.engine.domain.ids import GroupId, OperationId, RemovalId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.domain.plans import Destination, PlannedRemoval
from photodedup.engine.store.row_values import blob, path_of


@dataclass(frozen=True, slots=True)
class GoingFile:
    """One file that is about to move, with its facts, and the file that stays for it.

    `companion` is None for a photo. A sidecar, or the film of a picture without a copy, has no
    file like it: what stays for it is the photo to keep (`is_copy` False). Hashes that are not
    known yet are empty.
    """

    path: Path
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    content_hash: str
    survivor: Path
    survivor_hash: str
    group: GroupId
    verdict: Verdict
    reason: str
    companion: CompanionKind | None = None
    is_copy: bool = True


def photo_file(planned: PlannedRemoval) -> GoingFile:
    """The photo of a planned removal, without its companions."""
    photo, survivor = planned.photo, planned.survivor
    return GoingFile(
        path=photo.path,
        size_bytes=photo.size_bytes,
        mtime_ns=photo.mtime_ns,
        device=photo.device,
        inode=photo.inode,
        content_hash=photo.content_hash,
        survivor=survivor.path,
        survivor_hash=survivor.content_hash,
        group=planned.group,
        verdict=planned.verdict,
        reason=planned.reason,
    )


def companion_files(planned: PlannedRemoval) -> tuple[GoingFile, ...]:
    """The companions of a planned removal."""
    return tuple(
        GoingFile(
            path=companion.file.path,
            size_bytes=companion.file.size_bytes,
            mtime_ns=companion.file.mtime_ns,
            device=0,
            inode=0,
            content_hash="",
            survivor=companion.survivor.path if companion.survivor else planned.survivor.path,
            survivor_hash="" if companion.survivor else planned.survivor.content_hash,
            group=planned.group,
            verdict=planned.verdict,
            reason=f"it belongs to {planned.photo.path.name}",
            companion=companion.file.kind,
            is_copy=companion.survivor is not None,
        )
        for companion in planned.companions
    )


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


def columns_of(file: GoingFile) -> dict[str, Any]:
    """Paths as bytes: names need not be text. Identities as text: they can exceed 64 bits."""
    return {
        "path": blob(file.path),
        "size_bytes": file.size_bytes,
        "mtime_ns": file.mtime_ns,
        "device": str(file.device),
        "inode": str(file.inode),
        "content_hash": file.content_hash,
        "survivor": blob(file.survivor),
        "survivor_hash": file.survivor_hash,
        "group_id": file.group,
        "verdict": file.verdict,
        "reason": file.reason,
        "companion": file.companion,
    }


ENTRY_COLUMNS = (
    "id, operation, path, survivor, group_id, verdict, reason, size_bytes, content_hash, state, "
    "destination, trashed_path, message, restored_path, mtime_ns, device, inode, survivor_hash, "
    "info_path, unit, companion"
)


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry of a row of ENTRY_COLUMNS."""
    (number, operation, path, survivor, group, verdict, reason, size_bytes, content_hash) = row[:9]
    (state, destination, trashed, message, restored, mtime_ns, device, inode) = row[9:17]
    (survivor_hash, info, unit, companion) = row[17:]
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
        trashed_path=path_of(trashed),
        message=message,
        restored_path=path_of(restored),
        unit=None if unit is None else RemovalId(unit),
        companion=None if companion is None else CompanionKind(companion),
    )
    return Entry(removal, mtime_ns, int(device), int(inode), survivor_hash, path_of(info))
