"""Reads what is written in photos, in the background, while somebody looks at them closely."""

import logging
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.details import Details
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.ui.jobs import run_for

log = logging.getLogger(__name__)

DetailSource = Callable[[Photo], Details]
AFTER_PICTURES = -1  # priority in the pool
NOT_NOW = object()


class PhotoDetails(QObject):
    """Keeps answers until they are forgotten; `changed` says that one has come.

    Create it in the GUI thread.

    Args:
        source: called in pool threads; raises PhotodedupError where a file cannot be read.
    """

    changed = Signal()

    def __init__(
        self, source: DetailSource, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._pool = pool
        self._known: dict[PhotoId, Details] = {}
        self._asked: set[PhotoId] = set()
        self._wanted: dict[PhotoId, Photo] = {}

    def get(self, photo: Photo) -> Details | None:
        """None until it is read; empty where nothing can be read."""
        return self._known.get(photo.id)

    def want(self, photos: Sequence[Photo]) -> None:
        """Read these, and none that was wanted before and is not begun yet."""
        self._wanted = {photo.id: photo for photo in photos}
        for photo in photos:
            if photo.id not in self._known and photo.id not in self._asked:
                self._asked.add(photo.id)
                keep = partial(self._keep, photo.id)
                run_for(self, self._pool, partial(self._read, photo), keep, AFTER_PICTURES)

    def forget(self) -> None:
        """A sidecar may be another the next time."""
        self._wanted = {}
        self._known.clear()

    def _read(self, photo: Photo) -> object:
        """Details or NOT_NOW. Runs in a pool thread."""
        if photo.id not in self._wanted:
            return NOT_NOW
        try:
            return self._source(photo)
        except PhotodedupError:
            return Details()  # the pane of the picture says why
        except Exception:
            log.exception("details cannot be read")
            return Details()

    def _keep(self, photo: PhotoId, answer: object) -> None:
        self._asked.discard(photo)
        if isinstance(answer, Details):
            self._known[photo] = answer
            self.changed.emit()
        elif photo in self._wanted:  # again, since it was left out
            self.want(tuple(self._wanted.values()))
