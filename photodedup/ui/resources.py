"""Icons: drawings from the resources folder, painted in the colours of the current theme."""

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from photodedup.engine.paths import resources_folder

log = logging.getLogger(__name__)

ICON_SIZES_PX = (16, 20, 24, 32, 48)
_NAME_PROPERTY = "icon_name"


def icon_file(name: str) -> Path:
    """Where the drawing of an icon is, whether it exists or not."""
    return resources_folder() / "icons" / f"{name}.svg"


@lru_cache(maxsize=64)
def _drawing(name: str) -> bytes:
    """The SVG text of an icon; an empty drawing where the file is missing."""
    try:
        return icon_file(name).read_bytes()
    except OSError as error:
        log.warning("icon %s is missing: %s", name, error)
        return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'


def picture(name: str, size_px: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """One icon in one colour, `size_px` wide and high in device-independent pixels."""
    drawing = _drawing(name).replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(QSize(size_px, size_px) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """An icon in one of the current palette's colours, faded where disabled."""
    palette = QApplication.palette()
    groups = (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    )
    result = QIcon()
    for mode, group in groups:
        colour = palette.color(group, role)
        for size_px in ICON_SIZES_PX:
            for ratio in (1.0, 2.0):
                result.addPixmap(picture(name, size_px, colour, ratio), mode)
    return result


def app_icon() -> QIcon:
    result = QIcon()
    for size_px in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(picture("photodedup", size_px, QColor("#0b6e8a")))
    return result


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an icon that `refresh_icons` can draw again when the theme changes."""
    target.setProperty(_NAME_PROPERTY, name)
    is_primary = bool(target.property("primary"))
    role = QPalette.ColorRole.HighlightedText if is_primary else QPalette.ColorRole.ButtonText
    target.setIcon(icon(name, role))


def refresh_icons(root: QObject) -> None:
    """Draw every icon below `root` again, in the colours of now."""
    targets: list[QAction | QAbstractButton] = [
        *root.findChildren(QAction),
        *root.findChildren(QAbstractButton),
    ]
    for target in targets:
        name = target.property(_NAME_PROPERTY)
        if name:
            set_icon(target, name)


def set_picture_label(label: QLabel, name: str, size_px: int) -> None:
    """Show an icon in a QLabel, in the palette's quiet colour."""
    colour = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
    label.setPixmap(picture(name, size_px, colour, label.devicePixelRatioF()))
