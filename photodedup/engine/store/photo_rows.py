"""What a photo's row holds, and the way between rows and values."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.many import maker_of
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.store.places import decoded


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

    def __call__(
        self, rows: Sequence[tuple[Any, ...]], names: Mapping[int, tuple[Path, ...]] | None = None
    ) -> list[Photo]:
        """The photos of rows of PHOTO_COLUMNS, with their other names, by photo. Column by column:
        row by row takes more than twice the time."""
        if not rows:
            return []
        columns = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
        ids, contents = columns["id"], [content or "" for content in columns["content_hash"]]
        places = [self._place(text) for text in decoded(columns["path"])]
        came_after = [after or 0 for after in columns["came_after"]]
        paths = [path for path, _ in places]
        return list(
            map(  # in the order of the class
                _make_photo,
                ids,
                paths,
                columns["size_bytes"],
                columns["mtime_ns"],
                [self._number(device) for device in columns["device"]],
                map(int, columns["inode"]),
                contents,
                columns["pixel_hash"],
                [self._share(name) or "" for name in columns["format"]],
                [width or 0 for width in columns["width_px"]],
                [height or 0 for height in columns["height_px"]],
                [_moment(taken) if taken else None for taken in columns["taken_at"]],
                [_SOURCES[source] if source else None for source in columns["date_source"]],
                map(self._share, columns["camera"]),
                map(bool, columns["has_location"]),
                map(bool, columns["is_raw"]),
                [names.get(number, ()) for number in ids] if names else repeat(()),
                repeat(()),  # companions and shots are added where there are any
                repeat(None),
                map(bool, columns["has_film_inside"]),
                [count or 1 for count in columns["frame_count"]],
                columns["sharpness"],
                [is_protected for _, is_protected in places],
                map(self._remarks.trashed_at, paths, contents, came_after),
            )
        )

    def _place(self, text: str) -> tuple[Path, bool]:
        """A path, made in half the time where its folder is known, and whether it is protected."""
        folder, _, name = text.rpartition(os.sep)
        known = self._folders.get(folder)
        if known is None:
            is_protected = self._remarks.is_protected(Path(text))
            known = self._folders[folder] = Path(text).parent, is_protected
        parent, is_protected = known
        return parent / name, is_protected

    def _share(self, text: str | None) -> str | None:
        """The same text, once for all photos."""
        return None if text is None else self._shared.setdefault(text, text)

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = int(text)
        return number


_COLUMNS = PHOTO_COLUMNS.split(", ")
_make_photo = maker_of(Photo)
_moment = datetime.fromisoformat
_SOURCES = {str(source): source for source in DateSource}
