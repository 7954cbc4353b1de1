"""Looking ahead off the GUI thread: what a change of many groups would do, and pairs of folders."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.keep_rules import KeepRules
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.ui.collecting import calmly
from photodedup.ui.jobs import BackgroundJob, Work

if TYPE_CHECKING:
    from photodedup.engine.folder_pairs import FolderPair
    from photodedup.engine.library import Library
    from photodedup.engine.trials import Preview


class BulkWork(QObject):
    """Answers the newest question only: one that was overtaken is cancelled and not answered."""

    previewed = Signal(object)  # Preview
    pairs_found = Signal(object)  # tuple[FolderPair, ...]
    progressed = Signal(object)  # Progress
    stopped = Signal()  # at the person's wish
    failed = Signal(object)  # Exception

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._job = BackgroundJob(pool, self)
        self._next: Callable[[], None] | None = None
        self._answer: Callable[[object], None] = self.previewed.emit
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(partial(self._settle, self._succeeded))
        self._job.failed.connect(partial(self._settle, self.failed.emit))
        self._job.cancelled.connect(partial(self._settle, lambda _: self.stopped.emit(), None))

    @property
    def is_running(self) -> bool:
        return self._job.is_running

    def use(self, library: "Library | None") -> None:
        """Ask another library; what is under way for the old one is not answered."""
        self._library = library
        self.forget()

    def preview_rules(self, rules: KeepRules) -> None:
        """What these keep rules would change; `previewed` tells."""
        self._ask(self.previewed.emit, partial(_preview_rules, rules))

    def preview_folders(self, kept: Path, other: Path, *, edited_too: bool) -> None:
        """What keeping the one folder's photos would change; `previewed` tells."""
        self._ask(self.previewed.emit, partial(_preview_folders, kept, other, edited_too))

    def find_pairs(self) -> None:
        """Which folders hold the same photos; `pairs_found` tells."""
        self._ask(self.pairs_found.emit, _find_pairs)

    def stop(self) -> None:
        """Give up what is under way; `stopped` tells when."""
        self._next = None
        self._job.cancel()

    def forget(self) -> None:
        """Give up what is under way, and say nothing of it."""
        self._next = _nothing if self._job.is_running else None
        self._job.cancel()

    def _ask(
        self,
        answer: Callable[[object], None],
        question: "Callable[[Library, ProgressSink, CancelToken], object]",
    ) -> None:
        library = self._library
        if library is None:
            return
        start = partial(self._start, answer, partial(question, library))
        if self._job.is_running:
            self._next = start
            self._job.cancel()
        else:
            start()

    def _start(self, answer: Callable[[object], None], work: Work) -> None:
        self._answer = answer
        self._job.start(calmly(work))

    def _succeeded(self, result: object) -> None:
        self._answer(result)

    def _settle(self, tell: Callable[[object], None], outcome: object) -> None:
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting()
        else:
            tell(outcome)


def _nothing() -> None:
    """What is asked next where nothing is."""


def _preview_rules(
    rules: KeepRules, library: "Library", report: ProgressSink, token: CancelToken
) -> "Preview":
    from photodedup.engine.trials import RuleChange

    return library.bulk.preview(RuleChange(rules), report, token)


def _preview_folders(
    kept: Path,
    other: Path,
    edited_too: bool,
    library: "Library",
    report: ProgressSink,
    token: CancelToken,
) -> "Preview":
    from photodedup.engine.folder_decisions import FolderDecision

    return library.bulk.preview(FolderDecision(kept, other, edited_too), report, token)


def _find_pairs(
    library: "Library", _report: ProgressSink, token: CancelToken
) -> "tuple[FolderPair, ...]":
    return library.bulk.folder_pairs(token)
