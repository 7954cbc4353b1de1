"""A small picture in a fixed box, for dialogs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from photodedup.engine.domain.photos import Photo
from photodedup.ui.models.thumbnails import ThumbnailLoader


class PictureLabel(QLabel):
    """Shows a JPEG as large as the box allows, never larger than it is."""

    def __init__(self, box: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(box)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_thumbnail(self, thumbnails: ThumbnailLoader, photo: Photo) -> None:
        """What the loader has of a photo by now, if it has something."""
        pixmap = thumbnails.pixmap(photo)
        if pixmap is not None:
            self._show(pixmap.toImage())

    def show_jpeg(self, jpeg: bytes | None) -> None:
        """A picture that is missing or damaged leaves the box empty."""
        self._show(QImage.fromData(jpeg) if jpeg else QImage())

    def _show(self, image: QImage) -> None:
        if image.isNull():
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        box = self.size() * ratio
        if image.width() > box.width() or image.height() > box.height():
            image = image.scaled(
                box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        image.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(image))
