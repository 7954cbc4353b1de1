"""A sidecar on the disk: which one is a photo's, and writing one whole or not at all."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from photodedup.engine.cleanup.contents import look
from photodedup.engine.cleanup.exclusive import rename_exclusively, sync_folder
from photodedup.engine.domain.ids import SidecarId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.files.xmp_document import MAX_BYTES

ENDING = ".xmp"
CHANGED = "it was changed by another program at the same time"

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NEW_FLAGS = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)


def sidecar_of(photo: Photo) -> Path:
    """The sidecar that a photo's details belong in.

    The one it has keeps its name, the one named after the whole file first. A new one is called
    IMG_1.jpg.xmp, as darktable and digiKam name theirs: it belongs to that file, while IMG_1.xmp
    would be the sidecar of IMG_1.png or IMG_1.CR2 just as well. Only for a RAW is IMG_1.xmp what
    Lightroom and Bridge look for, and darktable and digiKam take it in, too; it is used where no
    picture but one of the same shot shares its stem.
    """
    path = photo.path
    whole = path.with_name(path.name + ENDING)
    own = [c.path for c in photo.companions if c.path.suffix.lower() == ENDING]
    if own:
        return min(own, key=lambda each: (each.name.casefold() != whole.name.casefold(), each))
    return path.with_suffix(ENDING) if photo.is_raw and _is_stem_its_own(photo) else whole


def _is_stem_its_own(photo: Photo) -> bool:
    family = {photo.path, *photo.partners, *(companion.path for companion in photo.companions)}
    stem = photo.path.stem.casefold()
    try:
        with os.scandir(photo.path.parent) as listing:
            return not any(
                os.path.splitext(entry.name)[0].casefold() == stem
                and photo.path.with_name(entry.name) not in family
                for entry in listing
            )
    except OSError:
        return False


def read_sidecar(path: Path) -> bytes | None:
    """All bytes of a sidecar; None if nothing has its name.

    Raises:
        CleanupRefused: it is no plain file, is only in the cloud, or is too large.
        OSError: it cannot be read.
    """
    facts = look(path)
    if facts is None:
        if os.path.lexists(path):
            raise CleanupRefused(f"{path.name} is no plain file.")
        return None
    if facts.is_in_cloud:
        raise CleanupRefused(f"{path.name} is only in the cloud now.")
    if facts.size_bytes > MAX_BYTES:
        raise CleanupRefused(f"{path.name} is too large.")
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        return file.read(MAX_BYTES + 1)


def part_of(path: Path, number: SidecarId) -> Path:
    """Where a sidecar grows before it gets its name."""
    return path.with_name(f".photodedup-sidecar-{number}.part")


def drop_part(path: Path, number: SidecarId) -> None:
    """Take away what a stopped program left of a sidecar that never got its name."""
    with suppress(OSError):
        part_of(path, number).unlink()


def put(
    path: Path, number: SidecarId, before: bytes | None, after: bytes, mtime_ns: int | None = None
) -> None:
    """Give a sidecar new bytes in place of `before` (None: there must be no such file).

    Raises:
        CleanupRefused: it does not hold `before` any more; nothing was changed.
        OSError: it cannot be written; nothing was changed.
    """
    part = part_of(path, number)
    drop_part(path, number)
    try:
        _write(part, after, None if before is None else path, mtime_ns)
        if read_sidecar(path) != before:
            raise CleanupRefused(f"{path.name}: {CHANGED}.")
        if before is None:
            rename_exclusively(part, path)
        else:
            os.replace(part, path)
    finally:
        drop_part(path, number)
    sync_folder(path.parent)


def _write(part: Path, data: bytes, like: Path | None, mtime_ns: int | None) -> None:
    """A new file with these bytes on the disk, and the permissions and labels of another."""
    with os.fdopen(os.open(part, _NEW_FLAGS, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like is not None:
        shutil.copystat(like, part)
        os.utime(part)
    if mtime_ns is not None:
        os.utime(part, ns=(mtime_ns, mtime_ns))
