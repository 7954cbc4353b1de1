"""What the window can do, without widgets: one library, its jobs, and the settings."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation
from photodedup.engine.domain.ids import FolderId, GroupId, RemovalId
from photodedup.engine.domain.plans import CleanupPlan
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.settings import Settings, save_settings
from photodedup.engine.sifting import Wish, wish_from_json
from photodedup.ui import wording
from photodedup.ui.bulk_work import BulkWork
from photodedup.ui.clearing import Clearing
from photodedup.ui.decisions import Decisions
from photodedup.ui.executor import QThreadPoolExecutor
from photodedup.ui.face_work import FaceWork
from photodedup.ui.feeds import Feeds
from photodedup.ui.folders import AddedFolders, add_folders, some_lines
from photodedup.ui.jobs import SerialTasks, make_pool
from photodedup.ui.library_door import LibraryDoor, OpenLibrary, open_library
from photodedup.ui.pictures import Pictures
from photodedup.ui.scan_turns import ScanTurns
from photodedup.ui.scanning import Scanning
from photodedup.ui.session import SCAN_RUNNING, SessionBook
from photodedup.ui.sifting import Sifting

if TYPE_CHECKING:
    from photodedup.engine.agreements import Decided
    from photodedup.engine.library import Library

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

REFRESH_WHILE_SCANNING_MS = 1000  # a list that changes more often cannot be read
SLIDER_SETTLE_MS = 60
NEEDS_REOPENING = ("model", "device", "workers", "include_hidden")


class Controller(QObject):
    """Owns the library and everything that works on it. Signals carry domain objects."""

    library_opening = Signal()
    library_opened = Signal()
    library_failed = Signal(str)
    library_erasing = Signal()  # its folder is about to go
    library_erased = Signal()
    erasing_failed = Signal(str)
    settings_changed = Signal(object)  # Settings
    problem = Signal(str)  # a sentence for the person
    told = Signal(str)  # likewise, of nothing that is wrong

    def __init__(
        self,
        settings: Settings,
        settings_path: Path,
        open_: OpenLibrary = open_library,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.library: Library | None = None
        self.places: LibraryPlaces | None = None
        self.session = SessionBook(self)
        self._settings_path = settings_path
        self._executor = QThreadPoolExecutor(settings.workers)
        self._retired: list[QThreadPoolExecutor] = []
        self._pool = make_pool(4, self)  # coordinators: never the workers' pool
        self._tasks = SerialTasks(self)
        self.feeds = Feeds(self._pool, lambda: self.settings.min_similarity, self)
        self.sifting = Sifting(self._pool, self)
        self._door = LibraryDoor(open_, self._wait_for_rest, self)
        self.pictures = Pictures(self)
        self.scanning = Scanning(self._pool, self)
        self.decisions = Decisions(self)
        self.bulk = BulkWork(self._pool, self)
        self.faces = FaceWork(self._pool, self)
        self.faces.choose_method(settings.faces_by)
        self.clearing = Clearing(self._pool, self)
        self._turns = ScanTurns(
            self.scanning,
            self.session,
            self._begin_scan,
            self.start_scan,
            lambda: self.clearing.is_running,
            self,
        )
        self._connect()

    def _connect(self) -> None:
        self._door.opened.connect(self._opened)
        self._door.erased.connect(self._erased)
        self._door.erasing_failed.connect(
            lambda error: self.erasing_failed.emit(wording.error(error))
        )
        self._door.failed.connect(lambda error: self.library_failed.emit(wording.error(error)))
        self._tasks.failed.connect(self._report)
        self.feeds.failed.connect(self._report)
        self.feeds.groups_changed.connect(self.sifting.set_groups)
        self.feeds.groups_changed.connect(self.faces.tell_shots)
        self.feeds.failed.connect(lambda _error: self.sifting.give_up())
        self.decisions.group_replaced.connect(self.sifting.replace)
        self.scanning.reading.connect(self.feeds.refresh_folders)  # the model is known by now
        self.scanning.groups_appeared.connect(
            partial(self.feeds.refresh_groups_in, REFRESH_WHILE_SCANNING_MS)
        )
        self._turns.rested.connect(self.feeds.refresh)
        self._turns.problem.connect(self.problem)
        self.decisions.failed.connect(self._decision_failed)
        self.decisions.choices_restored.connect(self.feeds.refresh_groups)
        self.decisions.restore_requested.connect(self.restore)
        self.decisions.plan_requested.connect(self.plan_again)
        self.clearing.cleaned.connect(self._cleaned)
        self.clearing.restored.connect(self._after_change)
        self.clearing.failed.connect(self._clearing_failed)
        self.clearing.stopped.connect(self._after_change)

    # --- library -----------------------------------------------------------------------------

    @property
    def is_read_only(self) -> bool:
        return self.library is None or self.library.is_read_only

    @property
    def rescue_text(self) -> str:
        """What was damaged in the library and is mended; empty mostly."""
        return "" if self.library is None else self.library.rescue_text

    @property
    def is_opening(self) -> bool:
        return self._door.is_busy

    def open(self, places: LibraryPlaces) -> None:
        """Open a library in the background, after the one before has come to rest."""
        if self._door.is_busy:
            return
        old = self._let_go()
        self.places = places
        self._door.swap(old, places, self.settings)
        self.library_opening.emit()

    def erase_library(self, *, keep_history: bool) -> None:
        """Stop all work, close the library, and delete all that was stored for it."""
        if self.library is None or self._door.is_busy or self._refuse_read_only():
            return
        library = self._let_go()
        assert library is not None
        self.library_erasing.emit()
        self._door.erase(library, keep_history=keep_history)

    def _erased(self) -> None:
        self.places = None
        self.library_erased.emit()

    def close(self) -> None:
        """Stop all work, wait for it, and close the library. Blocks; hide the window first."""
        self._door.shut(self._let_go())
        for executor in (*self._retired, self._executor):
            executor.shutdown(cancel_futures=True)

    def _let_go(self) -> "Library | None":
        self.session.close()
        library, self.library = self.library, None
        self._turns.give_up()
        self.clearing.cancel_all()
        for user in (self.decisions, self.bulk, self.faces, self.pictures, self.feeds):
            user.use(None)
        self.sifting.begin(Wish())
        return library

    def _wait_for_rest(self) -> None:
        """Block until nothing uses the library. For the door, in its own thread."""
        self._tasks.wait()
        self.decisions.wait()
        self.pictures.wait()
        self._pool.waitForDone()

    def _opened(self, library: "Library") -> None:
        assert self.places is not None
        self.library = library
        while self._retired:
            self._retired.pop().shutdown(wait=False)
        self.session.open(self.places, is_read_only=library.is_read_only)
        for user in (self.decisions, self.bulk, self.faces, self.pictures, self.feeds):
            user.use(library)
        self.sifting.begin(wish_from_json(self.session.now.wish))
        self.library_opened.emit()
        self.feeds.refresh()
        if self.session.now.scan == SCAN_RUNNING:
            self.start_scan()

    # --- settings ----------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings; those the engine reads at opening open the library again."""
        old, self.settings = self.settings, settings
        if settings == old:
            return
        try:
            save_settings(self._settings_path, settings)
        except OSError as error:
            self.problem.emit(self.tr("The settings cannot be saved: {e}").format(e=error))
        self.settings_changed.emit(settings)
        if self.library is not None and settings.effort != old.effort:
            self.library.change_effort(settings.effort)
        if settings.min_similarity != old.min_similarity:
            self.feeds.refresh_groups_in(SLIDER_SETTLE_MS)
        if any(getattr(settings, name) != getattr(old, name) for name in NEEDS_REOPENING):
            self._reopen(new_workers=settings.workers != old.workers)

    def _reopen(self, *, new_workers: bool) -> None:
        if self.library is None or self.places is None or self.clearing.is_running:
            return  # the next start reads the settings
        if new_workers:
            # A scan may still use the old one: it is shut when that library has come to rest.
            self._retired.append(self._executor)
            self._executor = QThreadPoolExecutor(self.settings.workers)
        self.open(self.places)

    # --- folders and scan --------------------------------------------------------------------

    def add_folders(self, paths: Sequence[Path]) -> None:
        """Choose folders and scan them. What is refused is said; the others are added."""
        library = self.library
        if library is not None and paths and not self._refuse_read_only():
            self._tasks.submit(partial(add_folders, library, tuple(paths)), self._added)

    def _added(self, added: AddedFolders) -> None:
        if added.count:
            self.feeds.refresh_folders()
            self.start_scan()
        if added.refusals:
            self.problem.emit(some_lines((*added.refusals, *added.known)))
        elif added.known:
            self.told.emit(some_lines(added.known))

    def remove_folder(self, folder: FolderId) -> None:
        """Forget a folder, once a running scan has come to rest."""
        library = self.library
        if library is not None and not self._refuse_read_only():
            task = partial(library.remove_folder, folder)
            self._turns.while_at_rest(lambda: self._tasks.submit(task, self._after_change))

    def protect(self, folder: Path, protected: bool) -> None:
        """Lock a folder, so that nothing is ever removed from it, or open it again."""
        library = self.library
        if library is not None and not self._refuse_read_only():
            act = library.protect_folder if protected else library.unprotect_folder
            task = partial(act, folder)
            self._turns.while_at_rest(lambda: self._tasks.submit(task, self._after_change))

    def start_scan(self) -> None:
        """Scan, or scan once more after what is running."""
        if self.library is not None and not self._refuse_read_only():
            self._turns.start()

    def stop_scan(self) -> None:
        """Stop for now, at the person's wish; what was read is kept."""
        self._turns.stop()

    def _begin_scan(self) -> None:
        assert self.library is not None
        self.scanning.start(self.library, self._executor)

    def ask(self, question: Callable[["Library"], Answer], done: Callable[[Answer], None]) -> None:
        """Read something from the library off the GUI thread; `done` gets it in the GUI thread."""
        if self.library is not None:
            self._tasks.submit(partial(question, self.library), done)

    # --- clean-up ----------------------------------------------------------------------------

    def plan(self, groups: Sequence[Group], *, only_accepted: bool = False) -> None:
        """Work out what a clean-up would do; `clearing.planned` brings the plan."""
        if self.library is not None and not self._refuse_read_only():
            self.clearing.plan(self.library, groups, only_accepted=only_accepted)

    def plan_again(self, groups: Sequence[GroupId]) -> None:
        """The same for what is marked in these groups now."""
        if self.library is not None and not self._refuse_read_only():
            self.clearing.plan_again(self.library, groups)

    def clean_up(self, plan: CleanupPlan, *, quarantine: bool = False) -> None:
        """Do a plan that the person has confirmed."""
        library = self.library
        if library is not None and not self.clearing.is_running and not self._refuse_read_only():
            self.clearing.begin()
            wanted = {removal.group for removal in plan.removals}
            groups = [group for group in self.sifting.all if group.id in wanted]
            clear = partial(self.clearing.clean_up, library, plan, groups, quarantine=quarantine)
            self._turns.while_at_rest(clear)

    def restore(self, removals: Sequence[RemovalId], decided: "Decided | None" = None) -> None:
        """Bring removed files back; marked as they were `decided`, where a clean-up is undone."""
        library = self.library
        if library is not None and not self.clearing.is_running and not self._refuse_read_only():
            self.clearing.begin()
            self._turns.while_at_rest(partial(self.clearing.restore, library, removals, decided))

    def _cleaned(self, operation: Operation) -> None:
        if self.clearing.decided_before is not None:
            self.decisions.note_cleanup(operation, self.clearing.decided_before)
        self._after_change()

    def _clearing_failed(self, error: Exception) -> None:
        self._report(error)
        self._after_change()

    def _after_change(self, _result: object = None) -> None:
        self.feeds.refresh()
        if self._turns.is_next:
            self.start_scan()

    # --- errors ------------------------------------------------------------------------------

    def _report(self, error: Exception) -> None:
        self.problem.emit(wording.error(error))

    def _decision_failed(self, error: Exception) -> None:
        self._report(error)
        self.feeds.refresh_groups()  # show again what is true

    def _refuse_read_only(self) -> bool:
        """Say so, and return True, where nothing may be changed."""
        if self.is_read_only:
            said = self.tr("This library is open elsewhere, so nothing can be changed from here.")
            self.problem.emit(said)
        return self.is_read_only
