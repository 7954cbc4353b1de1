"""A photo as the last scan saw it, and the files that belong to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from photodedup.engine.domain.ids import PhotoId, ShotId


class DateSource(StrEnum):
    """Where a photo's date comes from, best first."""

    EXIF = "exif"
    XMP = "xmp"
    FILE_NAME = "file-name"
    FILE_TIME = "file-time"


class CompanionKind(StrEnum):
    """What a file beside a photo is."""

    FILM = "film"  # a Live Photo's moving half, or a clip of the same name
    PICTURE = "picture"  # a picture of the same shot that the program cannot read
    SIDECAR = "sidecar"  # metadata and edits: XMP, AAE, THM, the JSON of an online album


class Taken(Protocol):
    """When a photo was taken, and by what; `Photo` fits."""

    @property
    def id(self) -> PhotoId: ...
    @property
    def taken_at(self) -> datetime | None: ...
    @property
    def date_source(self) -> DateSource | None: ...
    @property
    def camera(self) -> str | None: ...


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
        """Of the whole upright picture; 0 where its size is not known."""
        return self.width_px * self.height_px


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that looked like a photo and could not be used, with the reason in plain words."""

    path: Path
    reason: str
    size_bytes: int = 0
