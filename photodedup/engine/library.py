"""The engine's front door: one library of photos, from folders to restored files."""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photodedup.engine import cleanup
from photodedup.engine.agreeing import Agreeing
from photodedup.engine.agreements import Decided
from photodedup.engine.bulk import BulkDecisions
from photodedup.engine.by_hand import HandDecisions
from photodedup.engine.collection import collection_paused
from photodedup.engine.comparison import Explanation, explain
from photodedup.engine.detail_reading import photo_details
from photodedup.engine.details import Details
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.folders import Folder, ScanSummary
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, RestoreResult
from photodedup.engine.domain.ids import FolderId, GroupId, PhotoId, RemovalId
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.domain.plans import CleanupPlan, Refusal
from photodedup.engine.duplicates import Finder, FindStores
from photodedup.engine.effort import Effort
from photodedup.engine.errors import (
    Cancelled,
    LibraryError,
    LibraryInUse,
    ReadingUnavailable,
    UnreadablePhoto,
)
from photodedup.engine.extraction import Extract
from photodedup.engine.face_book import FaceBook
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.files.protected import ProtectedFolders
from photodedup.engine.folder_book import FolderBook
from photodedup.engine.gentle_executor import GentleExecutor
from photodedup.engine.groups import GroupBook
from photodedup.engine.keep_rules import load_keep_rules
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.last_find import LastFind
from photodedup.engine.library_decisions import LibraryDecisions
from photodedup.engine.looking.placement import Placement
from photodedup.engine.looking.placing import place
from photodedup.engine.matching.checker import PairChecker
from photodedup.engine.paths import LibraryPlaces, own_folders
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.proved_pairs import ProvedPair, proved_pairs
from photodedup.engine.reading.limits import ReadingLimits, reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.ready_groups import ReadyGroups
from photodedup.engine.safekeeping import Safekeeping
from photodedup.engine.scan import Read, Scan
from photodedup.engine.search import Hit, PhotoSearch, query_of
from photodedup.engine.settings import Settings
from photodedup.engine.shots import ShotBook
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.database import Database
from photodedup.engine.store.faces import FaceStore
from photodedup.engine.store.hand_keepers import HandKeepers
from photodedup.engine.store.lock import LibraryLock
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import Remarks
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.previews import PreviewStore, open_previews
from photodedup.engine.store.protected import ProtectedStore
from photodedup.engine.store.results import ResultStore
from photodedup.engine.store.shots import ShotStore
from photodedup.engine.storing import ScanStores
from photodedup.engine.trashed import TrashedFiles
from photodedup.engine.trials import Trials

log = logging.getLogger(__name__)

GroupsSink = Callable[[], None]


class PhotoReader(Protocol):
    """Reads files for a library: this program's processes, or others that several share."""

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """As `extraction.extract`."""


_LIVE_FIND_AFTER_S = 3.0  # how soon groups appear during a scan
_LIVE_FIND_SHARE = 5.0  # and at most a fifth of the time goes into it


class Library(LibraryDecisions):
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
        self._places = places
        self._settings = settings or Settings()
        self._effort = Effort(self._settings.effort)
        self._trash = trash or cleanup.platform_trash()
        self._lock = LibraryLock(places.lock)
        try:
            places.folder.mkdir(parents=True, exist_ok=True)
            places.cache.mkdir(parents=True, exist_ok=True)
            self._read_only = read_only or not self._lock.acquire()
        except OSError as error:
            raise LibraryError(
                f"The library in {places.folder} cannot be opened: {error.strerror}."
            ) from error
        self._databases: list[Database] = []
        try:
            self._safe = Safekeeping(places, read_only=self._read_only)
            self._database = database = self._safe.open_database()
            self._databases.append(database)
            protected = ProtectedStore(database)
            self._protection = ProtectedFolders()
            self._trashed = TrashedFiles()
            remarks = Remarks(self._protection.covers, self._trashed.trashed_at)
            self._photos = PhotoStore(database, remarks)
            self._pairs = PairStore(database, self._safe.log)
            self._safe.put_back_folders(self._photos, protected)
            self._agreements = AgreementStore(database, self._safe.log)
            self._safe.put_back_choices(self._pairs, self._agreements)
            self._folders = FolderBook(self._photos, protected, self._protection, self._safe.log)
            self._shots = ShotBook(ShotStore(database), results=ResultStore(database))
            previews = open_previews(places.previews, read_only=self._read_only)
            self._databases.append(previews)
            self._previews = PreviewStore(previews)
            self._journal = self._safe.open_journal()
            if not self._read_only:
                cleanup.recover(self._journal)
                cleanup.take_back_sidecars(self._journal, self._trash, self._protection.why_stays)
                self._note_removals(self._journal.operations())
            self._trashed.learn(self._journal.operations())
        except BaseException:
            self._close_databases()
            self._lock.release()
            raise
        ready = ReadyGroups(database, self._photos)
        self._book = GroupBook(self._photos, self._pairs, self._agreements, ready)
        self._last_find = LastFind(
            database,
            lambda: f"{self._protection.situation()} {self._journal.last_removal()}",
        )
        self._agreeing = Agreeing(self._photos, self._agreements, self._book)
        self._checker = PairChecker(self.preview)
        self._by_hand = HandDecisions(self._photos, self._pairs, self._book, self._prover)
        self._bulk = BulkDecisions(
            self._pairs,
            self._book,
            Trials(self._pairs, self._book, self._checker),
            self._agreeing,
            HandKeepers(database, remarks),
            self._require_writable,
        )
        self._faces = FaceBook(
            FaceStore(database),
            self._photos,
            places,
            self._reading_limits,
            self._effort,
            self._require_writable,
        )
        # Two pictures beside each other, whatever a scan takes meanwhile.
        self._looking = ReadingProcesses(self._reading_limits(processes=2))
        self._model = model or ModelChoice(self._settings.model, self._settings.device)
        self._reading = reading

    def _close_databases(self) -> None:
        for database in self._databases:
            database.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stop_looking(self) -> None:
        """Give up what is being read for the comparison; from now on it is refused. For closing,
        before waiting for those who look: a decoder may hang for a minute."""
        self._looking.close()

    def close(self) -> None:
        """Let go of the files; the library cannot be used afterwards."""
        self._looking.close()
        if not self._read_only:
            self._keep_groups()
        self._book.end()
        self._close_databases()
        self._journal.close()
        self._lock.release()

    def _keep_groups(self) -> None:
        """For the next start, which can do without."""
        try:
            self._book.keep_ready()
        except LibraryError as error:
            log.warning("the groups are not stored: %s", error)

    # --- facts -------------------------------------------------------------------------------

    @property
    def places(self) -> LibraryPlaces:
        return self._places

    @property
    def is_read_only(self) -> bool:
        return self._read_only

    @property
    def rescue_text(self) -> str:
        """What was damaged when the library was opened, and what was opened instead, in plain
        words; empty mostly."""
        return self._safe.rescue_text

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

    def folders(self) -> tuple[Folder, ...]:
        """The chosen folders in the order they were added, with counts from the last scan."""
        return self._folders.all()

    def add_folder(self, path: Path) -> Folder:
        """Choose a folder. One that is already inside a chosen folder returns that folder.

        Raises:
            FolderRefused: not a folder, not readable, or one the program itself writes to.
        """
        self._require_writable()
        return self._folders.add(path)

    def remove_folder(self, folder: FolderId) -> None:
        """Forget a folder and what is known of its photos. Touches no photo."""
        self._require_writable()
        self._folders.remove(folder)
        self._faces.prune()
        self._book.forget()

    def protected_folders(self) -> tuple[Path, ...]:
        """Folders from which nothing is ever removed, as the person locked them."""
        return self._protection.folders

    def protect_folder(self, path: Path) -> None:
        """Never remove anything from a folder. It counts at once, also for a clean-up under way;
        groups whose keeper changes by it are proved again.

        Raises:
            FolderRefused: not a folder, or not readable.
        """
        self._require_writable()
        self._folders.protect(path)
        self._protection_changed()

    def unprotect_folder(self, path: Path) -> None:
        """Take a protection back.

        Raises:
            FolderRefused: the folder stays protected, because one around it is, or as the system's.
        """
        self._require_writable()
        self._folders.unprotect(path)
        self._protection_changed()
        self._folders.require_unprotected(path)

    def _protection_changed(self) -> None:
        self._book.forget()
        self._prover(self._pairs).prove_keepers(None, CancelToken())
        self._book.forget()

    def photo(self, photo: PhotoId) -> Photo | None:
        return self._photos.photo(photo)

    def photo_count(self) -> int:
        return self._photos.count()

    def skipped(self) -> tuple[SkippedFile, ...]:
        """Files that could not be used, by path, each with its reason."""
        return tuple(self._photos.skipped())

    def preview(self, photo: PhotoId) -> bytes | None:
        """A JPEG of at most 320 px on the long side, upright; None if it cannot be made."""
        content_hash = self._photos.content_hash(photo)
        if content_hash is None:
            return None
        stored = self._previews.get(photo, content_hash)
        if stored is not None:
            return stored
        known = self._photos.photo(photo)
        if known is None:
            return None
        try:
            made = self._looking.read(known.path, None)
        except (UnreadablePhoto, ReadingUnavailable, Cancelled):
            return None
        if made.content_hash == known.content_hash and not self._read_only:
            self._previews.put([(photo, made.content_hash, made.preview_jpeg)])
        return made.preview_jpeg

    def full_picture(self, photo: Photo) -> NDArray[np.uint8]:
        """The whole picture, upright, uint8 (height, width, 3) RGB. Decoded in a process of its
        own, which it may break or hold up without harm.

        Raises:
            UnreadablePhoto: the file cannot be read any more, or is only in the cloud.
            ReadingUnavailable: no process that reads can be started.
            Cancelled: the library was closed meanwhile.
        """
        return self._looking.picture(photo.path)

    def details(self, photo: Photo) -> Details:
        """What is written in a photo's file and beside it; raises as `full_picture`."""
        return photo_details(photo, self._looking.details)

    def explain(self, first: PhotoId, second: PhotoId) -> Explanation:
        """Why two photos match or do not, the second seen from the first. Reads both files.

        Raises:
            UnreadablePhoto: one cannot be read now, or is no longer in the library.
        """
        one, other = self._photos.photo(first), self._photos.photo(second)
        if one is None or other is None:
            raise UnreadablePhoto("One of the photos is no longer in the library.")
        groups = self._book.around(first)
        ids = [{photo.id for photo in group.photos} for group in groups]
        low, high = sorted((one, other), key=lambda photo: photo.id)  # as the finder lays them
        seen = explain(
            low.path,
            high.path,
            self._model.open(),
            is_tied=any({first, second} <= together for together in ids),
            is_from_second=low is other,
            read=self._looking.read,
        )
        return replace(seen, by_hand=self._by_hand.between(one, other))

    def explain_files(self, first: Path, second: Path) -> Explanation:
        """The same for any two files, in the library or not.

        Raises:
            UnreadablePhoto: one of them is no readable photo; the message names it.
        """
        return explain(first, second, self._model.open(), read=self._looking.read)

    def placements(
        self, photos: Sequence[PhotoId], by_way_of: Sequence[PhotoId] = ()
    ) -> dict[PhotoId, Placement]:
        """Where each of these photos lies on the first, so that one spot is seen in all of them.
        Reads no picture but previews; photos that are gone have no answer.

        Args:
            by_way_of: photos against which these may have been proved, such as their keepers.
        """
        known = [photo for each in photos if (photo := self._photos.photo(each)) is not None]
        return place(known, self._book.between, self.preview, by_way_of) if known else {}

    def search(self, path: Path, top_k: int = 10) -> list[Hit]:
        """The photos that look most like a picture in a file, proved copies first; the file
        itself is not among them.

        Raises:
            UnreadablePhoto: the file is no readable photo.
        """
        embedder = self._model.open()
        asked = self._looking.read(path, embedder.spec.input_px if embedder else None)
        return self.searcher().near(query_of(path, asked, embedder), top_k)

    def searcher(self) -> PhotoSearch:
        """A search in what the library holds now; make it once for many pictures."""
        embedder = self._model.open()
        key = embedder.spec.key if embedder else None
        return PhotoSearch(self._photos, self._pairs, self.preview, key)

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
        self._require_writable()
        token = token or CancelToken()
        self._protection.forget()
        embedder = self._model.open()
        if embedder is not None:
            self._photos.read_again(self._pairs.without_vector(embedder.spec.key))
        show = _Seldom(on_groups or (lambda: None), self._book)
        live = _LiveFinds(lambda: self._find(None, ignore_progress, token, embedder), on_groups)
        started_s = time.monotonic()
        last_removal = 0 if self._photos.is_empty() else self._journal.last_removal()
        try:
            with self._lent_reading() as read:
                scan = Scan(
                    self.folders(),
                    ScanStores(self._photos, self._pairs, self._previews),
                    embedder,
                    include_hidden=self._settings.include_hidden,
                    own_folders=(*own_folders(), self._places.folder, self._places.cache),
                    on_stored=live.step if on_groups else lambda: None,
                    read=read,
                    effort=self._effort,
                )
                summary = scan.run(executor, self._worker_count(), report, token)
            read_s = time.monotonic()
            self._photos.note_arrivals(last_removal)
            self._shots.list_anew()
            checked = self._find(executor, report, token, embedder, show.step)
            self._safe.after_scan(self._database, self._pairs, self._agreements)
        finally:
            self._keep_groups()
            self._book.forget()
        if on_groups:
            on_groups()
        timings_s = {
            **summary.timings_s,
            "find": round(time.monotonic() - read_s, 3),
            "total": round(time.monotonic() - started_s, 3),
        }
        log.info("scan done: %s, %d pairs checked", timings_s, checked)
        return replace(summary, timings_s=timings_s)

    def find(
        self,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        executor: Executor | None = None,
    ) -> None:
        """Compare what was read and store matches. `scan` calls it at its end."""
        self._require_writable()
        self._find(executor, report, token or CancelToken(), self._model.open())

    def _find(
        self,
        executor: Executor | None,
        report: ProgressSink,
        token: CancelToken,
        embedder: Embedder | None,
        on_matches: Callable[[], None] = lambda: None,
    ) -> int:
        model_key = embedder.spec.key if embedder else None
        try:
            self._shots.renew(trust_listings=True)
            if self._last_find.was_of_now(model_key):
                report(Progress(Stage.COMPARING, 0))
                return 0
            finder = self._finder(embedder, on_matches)
            gently = GentleExecutor(executor, self._effort, self._worker_count())
            with self._shots.unaffected():
                checked = finder.run(gently, report, token)
            if finder.is_complete:
                self._last_find.note(model_key)
            return checked
        finally:
            self._book.forget()

    def _prover(self, pairs: PairStore) -> KeeperProver:
        with collection_paused():
            rules = load_keep_rules(self._pairs).active()
            return KeeperProver(pairs, self._photos.lazily(), self._checker, rules)

    def _finder(self, embedder: Embedder | None, on_matches: Callable[[], None]) -> Finder:
        with collection_paused():
            return Finder(
                FindStores(self._pairs, self._places.folder),
                self._photos.lazily(),
                self._checker,
                model_key=embedder.spec.key if embedder else None,
                loose_cosine=embedder.spec.loose_cosine if embedder else 1.0,
                on_matches=on_matches,
                rules=load_keep_rules(self._pairs).active(),
            )

    def _reading_limits(self, processes: int) -> ReadingLimits:
        chosen = self._settings
        return reading_limits(chosen.file_limit_s, chosen.memory_limit_mib, processes)

    @contextmanager
    def _lent_reading(self) -> Iterator[Read]:
        """What a scan reads with: what others share with this library, or processes of its own."""
        if self._reading is not None:
            yield self._reading.read
            return
        workers = self._worker_count()
        limits = self._reading_limits(workers)
        with ReadingProcesses(limits, effort=self._effort, workers=workers) as processes:
            yield processes.read

    def _worker_count(self) -> int:
        return self._settings.workers or os.cpu_count() or 1

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
        return self._book.is_prepared

    def group(self, group: GroupId) -> Group | None:
        """One group at the similarity last asked for."""
        return self._book.get(group)

    def proved_pairs(self, group: Group, min_similarity: float = 0.0) -> tuple[ProvedPair, ...]:
        """Each two photos of a group that were proved to each other, see `proved_pairs`."""
        return tuple(proved_pairs(group, self._book.between, min_similarity))

    # --- clean-up ----------------------------------------------------------------------------

    def plan(
        self,
        groups: Sequence[Group],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> CleanupPlan:
        """What moving the marked members of these groups to the trash would do. Touches nothing.

        Raises:
            Cancelled: the token was cancelled.
        """
        return cleanup.plan_cleanup(
            groups,
            probe=self._trash.probe,
            why_stays=self._protection.why_stays,
            inside=self._looking.details,
            report=report,
            token=token,
        )

    def clean_up(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> Operation:
        """Do the plan, each file proved at its moment. Cancelling stops between files; the
        operation so far is returned."""
        self._require_writable()
        operation = cleanup.clean_up(
            plan,
            self._journal,
            self._trash,
            report,
            token,
            quarantine=quarantine,
            why_stays=self._protection.why_stays,
        )
        self._note_removals([operation])
        self._trashed.learn(self._journal.operations())
        if operation.sidecars:
            self._shots.renew()  # they belong to their photos from now on
        self._safe.after_clean_up(self._database, self._pairs, self._journal)
        self._book.forget()
        return operation

    def rehearse(
        self,
        plan: CleanupPlan,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        *,
        quarantine: bool = False,
    ) -> tuple[Refusal, ...]:
        """What of a plan would stay if it were done now, with reasons. Reads, moves nothing."""
        return cleanup.rehearse(
            plan,
            self._trash,
            report,
            token,
            quarantine=quarantine,
            why_stays=self._protection.why_stays,
        )

    def history(self) -> tuple[Operation, ...]:
        """Past clean-ups, newest first."""
        return self._journal.operations()

    def restorable_count(self) -> int:
        """How many photos of past clean-ups are still where they were put, and can come back."""
        places = (
            removal.trashed_path
            for operation in self.history()
            for removal in operation.removed
            if removal.companion is None
        )
        return sum(place is not None and os.path.lexists(place) for place in places)

    def restore(
        self,
        removals: Sequence[RemovalId],
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        decided: Decided | None = None,
    ) -> RestoreResult:
        """Bring removed files back to their places, never over another file.

        A photo that came back is kept from then on: its mark is gone until it is set again. Only
        where the clean-up itself is undone, it is as it was `decided` before.
        """
        self._require_writable()
        result = cleanup.restore(removals, self._journal, report, token)
        sidecars = cleanup.take_back_sidecars(
            self._journal, self._trash, self._protection.why_stays
        )
        self._trashed.learn(self._journal.operations())
        paths = [r.path for r in result.restored if r.restored_path == r.path]
        back = self._photos.bring_back(paths)
        choices = {} if decided is None else decided.choices
        self._pairs.set_choices({photo: choices.get(photo, Choice.KEEP) for photo in back})
        self._safe.after_clean_up(self._database, self._pairs, self._journal)
        self._shots.renew()
        self._book.forget()
        return replace(result, sidecars=sidecars)

    def _note_removals(self, operations: Sequence[Operation]) -> None:
        """Photos that the journal says are removed, and that are not there, leave the groups.

        Their marks are carried out and gone: should such a photo come back, it is not marked.
        """
        paths = [r.path for operation in operations for r in operation.removed]
        gone = self._photos.set_missing([path for path in paths if not os.path.lexists(path)])
        self._pairs.set_choices(dict.fromkeys(gone))

    def _require_writable(self) -> None:
        if self._read_only:
            raise LibraryInUse(
                "This library is open in another window or program; here it can only be looked at."
            )


class _Seldom:
    """Shows the groups found so far while pairs are still checked, every few seconds."""

    def __init__(self, on_groups: GroupsSink, book: GroupBook) -> None:
        self._on_groups = on_groups
        self._book = book
        self._next_s = time.monotonic() + _LIVE_FIND_AFTER_S

    def step(self) -> None:
        started_s = time.monotonic()
        if started_s >= self._next_s:
            self._book.forget()
            self._on_groups()
            took_s = time.monotonic() - started_s
            self._next_s = started_s + max(_LIVE_FIND_AFTER_S, took_s * _LIVE_FIND_SHARE)


class _LiveFinds:
    """Runs finds between commits of a scan, seldom enough that reading goes on."""

    def __init__(self, find: Callable[[], int], on_groups: GroupsSink | None) -> None:
        self._find = find
        self._on_groups = on_groups
        self._next_s = time.monotonic() + _LIVE_FIND_AFTER_S

    def step(self) -> None:
        started_s = time.monotonic()
        if started_s < self._next_s or self._on_groups is None:
            return
        self._find()
        self._on_groups()
        now_s = time.monotonic()
        self._next_s = now_s + max(_LIVE_FIND_AFTER_S, (now_s - started_s) * _LIVE_FIND_SHARE)
