"""Pictures for looking closely: a small version at once, then all pixels, within a memory limit."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError

if TYPE_CHECKING:
    import numpy as np
from photodedup.ui.engine_words import translated
from photodedup.ui.jobs import run_for

log = logging.getLogger(__name__)

PictureSource = Callable[[Photo], "np.ndarray"]
SmallSource = Callable[[PhotoId], bytes | None]
Key = tuple[PhotoId, int]  # the photo and its mtime_ns

MAX_PIXELS = 50_000_000  # 200 MB in memory; larger pictures are shown smaller
MAX_BYTES = 640_000_000  # of all pictures that are held
BYTES_A_PIXEL = 4 * 4 / 3  # with its halves, quarters and so on
SMALLEST_LEVEL_PX = 700
SMOOTH = Qt.TransformationMode.SmoothTransformation
IGNORE_RATIO = Qt.AspectRatioMode.IgnoreAspectRatio
NOT_NOW = ""  # instead of a picture or a reason
SMALL_FIRST, WANTED_NEXT, AHEAD_LAST = 2, 1, -1  # priorities in the pool


@dataclass(frozen=True, slots=True)
class FullPicture:
    """A picture and its halves, quarters and so on, so that it is smooth at every zoom.

    `width_px` and `height_px` are those of the file, also where `levels[0]` had to be smaller.
    `is_draft` says that a better one is on its way.
    """

    width_px: int
    height_px: int
    levels: tuple[QImage, ...]
    is_draft: bool = False

    @property
    def size_bytes(self) -> int:
        return sum(image.sizeInBytes() for image in self.levels)

    def level_for(self, scale: float) -> QImage:
        """The smallest image that still has a pixel for each one shown at this scale."""
        for image in reversed(self.levels):
            if image.width() >= self.width_px * scale:
                return image
        return self.levels[0]

    def source_rect(self, image: QImage, part: QRectF) -> QRectF:
        """A part of the picture, in shares of its width and height, in an image's pixels."""
        return QRectF(
            part.x() * image.width(),
            part.y() * image.height(),
            part.width() * image.width(),
            part.height() * image.height(),
        )

    def draft(self) -> "FullPicture":
        """Only the smallest version, to have something at once when it is wanted."""
        return replace(self, levels=self.levels[-1:], is_draft=True)


def picture_from_pixels(pixels: "np.ndarray", max_pixels: int | None = None) -> FullPicture:
    """Make a picture from (h, w, 3) uint8 RGB. Fit for any thread.

    Raises:
        ValueError: another shape, or no pixels at all.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise ValueError(f"not an RGB picture: {pixels.shape}")
    height, width = pixels.shape[:2]
    limit = MAX_PIXELS if max_pixels is None else min(max_pixels, MAX_PIXELS)
    data = pixels.tobytes()  # in rows without gaps, whatever the array's own order
    borrowed = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
    image = borrowed.convertToFormat(QImage.Format.Format_RGB32)
    if width * height > limit:
        factor = (limit / (width * height)) ** 0.5
        size = QSize(max(1, int(width * factor)), max(1, int(height * factor)))
        image = image.scaled(size, IGNORE_RATIO, SMOOTH)
    levels = [image]
    while max(image.width(), image.height()) > 2 * SMALLEST_LEVEL_PX:
        size = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
        image = image.scaled(size, IGNORE_RATIO, SMOOTH)
        levels.append(image)
    return FullPicture(width, height, tuple(levels))


def draft_from_jpeg(jpeg: bytes | None, photo: Photo) -> FullPicture | None:
    """A small version as a draft of the whole photo. Fit for any thread."""
    image = QImage.fromData(jpeg) if jpeg else QImage()
    if image.isNull():
        return None
    width, height = photo.width_px or image.width(), photo.height_px or image.height()
    return FullPicture(width, height, (image.convertToFormat(QImage.Format.Format_RGB32),), True)


class FullPictureLoader(QObject):
    """Holds the pictures of a few photos, each as a FullPicture, a reason, or not yet.

    Create it in the GUI thread. Results that nobody wants any more are dropped. What is ready in
    advance is given up first where memory is short.
    """

    changed = Signal()  # a picture or a reason has come

    def __init__(
        self,
        source: PictureSource,
        pool: QThreadPool,
        parent: QObject | None = None,
        *,
        small: SmallSource | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._small = small
        self._pool = pool
        self._wanted: dict[Key, FullPicture | str | None] = {}
        self._ahead: dict[Key, FullPicture | str | None] = {}
        self._loading: set[Key] = set()
        self._most_pixels = MAX_PIXELS

    @property
    def size_bytes(self) -> int:
        """What all held pictures take."""
        return sum(
            held.size_bytes
            for held in (*self._wanted.values(), *self._ahead.values())
            if isinstance(held, FullPicture)
        )

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not self._loading

    def want(self, photos: Iterable[Photo], ahead: Iterable[Photo] = ()) -> None:
        """From now on hold these photos' pictures, and no others.

        Args:
            ahead: photos that may be wanted next, loaded after all others.
        """
        before = {**self._ahead, **self._wanted}
        wanted = {_key(photo): photo for photo in photos}
        later = {_key(photo): photo for photo in ahead if _key(photo) not in wanted}
        self._wanted = {key: before.get(key) for key in wanted}
        self._ahead = {key: before.get(key) for key in later}
        self._most_pixels = int(MAX_BYTES / BYTES_A_PIXEL / max(1, len(wanted)))
        for key, photo in wanted.items():
            if self._wanted[key] is None and self._small is not None:
                self._run(self._load_small, photo, SMALL_FIRST)
        for photo in (*wanted.values(), *later.values()):
            self._start(photo)
        self._make_room()

    def get(self, photo: Photo) -> FullPicture | str | None:
        """The picture, perhaps a draft; the reason why there is none; None while it is loading."""
        return self._wanted.get(_key(photo))

    def _start(self, photo: Photo) -> None:
        """Load a photo's picture, unless it is there or on its way."""
        key = _key(photo)
        is_wanted = key in self._wanted
        held = self._wanted[key] if is_wanted else self._ahead.get(key)
        if _is_missing(held) and key not in self._loading:
            self._loading.add(key)
            priority = WANTED_NEXT if is_wanted else AHEAD_LAST
            self._run(partial(self._load, max_pixels=self._most_pixels), photo, priority)

    def _run(
        self, load: Callable[[Photo], FullPicture | str | None], photo: Photo, priority: int
    ) -> None:
        run_for(self, self._pool, partial(load, photo), partial(self._keep, photo), priority)

    def _load_small(self, photo: Photo) -> FullPicture | None:
        """Runs in a pool thread."""
        key = _key(photo)
        if key not in self._wanted or self._small is None:
            return None
        try:
            return draft_from_jpeg(self._small(photo.id), photo)
        except Exception:
            log.exception("no small version of %s", photo.path)
            return None

    def _load(self, photo: Photo, max_pixels: int) -> FullPicture | str:
        """Runs in a pool thread."""
        key = _key(photo)
        if key not in self._wanted and key not in self._ahead:  # the person went on before this
            return NOT_NOW
        try:
            return picture_from_pixels(self._source(photo), max_pixels)
        except PhotodedupError as error:
            return translated(str(error))
        except Exception:
            log.exception("%s cannot be shown", photo.path)
            return self.tr("This picture cannot be shown.")

    def _keep(self, photo: Photo, result: FullPicture | str | None) -> None:
        if result is None:
            return  # no small version
        key = _key(photo)
        is_draft = isinstance(result, FullPicture) and result.is_draft
        if not is_draft:
            self._loading.discard(key)
        if result == NOT_NOW:
            if key in self._wanted or key in self._ahead:  # wanted again meanwhile
                self._start(photo)
            return
        if key in self._wanted and _is_missing(self._wanted[key]):
            self._wanted[key] = result if not is_draft else self._wanted[key] or result
            self._make_room()
            self.changed.emit()
        elif key in self._ahead and not is_draft:
            self._ahead[key] = result
            self._make_room()

    def _make_room(self) -> None:
        """Keep only drafts of what is ready in advance, the last first, while it is too much."""
        for key in reversed(self._ahead):
            if self.size_bytes <= MAX_BYTES:
                return
            held = self._ahead[key]
            if isinstance(held, FullPicture):
                self._ahead[key] = held.draft()


def _key(photo: Photo) -> Key:
    return photo.id, photo.mtime_ns


def _is_missing(held: FullPicture | str | None) -> bool:
    return held is None or (isinstance(held, FullPicture) and held.is_draft)
