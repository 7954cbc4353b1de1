"""What a read of a photo gave, for tests of the store."""

from datetime import datetime
from typing import Any

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.store.photo_rows import PhotoFeatures

_FACTS: dict[str, Any] = {
    "size_bytes": 4_000_000,
    "mtime_ns": 1_560_000_000_000_000_001,
    "device": 2049,
    "inode": 2**63,
    "content_hash": "c" * 64,
    "pixel_hash": "jpeg:" + "p" * 64,
    "format": "JPEG",
    "width_px": 4032,
    "height_px": 3024,
    "is_raw": False,
    "detail": 41.5,
    "sharpness": 0.25,
    "taken_at": datetime(2019, 6, 8, 14, 30),
    "date_source": DateSource.EXIF,
    "camera": "Fairphone 3",
    "has_location": True,
    "software": None,
    "burst_id": None,
    "frame_count": 3,
    "hashes": b"\0" * 128,
}
_OTHERS = {name: None for name in PhotoFeatures.__dataclass_fields__ if name not in _FACTS}
FEATURES = PhotoFeatures(**_FACTS, **_OTHERS)
