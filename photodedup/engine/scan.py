"""Use case: walk the chosen folders, read what is new or changed, store what was measured.

Files are read by the executor's workers; this module's thread feeds them through a bounded
window and has them stored as they come, so that memory does not grow with the library and a
killed scan continues where it was.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from pathlib import Path

from photodedup.engine.adopting import Adoption
from photodedup.engine.domain.folders import Folder, ScanSummary
from photodedup.engine.domain.photos import SkippedFile
from photodedup.engine.effort import Effort
from photodedup.engine.errors import Cancelled, ReadingUnavailable, UnreadablePhoto
from photodedup.engine.extraction import PIPELINE_VERSION, Extract, extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.files.media import Media
from photodedup.engine.files.reading_order import reading_order
from photodedup.engine.files.walk import FoundFile, walk
from photodedup.engine.inventory import FileToRead, Inventory, InventoryTaker
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage
from photodedup.engine.storing import Intake, ScanStores

log = logging.getLogger(__name__)

Read = Callable[[Path, int | None], Extract]

# Files handed out ahead: enough that no worker waits for the slowest, nor while half of them are
# taken in, which costs less at a time than one by one.
_WINDOW_FOR_EACH_WORKER = 6
_COMMIT_EVERY_S = 1.0
_STOP_WITHIN_S = 0.2
_TOLD_EACH = 64  # of many files, as to tell of each one takes as long as to find it


def read_photo(path: Path, model_input_px: int | None) -> Extract:
    """What a worker does with one file, in this very process."""
    return extract(path, model_input_px=model_input_px)


class Scan:
    """One scan of one library's folders; `run` it once.

    Args:
        folders: the chosen folders.
        stores: where rows go.
        model: makes vectors, or None for hashes only.
        include_hidden: also look into hidden folders.
        own_folders: folders of the program itself, never entered.
        on_stored: called in the scanning thread after each commit.
        read: what a worker does with one file; raises UnreadablePhoto with the reason.
        effort: how hard the model works; reading has its own.
        media: tells the order in which files are best read.
    """

    def __init__(
        self,
        folders: Sequence[Folder],
        stores: ScanStores,
        model: Embedder | None,
        *,
        include_hidden: bool = False,
        own_folders: Sequence[Path] = (),
        on_stored: Callable[[], None] = lambda: None,
        read: Read = read_photo,
        effort: Effort | None = None,
        media: Media | None = None,
    ) -> None:
        self._folders = [folder for folder in folders if folder.is_online]
        self._offline = [folder.path for folder in folders if not folder.is_online]
        self._stores = stores
        self._model = model
        self._include_hidden = include_hidden
        self._own_folders = own_folders
        self._on_stored = on_stored
        self._read = read
        self._effort = effort
        self._media = media or Media()
        self._skipped_count = 0

    def run(
        self, executor: Executor, workers: int, report: ProgressSink, token: CancelToken
    ) -> ScanSummary:
        """Walk, then read.

        Raises:
            Cancelled: stopped by the token; everything read so far is stored.
        """
        started_s = time.monotonic()
        plan = self._walk(report, token)
        walked_s = time.monotonic()
        read_count = self._read_all(plan, executor, workers, report, token)
        return ScanSummary(
            photo_count=self._stores.photos.count(),
            read_count=read_count,
            skipped_count=self._stores.photos.skipped_count(),
            missing_count=plan.missing_count,
            timings_s={
                "walk": round(walked_s - started_s, 3),
                "read": round(time.monotonic() - walked_s, 3),
            },
        )

    # --- walking -----------------------------------------------------------------------------

    def _walk(self, report: ProgressSink, token: CancelToken) -> Inventory:
        found: list[FoundFile] = []
        skipped: list[SkippedFile] = []
        for entry in walk(
            [folder.path for folder in self._folders],
            include_hidden=self._include_hidden,
            own_folders=self._own_folders,
        ):
            if isinstance(entry, SkippedFile):
                skipped.append(entry)
            else:
                found.append(entry)
            if len(found) < _TOLD_EACH or len(found) % _TOLD_EACH == 0:
                token.check()
                report(Progress(Stage.WALKING, len(found), None, len(skipped)))
        report(Progress(Stage.WALKING, len(found), None, len(skipped)))
        taker = InventoryTaker(self._stores.photos, self._folders, self._offline, PIPELINE_VERSION)
        return taker.take(found, skipped)

    # --- reading -----------------------------------------------------------------------------

    def _read_all(
        self,
        plan: Inventory,
        executor: Executor,
        workers: int,
        report: ProgressSink,
        token: CancelToken,
    ) -> int:
        input_px = self._model.spec.input_px if self._model else None
        todo = reading_order(plan.to_read, workers, lambda path: self._media.medium_of(path)[0])
        stores = self._stores
        adoption = Adoption(stores.photos, stores.pairs, plan.missing, plan.replaced)
        intake = Intake(stores, self._model, adoption, executor, workers, self._effort)
        waiting: deque[tuple[FileToRead, Future[Extract]]] = deque()
        window = max(4, workers * _WINDOW_FOR_EACH_WORKER)
        done, bytes_done, last_commit_s = 0, 0, time.monotonic()
        remaining = iter(todo)
        report(Progress(Stage.READING, 0, len(todo)))
        try:
            while True:
                token.check()
                while len(waiting) < window and (item := next(remaining, None)) is not None:
                    self._media.announce(item.path)
                    waiting.append((item, executor.submit(self._read, item.path, input_px)))
                if not waiting:
                    break
                _wait_for_some([future for _, future in waiting], token)
                while waiting and waiting[0][1].done() and not intake.is_full:
                    token.check()
                    item, future = waiting.popleft()
                    self._take(item, future, intake)
                    done += 1
                    bytes_done += item.size_bytes
                    report(
                        Progress(Stage.READING, done, len(todo), self._skipped_count, bytes_done)
                    )
                now_s = time.monotonic()
                if intake.is_full or now_s - last_commit_s > _COMMIT_EVERY_S:
                    last_commit_s = now_s
                    if intake.store():
                        self._on_stored()
        except (Cancelled, ReadingUnavailable):
            for _, future in waiting:
                future.cancel()
            raise
        finally:
            intake.finish()
        return done

    def _take(self, item: FileToRead, future: "Future[Extract]", intake: Intake) -> None:
        try:
            intake.add(item, future.result())
        except UnreadablePhoto as error:
            self._skip(item, str(error), intake)
        except (Cancelled, ReadingUnavailable):
            raise
        except CancelledError as error:  # the executor was shut down: the next scan reads it
            raise Cancelled("stopped") from error
        except Exception:  # one strange file must not end the scan
            log.exception("reading a file failed in an unexpected way")
            self._skip(item, "the program could not read this file; the log says more", intake)

    def _skip(self, item: FileToRead, reason: str, intake: Intake) -> None:
        self._skipped_count += 1
        intake.refuse(item, reason)


def _wait_for_some(futures: Sequence["Future[Extract]"], token: CancelToken) -> None:
    """Until the first is done, and half of them if that does not take long.

    A file may take a minute: Stop must not wait for it.
    """
    half = futures[len(futures) // 2]
    if not half.done():
        wait([half], _STOP_WITHIN_S)
    token.check()
    while not futures[0].done():
        wait(futures[:1], _STOP_WITHIN_S)
        token.check()
