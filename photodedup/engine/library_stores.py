"""All of one library that lies on the disk, opened: rows, history, caches, and what is locked."""

from photodedup.engine.errors import LibraryError, LibraryInUse
from photodedup.engine.files.protected import ProtectedFolders
from photodedup.engine.folder_book import FolderBook
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.safekeeping import Safekeeping
from photodedup.engine.shots import ShotBook
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.idle_previews import IdlePreviews
from photodedup.engine.store.lock import LibraryLock
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import Remarks
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.previews import PreviewStore, open_previews
from photodedup.engine.store.protected import ProtectedStore
from photodedup.engine.store.results import ResultStore
from photodedup.engine.store.shots import ShotStore
from photodedup.engine.trashed import TrashedFiles


class LibraryStores:
    """What the use cases of a library share. `read_only` says that nothing may be written: because
    that was asked for, or because another program has the library open.

    Raises:
        LibraryTooNew, LibraryDamaged: the database cannot be used.
        LibraryError: nothing can be written where the library is.
    """

    def __init__(self, places: LibraryPlaces, *, read_only: bool) -> None:
        self.places = places
        self._lock = LibraryLock(places.lock)
        try:
            places.folder.mkdir(parents=True, exist_ok=True)
            places.cache.mkdir(parents=True, exist_ok=True)
            self.read_only = read_only or not self._lock.acquire()
        except OSError as error:
            raise LibraryError(
                f"The library in {places.folder} cannot be opened: {error.strerror}."
            ) from error
        self._opened: list[Database] = []
        try:
            self._open(places)
        except BaseException:
            self._close_databases()
            self._lock.release()
            raise

    def _open(self, places: LibraryPlaces) -> None:
        self.safe = Safekeeping(places, read_only=self.read_only)
        self.database = database = self.safe.open_database()
        self._opened.append(database)
        chosen, protected = FolderStore(database), ProtectedStore(database)
        self.protection = ProtectedFolders()
        self.trashed = TrashedFiles()
        self.remarks = Remarks(self.protection.covers, self.trashed.trashed_at, self.trashed.knows)
        self.photos = PhotoStore(database, self.remarks)
        self.pairs = PairStore(database, self.safe.log)
        self.safe.put_back_folders(chosen, protected)
        self.agreements = AgreementStore(database, self.safe.log)
        self.safe.put_back_choices(self.pairs, self.agreements)
        self.folders = FolderBook(chosen, protected, self.protection, self.safe.log)
        self.shots = ShotBook(ShotStore(database), results=ResultStore(database))
        previews = open_previews(places.previews, read_only=self.read_only)
        self._opened.append(previews)
        self.previews = PreviewStore(previews)
        self.idle_previews = IdlePreviews(database)
        self.journal = self.safe.open_journal()

    def require_writable(self) -> None:
        """
        Raises:
            LibraryInUse: nothing may be written.
        """
        if self.read_only:
            raise LibraryInUse(
                "This library is open in another window or program; here it can only be looked at."
            )

    def close(self) -> None:
        """Let go of the files."""
        self._close_databases()
        self.journal.close()
        self._lock.release()

    def _close_databases(self) -> None:
        for database in self._opened:
            database.close()
