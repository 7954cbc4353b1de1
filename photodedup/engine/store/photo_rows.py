"""What a photo's row holds, and the way between rows and values."""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

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
    taken_at: datetime | None
    date_source: DateSource | None
    camera: str | None
    has_location: bool
    software: str | None
    burst_id: str | None
    content_identifier: str | None
    has_film_inside: bool
    hashes: bytes


PHOTO_COLUMNS = (
    "id, path, size_bytes, mtime_ns, device, inode, content_hash, pixel_hash, format, "
    "width_px, height_px, taken_at, date_source, camera, has_location, is_raw, "
    "has_film_inside"
)


def feature_columns(features: PhotoFeatures) -> dict[str, object]:
    """What a read adds to a row, by column; identities as text, because they can need 128 bits."""
    columns: dict[str, object] = asdict(features)
    taken_at = features.taken_at
    return columns | {
        "device": str(features.device),
        "inode": str(features.inode),
        "taken_at": taken_at.isoformat() if taken_at else None,
    }


def photo_of(row: tuple[object, ...], links: tuple[Path, ...]) -> Photo:
    """The photo of a row of PHOTO_COLUMNS, with its other names."""
    values: list[object] = list(row)
    taken_at, source = values[11], values[12]
    return Photo(
        id=PhotoId(int(str(values[0]))),
        path=Path(os.fsdecode(bytes(values[1]))) if isinstance(values[1], bytes) else Path(),
        size_bytes=int(str(values[2])),
        mtime_ns=int(str(values[3])),
        device=int(str(values[4])),
        inode=int(str(values[5])),
        content_hash=str(values[6] or ""),
        pixel_hash=None if values[7] is None else str(values[7]),
        format=str(values[8] or ""),
        width_px=int(str(values[9] or 0)),
        height_px=int(str(values[10] or 0)),
        taken_at=datetime.fromisoformat(str(taken_at)) if taken_at else None,
        date_source=DateSource(str(source)) if source else None,
        camera=None if values[13] is None else str(values[13]),
        has_location=bool(values[14]),
        is_raw=bool(values[15]),
        has_film_inside=bool(values[16]),
        hard_links=links,
    )
