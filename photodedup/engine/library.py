"""The engine's front door: one library of photos, from folders to restored files."""

from concurrent.futures import Executor

from photodedup.engine import cleanup
from photodedup.engine.agreeing import Agreeing
from photodedup.engine.bulk import BulkDecisions
from photodedup.engine.by_hand import HandDecisions
from photodedup.engine.clearing import Clearing, settle
from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.effort import Effort
from photodedup.engine.face_book import FaceBook
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.groups import GroupBook
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.library_clearing import LibraryClearing
from photodedup.engine.library_decisions import LibraryDecisions
from photodedup.engine.library_folders import LibraryFolders
from photodedup.engine.library_pictures import LibraryPictures
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.marking import Marking
from photodedup.engine.matching.checker import PairChecker
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.proved_pairs import ProvedPair, proved_pairs
from photodedup.engine.reading.limits import ReadingLimits, reading_limits
from photodedup.engine.ready_groups import ReadyGroups
from photodedup.engine.scan_and_find import GroupsSink, PhotoReader, ScanAndFind, keep_groups
from photodedup.engine.settings import Settings
from photodedup.engine.store.faces import FaceStore
from photodedup.engine.store.hand_keepers import HandKeepers
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.trials import Trials
from photodedup.engine.viewing import Viewing


class Library(LibraryDecisions, LibraryFolders, LibraryPictures, LibraryClearing):
    """Folders, their photos, the groups found in them, and what was cleared.

    Reading methods may be called from any thread. `scan`, `find`, `clean_up`, `restore` and
    `set_keeper` are long: call them outside the GUI thread, one at a time. Use as a context
    manager or call `close`.
    """

    def __init__(
        self,
        places: LibraryPlaces,
        settings: Settings | None = None,
        trash: cleanup.Trash | None = None,
        *,
        read_only: bool = False,
        model: ModelChoice | None = None,
        reading: PhotoReader | None = None,
    ) -> None:
        """Open or create the library; what a crash left half done is settled first.

        A second process on the same library opens it read-only (`is_read_only`), as one does that
        asks for it. `model` and `reading` are shared with others, and are left open; None for
        the library's own.

        Raises:
            LibraryTooNew, LibraryDamaged: the database cannot be used.
            LibraryError: nothing can be written where the library is.
        """
        self._settings = settings or Settings()
        self._effort = Effort(self._settings.effort)
        trash = trash or cleanup.platform_trash()
        self._stores = stores = LibraryStores(places, read_only=read_only)
        try:
            settle(stores, trash)
        except BaseException:
            stores.close()
            raise
        self._database, self._photos, self._pairs = stores.database, stores.photos, stores.pairs
        ready = ReadyGroups(self._database, self._photos)
        self._book = GroupBook(self._photos, self._pairs, stores.agreements, ready)
        self._marking = Marking(self._book)
        self._model = model or ModelChoice(self._settings.model, self._settings.device)
        self._viewing = Viewing(
            stores,
            self._book,
            self._model,
            self._reading_limits(processes=2),
            lambda one, other: self._by_hand.between(one, other),
        )
        self._clearing = Clearing(stores, trash, self._book, self._viewing.details_inside)
        checker = PairChecker(self._viewing.preview)
        self._finding = ScanAndFind(
            stores, self._book, self._model, checker, self._settings, self._effort, reading
        )
        self._agreeing = Agreeing(self._photos, stores.agreements, self._book)
        self._by_hand = HandDecisions(self._photos, self._pairs, self._book, self._prover)
        self._bulk = BulkDecisions(
            self._pairs,
            self._book,
            Trials(self._pairs, self._book, checker),
            self._agreeing,
            HandKeepers(self._database, stores.remarks),
            self._require_writable,
        )
        self._faces = FaceBook(
            FaceStore(self._database),
            self._photos,
            places,
            self._reading_limits,
            self._effort,
            self._require_writable,
        )

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stop_looking(self) -> None:
        """Give up what is being read for the comparison; from now on it is refused. For closing,
        before waiting for those who look: a decoder may hang for a minute."""
        self._viewing.close()

    def close(self) -> None:
        """Let go of the files; the library cannot be used afterwards."""
        self._viewing.close()
        if not self.is_read_only:
            keep_groups(self._book)
        self._book.end()
        self._stores.close()

    # --- facts -------------------------------------------------------------------------------

    @property
    def places(self) -> LibraryPlaces:
        """Where the library lies."""
        return self._stores.places

    @property
    def is_read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self._stores.read_only

    @property
    def rescue_text(self) -> str:
        """What was damaged when the library was opened, and what was opened instead, in plain
        words; empty mostly."""
        return self._stores.safe.rescue_text

    @property
    def device_text(self) -> str:
        """What computes vectors, in words for the person, and why it is not the model that was
        chosen if so; empty until it is known."""
        return self._model.device_text

    @property
    def model_problem(self) -> str:
        """Why the chosen model is not used, and what is done instead, in one sentence; empty if
        it is used, or as long as nothing was scanned."""
        return self._model.problem

    @property
    def faces(self) -> FaceBook:
        """Faces in the photos: nothing is looked for until the person agreed to it."""
        return self._faces

    def photo(self, photo: PhotoId) -> Photo | None:
        """A readable photo as the last scan saw it; None where it was not there."""
        return self._photos.photo(photo)

    def photo_count(self) -> int:
        """How many readable photos the last scan saw."""
        return self._photos.count()

    def skipped(self) -> tuple[SkippedFile, ...]:
        """Files that could not be used, by path, each with its reason."""
        return tuple(self._photos.skipped())

    # --- long work ---------------------------------------------------------------------------

    def scan(
        self,
        executor: Executor,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        on_groups: GroupsSink | None = None,
    ) -> ScanSummary:
        """Walk, read what is new or changed, find groups; `on_groups` is called (in the calling
        thread) whenever there are new groups to show. Saves as it goes; the next call resumes.

        Raises:
            Cancelled: the token was cancelled; what was read is kept.
            LibraryInUse: the library is open read-only.
        """
        return self._finding.scan(executor, report, token or CancelToken(), on_groups)

    def find(
        self,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        executor: Executor | None = None,
    ) -> None:
        """Compare what was read and store matches. `scan` calls it at its end."""
        self._finding.find(report, token or CancelToken(), executor)

    def _prover(self, pairs: PairStore) -> KeeperProver:
        return self._finding.prover(pairs)

    def _reading_limits(self, processes: int) -> ReadingLimits:
        chosen = self._settings
        return reading_limits(chosen.file_limit_s, chosen.memory_limit_mib, processes)

    def change_effort(self, wish: str) -> None:
        """How hard a scan works from now on, also one that runs: see `effort.Wish`."""
        self._effort.change(wish)

    def read_all_again(self) -> None:
        """Let the next scan read every photo and compare all of them anew, as if it were the
        first. Decisions and the history stay."""
        self._require_writable()
        self._photos.read_again(self._photos.photos())
        self._pairs.forget_comparisons()
        self._book.forget()

    # --- groups and decisions ------------------------------------------------------------------

    def groups(self, min_similarity: float = 0.0) -> tuple[Group, ...]:
        """Groups from stored matches, largest saving first, with decisions applied. Fast enough
        to follow a slider."""
        return self._book.all(min_similarity)

    def prepare(self) -> None:
        """After `groups`: have at hand what decisions need. Takes seconds in a large library."""
        self._book.prepare()

    @property
    def is_prepared(self) -> bool:
        """Whether decisions have at hand what they need."""
        return self._book.is_prepared

    def group(self, group: GroupId) -> Group | None:
        """One group at the similarity last asked for."""
        return self._book.get(group)

    def proved_pairs(self, group: Group, min_similarity: float = 0.0) -> tuple[ProvedPair, ...]:
        """Each two photos of a group that were proved to each other, see `proved_pairs`."""
        return tuple(proved_pairs(group, self._book.between, min_similarity))

    def _require_writable(self) -> None:
        self._stores.require_writable()
