"""Use case: read the folders of a library, and find the groups in what was read."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from photodedup.engine.collection import collection_paused
from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.duplicates import Finder, FindStores
from photodedup.engine.effort import Effort
from photodedup.engine.errors import LibraryError
from photodedup.engine.extraction import Extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.gentle_executor import GentleExecutor
from photodedup.engine.groups import GroupBook
from photodedup.engine.keep_rules import load_keep_rules
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.last_find import LastFind
from photodedup.engine.library_stores import LibraryStores
from photodedup.engine.matching.checker import PairChecker
from photodedup.engine.paths import own_folders
from photodedup.engine.preview_tidying import drop_idle_previews
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.proved_sets import ProvedSets
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.scan import Read, Scan
from photodedup.engine.settings import Settings
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.results import ResultStore
from photodedup.engine.storing import ScanStores

log = logging.getLogger(__name__)

GroupsSink = Callable[[], None]

_LIVE_FIND_AFTER_S = 3.0  # how soon groups appear during a scan
_LIVE_FIND_SHARE = 5.0  # and at most a fifth of the time goes into it


class PhotoReader(Protocol):
    """Reads files for a library: this program's processes, or others that several share."""

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """As `extraction.extract`."""


class ScanAndFind:
    """Scans and finds of one library; each is long, one at a time.

    Args:
        stores: what the library holds.
        book: the present groups.
        model: what computes vectors.
        checker: proves pairs.
        settings: of reading.
        effort: how hard to work, also while it is changed.
        reading: what reads files; None for processes of a scan's own.
    """

    def __init__(
        self,
        stores: LibraryStores,
        book: GroupBook,
        model: ModelChoice,
        checker: PairChecker,
        settings: Settings,
        effort: Effort,
        reading: PhotoReader | None,
    ) -> None:
        self._stores = stores
        self._book = book
        self._model = model
        self._checker = checker
        self._settings = settings
        self._effort = effort
        self._reading = reading
        self._last_find = LastFind(
            stores.database,
            lambda: f"{stores.protection.situation()} {stores.journal.last_removal()}",
        )

    def scan(
        self,
        executor: Executor,
        report: ProgressSink,
        token: CancelToken,
        on_groups: GroupsSink | None,
    ) -> ScanSummary:
        """As `Library.scan`."""
        stores = self._stores
        stores.require_writable()
        stores.protection.forget()
        embedder = self._model.open()
        if embedder is not None:
            stores.photos.read_again(stores.pairs.without_vector(embedder.spec.key))
        show = _Seldom(on_groups or (lambda: None), self._book)
        live = _LiveFinds(lambda: self._find(None, ignore_progress, token, embedder), on_groups)
        started_s = time.monotonic()
        last_removal = 0 if stores.photos.is_empty() else stores.journal.last_removal()
        try:
            with self._lent_reading() as read:
                scan = Scan(
                    stores.folders.all(),
                    ScanStores(stores.photos, stores.pairs, stores.previews),
                    embedder,
                    include_hidden=self._settings.include_hidden,
                    own_folders=(*own_folders(), stores.places.folder, stores.places.cache),
                    on_stored=live.step if on_groups else lambda: None,
                    read=read,
                    effort=self._effort,
                )
                summary = scan.run(executor, self._worker_count(), report, token)
            read_s = time.monotonic()
            stores.photos.note_arrivals(last_removal)
            stores.shots.list_anew()
            checked = self._find(executor, report, token, embedder, show.step)
            stores.safe.after_scan(stores.database, stores.pairs, stores.agreements)
        finally:
            keep_groups(self._book)
            self._book.forget()
        if on_groups:
            on_groups()
        drop_idle_previews(stores, token)
        timings_s = {
            **summary.timings_s,
            "find": round(time.monotonic() - read_s, 3),
            "total": round(time.monotonic() - started_s, 3),
        }
        log.info("scan done: %s, %d pairs checked", timings_s, checked)
        return replace(summary, timings_s=timings_s)

    def find(self, report: ProgressSink, token: CancelToken, executor: Executor | None) -> None:
        """As `Library.find`."""
        self._stores.require_writable()
        self._find(executor, report, token, self._model.open())

    def _find(
        self,
        executor: Executor | None,
        report: ProgressSink,
        token: CancelToken,
        embedder: Embedder | None,
        on_matches: Callable[[], None] = lambda: None,
    ) -> int:
        stores = self._stores
        model_key = embedder.spec.key if embedder else None
        try:
            stores.shots.renew(trust_listings=True)
            if self._last_find.was_of_now(model_key):
                report(Progress(Stage.COMPARING, 0))
                return 0
            began = self._last_find.begin()
            proved = self._proved_sets()
            finder = self._finder(embedder, on_matches, proved)
            gently = GentleExecutor(executor, self._effort, self._worker_count())
            with stores.shots.unaffected():
                checked = finder.run(gently, report, token)
            if self._last_find.is_undisturbed(began):
                proved.keep()
            if finder.is_complete:
                self._last_find.note(model_key, began)
            return checked
        finally:
            self._book.forget()

    def prover(self, pairs: PairStore) -> KeeperProver:
        """What proves keepers by the rules of now, in these rows."""
        with collection_paused():
            rules = load_keep_rules(self._stores.pairs).active()
            return KeeperProver(pairs, self._stores.photos.lazily(), self._checker, rules)

    def _proved_sets(self) -> ProvedSets:
        stores = self._stores
        rules = load_keep_rules(stores.pairs).to_json()
        return ProvedSets(ResultStore(stores.database), stores.photos.basis, rules)

    def _finder(
        self, embedder: Embedder | None, on_matches: Callable[[], None], proved: ProvedSets
    ) -> Finder:
        stores = self._stores
        with collection_paused():
            return Finder(
                FindStores(stores.pairs, stores.places.folder),
                stores.photos.lazily(),
                self._checker,
                model_key=embedder.spec.key if embedder else None,
                loose_cosine=embedder.spec.loose_cosine if embedder else 1.0,
                on_matches=on_matches,
                rules=load_keep_rules(stores.pairs).active(),
                proved=proved,
            )

    @contextmanager
    def _lent_reading(self) -> Iterator[Read]:
        """What a scan reads with: what others share with this library, or processes of its own."""
        if self._reading is not None:
            yield self._reading.read
            return
        workers = self._worker_count()
        chosen = self._settings
        limits = reading_limits(chosen.file_limit_s, chosen.memory_limit_mib, workers)
        with ReadingProcesses(limits, effort=self._effort, workers=workers) as processes:
            yield processes.read

    def _worker_count(self) -> int:
        return self._settings.workers or os.cpu_count() or 1


def keep_groups(book: GroupBook) -> None:
    """Store the groups for the next start, which can do without."""
    try:
        book.keep_ready()
    except LibraryError as error:
        log.warning("the groups are not stored: %s", error)


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
