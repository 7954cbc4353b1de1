"""The chosen folders of a library and the protected ones, each change written down twice."""

import os
from dataclasses import replace
from pathlib import Path

from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.ids import FolderId
from photodedup.engine.errors import FolderRefused
from photodedup.engine.files.chosen import checked_folder
from photodedup.engine.files.folder_notices import folder_notice
from photodedup.engine.files.protected import ProtectedFolders
from photodedup.engine.files.spelling import is_one_place
from photodedup.engine.store.decision_log import DecisionLog, Kind, Subject
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.protected import ProtectedStore


class FolderBook:
    """Which folders are looked through, and from which nothing is ever removed.

    Args:
        chosen, protected: the rows.
        protection: kept in step with the rows; it is what a clean-up asks.
        log: where decisions are written down a second time.
    """

    def __init__(
        self,
        chosen: FolderStore,
        protected: ProtectedStore,
        protection: ProtectedFolders,
        log: DecisionLog,
    ) -> None:
        self._chosen = chosen
        self._protected = protected
        self._protection = protection
        self._log = log
        protection.set_folders(protected.folders())

    def all(self) -> tuple[Folder, ...]:
        """The chosen folders in the order they were added, with what is special about each."""
        return tuple(self._with_facts(folder) for folder in self._chosen.all())

    def _with_facts(self, folder: Folder) -> Folder:
        is_online = os.path.isdir(folder.path)
        locked = self._protection.folders
        return replace(
            folder,
            is_online=is_online,
            is_protected=self._protection.why_stays(folder.path / "any") is not None,
            protected_inside=tuple(path for path in locked if folder.path in path.parents),
            notice=folder_notice(folder.path) if is_online else None,
        )

    def add(self, path: Path) -> Folder:
        """Choose a folder; one inside a chosen folder returns that.

        Raises:
            FolderRefused: not a folder, not readable, or one the program itself writes to.
        """
        real = checked_folder(path)
        for folder in self.all():
            if any(is_one_place(folder.path, around) for around in (real, *real.parents)):
                return folder
        number = self._chosen.add(real)
        self._log.note({Subject(Kind.FOLDER, real): "chosen"})
        return next(folder for folder in self.all() if folder.id == number)

    def remove(self, folder: FolderId) -> None:
        """Forget a folder, and note that it was the person's wish."""
        paths = [each.path for each in self._chosen.all() if each.id == folder]
        self._chosen.remove(folder)
        self._log.note({Subject(Kind.FOLDER, path): None for path in paths})

    def protect(self, path: Path) -> None:
        """
        Raises:
            FolderRefused: not a folder, or not readable.
        """
        real = checked_folder(path)
        self._protected.add(real)
        self._log.note({Subject(Kind.PROTECTED, real): "yes"})
        self._protection.set_folders(self._protected.folders())

    def unprotect(self, path: Path) -> None:
        self._protected.remove(path)
        self._log.note({Subject(Kind.PROTECTED, path): None})
        self._protection.set_folders(self._protected.folders())

    def require_unprotected(self, path: Path) -> None:
        """
        Raises:
            FolderRefused: the folder stays protected, because one around it is, or as the system's.
        """
        held = self._protection.why_stays(path / "any")
        if held is not None:
            raise FolderRefused(f"The folder {path.name} stays protected. {held}")
