"""The nouns of the engine. Immutable, comparable, free of I/O."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NewType

from photodedup.engine.details import Detail, Details

PhotoId = NewType("PhotoId", int)
GroupId = NewType("GroupId", int)
FolderId = NewType("FolderId", int)
OperationId = NewType("OperationId", int)
RemovalId = NewType("RemovalId", int)
ShotId = NewType("ShotId", int)
SidecarId = NewType("SidecarId", int)
ContentPair = tuple[str, str]  # two content hashes, the smaller one first


class Verdict(StrEnum):
    """What two photos are to each other, from the surest to the loosest."""

    IDENTICAL = "identical"  # same bytes
    SAME_PICTURE = "same-picture"  # one capture, saved again
    EDITED = "edited"  # one capture, changed on purpose
    BURST = "burst"  # several captures of one moment
    SIMILAR = "similar"  # one scene or subject
    PUT_TOGETHER = "put-together"  # one picture by a person's word alone

    @property
    def is_copy(self) -> bool:
        """One capture: these form copies groups."""
        return self not in (Verdict.BURST, Verdict.SIMILAR)

    @property
    def is_proved(self) -> bool:
        """The program has seen it for itself."""
        return self is not Verdict.PUT_TOGETHER

    @property
    def is_suggested(self) -> bool:
        """May be marked for the trash without a person asking for it."""
        return self in (Verdict.IDENTICAL, Verdict.SAME_PICTURE)


class GroupKind(StrEnum):
    COPIES = "copies"
    BURST = "burst"
    SIMILAR = "similar"

    def group_id(self, smallest: "PhotoId") -> "GroupId":
        """The id of a group of this kind by the smallest photo id in it."""
        return GroupId(smallest + _KIND_OFFSETS[self])


_KIND_OFFSETS = {GroupKind.COPIES: 0, GroupKind.BURST: 1 << 40, GroupKind.SIMILAR: 1 << 41}


def smallest_photo(group: "GroupId") -> "PhotoId":
    """The smallest photo id in a group, from the group's id."""
    return PhotoId(group & ((1 << 40) - 1))


class DateSource(StrEnum):
    """Where a photo's date comes from, best first."""

    EXIF = "exif"
    XMP = "xmp"
    FILE_NAME = "file-name"
    FILE_TIME = "file-time"


class Choice(StrEnum):
    """What a person decided about one photo of a group."""

    KEEPER = "keeper"
    REMOVE = "remove"
    REMOVE_UNPROVED = "remove-unproved"  # said of a photo that was only put together by hand
    KEEP = "keep"


class ByHand(StrEnum):
    """What a person decided about two contents, against or without proof."""

    TOGETHER = "together"  # one picture: in one group
    APART = "apart"  # not the same: never in one group


@dataclass(frozen=True, slots=True)
class FolderNotice:
    """What is special about a folder: two words for a list, and a sentence that explains."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the person chose. `is_online` is False while its drive is not there.

    `is_protected` says that no file in it is ever removed; `protected_inside` are folders inside
    it of which that is true while it is not true of all of it.
    """

    id: FolderId
    path: Path
    photo_count: int = 0
    skipped_count: int = 0
    size_bytes: int = 0
    is_online: bool = True
    is_protected: bool = False
    protected_inside: tuple[Path, ...] = ()
    notice: FolderNotice | None = None


class CompanionKind(StrEnum):
    """What a file beside a photo is."""

    FILM = "film"  # a Live Photo's moving half, or a clip of the same name
    PICTURE = "picture"  # a picture of the same shot that the program cannot read
    SIDECAR = "sidecar"  # metadata and edits: XMP, AAE, THM, the JSON of an online album


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a photo and goes where the photo goes."""

    path: Path
    kind: CompanionKind
    size_bytes: int
    mtime_ns: int

    @property
    def is_capture(self) -> bool:
        """It holds something that was recorded, so it must not go without a copy of its own."""
        return self.kind is not CompanionKind.SIDECAR


@dataclass(frozen=True, slots=True)
class Shot:
    """Several pictures of one press of the shutter: RAW and JPEG, an original and its edit.

    They stay together or go together, and are never copies of each other. `capture_count` is of
    pictures and films; `mtime_ns` is the oldest picture's.
    """

    id: ShotId
    photos: tuple[PhotoId, ...]
    pictures: tuple[Path, ...]  # of the photos, in their order
    capture_count: int
    sidecar_count: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Photo:
    """One readable picture file as the last scan saw it.

    Width and height are of the upright picture. `taken_at` is naive local time unless the file
    names its offset. `content_hash` is the digest of all bytes, in hex.
    """

    id: PhotoId
    path: Path
    size_bytes: int
    mtime_ns: int
    device: int = 0
    inode: int = 0
    content_hash: str = ""
    pixel_hash: str | None = None
    format: str = ""
    width_px: int = 0
    height_px: int = 0
    taken_at: datetime | None = None
    date_source: DateSource | None = None
    camera: str | None = None
    has_location: bool = False
    is_raw: bool = False
    hard_links: tuple[Path, ...] = ()  # other names of this same file on disk
    companions: tuple[Companion, ...] = ()  # files that move with it
    shot: Shot | None = None  # set where it shares one with other pictures
    has_film_inside: bool = False  # a motion photo: its film is part of the file
    frame_count: int = 1  # pages, or pictures of an animation; only the first is compared
    sharpness: float | None = None  # how sharp it looks, see features.sharpness; None: unknown
    is_protected: bool = False  # in a protected folder: it is never removed
    trashed_at: datetime | None = None  # when the same file went to the trash, and it came back

    @property
    def partners(self) -> tuple[Path, ...]:
        """The other pictures of its shot."""
        pictures = self.shot.pictures if self.shot else ()
        return tuple(path for path in pictures if path != self.path)

    @property
    def unit_bytes(self) -> int:
        """Its size with its companions."""
        return self.size_bytes + sum(companion.size_bytes for companion in self.companions)

    @property
    def pixel_count(self) -> int:
        return self.width_px * self.height_px


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that looked like a photo and could not be used, with the reason in plain words."""

    path: Path
    reason: str
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two photos were judged as they were. None means the step was not needed.

    `transform` maps the first photo's preview onto the second's, six numbers by row, in
    preview pixels; `orientation` (0 to 7, as the perceptual hashes count) and `turn_degrees` say
    what that does to the picture. Overlaps are shares (0 to 1) of each picture's area.
    Differences are grey values (0 to 255) left after alignment and a fitted tone curve: what is
    typical (60th percentile), and the worst mean of a small window. `odd_area_px` is where strong
    detail has another form. `is_page` says that most of a picture is plain ground, so that small
    differences that matter may not show.
    """

    step: str
    hash_distance: int | None = None
    cosine: float | None = None
    inliers: int | None = None
    transform: tuple[float, ...] | None = None
    orientation: int | None = None
    turn_degrees: float | None = None
    displacement: float | None = None
    overlap_first: float | None = None
    overlap_second: float | None = None
    correlation: float | None = None
    remaining_difference: float | None = None
    worst_difference: float | None = None
    tone_shift: float | None = None
    colour_shift: float | None = None
    first_is_framed: bool | None = None
    second_is_framed: bool | None = None
    odd_area_px: int | None = None
    is_page: bool | None = None
    seconds_apart: float | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Two photos and what they are to each other; `first < second` always.

    `similarity` is from 0 to 1. The sentence for a person depends on which of the two is looked
    at from which, so it is made from the evidence when it is shown.
    """

    first: PhotoId
    second: PhotoId
    verdict: Verdict
    similarity: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Part:
    """Another picture of a member's shot, and the photo that stays for it."""

    photo: Photo
    survivor: Photo
    verdict: Verdict
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """One photo of a group that is not the keeper, proved against the keeper."""

    photo: Photo
    verdict: Verdict
    similarity: float
    reason: str
    is_marked: bool = False  # goes to the trash at the next clean-up
    parts: tuple[Part, ...] = ()  # the other pictures of its shot that go with it

    @property
    def is_protected(self) -> bool:
        """Whether it, or a picture that would go with it, is in a protected folder."""
        return self.photo.is_protected or any(part.photo.is_protected for part in self.parts)

    @property
    def unit_bytes(self) -> int:
        """The size of all files that go with it, its own included."""
        return self.photo.unit_bytes + sum(part.photo.unit_bytes for part in self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """A keeper and the photos proved to belong to it: copies of it, or shots of its moment.

    The id comes from the kind and the smallest photo id in it, so it survives regrouping. In a
    burst or a group of similar shots the photos are different pictures; one that has copies is
    there as the keeper of its copies. `is_reviewed` says that the
    person decided about the group (chose a keeper, marked, unmarked or skipped); `is_accepted`,
    that they agreed to it just as it is now: the same photos, keeper and marks. `is_kept` says
    that all of it stays by the person's word, and that it is not shown again. `needs_look` says
    in plain words why a person has to choose, and nothing is suggested until then; empty mostly.
    `reasons_for` and `reasons_against` are what sets the keeper apart from the others.
    """

    id: GroupId
    kind: GroupKind
    keeper: Photo
    keeper_reason: str
    members: tuple[Member, ...]
    is_skipped: bool = False
    is_reviewed: bool = False
    is_accepted: bool = False
    is_kept: bool = False
    needs_look: str = ""
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.members:
            raise ValueError("a group needs a keeper and at least one member")
        if any(member.photo.id == self.keeper.id for member in self.members):
            raise ValueError(f"photo {self.keeper.id} is keeper and member of group {self.id}")

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The keeper first, then the members in order."""
        return (self.keeper, *(member.photo for member in self.members))

    @property
    def marked(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.is_marked)

    @property
    def marked_bytes(self) -> int:
        return sum(member.unit_bytes for member in self.marked)


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


class Destination(StrEnum):
    """Where removed files go on one volume."""

    TRASH = "trash"
    QUARANTINE = "quarantine"
    NOWHERE = "nowhere"  # the volume takes neither: its files stay


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
        return sum(removal.size_bytes for removal in self.removals)


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
        return sum(removal.size_bytes for removal in self.removed)


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did: the rows it brought back, and those it could not, with reasons."""

    restored: tuple[Removal, ...]
    failed: tuple[tuple[Removal, str], ...] = ()
    sidecars: tuple[SidecarChange, ...] = ()  # taken back with them, or left, with reasons


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a scan saw. `read_count` is the number of files whose pictures were read this time."""

    photo_count: int
    read_count: int
    skipped_count: int
    missing_count: int
    timings_s: dict[str, float] = field(default_factory=dict)
