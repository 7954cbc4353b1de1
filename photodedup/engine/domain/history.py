"""What clean-ups and restores did, as the journal holds it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from photodedup.engine.details import Detail
from photodedup.engine.domain.ids import GroupId, OperationId, RemovalId, SidecarId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.domain.plans import Destination


class RemovalState(StrEnum):
    """A removal's life in the journal."""

    PENDING = "pending"  # written down before the file is touched
    REMOVED = "removed"  # in the trash or quarantine, and proved to be there
    KEPT = "kept"  # the file stayed where it was; the message says why
    LOST_TRACK = "lost-track"  # neither at its place nor where it was put; the message says more
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Removal:
    """One journal row: a file, the file that survived for it, and what became of it."""

    id: RemovalId
    operation: OperationId
    path: Path
    survivor: Path
    group: GroupId
    verdict: Verdict
    reason: str
    size_bytes: int
    content_hash: str
    state: RemovalState
    destination: Destination
    trashed_path: Path | None = None
    message: str = ""
    restored_path: Path | None = None
    unit: RemovalId | None = None  # the same for files that went together
    companion: CompanionKind | None = None  # None for a photo


class SidecarState(StrEnum):
    """The life of a sidecar that a clean-up wrote, in the journal."""

    PENDING = "pending"  # written down before anything is written to it
    WRITTEN = "written"
    NOT_WRITTEN = "not-written"  # it is as it was; the message says why
    TAKEN_BACK = "taken-back"  # as it was before, because the photos came back
    LEFT = "left"  # the photos came back, but it had been changed by others


@dataclass(frozen=True, slots=True)
class SidecarChange:
    """One sidecar that a clean-up made or added to, what was added, and what became of it."""

    id: SidecarId
    operation: OperationId
    path: Path
    keeper: Path
    added: tuple[Detail, ...]
    is_new: bool
    state: SidecarState
    message: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One clean-up as the history shows it."""

    id: OperationId
    started_at: datetime
    removals: tuple[Removal, ...] = field(default=())
    sidecars: tuple[SidecarChange, ...] = ()

    @property
    def removed(self) -> tuple[Removal, ...]:
        """Photos and their companions."""
        return tuple(r for r in self.removals if r.state is RemovalState.REMOVED)

    @property
    def size_bytes(self) -> int:
        """The size of the files that went and are not back."""
        return sum(removal.size_bytes for removal in self.removed)


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did: the rows it brought back, and those it could not, with reasons."""

    restored: tuple[Removal, ...]
    failed: tuple[tuple[Removal, str], ...] = ()
    sidecars: tuple[SidecarChange, ...] = ()  # taken back with them, or left, with reasons
