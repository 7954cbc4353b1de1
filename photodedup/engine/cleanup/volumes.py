"""Where volumes begin, and which folders are trash."""

import itertools
import os
import re
from pathlib import Path

from photodedup.engine.files.ignored import QUARANTINE_NAME
from photodedup.engine.files.mounts import mounts

_TRASH_NAME = re.compile(
    r"\.d?Trash(es|-\d+)?|\$Recycle\.Bin|[#@.]Recycle|RECYCLE[RD]", re.IGNORECASE
)


def volume_top(folder: Path) -> Path:
    """The mount point a folder is on, bind mounts included where the system lists them.

    A folder that does not exist yet counts as its nearest existing ancestor.
    """
    existing = nearest_existing(folder)
    tops = _mount_points()
    for candidate in (existing, *existing.parents):
        if candidate in tops or os.path.ismount(candidate):
            return candidate
    return Path(existing.anchor)


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest ancestor that exists, with all links followed."""
    real = Path(os.path.realpath(folder))
    for candidate in (real, *real.parents):
        if os.path.isdir(candidate):  # False, and no error, for one that may not be looked at
            return candidate
    return Path(real.anchor)


def is_volume_away(path: Path, device: int, trashed: Path | None) -> bool:
    """Whether a file's volume seems to be gone: where it was is another volume now (the empty
    place of an unplugged drive), and the trash that the file was to go to is not there either."""
    try:
        is_other = nearest_existing(path.parent).stat().st_dev != device
    except OSError:
        return True
    return is_other and (trashed is None or not os.path.isdir(trashed.parent))


def is_in_trash(path: Path) -> bool:
    """True for files in a trash, a recycle bin or a quarantine folder, links followed."""
    parts = Path(os.path.realpath(path)).parent.parts
    if any(part == QUARANTINE_NAME or _TRASH_NAME.fullmatch(part) for part in parts):
        return True
    return ("Trash", "files") in itertools.pairwise(parts)


def _mount_points() -> frozenset[Path]:
    return frozenset(mount.point for mount in mounts())
