"""What is special about a folder: the system's own, only to be read, or kept in step by a cloud."""

import os
import sys
from pathlib import Path, PurePath

from photodedup.engine.domain.folders import FolderNotice

_UNIX_SYSTEM = ("/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/sbin", "/snap", "/usr")
_MAC_SYSTEM = ("/Applications", "/Library", "/System", "/bin", "/private/etc", "/sbin", "/usr")
_WINDOWS_SYSTEM = ("SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramData")

# Names that a cloud's program gives to its folder, in lower case, and what it leaves inside.
_CLOUD_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "icloud photos": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
}
_CLOUD_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "Nextcloud",
}
_MAC_CLOUD_STORAGE = "cloudstorage"


def system_folders() -> tuple[Path, ...]:
    """Folders that belong to the system and to installed programs."""
    if sys.platform == "win32":
        named = (os.environ.get(name) for name in _WINDOWS_SYSTEM)
        return tuple(Path(place) for place in named if place)
    return tuple(map(Path, _MAC_SYSTEM if sys.platform == "darwin" else _UNIX_SYSTEM))


def folder_notice(folder: Path) -> FolderNotice | None:
    """What a person should know about a folder before photos in it move; None mostly."""
    real = Path(os.path.realpath(folder))
    if any(real == system or system in real.parents for system in system_folders()):
        return FolderNotice(
            "System folder",
            "This folder belongs to the system or to a program: its files are never moved.",
        )
    if is_read_only(real):
        return FolderNotice(
            "Read-only", "This folder can only be read: photos in it stay where they are."
        )
    cloud = cloud_of(real)
    if cloud is not None:
        return FolderNotice(
            cloud,
            f"{cloud} keeps this folder in step with other devices: "
            "what goes to the trash here goes there, too.",
        )
    return None


def is_read_only(folder: Path) -> bool:
    """Whether nothing in a folder that is there can be moved away."""
    return os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK)


def cloud_of(folder: Path) -> str | None:
    """The cloud service that keeps a folder, or one around it, in step; None if none is known."""
    for place in (folder, *folder.parents):
        cloud = _cloud_by_name(place) or _cloud_by_marker(place)
        if cloud is not None:
            return cloud
    return None


def _cloud_by_name(place: PurePath) -> str | None:
    """ "OneDrive - Family" and "GoogleDrive-someone" are named with more than the service."""
    name = place.name.lower()
    if place.parent.name.lower() == _MAC_CLOUD_STORAGE:
        first = name.partition("-")[0]
        return _CLOUD_NAMES.get(first, place.name.partition("-")[0])
    return _CLOUD_NAMES.get(name.partition(" - ")[0])


def _cloud_by_marker(place: Path) -> str | None:
    found = (cloud for name, cloud in _CLOUD_MARKERS.items() if os.path.lexists(place / name))
    return next(found, None)
