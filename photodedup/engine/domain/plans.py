"""What a clean-up would do, before anything is touched."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photodedup.engine.details import Detail, Details
from photodedup.engine.domain.ids import GroupId, ShotId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, Photo


class Destination(StrEnum):
    """Where removed files go on one volume."""

    TRASH = "trash"
    QUARANTINE = "quarantine"
    NOWHERE = "nowhere"  # the volume takes neither: its files stay


@dataclass(frozen=True, slots=True)
class PlannedCompanion:
    """A companion that goes with its photo, and the same recording that stays for it.

    A sidecar needs none, and neither does the film of a picture that has no copy itself: the
    person lets go of another shot.
    """

    file: Companion
    survivor: Companion | None = None


@dataclass(frozen=True, slots=True)
class PlannedRemoval:
    """One photo that is to go with its companions, and the photo that stays for it.

    Removals with the same `unit` are pictures of one shot: they go together or not at all.
    """

    photo: Photo
    survivor: Photo
    group: GroupId
    verdict: Verdict
    reason: str
    companions: tuple[PlannedCompanion, ...] = ()
    unit: ShotId | None = None
    only_here: tuple[Detail, ...] = ()  # what the photo that stays does not know
    disagrees: tuple[Detail, ...] = ()  # what the photo that stays says otherwise

    @property
    def size_bytes(self) -> int:
        """The size of the photo and its companions."""
        return self.photo.size_bytes + sum(c.file.size_bytes for c in self.companions)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that the plan leaves where it is, with the reason in plain words."""

    photo: Photo
    reason: str


@dataclass(frozen=True, slots=True)
class Rescue:
    """Details that only photos of the plan know, to be written beside the one that stays.

    `details` is what the keeper lacks, of all `spares` together. `obstacle` says why nothing can be
    written there; then the spares stay if the person wants their details kept.
    """

    keeper: Photo
    sidecar: Path
    details: Details
    spares: tuple[Path, ...]
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class CleanupPlan:
    """What a clean-up would do. Making a plan touches nothing.

    `no_trash` lists folders on volumes that have no trash; their files stay unless the person
    agrees to a quarantine folder on the same volume. `notices` are sentences about folders that
    the person should know before confirming. `rescues` are carried out with the plan; without
    them the details that only spares know go with the spares.
    """

    removals: tuple[PlannedRemoval, ...]
    refused: tuple[Refusal, ...] = ()
    no_trash: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()
    rescues: tuple[Rescue, ...] = ()

    @property
    def size_bytes(self) -> int:
        """The size of all files that go."""
        return sum(removal.size_bytes for removal in self.removals)
