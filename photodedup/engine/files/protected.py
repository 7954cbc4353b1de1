"""Folders from which nothing is ever removed, whatever name a file in them is reached by."""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from photodedup.engine.files.folder_notices import system_folders
from photodedup.engine.files.mounts import inner_place, mounts
from photodedup.engine.files.spelling import folded, is_one_place

Identity = tuple[int, int]

BELONGS_TO_SYSTEM = "It is in a folder that belongs to the system or to a program."


class ProtectedFolders:
    """The folders that a person locked, and the system's own.

    A file is in one of them if any folder around it is that folder: by its path, by its path with
    links followed, by device and inode, by another spelling of its name where the volume knows but
    one, or by its place inside its file system (which finds a part of a protected folder that is
    mounted elsewhere). Safe to use from any thread.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """The folders, as real paths."""
        self._folders = tuple(folders)
        self.forget()

    @property
    def folders(self) -> tuple[Path, ...]:
        """What the person locked."""
        return self._folders

    def set_folders(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self.forget()

    def forget(self) -> None:
        """Ask the disk again where folders lie."""
        self._seen: dict[str, bool] = {}
        self._view: _View | None = None

    def situation(self) -> str:
        """A text that is another one when other folders are locked, or lie somewhere else."""
        folders = (*self._folders, *system_folders())
        places = [(os.fspath(each), os.path.realpath(each), _identity(each)) for each in folders]
        return f"{places} {mounts()}"

    def covers(self, path: Path) -> bool:
        """Whether a file is protected, as far as the disk said when its folder was last asked
        about. For showing; what moves files asks `why_stays`."""
        seen, folder = self._seen, os.path.dirname(path)
        known = seen.get(folder)
        if known is None:
            view = self._view or _View((*self._folders, *system_folders()))
            self._view = view
            known = seen[folder] = view.holding(Path(os.path.abspath(path))) is not None
        return known

    def why_stays(self, path: Path) -> str | None:
        """Why a file must not be removed, in plain words; None if it may. Asks the disk."""
        view = _View((*self._folders, *system_folders()))
        holding = view.holding(Path(os.path.abspath(path)))
        if holding is None:
            return None
        if holding in self._folders:
            return f"It is in the protected folder “{holding.name or holding}”."
        return BELONGS_TO_SYSTEM


class _View:
    """Where some folders lie, as the disk said when it was made."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._mounts = mounts()
        self._folders = folders
        self._identity = cache(_identity)
        self._folded = cache(folded)
        self._places = [inner_place(folder, self._mounts) for folder in folders]

    def holding(self, path: Path) -> Path | None:
        """Which of the folders a file is in."""
        real = Path(os.path.realpath(path.parent))
        around = tuple(dict.fromkeys((*path.parents, real, *real.parents)))
        identities = {self._identity(place) for place in around} - {None}
        spellings: dict[str, list[Path]] = {}
        for spelt in around:
            spellings.setdefault(self._folded(spelt), []).append(spelt)
        here = inner_place(real, self._mounts)
        for folder, place in zip(self._folders, self._places, strict=True):
            if folder in around or _is_inside(here, place):
                return folder
            if self._identity(folder) in identities:
                return folder
            alike = spellings.get(self._folded(folder), ())
            if any(is_one_place(folder, spelt) for spelt in alike):
                return folder
        return None


def _is_inside(here: tuple[bytes, Path] | None, there: tuple[bytes, Path] | None) -> bool:
    """Whether a place inside a file system is in another one, wherever both are mounted."""
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
