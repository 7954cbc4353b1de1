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
        self._identities = [_identity(folder) for folder in folders]
        self._spellings = [folded(folder) for folder in folders]
        self._places = [inner_place(folder, self._mounts) for folder in folders]
        self._matching = cache(self._matching_at)  # most files have most folders around in common

    def holding(self, path: Path) -> Path | None:
        """Which of the folders a file is in."""
        real = Path(os.path.realpath(path.parent))
        around = set(path.parents)
        if real not in around:
            around.update((real, *real.parents))
        matching = frozenset[int]().union(*map(self._matching, around))
        system, inside = _around(inner_place(real, self._mounts))
        for number, place in enumerate(self._places):
            is_inside = place is not None and place[0] == system and place[1] in inside
            if number in matching or is_inside:
                return self._folders[number]
        return None

    def _matching_at(self, place: Path) -> frozenset[int]:
        """The numbers of those folders that lie at a place, by whatever name."""
        identity, spelling = _identity(place), folded(place)
        return frozenset(
            number
            for number, folder in enumerate(self._folders)
            if folder == place
            or (identity is not None and identity == self._identities[number])
            or (spelling == self._spellings[number] and is_one_place(folder, place))
        )


def _around(here: tuple[bytes, Path] | None) -> tuple[bytes | None, set[Path]]:
    """The file system of a place, and it with all folders around it inside that, wherever they
    are mounted."""
    return (None, set()) if here is None else (here[0], {here[1], *here[1].parents})


def _identity(folder: Path) -> Identity | None:
    """Device and inode, with links followed; None where the volume has none or it is not there."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None
