"""The photos that a person picked, in any groups, for what takes two or more of them."""

from collections.abc import Container

from PySide6.QtCore import QObject, Signal

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo


class Picks(QObject):
    """Photos in the order in which they were picked; each at most once."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: dict[PhotoId, Photo] = {}

    def __contains__(self, photo: PhotoId) -> bool:
        return photo in self._photos

    def __len__(self) -> int:
        return len(self._photos)

    @property
    def photos(self) -> tuple[Photo, ...]:
        return tuple(self._photos.values())

    def toggle(self, photo: Photo) -> None:
        if self._photos.pop(photo.id, None) is None:
            self._photos[photo.id] = photo
        self.changed.emit()

    def clear(self) -> None:
        self.keep_only(())

    def keep_only(self, shown: Container[PhotoId]) -> None:
        """Let go of photos that are not among these."""
        kept = {number: photo for number, photo in self._photos.items() if number in shown}
        if len(kept) != len(self._photos):
            self._photos = kept
            self.changed.emit()
