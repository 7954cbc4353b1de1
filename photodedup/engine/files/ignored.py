"""Folders and files that a scan leaves out whatever the person chose: trash, caches, internals."""

import os
import re
import stat
import sys
from pathlib import PurePath

from photodedup.engine.formats import PHOTO_EXTENSIONS

QUARANTINE_NAME = ".photodedup-quarantine"
IN_CLOUD = "the file is only in the cloud and was not downloaded"

_TRASH = {
    "$recycle.bin",
    "recycler",
    "recycled",
    "#recycle",
    "@recycle",
    "@recently-snapshot",
    ".trash",
    ".trashes",
    ".dtrash",
    ".deleted",
    ".recycle",
    QUARANTINE_NAME,
}
_CACHES = {
    "@eadir",
    ".@__thumb",
    "@tmp",
    ".thumbnails",
    ".thumbs",
    ".thumb",
    ".cache",
    ".caches",
    ".picasaoriginals",
    ".appledouble",
    ".fseventsd",
    ".spotlight-v100",
    ".documentrevisions-v100",
    ".temporaryitems",
    "system volume information",
    "lost+found",
    ".git",
    ".svn",
    ".hg",
}
# A snapshot holds a copy of every photo that goes away with the snapshot.
_SNAPSHOTS = {
    ".snapshot",
    ".snapshots",
    ".zfs",
    "#snapshot",
    "@snapshots",
    "@sharesnap",
    "~snapshot",
    ".stversions",
}
_IGNORED_NAMES = _TRASH | _CACHES | _SNAPSHOTS
_NUMBERED_TRASH = re.compile(r"\.trash-\w+")
# Programs' own libraries: taking a file out of one breaks it.
_LIBRARY_ENDINGS = (
    ".photoslibrary",
    ".photolibrary",
    ".migratedphotolibrary",
    ".aplibrary",
    ".lrlibrary",
    ".lrdata",
    ".lrcat-data",
    ".imovielibrary",
    ".tvlibrary",
    ".theater",
    ".app",
)
_CACHE_MARK = "CACHEDIR.TAG"
_PSEUDO_FILE_SYSTEMS = {"/proc", "/sys", "/dev", "/run"}

_ICLOUD_PLACEHOLDER = re.compile(r"\.(.+)\.icloud")
_WINDOWS_IN_CLOUD = 0x1000 | 0x40000 | 0x400000  # offline, recall on open, recall on data access
_WINDOWS_HIDDEN = 0x2
_WINDOWS_LINK_TAGS = {0xA0000003, 0xA000000C}  # junction, symbolic link
_MAC_DATALESS = 0x40000000
_MAC_HIDDEN = 0x8000


def is_ignored_folder(path: str, name: str) -> bool:
    """Whether a folder found on the way is never entered."""
    lowered = name.lower()
    if lowered in _IGNORED_NAMES or lowered.endswith(_LIBRARY_ENDINGS):
        return True
    if lowered.startswith(".trash-") and _NUMBERED_TRASH.fullmatch(lowered):
        return True
    if lowered == "trash":
        return _is_desktop_trash(path)
    if lowered == "caches":
        return PurePath(path).parent.name == "Library"
    return sys.platform == "linux" and path in _PSEUDO_FILE_SYSTEMS


def is_cache(names: set[str]) -> bool:
    """Whether a folder with these entries declares itself a cache."""
    return _CACHE_MARK in names


def is_hidden(name: str, status: os.stat_result) -> bool:
    """Hidden by its name, or by its system's own mark."""
    if name.startswith("."):
        return True
    return bool(
        getattr(status, "st_file_attributes", 0) & _WINDOWS_HIDDEN
        or getattr(status, "st_flags", 0) & _MAC_HIDDEN
    )


def is_link(status: os.stat_result) -> bool:
    """A symbolic link, or a junction; a cloud program's placeholder is none."""
    return (
        stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _WINDOWS_LINK_TAGS
    )


def is_only_in_cloud(status: os.stat_result) -> bool:
    """Whether opening the file would download it."""
    return bool(
        getattr(status, "st_file_attributes", 0) & _WINDOWS_IN_CLOUD
        or getattr(status, "st_flags", 0) & _MAC_DATALESS
    )


def is_cloud_placeholder(name: str) -> bool:
    """The small stand-in that iCloud leaves for a photo: ".IMG_1.HEIC.icloud"."""
    found = _ICLOUD_PLACEHOLDER.fullmatch(name)
    return found is not None and os.path.splitext(found[1])[1].lower() in PHOTO_EXTENSIONS


def _is_desktop_trash(path: str) -> bool:
    """A folder called Trash is a trash only if it is built like one."""
    return os.path.isdir(os.path.join(path, "info")) and os.path.isdir(os.path.join(path, "files"))
