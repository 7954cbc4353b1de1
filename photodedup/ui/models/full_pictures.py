"""Whole pictures for looking closely: loaded in a pool, kept only while they are wanted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from photodedup.engine.domain import Photo, PhotoId
from photodedup.engine.errors import PhotodedupError

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

PictureSource = Callable[[Photo], "np.ndarray"]
Key = tuple[PhotoId, int]  # the photo and its mtime_ns

MAX_PIXELS = 50_000_000  # 200 MB in memory; larger pictures are shown smaller
SMALLEST_LEVEL_PX = 700
SMOOTH = Qt.TransformationMode.SmoothTransformation
IGNORE_RATIO = Qt.AspectRatioMode.IgnoreAspectRatio


@dataclass(frozen=True, slots=True)
class FullPicture:
    """A picture and its halves, quarters and so on, so that it is smooth at every zoom.

    `width_px` and `height_px` are those of the file, also where `levels[0]` had to be smaller.
    """

    width_px: int
    height_px: int
    levels: tuple[QImage, ...]

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


def picture_from_pixels(pixels: "np.ndarray") -> FullPicture:
    """Make a picture from (h, w, 3) uint8 RGB. Fit for any thread.

    Raises:
        ValueError: another shape, or no pixels at all.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise ValueError(f"not an RGB picture: {pixels.shape}")
    height, width = pixels.shape[:2]
    data = pixels.tobytes()  # in rows without gaps, whatever the array's own order
    borrowed = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
    image = borrowed.convertToFormat(QImage.Format.Format_RGB32)
    if width * height > MAX_PIXELS:
        factor = (MAX_PIXELS / (width * height)) ** 0.5
        size = QSize(max(1, int(width * factor)), max(1, int(height * factor)))
        image = image.scaled(size, IGNORE_RATIO, SMOOTH)
    levels = [image]
    while max(image.width(), image.height()) > 2 * SMALLEST_LEVEL_PX:
        size = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
        image = image.scaled(size, IGNORE_RATIO, SMOOTH)
        levels.append(image)
    return FullPicture(width, height, tuple(levels))


class FullPictureLoader(QObject):
    """Holds the pictures of a few photos, each as a FullPicture, a reason, or not yet.

    Create it in the GUI thread. Results that nobody wants any more are dropped.
    """

    changed = Signal()  # a picture or a reason has come
    _loaded = Signal(object, object)  # Key, FullPicture or reason; from pool threads

    def __init__(
        self, source: PictureSource, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._pool = pool
        self._wanted: dict[Key, FullPicture | str | None] = {}
        self._loaded.connect(self._keep)

    def want(self, photos: Iterable[Photo]) -> None:
        """From now on hold these photos' pictures, and no others."""
        before = self._wanted
        self._wanted = {}
        for photo in photos:
            key = (photo.id, photo.mtime_ns)
            self._wanted[key] = before.get(key)
            if key not in before:
                self._pool.start(partial(self._load, photo))

    def get(self, photo: Photo) -> FullPicture | str | None:
        """The picture, the reason why there is none, or None while it is loading."""
        return self._wanted.get((photo.id, photo.mtime_ns))

    def _load(self, photo: Photo) -> None:
        """Runs in a pool thread."""
        key = (photo.id, photo.mtime_ns)
        if key not in self._wanted:  # the person went on before this began
            return
        result: FullPicture | str
        try:
            result = picture_from_pixels(self._source(photo))
        except PhotodedupError as error:
            result = str(error)
        except Exception:
            log.exception("%s cannot be shown", photo.path)
            result = self.tr("This picture cannot be shown.")
        self._loaded.emit(key, result)

    def _keep(self, key: Key, result: FullPicture | str) -> None:
        if key in self._wanted and self._wanted[key] is None:
            self._wanted[key] = result
            self.changed.emit()
