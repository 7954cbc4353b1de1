"""All that is known of a photo beyond its picture: from its file, and from what lies beside it."""

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from photodedup.engine.details import Details, together
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.exif import read_exif
from photodedup.engine.files.camera_settings import camera_settings
from photodedup.engine.files.ignored import is_only_in_cloud
from photodedup.engine.files.metadata import read_metadata
from photodedup.engine.files.photo_details import (
    details_of_metadata,
    details_of_packet,
    details_of_photoshop,
    details_of_takeout,
)
from photodedup.engine.files.xmp_document import MAX_BYTES
from photodedup.engine.pictures.headers import read_headers

_BESIDE = {".xmp": details_of_packet, ".json": details_of_takeout}
_IN_PICTURE = (DateSource.EXIF, DateSource.XMP)


Inside = Callable[[Path], Details]


def details_inside(path: Path) -> Details:
    """What a photo's own file says, read from its head.

    Raises:
        UnreadablePhoto: the file cannot be read now, or is only in the cloud.
    """
    try:
        status = path.lstat()
    except OSError as error:
        raise UnreadablePhoto(f"the file cannot be opened ({error.strerror})") from error
    if is_only_in_cloud(status):
        raise UnreadablePhoto("the file is only in the cloud")
    headers = read_headers(path)
    metadata = read_metadata(headers.exif, headers.xmp, path, status.st_mtime_ns)
    is_own_date = metadata.date_source in _IN_PICTURE
    taken_at = metadata.taken_at if is_own_date else None
    exif = read_exif(headers.exif)
    known = details_of_metadata(exif, headers.xmp, taken_at)
    known = together(known, details_of_photoshop(headers.photoshop))
    return replace(known, settings=camera_settings(exif))


def photo_details(photo: Photo, inside: Inside = details_inside) -> Details:
    """Reads the head of the file and its sidecars; sidecars are believed first. `inside` reads the
    head: as `details_inside`, or that in a process that may die.

    Raises:
        UnreadablePhoto: the file cannot be read now, or is only in the cloud.
    """
    return together(sidecar_details(photo), inside(photo.path))


def sidecar_details(photo: Photo) -> Details:
    """What lies beside the photo says, without the photo itself."""
    known = Details()
    for path in _by_trust(companion.path for companion in photo.companions):
        known = together(known, _beside(path))
    return known


def _by_trust(paths: Iterable[Path]) -> list[Path]:
    """XMP before the JSON of an online album, by name."""
    fitting = [path for path in paths if path.suffix.lower() in _BESIDE]
    return sorted(fitting, key=lambda path: (path.suffix.lower() != ".xmp", path))


def _beside(path: Path) -> Details:
    try:
        status = path.lstat()
        is_plain = stat.S_ISREG(status.st_mode) and not is_only_in_cloud(status)
        if not is_plain or status.st_size > MAX_BYTES:
            return Details()
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read(MAX_BYTES)
    except OSError:
        return Details()
    return _BESIDE[path.suffix.lower()](data)
