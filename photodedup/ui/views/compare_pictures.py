"""The pictures of the photos on the table, where they lie on each other, what is measured of them
and what is written in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models.burst_sharpness import BurstSharpness
from photodedup.ui.models.close_looks import CloseLooks
from photodedup.ui.models.full_pictures import (
    FullPicture,
    FullPictureLoader,
    PictureSource,
    SmallSource,
)
from photodedup.ui.models.photo_details import DetailSource, PhotoDetails
from photodedup.ui.views.compare_table import CompareTable

if TYPE_CHECKING:
    from photodedup.engine.details import Details
    from photodedup.engine.looking.difference import Difference
    from photodedup.engine.looking.grades import Grades
    from photodedup.engine.looking.placement import Placement


class ComparePictures(QObject):
    """Loads and measures in the background, and nothing while nobody looks.

    Signals:
        changed: a picture or an answer has come
        bursts_changed: more is known of how sharp the photos of a burst are
        details_changed: more is known of what is written in the photos
    """

    changed = Signal()
    bursts_changed = Signal()
    details_changed = Signal()

    def __init__(
        self,
        table: CompareTable,
        source: PictureSource,
        pool: QThreadPool,
        small: SmallSource | None,
        details: DetailSource | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.placed: dict[PhotoId, Placement] = {}  # where photos lie on one of them
        self.ahead: tuple[Photo, ...] = ()  # photos that may be wanted next
        self.bursts = BurstSharpness(source, pool, self)
        self._loader = FullPictureLoader(source, pool, self, small=small)
        self._looks = CloseLooks(pool, self)
        self._loader.changed.connect(self.changed)
        self._looks.changed.connect(self.changed)
        self._details = PhotoDetails(details, pool, self) if details else None
        if self._details is not None:
            self._details.changed.connect(self.details_changed)
        self.bursts.changed.connect(self.bursts_changed)

    @property
    def size_bytes(self) -> int:
        """What all held pictures take."""
        return self._loader.size_bytes

    def want(self) -> None:
        """Load what is looked at now, and measure the burst it belongs to."""
        self._loader.want(self._table.shown, self.ahead)
        self.bursts.want(self._table.photos if self._table.is_burst else ())
        if self._details is not None:
            self._details.want((*self._table.two, *self.ahead))

    def rest(self) -> None:
        """Let go of everything: pictures take hundreds of megabytes."""
        self._loader.want(())
        self._looks.forget()
        self.bursts.want(())
        if self._details is not None:
            self._details.forget()

    def get(self, photo: Photo) -> FullPicture | str | None:
        return self._loader.get(photo)

    def details(self, photo: Photo) -> "Details | None":
        """What is written in a photo; None until it is read."""
        return self._details.get(photo) if self._details is not None else None

    def are_placed(self) -> bool:
        """Whether it is known where the photos that are looked at lie on each other."""
        seen = (*self._table.shown, *self._table.two)
        return all(photo.id in self.placed for photo in seen)

    def onto(self, photos: Sequence[Photo]) -> "dict[PhotoId, Placement]":
        """Where photos lie on the first of them, as far as that is known."""
        base = self.placed.get(photos[0].id)
        if base is None:
            return {}
        back = base.back()
        return {p.id: self.placed[p.id].then(back) for p in photos if p.id in self.placed}

    def grades(self, photos: Sequence[Photo]) -> "list[Grades] | None":
        """How good photos are beside each other; None until that can be told."""
        pictures, onto = self._ready(photos), self.onto(photos)
        if pictures is None or len(onto) < len(photos) or len(photos) < 2:
            return None
        return self._looks.grades(photos, pictures, onto)

    def difference(self) -> "Difference | None":
        """What differs between the two; None until that can be told."""
        two = self._table.two
        pictures, onto = self._ready(two), self.onto(two)
        if pictures is None or len(onto) < 2:
            return None
        return self._looks.difference(two, pictures, onto[two[1].id])

    def _ready(self, photos: Sequence[Photo]) -> list[FullPicture] | None:
        """All of them, once none is missing or a draft."""
        held = [self._loader.get(photo) for photo in photos]
        ready = [each for each in held if isinstance(each, FullPicture) and not each.is_draft]
        return ready if len(ready) == len(photos) else None
