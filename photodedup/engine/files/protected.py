"""Folders from which nothing is ever removed, whatever name a file in them is reached by."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from photodedup.engine.files.folder_notices import system_folders
from photodedup.engine.files.mounts import Mount, inner_place, mounts

Identity = tuple[int, int]

BELONGS_TO_SYSTEM = "It is in a folder that belongs to the system or to a program."


class ProtectedFolders:
    """The folders that a person locked, and the system's own.

    A file is in one of them if any folder around it is that folder: by its path, by its path with
    links followed, by device and inode, or by its place inside its file system (which finds a
    part of a protected folder that is mounted elsewhere). Safe to use from any thread.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """The folders, as real paths."""
        self._folders = tuple(folders)
        self._seen: dict[Path, bool] = {}

    @property
    def folders(self) -> tuple[Path, ...]:
        """What the person locked."""
        return self._folders

    def set_folders(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self.forget()

    def forget(self) -> None:
        """Ask the disk again where folders lie."""
        self._seen = {}

    def covers(self, path: Path) -> bool:
        """Whether a file is protected, as far as the disk said when its folder was last asked
        about. For showing; what moves files asks `why_stays`."""
        seen, folder = self._seen, path.parent
        if folder not in seen:
            seen[folder] = self.why_stays(path) is not None
        return seen[folder]

    def why_stays(self, path: Path) -> str | None:
        """Why a file must not be removed, in plain words; None if it may. Asks the disk."""
        places = (*self._folders, *system_folders())
        holding = _holding(Path(os.path.abspath(path)), places)
        if holding is None:
            return None
        if holding in self._folders:
            return f"It is in the protected folder “{holding.name or holding}”."
        return BELONGS_TO_SYSTEM


def _holding(path: Path, folders: Sequence[Path]) -> Path | None:
    """Which of these folders a file is in."""
    real = Path(os.path.realpath(path.parent))
    around = tuple(dict.fromkeys((*path.parents, real, *real.parents)))
    for folder in folders:
        if folder in around:
            return folder
    identities = {identity for place in around if (identity := _identity(place)) is not None}
    known = mounts()
    for folder in folders:
        identity = _identity(folder)
        if identity is not None and identity in identities:
            return folder
        if identity is None and _folded(folder) in map(_folded, around):
            return folder  # nothing tells its folders apart but their names
        if _is_mounted_inside(real, folder, known):
            return folder
    return None


def _is_mounted_inside(real: Path, folder: Path, known: tuple[Mount, ...]) -> bool:
    """Whether a folder shows a part of a protected one, mounted somewhere else."""
    here, there = inner_place(real, known), inner_place(folder, known)
    if here is None or there is None or here[0] != there[0]:
        return False
    return there[1] == here[1] or there[1] in here[1].parents


def _identity(folder: Path) -> Identity | None:
    """Device and inode, with links followed; None where the volume has none or it is not there."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", os.fspath(path)).casefold()
