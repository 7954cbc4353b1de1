"""What a photo's row holds, and the way between rows and values."""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import DateSource, Photo


class KnownFile(NamedTuple):
    """What is remembered of a file's outside, to tell whether it has to be read again."""

    id: PhotoId
    place: str
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    state: str
    pipeline: int

    @property
    def path(self) -> Path:
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class PhotoFeatures:
    """What one read of a photo adds to its row."""

    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    content_hash: str
    pixel_hash: str | None
    format: str
    width_px: int
    height_px: int
    is_raw: bool
    detail: float
    sharpness: float | None
    taken_at: datetime | None
    date_source: DateSource | None
    camera: str | None
    has_location: bool
    software: str | None
    burst_id: str | None
    content_identifier: str | None
    has_film_inside: bool
    frame_count: int
    hashes: bytes


PHOTO_COLUMNS = (
    "id, path, size_bytes, mtime_ns, device, inode, content_hash, pixel_hash, format, "
    "width_px, height_px, taken_at, date_source, camera, has_location, is_raw, "
    "has_film_inside, frame_count, sharpness, came_after"
)


_FEATURES = tuple(field.name for field in fields(PhotoFeatures))


def feature_columns(features: PhotoFeatures) -> dict[str, object]:
    """What a read adds to a row, by column; identities as text, because they can need 128 bits."""
    columns: dict[str, object] = {name: getattr(features, name) for name in _FEATURES}
    taken_at = features.taken_at
    return columns | {
        "device": str(features.device),
        "inode": str(features.inode),
        "taken_at": taken_at.isoformat() if taken_at else None,
    }


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is known of photos outside their rows.

    `is_protected` says of a path whether it is in a protected folder; for all files
    of a folder it says the same. `trashed_at` says of a path,
    a content hash and the number of the last removal before the photo came, when the same file was
    moved to the trash; None if it was not. `was_trashed` says of which contents it is worth asking.
    """

    is_protected: Callable[[Path], bool] = lambda path: False
    trashed_at: Callable[[Path, str, int], datetime | None] = lambda path, content_hash, after: None
    was_trashed: Callable[[str], bool] = lambda content_hash: True


class PhotoMaker:
    """Makes photos of rows. For many rows use one: it remembers what they have in common, which
    takes less time and memory."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._folders: dict[str, tuple[Path, bool]] = {}
        self._shared: dict[str, str] = {}  # formats and cameras
        self._numbers: dict[str, int] = {}  # devices

    def __call__(self, row: tuple[Any, ...], links: tuple[Path, ...] = ()) -> Photo:
        """The photo of a row of PHOTO_COLUMNS, with its other names."""
        number, path, size_bytes, mtime_ns, device, inode, content_hash, pixel_hash, *rest = row
        format_, width_px, height_px, taken_at, source, camera, has_location, is_raw, *rest = rest
        has_film, frame_count, sharpness, came_after = rest
        place, is_protected = self._place(os.fsdecode(path))
        content_hash = content_hash or ""
        return Photo(  # by place, in the order of the class: by name takes a third longer
            number,
            place,
            size_bytes,
            mtime_ns,
            self._number(device),
            int(inode),
            content_hash,
            pixel_hash,
            self._shared.setdefault(format_, format_) if format_ else "",
            width_px or 0,
            height_px or 0,
            datetime.fromisoformat(taken_at) if taken_at else None,
            _SOURCES[source] if source else None,
            self._shared.setdefault(camera, camera) if camera is not None else None,
            bool(has_location),
            bool(is_raw),
            links,
            has_film_inside=bool(has_film),
            frame_count=frame_count or 1,
            sharpness=sharpness,
            is_protected=is_protected,
            trashed_at=self._remarks.trashed_at(place, content_hash, came_after or 0),
        )

    def _place(self, text: str) -> tuple[Path, bool]:
        """A path, made in half the time where its folder is known, and whether it is protected."""
        folder, name = os.path.split(text)
        known = self._folders.get(folder)
        if known is None:
            is_protected = self._remarks.is_protected(Path(text))
            known = self._folders[folder] = Path(folder), is_protected
        parent, is_protected = known
        return (parent / name if name else Path(text)), is_protected

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = int(text)
        return number


_SOURCES = {str(source): source for source in DateSource}
