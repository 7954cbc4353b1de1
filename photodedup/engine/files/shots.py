"""Which files belong to one press of the shutter: a RAW with its JPEG, a photo with its sidecars.

Files of one shot are never copies of each other, and they move together.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NewType, Protocol

from photodedup.engine.domain import DateSource, PhotoId

ShotId = NewType("ShotId", int)

# A camera writes the RAW and the JPEG of one shot with one date; rounding may differ.
_SAME_MOMENT = timedelta(seconds=2)
_SIDECAR_EXTENSIONS = (".xmp", ".aae", ".thm", ".json", ".mov", ".mp4")
_TAKEOUT_MARK = ".supplemental-metadata"


class ShotPart(Protocol):
    """What pairing needs to know of a photo; `domain.Photo` fits."""

    @property
    def id(self) -> PhotoId: ...
    @property
    def path(self) -> Path: ...
    @property
    def is_raw(self) -> bool: ...
    @property
    def taken_at(self) -> datetime | None: ...
    @property
    def date_source(self) -> DateSource | None: ...
    @property
    def camera(self) -> str | None: ...


def pair_shots(photos: Iterable[ShotPart]) -> dict[PhotoId, ShotId]:
    """The shot of each photo that shares one with another; the others are left out.

    A shot is RAW and rendered pictures of one name in one folder, unless their dates or cameras
    contradict. Its id is the smallest photo id in it.
    """
    by_name: defaultdict[tuple[Path, str], list[ShotPart]] = defaultdict(list)
    for photo in photos:
        by_name[photo.path.parent, photo.path.stem.casefold()].append(photo)
    shots: dict[PhotoId, ShotId] = {}
    for namesakes in by_name.values():
        raws = [photo for photo in namesakes if photo.is_raw]
        for raw in sorted(raws, key=lambda photo: photo.id):
            rendered = [photo for photo in namesakes if not photo.is_raw and _fits(raw, photo)]
            parts = [raw, *(photo for photo in rendered if photo.id not in shots)]
            if len(parts) > 1:
                shot = ShotId(min(photo.id for photo in parts))
                shots.update({photo.id: shot for photo in parts})
    return shots


def is_one_shot(first: PhotoId, second: PhotoId, shots: Mapping[PhotoId, ShotId]) -> bool:
    """Whether two photos are files of one shot, by the answer of `pair_shots`."""
    shot = shots.get(first)
    return shot is not None and shot == shots.get(second)


def sidecars_beside(path: Path) -> tuple[Path, ...]:
    """The files that belong to a photo and sit beside it, by name: edits, metadata, Live Photo.

    Raises:
        OSError: the folder cannot be read.
    """
    name, stem = path.name.casefold(), path.stem.casefold()
    with os.scandir(path.parent) as listing:
        entries = sorted(
            (entry.name for entry in listing), key=lambda text: (text.casefold(), text)
        )
    return tuple(
        path.with_name(entry) for entry in entries if _is_sidecar(entry.casefold(), name, stem)
    )


def _fits(raw: ShotPart, rendered: ShotPart) -> bool:
    """What both files know must agree; a file that does not know cannot contradict."""
    if raw.camera and rendered.camera and not _is_one_camera(raw.camera, rendered.camera):
        return False
    if raw.taken_at is None or rendered.taken_at is None:
        return True
    if not raw.date_source == rendered.date_source == DateSource.EXIF:
        return True  # a file's own time says when it was copied
    # One of them may name its offset and the other not: the clock's face counts.
    difference = raw.taken_at.replace(tzinfo=None) - rendered.taken_at.replace(tzinfo=None)
    return abs(difference) <= _SAME_MOMENT


def _is_one_camera(first: str, second: str) -> bool:
    """The maker may be written in one name and left out in the other."""
    short, long = sorted((first.casefold(), second.casefold()), key=len)
    return long.endswith(short)


def _is_sidecar(entry: str, name: str, stem: str) -> bool:
    base, extension = os.path.splitext(entry)
    if extension not in _SIDECAR_EXTENSIONS:
        return False
    # Takeout cuts its long ending wherever the name becomes too long.
    if extension == ".json":
        return base == name or (base.startswith(name + ".") and _is_takeout_ending(base, name))
    return base in (stem, name)


def _is_takeout_ending(base: str, name: str) -> bool:
    return _TAKEOUT_MARK.startswith(base[len(name) :])
