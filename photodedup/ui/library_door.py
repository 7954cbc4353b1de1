"""Opening and closing a library without the window waiting for it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, ProgressSink
from photodedup.engine.settings import Settings
from photodedup.ui.jobs import BackgroundJob, make_pool

if TYPE_CHECKING:
    from photodedup.engine.library import Library

OpenLibrary = Callable[[LibraryPlaces, Settings], "Library"]


def open_library(places: LibraryPlaces, settings: Settings) -> "Library":
    """Open the real library; imported here because it brings the picture libraries along."""
    from photodedup.engine.library import Library
    from photodedup.engine.pictures.threads import use_one_thread_each

    use_one_thread_each()
    return Library(places, settings)


class LibraryDoor(QObject):
    """Swaps libraries in a thread of its own.

    Args:
        open_: makes the library.
        rest: blocks until nothing uses the present library any more.
    """

    opened = Signal(object)  # Library
    failed = Signal(object)  # Exception
    erased = Signal(object)  # LibraryPlaces: nothing of that library is left
    erasing_failed = Signal(object)  # Exception

    def __init__(
        self, open_: OpenLibrary, rest: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open = open_
        self._rest = rest
        self._pool = make_pool(1, self)
        self._job = BackgroundJob(self._pool, self)
        self._job.succeeded.connect(self._arrived)
        self._job.failed.connect(self.failed)
        self._erasing = BackgroundJob(self._pool, self)
        self._erasing.succeeded.connect(self.erased)
        self._erasing.failed.connect(self.erasing_failed)
        self._arriving: Library | None = None

    @property
    def is_busy(self) -> bool:
        return self._job.is_running or self._erasing.is_running

    def erase(self, library: "Library", *, keep_history: bool) -> None:
        """Close a library once it rests, and delete all that the program stored for it."""
        self._erasing.start(partial(self._erase, library, keep_history))

    def _erase(
        self, library: "Library", keep_history: bool, report: ProgressSink, token: CancelToken
    ) -> LibraryPlaces:
        from photodedup.engine.erasing import erase_library

        self._let_rest(library)
        library.close()
        erase_library(library.places, keep_history=keep_history)
        return library.places

    def swap(self, old: "Library | None", places: LibraryPlaces, settings: Settings) -> None:
        """Close `old` once it rests and open the library at `places`; the signals tell the end."""
        self._job.start(partial(self._swap, old, places, settings))

    def shut(self, library: "Library | None") -> None:
        """Close for good, also a library that was just on its way. Blocks."""
        self._pool.waitForDone()
        self._job.succeeded.disconnect(self._arrived)
        self._let_rest(library)
        for each in (library, self._arriving):
            if each is not None:
                each.close()

    def _let_rest(self, library: "Library | None") -> None:
        """Wait until nothing uses a library; not for a picture whose decoder hangs."""
        if library is not None:
            library.stop_looking()
        self._rest()

    def _swap(
        self,
        old: "Library | None",
        places: LibraryPlaces,
        settings: Settings,
        report: ProgressSink,
        token: CancelToken,
    ) -> "Library":
        self._let_rest(old)
        if old is not None:
            old.close()
        places.folder.mkdir(parents=True, exist_ok=True)
        self._arriving = self._open(places, settings)
        return self._arriving

    def _arrived(self, library: "Library") -> None:
        self._arriving = None
        self.opened.emit(library)
