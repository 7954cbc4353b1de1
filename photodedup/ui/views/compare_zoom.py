"""Zoom and place of the comparison, one for all of its panes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Signal

from photodedup.ui.views.picture_pane import PicturePane
from photodedup.ui.views.viewpoint import MOST_ENLARGED, Frame, Viewpoint

ZOOM_STEP = 1.25
PAN_STEP = 0.1  # of the room


class CompareZoom(QObject):
    """Moves the viewpoint as keys and mouse ask; `moved` says that it is another."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = Viewpoint()
        self._panes: tuple[PicturePane, ...] = ()

    def use(self, panes: Sequence[PicturePane]) -> None:
        """The panes that are seen now."""
        self._panes = tuple(panes)

    def connect_pane(self, pane: PicturePane) -> None:
        pane.pan_wished.connect(self.pan)
        pane.zoom_wished.connect(self.zoom_by)
        pane.toggle_wished.connect(self.toggle)

    def fit(self) -> None:
        """See all of all pictures."""
        self._look(Viewpoint())

    def show_pixels(self, at: QPointF | None = None) -> None:
        """See the finest picture's own pixels, one for each of the screen's."""
        pixels = self._zoom_for_pixels()
        if pixels is not None:
            self._zoom_to(pixels, at)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        self._zoom_to(self.view.zoom * factor, at)

    def pan(self, by: QPointF) -> None:
        frame = self._frame()
        if frame is not None:
            self._look(frame.panned(self.view, by))

    def pan_steps(self, x: int, y: int) -> None:
        """Move the pictures by so many steps."""
        frame = self._frame()
        if frame is not None:
            self.pan(QPointF(x * frame.room.width(), y * frame.room.height()) * PAN_STEP)

    def toggle(self, at: QPointF) -> None:
        if self.view.zoom == 1.0:
            self.show_pixels(at)
        else:
            self.fit()

    def _zoom_to(self, zoom: float, at: QPointF | None) -> None:
        frame, pixels = self._frame(), self._zoom_for_pixels()
        if frame is None or pixels is None:
            return
        zoom = min(max(zoom, min(1.0, pixels)), max(1.0, pixels) * MOST_ENLARGED)
        centre = QPointF(frame.room.width() / 2, frame.room.height() / 2)
        self._look(frame.zoomed(self.view, zoom, centre if at is None else at))

    def _look(self, view: Viewpoint) -> None:
        self.view = view
        self.moved.emit()

    def _frame(self) -> Frame | None:
        return next((frame for pane in self._panes if (frame := pane.frame())), None)

    def _zoom_for_pixels(self) -> float | None:
        """The zoom at which a pixel of the finest picture is one of the screen's."""
        frame = self._frame()
        sides = [side for pane in self._panes if (side := pane.pixel_side()) is not None]
        if frame is None or not sides:
            return None
        return frame.zoom_for_pixels(self._panes[0].devicePixelRatioF()) / min(sides)
