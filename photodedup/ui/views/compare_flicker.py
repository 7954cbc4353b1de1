"""Photos in each other's place, while a key is held or by turns: differences jump to the eye."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from photodedup.engine.domain.photos import Photo
from photodedup.ui.views.unknown_progress import is_motion_reduced

FLICKER_MS = 600


class CompareFlicker(QObject):
    """`changed` says that photos are to be shown in other places."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_swapped = False
        self._is_held = False
        self.timer = QTimer(self, interval=FLICKER_MS)
        self.timer.timeout.connect(self._turn)

    def hold(self, is_held: bool) -> None:
        """Swap as long as the key is down; what flickers by itself goes on."""
        if self._is_held != is_held and not self.timer.isActive():
            self._swap(is_held)
        self._is_held = is_held

    def toggle(self) -> None:
        """Flicker by itself, or no more; where nothing shall move by itself, swap once."""
        if self.timer.isActive():
            self.stop()
        elif is_motion_reduced():
            self._turn()
        else:
            self.timer.start()

    def stop(self) -> None:
        self.timer.stop()
        self._swap(False)

    def arranged(self, photos: Sequence[Photo], framed: Photo | None) -> list[Photo]:
        """Photos in the order of the panes: of two the other way round while they are swapped, of
        several the first in place of the framed one."""
        if not self.is_swapped:
            return list(photos)
        if len(photos) == 2:
            return [photos[1], photos[0]]
        return [photos[0] if framed and each.id == framed.id else each for each in photos]

    def _turn(self) -> None:
        self._swap(not self.is_swapped)

    def _swap(self, is_swapped: bool) -> None:
        if is_swapped != self.is_swapped:
            self.is_swapped = is_swapped
            self.changed.emit()
