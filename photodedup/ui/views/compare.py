"""Two or more photos looked at closely, at one zoom, with what is to be decided about them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models.full_pictures import PictureSource, SmallSource
from photodedup.ui.models.photo_details import DetailSource
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.compare_decisions import CompareDecisions
from photodedup.ui.views.compare_keyboard import CompareKeyboard
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.compare_pictures import ComparePictures
from photodedup.ui.views.compare_showing import CompareShowing
from photodedup.ui.views.compare_stage import Look
from photodedup.ui.views.compare_table import CompareTable
from photodedup.ui.views.picture_pane import PicturePane
from photodedup.ui.views.viewpoint import Viewpoint

if TYPE_CHECKING:
    from photodedup.engine.looking.placement import Placement


class CompareView(QWidget):
    """Shows photos; like the list of groups it asks for decisions and makes none.

    With two photos the keys mean the one that is not the keeper, between two that are not the
    right one; with more they mean the framed one.

    Signals:
        closed: the person is done comparing
        keeper_requested, mark_requested, skip_requested, part_requested, keep_only_requested: as
            `CompareDecisions` says
        why_requested: the two photos
        group_step_requested: 1 for the next group, -1 for the previous one
        photos_changed: other photos lie on the table; `places_wanted` tells which
    """

    closed = Signal()
    keeper_requested = Signal(object, object)
    mark_requested = Signal(object, object, bool)
    skip_requested = Signal(object, bool)
    part_requested = Signal(object, object)
    keep_only_requested = Signal(object, object)
    why_requested = Signal(object, object)
    group_step_requested = Signal(int)
    photos_changed = Signal()

    def __init__(
        self,
        picture_source: PictureSource,
        pool: QThreadPool,
        thumbnails: ThumbnailLoader | None = None,
        small: SmallSource | None = None,
        details: DetailSource | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keys = CompareKeys(self)
        self.table = CompareTable()
        self.pictures = ComparePictures(self.table, picture_source, pool, small, details, self)
        self.decisions = CompareDecisions(self.table, self.keys, self)
        self.showing = CompareShowing(self, self.table, self.pictures, self.keys, thumbnails)
        self.bar, self.stage = self.showing.bar, self.showing.stage
        self.strip, self.sides = self.showing.strip, self.showing.sides
        self.status, self.flicker = self.showing.status, self.showing.flicker
        self._keyboard = CompareKeyboard(self.keys, self.do, self.flicker.hold)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Compare photos"))

    # --- content -----------------------------------------------------------------------------

    def show_pair(self, group: Group, left: Photo, right: Photo) -> None:
        """Compare two photos of a group; zoom and place are kept within a group.

        A photo that is not in the group (any more) gives way to the keeper or to the first
        other photo.
        """
        self._begin(self.table.group is None or self.table.group.id != group.id)
        self.table.lay_group(group, left, right)
        self._moved_on()

    def show_photos(self, groups: Sequence[Group], photos: Sequence[Photo]) -> None:
        """Compare two or more photos of these groups, all at once if they are more than two."""
        is_new = {photo.id for photo in self.table.photos} != {photo.id for photo in photos}
        self._begin(is_new)
        self.table.lay_photos(groups, photos)
        if is_new:
            self.table.show_all(len(photos) > 2)
        self._moved_on()

    def make_ready(self, photos: Sequence[Photo]) -> None:
        """Load these pictures too, for the next group."""
        self.pictures.ahead = tuple(photos)
        self._want()

    def set_places(self, placed: "dict[PhotoId, Placement]") -> None:
        """Where the photos of the table lie on one of them."""
        self.pictures.placed = placed
        self.showing.show_pictures()

    def pair(self) -> tuple[Photo, ...]:
        """The two photos that are laid over each other; empty before the first are shown."""
        return self.table.two

    @property
    def panes(self) -> tuple[PicturePane, ...]:
        return self.stage.panes()

    def set_immersed(self, is_immersed: bool) -> None:
        """In full screen only the pictures are left, and what becomes of them."""
        self.showing.set_immersed(is_immersed)

    def _begin(self, is_new: bool) -> None:
        if is_new:
            self.stage.zoom.view = Viewpoint()
            self.stage.quarter_turns = 0
            self.pictures.placed = {}
            self.flicker.stop()

    def _moved_on(self) -> None:
        """Other photos are looked at."""
        self._want()
        self.photos_changed.emit()
        self.showing.show_all()

    def _want(self) -> None:
        if self.isVisible():
            self.pictures.want()

    # --- doing -------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go on to the next (1) or previous (-1) photo."""
        self.table.step(by)
        self._moved_on()

    def do(self, what: Do) -> None:
        """Do what a key or a button asks for; `FLICKER` is held instead."""
        acts: dict[Do, Callable[[], object]] = {
            Do.PREVIOUS: partial(self.step, -1),
            Do.NEXT: partial(self.step, 1),
            Do.PREVIOUS_GROUP: partial(self.group_step_requested.emit, -1),
            Do.NEXT_GROUP: partial(self.group_step_requested.emit, 1),
            Do.WHY: partial(self.why_requested.emit, *self.table.two),
            Do.FLICKER_ON: self.flicker.toggle,
            Do.WIPE: partial(self._look, Look.WIPE),
            Do.DIFFERENCE: partial(self._look, Look.DIFFERENCE),
            Do.ALL: self._toggle_all,
            Do.LOOSE: self.showing.toggle_loose,
            Do.TURN_LEFT: partial(self._turn, -1),
            Do.TURN_RIGHT: partial(self._turn, 1),
            Do.INFO: self.showing.step_facts,
            Do.BACK: self.closed.emit,
            **self.stage.acts(),
        }
        if what in acts:
            acts[what]()
        elif self.table.photos:
            self.decisions.do(what)

    def _look(self, look: Look) -> None:
        """Look so, or side by side again."""
        self.stage.look = Look.SIDE_BY_SIDE if self.stage.look is look else look
        self._want()
        self.showing.show_all()

    def _toggle_all(self) -> None:
        self.table.show_all(not self.table.is_all and len(self.table.photos) > 2)
        self.stage.look = Look.SIDE_BY_SIDE
        self._moved_on()

    def _turn(self, by: int) -> None:
        self.stage.quarter_turns = (self.stage.quarter_turns + by) % 4
        self.stage.zoom.fit()
        self.showing.show_texts()

    def _go_to(self, photo: PhotoId) -> None:
        self.table.go_to(photo)
        self._moved_on()

    def _pane_clicked(self, number: int) -> None:
        if self.table.is_all and number < len(self.table.shown):
            self._go_to(self.table.shown[number].id)

    # --- keys --------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab is a key like others here, and no part of this view takes the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._keyboard.release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard.let_go()
        super().focusOutEvent(event)

    def say(self, text: str) -> None:
        """Say why nothing happened."""
        QToolTip.showText(self.mapToGlobal(self.stage.geometry().center()), text, self)

    # --- inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.bar.asked.connect(self.do)
        self.bar.flicker_held.connect(self.flicker.hold)
        self.stage.pane_clicked.connect(self._pane_clicked)
        self.strip.photo_clicked.connect(self._go_to)
        for name in ("keeper", "mark", "skip", "part", "keep_only"):
            signal = getattr(self.decisions, f"{name}_requested")
            signal.connect(getattr(self, f"{name}_requested"))
        self.decisions.picked.connect(self.showing.show_all)
        self.decisions.refused.connect(self.say)
        for number, side in enumerate(self.sides):
            side.keep_clicked.connect(partial(self.decisions.keep_side, number))
            side.mark_clicked.connect(partial(self.decisions.mark_side, number))
            side.mark_clicked.connect(self.showing.show_findings)  # until the decision is made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.showing.show_all()

    def hideEvent(self, event: QHideEvent) -> None:
        """The pictures take hundreds of megabytes, which nobody sees now."""
        self.flicker.stop()
        self.pictures.rest()
        self.showing.show_pictures()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.table.photos:
            self._moved_on()
