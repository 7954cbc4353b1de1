"""What there is to show of the library, asked for off the GUI thread and not too often."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from photodedup.ui.collecting import calmly
from photodedup.ui.engine_words import translated
from photodedup.ui.jobs import LatestQuery

if TYPE_CHECKING:
    from photodedup.engine.library import Library

PREPARE_AFTER_MS = 400  # the first pictures come before


class Feeds(QObject):
    """Fresh folders and groups on request.

    Args:
        min_similarity: tells which groups are wanted at the moment of asking, 0 to 1.
    """

    folders_changed = Signal(object)  # tuple[Folder, ...]
    device_changed = Signal(str)  # what computes, in words; empty until it is known
    groups_changed = Signal(object)  # tuple[Group, ...]
    explained = Signal(object)  # Account of the two photos asked about last
    not_explained = Signal(object)  # Exception
    failed = Signal(object)  # Exception

    def __init__(
        self,
        pool: QThreadPool,
        min_similarity: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._min_similarity = min_similarity
        self._library: Library | None = None
        self._folders = LatestQuery(pool, self)
        self._groups = LatestQuery(pool, self)
        self._pairs = LatestQuery(pool, self)
        self._pairs.answered.connect(self.explained)
        self._pairs.failed.connect(self.not_explained)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh_groups)
        self._folders.answered.connect(self._show_folders)
        self._groups.answered.connect(self._show_groups)
        self._preparing = LatestQuery(pool, self)
        self._prepare_timer = QTimer(self, singleShot=True, interval=PREPARE_AFTER_MS)
        self._prepare_timer.timeout.connect(self._prepare)
        for query in (self._folders, self._groups, self._preparing):
            query.failed.connect(self.failed)

    def use(self, library: "Library | None") -> None:
        self._library = library
        self._timer.stop()
        self._prepare_timer.stop()
        self._folders.forget()
        self._groups.forget()
        self._pairs.forget()

    def refresh(self) -> None:
        self.refresh_folders()
        self.refresh_groups()

    def refresh_folders(self) -> None:
        if self._library is not None:
            self._folders.ask(partial(_folders, self._library))

    def refresh_groups(self) -> None:
        self._timer.stop()
        if self._library is not None:
            self._groups.ask(calmly(partial(_groups, self._library, self._min_similarity())))

    def refresh_groups_in(self, delay_ms: int) -> None:
        """Refresh once after this time, however often it is asked for until then."""
        if not self._timer.isActive():
            self._timer.start(delay_ms)

    def explain(self, question: Callable[["Library"], object]) -> None:
        """Ask why two photos match or not; of several questions only the last is answered."""
        if self._library is not None:
            self._pairs.ask(partial(question, self._library))

    def _show_folders(self, answer: tuple["Library", object, str]) -> None:
        if answer[0] is self._library:
            self.folders_changed.emit(answer[1])
            self.device_changed.emit(translated(answer[2]))

    def _show_groups(self, answer: tuple["Library", object]) -> None:
        if answer[0] is self._library:
            self.groups_changed.emit(answer[1])
            if not self._library.is_prepared:
                self._prepare_timer.start()

    def _prepare(self) -> None:
        """Stored groups are shown at once; what the first decision needs is read while the person
        looks at them."""
        if self._library is not None:
            self._preparing.ask(calmly(self._library.prepare))


def _folders(library: "Library") -> tuple["Library", object, str]:
    return library, library.folders(), library.device_text  # the text waits while a model loads


def _groups(library: "Library", min_similarity: float) -> tuple["Library", object]:
    return library, library.groups(min_similarity)
