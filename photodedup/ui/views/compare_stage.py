"""The pictures of the comparison: side by side, one over the other, or their difference."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.views.compare_keys import Do
from photodedup.ui.views.compare_table import MOST_SHOWN
from photodedup.ui.views.compare_zoom import ZOOM_STEP, CompareZoom
from photodedup.ui.views.difference_pane import DifferencePane
from photodedup.ui.views.picture_pane import Layer, PicturePane, Seen
from photodedup.ui.views.scene import Onto, Scene, make_scene
from photodedup.ui.views.wipe_pane import WipePane

if TYPE_CHECKING:
    from photodedup.engine.looking.difference import Difference

WIPE_STEP = 0.05
COLUMNS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}


class Look(Enum):
    """How the pictures are seen."""

    SIDE_BY_SIDE = auto()
    WIPE = auto()
    DIFFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A photo in the pane where it belongs, its picture, and what is said of it."""

    photo: Photo
    picture: Seen
    notes: tuple[str, ...] = ()
    spoken: str = ""


class CompareStage(QStackedWidget):
    """Holds the panes. All show one scene from one viewpoint.

    Signals:
        pane_clicked: which of the photos side by side was pressed on
    """

    pane_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look.SIDE_BY_SIDE
        self.quarter_turns = 0
        self.zoom = CompareZoom(self)
        self.all_panes = tuple(PicturePane(self) for _ in range(MOST_SHOWN))
        self.wipe = WipePane(self)
        self.difference = DifferencePane(self)
        self._grid_page = QWidget(self)
        self._grid = QGridLayout(self._grid_page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._arranged = 0
        for number, pane in enumerate(self.all_panes):
            pane.clicked.connect(lambda number=number: self.pane_clicked.emit(number))
        for each in (*self.all_panes, self.wipe, self.difference):
            self.zoom.connect_pane(each)
        for page in (self._grid_page, self.wipe, self.difference):
            self.addWidget(page)

    def panes(self) -> tuple[PicturePane, ...]:
        """Those that are seen now."""
        if self.look is Look.WIPE:
            return (self.wipe,)
        if self.look is Look.DIFFERENCE:
            return (self.difference,)
        return self.all_panes[: self._arranged]

    def show_exhibits(
        self,
        photos: Sequence[Photo],
        exhibits: Sequence[Exhibit],
        onto_first: Mapping[PhotoId, Onto],
        *,
        current: PhotoId | None,
    ) -> None:
        """Show photos, each at its place in the scene.

        Args:
            photos: those that make the scene; all others lie on the first one.
            exhibits: the same, in the order of the panes, which a flicker changes.
            onto_first: where each lies on the first, as far as that is known.
            current: whose pane is framed; None for no frame.
        """
        scene = make_scene(photos, onto_first, self.quarter_turns)
        layers = [_layer(each, scene) for each in exhibits]
        if self.look is Look.SIDE_BY_SIDE:
            self._arrange(len(exhibits))
            for pane, layer, photo in zip(self.all_panes, layers, photos, strict=False):
                is_current = photo.id == current
                pane.show_layers([layer], scene.size, self.zoom.view, is_current=is_current)
        else:
            self.panes()[0].show_layers(layers, scene.size, self.zoom.view)
        pages = {Look.WIPE: self.wipe, Look.DIFFERENCE: self.difference}
        self.setCurrentWidget(pages.get(self.look, self._grid_page))
        self.zoom.use(self.panes())

    def acts(self) -> dict[Do, Callable[[], None]]:
        """What keys and buttons do to what is seen."""
        zoom = self.zoom
        return {
            Do.LARGER: partial(zoom.zoom_by, ZOOM_STEP),
            Do.SMALLER: partial(zoom.zoom_by, 1 / ZOOM_STEP),
            Do.FIT: zoom.fit,
            Do.PIXELS: zoom.show_pixels,
            Do.PAN_LEFT: partial(zoom.pan_steps, 1, 0),
            Do.PAN_RIGHT: partial(zoom.pan_steps, -1, 0),
            Do.PAN_UP: partial(zoom.pan_steps, 0, 1),
            Do.PAN_DOWN: partial(zoom.pan_steps, 0, -1),
            Do.LINE_LEFT: partial(self._move_line, -1),
            Do.LINE_RIGHT: partial(self._move_line, 1),
        }

    def show_difference(self, found: "Difference | None") -> None:
        self.difference.show_difference(found)

    def _move_line(self, steps: int) -> None:
        self.wipe.divide(self.wipe.share + steps * WIPE_STEP)

    def _arrange(self, count: int) -> None:
        if count == self._arranged:
            return
        self._arranged = count
        columns = COLUMNS.get(count, 3)
        for pane in self.all_panes:
            self._grid.removeWidget(pane)
            pane.hide()
        for row in range(2):
            self._grid.setRowStretch(row, 1 if row * columns < count else 0)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, pane in enumerate(self.all_panes[:count]):
            self._grid.addWidget(pane, *divmod(number, columns))
            pane.show()


def _layer(exhibit: Exhibit, scene: Scene) -> Layer:
    photo = exhibit.photo
    place = scene.places[photo.id]
    return Layer(exhibit.picture, photo.path.name, place, exhibit.notes, exhibit.spoken)
