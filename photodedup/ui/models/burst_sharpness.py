"""Which photo of a burst is the sharpest: by what the scan measured, as the group's keeper is
suggested; where that leaves it open, each is read once, measured more finely, and let go of again.
"""

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.ranking import clearly_sharpest
from photodedup.ui.jobs import run_for
from photodedup.ui.models.full_pictures import PictureSource

log = logging.getLogger(__name__)

LONG_SIDE_PX = 4000  # of the size at which the photos of a burst are measured
MOST_PHOTOS = 60  # in a longer series the first are enough to choose from
SEEN_FACTOR = 1.07  # as the engine's grades of sharpness begin
LAST = -2  # priority in the pool: after what is looked at


class BurstSharpness(QObject):
    """Measures the photos of one burst at a time; what was measured before is remembered.

    Create it in the GUI thread.
    """

    changed = Signal()

    def __init__(
        self, source: PictureSource, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._pool = pool
        self._found: dict[tuple[PhotoId, int], float | None] = {}
        self._wanted: tuple[Photo, ...] = ()
        self._clear: Photo | None = None  # known without measuring
        self._asked: set[tuple[PhotoId, int]] = set()

    def want(self, photos: Sequence[Photo]) -> None:
        """Measure these from now on, and no others, unless the sharpest is known already."""
        self._clear = clearly_sharpest(photos)
        self._wanted = () if self._clear else tuple(photos[:MOST_PHOTOS])
        for photo in self._wanted:
            key = (photo.id, photo.mtime_ns)
            if key not in self._found and key not in self._asked:
                self._asked.add(key)
                keep = partial(self._keep, key)
                run_for(self, self._pool, partial(self._measure, photo), keep, LAST)

    def sharpest(self) -> PhotoId | None:
        """The sharpest of the wanted ones; None until all are measured, if none can be told, or
        if a person would see no difference."""
        if self._clear is not None:
            return self._clear.id
        known = self._known()
        return max(known)[2] if known and not self.are_alike() else None

    def are_alike(self) -> bool:
        """Whether all are measured, and one about as sharp as the other."""
        known = self._known()
        return len(known) > 1 and max(known)[0] < SEEN_FACTOR * min(known)[0]

    def _known(self) -> list[tuple[float, int, PhotoId]]:
        """Sharpness, order from the end, and photo; nothing until all are measured."""
        keys = [(photo.id, photo.mtime_ns) for photo in self._wanted]
        if len(keys) < 2 or not all(key in self._found for key in keys):
            return []
        return [
            (found, -number, key[0])
            for number, key in enumerate(keys)
            if (found := self._found[key]) is not None
        ]

    def _measure(self, photo: Photo) -> float | str | None:
        """The sharpness; None where it cannot be measured. Runs in a pool thread."""
        from photodedup.engine.looking.study import sharpness_at

        if photo not in self._wanted:
            return "not now"
        try:
            return sharpness_at(self._source(photo), LONG_SIDE_PX)
        except PhotodedupError as error:
            log.info("%s cannot be measured: %s", photo.path, error)
        except Exception:
            log.exception("%s cannot be measured", photo.path)
        return None

    def _keep(self, key: tuple[PhotoId, int], found: float | str | None) -> None:
        self._asked.discard(key)
        if not isinstance(found, str):
            self._found[key] = found
            self.changed.emit()
        elif any(key == (photo.id, photo.mtime_ns) for photo in self._wanted):
            self.want(self._wanted)  # wanted again meanwhile
