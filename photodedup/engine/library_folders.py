"""The part of a library's front door through which folders are chosen, and protected."""

from pathlib import Path

from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.ids import FolderId
from photodedup.engine.face_book import FaceBook
from photodedup.engine.groups import GroupBook
from photodedup.engine.library_part import LibraryPart
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.progress import CancelToken


class LibraryFolders(LibraryPart):
    """What `Library` inherits: each method does at once what it is told."""

    _stores: LibraryStores
    _book: GroupBook
    _faces: FaceBook

    def folders(self) -> tuple[Folder, ...]:
        """The chosen folders in the order they were added, with counts from the last scan."""
        return self._stores.folders.all()

    def add_folder(self, path: Path) -> Folder:
        """Choose a folder. One that is already inside a chosen folder returns that folder.

        Raises:
            FolderRefused: not a folder, not readable, or one the program itself writes to.
        """
        self._require_writable()
        return self._stores.folders.add(path)

    def remove_folder(self, folder: FolderId) -> None:
        """Forget a folder and what is known of its photos. Touches no photo."""
        self._require_writable()
        self._stores.folders.remove(folder)
        self._faces.prune()
        self._book.forget()

    def protected_folders(self) -> tuple[Path, ...]:
        """Folders from which nothing is ever removed, as the person locked them."""
        return self._stores.protection.folders

    def protect_folder(self, path: Path) -> None:
        """Never remove anything from a folder. It counts at once, also for a clean-up under way;
        groups whose keeper changes by it are proved again.

        Raises:
            FolderRefused: not a folder, or not readable.
        """
        self._require_writable()
        self._stores.folders.protect(path)
        self._protection_changed()

    def unprotect_folder(self, path: Path) -> None:
        """Take a protection back.

        Raises:
            FolderRefused: the folder stays protected, because one around it is, or as the system's.
        """
        self._require_writable()
        self._stores.folders.unprotect(path)
        self._protection_changed()
        self._stores.folders.require_unprotected(path)

    def _protection_changed(self) -> None:
        self._book.forget()
        self._prover(self._stores.pairs).prove_keepers(None, CancelToken())
        self._book.forget()
