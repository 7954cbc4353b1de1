"""Pictures of the present library for pool threads, with a pool to fetch them in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.ui.jobs import make_pool

if TYPE_CHECKING:
    import numpy as np

    from photodedup.engine.details import Details
    from photodedup.engine.library import Library


class Pictures(QObject):
    """Stands between the views and the library, so that views outlive libraries."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pool = make_pool(2, self)
        self._library: Library | None = None

    def use(self, library: "Library | None") -> None:
        self._library = library

    def wait(self) -> None:
        self.pool.waitForDone()

    def preview(self, photo: PhotoId) -> bytes | None:
        """A small JPEG; None where there is none. From any thread."""
        library = self._library
        return None if library is None else library.preview(photo)

    def full(self, photo: Photo) -> "np.ndarray":
        """The whole picture upright, (h, w, 3) uint8 RGB. From any thread.

        Raises:
            PhotodedupError: it cannot be read, or the library was closed.
        """
        library = self._library
        if library is None:
            raise PhotodedupError(self.tr("The library is closed."))
        picture: np.ndarray = library.full_picture(photo)
        return picture

    def details(self, photo: Photo) -> "Details":
        """What is written in a photo and beside it. From any thread; raises as `full`."""
        library = self._library
        if library is None:
            raise PhotodedupError(self.tr("The library is closed."))
        found: Details = library.details(photo)
        return found
