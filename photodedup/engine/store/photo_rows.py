"""What a photo's row holds, and the way between rows and values."""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from photodedup.engine.domain import DateSource, Photo, PhotoId


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What is remembered of a file's outside, to tell whether it has to be read again."""

    id: PhotoId
    path: Path
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    state: str
    pipeline: int


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

    `is_protected` says of a path whether it is in a protected folder. `trashed_at` says of a path,
    a content hash and the number of the last removal before the photo came, when the same file was
    moved to the trash; None if it was not.
    """

    is_protected: Callable[[Path], bool] = lambda path: False
    trashed_at: Callable[[Path, str, int], datetime | None] = lambda path, content_hash, after: None


def photo_of(row: tuple[Any, ...], links: tuple[Path, ...], remarks: Remarks) -> Photo:
    """The photo of a row of PHOTO_COLUMNS, with its other names."""
    number, path, size_bytes, mtime_ns, device, inode, content_hash, pixel_hash, *rest = row
    format_, width_px, height_px, taken_at, source, camera, has_location, is_raw, *rest = rest
    has_film, frame_count, sharpness, came_after = rest
    return Photo(
        id=PhotoId(number),
        path=(place := Path(os.fsdecode(path))),
        size_bytes=size_bytes,
        mtime_ns=mtime_ns,
        device=int(device),
        inode=int(inode),
        content_hash=content_hash or "",
        pixel_hash=pixel_hash,
        format=format_ or "",
        width_px=width_px or 0,
        height_px=height_px or 0,
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        date_source=DateSource(source) if source else None,
        camera=camera,
        has_location=bool(has_location),
        is_raw=bool(is_raw),
        has_film_inside=bool(has_film),
        frame_count=frame_count or 1,
        sharpness=sharpness,
        hard_links=links,
        is_protected=remarks.is_protected(place),
        trashed_at=remarks.trashed_at(place, content_hash or "", came_after or 0),
    )
