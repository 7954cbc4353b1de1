"""What part of a picture is seen, in terms that hold for pictures of any size. Plain arithmetic."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

MOST_ENLARGED = 8.0  # screen pixels for one picture pixel


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """`zoom` 1 shows all of the picture; `x` and `y` are the share of it at the centre.

    Two pictures of one scene seen from one viewpoint show the same field, whatever their sizes.
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's size in pixels and the room for it in device-independent pixels."""

    picture: QSizeF
    room: QSizeF

    @property
    def fit_scale(self) -> float:
        """Room pixels for one picture pixel when all of the picture is seen."""
        return min(
            self.room.width() / self.picture.width(), self.room.height() / self.picture.height()
        )

    def scale(self, view: Viewpoint) -> float:
        return self.fit_scale * view.zoom

    def target(self, view: Viewpoint) -> QRectF:
        """Where the whole picture lies in the room; most of it may be outside."""
        view = self.clamped(view)
        size = self.picture * self.scale(view)
        return QRectF(
            self.room.width() / 2 - view.x * size.width(),
            self.room.height() / 2 - view.y * size.height(),
            size.width(),
            size.height(),
        )

    def clamped(self, view: Viewpoint) -> Viewpoint:
        """The nearest viewpoint that wastes no room: centred where the picture is narrower."""
        size = self.picture * self.scale(view)
        return replace(
            view,
            x=_clamp(view.x, self.room.width() / size.width() / 2),
            y=_clamp(view.y, self.room.height() / size.height() / 2),
        )

    def panned(self, view: Viewpoint, by: QPointF) -> Viewpoint:
        """The picture moved by so many room pixels."""
        size = self.picture * self.scale(view)
        view = self.clamped(view)
        moved = replace(view, x=view.x - by.x() / size.width(), y=view.y - by.y() / size.height())
        return self.clamped(moved)

    def zoomed(self, view: Viewpoint, zoom: float, at: QPointF) -> Viewpoint:
        """Another zoom, with the spot of the picture under a point of the room staying there."""
        before = self.target(view)
        spot_x = (at.x() - before.x()) / before.width()
        spot_y = (at.y() - before.y()) / before.height()
        size = self.picture * self.fit_scale * zoom
        return self.clamped(
            Viewpoint(
                zoom,
                x=spot_x - (at.x() - self.room.width() / 2) / size.width(),
                y=spot_y - (at.y() - self.room.height() / 2) / size.height(),
            )
        )

    def zoom_for_pixels(self, ratio: float) -> float:
        """The zoom at which one picture pixel is one pixel of a screen with this ratio."""
        return 1.0 / (self.fit_scale * ratio)


def _clamp(share: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(share, half), 1.0 - half)
