"""The program's icon in every size and file type that desktops ask for, from one drawing."""

import io
import os
import sys
from pathlib import Path

from environment import ROOT

DRAWING = ROOT / "resources" / "icons" / "photodedup.svg"
SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES_PX = (16, 24, 32, 48, 64, 128, 256)


def draw_icons(folder: Path) -> None:
    """Write photodedup-SIZE.png for all sizes, photodedup.ico and photodedup.icns into a folder."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size_px: _draw(size_px) for size_px in SIZES_PX}
    for size_px, png in pictures.items():
        (folder / f"photodedup-{size_px}.png").write_bytes(png)
    opened = {size_px: Image.open(io.BytesIO(png)) for size_px, png in pictures.items()}
    largest = opened[max(SIZES_PX)]
    largest.save(
        folder / "photodedup.ico",
        sizes=[(size_px, size_px) for size_px in ICO_SIZES_PX],
        append_images=[opened[size_px] for size_px in ICO_SIZES_PX],
    )
    largest.save(folder / "photodedup.icns", append_images=list(opened.values()))


def _draw(size_px: int) -> bytes:
    """The drawing as a PNG; Qt draws an SVG into a picture without a screen."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(DRAWING.read_bytes())).render(painter)
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(written.data())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw_icons(Path(sys.argv[1]))
