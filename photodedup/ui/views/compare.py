"""Two photos of a group side by side, at one zoom, with what is to be decided about them."""

from functools import partial

from PySide6.QtCore import QPointF, Qt, QThreadPool, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from photodedup.engine.domain import Group, Member, Photo
from photodedup.ui.models import phrases
from photodedup.ui.models.full_pictures import FullPictureLoader, PictureSource
from photodedup.ui.views.compare_bar import CompareBar, KeysLine
from photodedup.ui.views.compare_facts import compare_facts
from photodedup.ui.views.compare_side import CompareSide
from photodedup.ui.views.picture_pane import PicturePane
from photodedup.ui.views.viewpoint import MOST_ENLARGED, Frame, Viewpoint

Key = Qt.Key
ZOOM_STEP = 1.25
PAN_STEP = 0.1  # of the room
PAN_KEYS: dict[int, tuple[int, int]] = {
    **{Key.Key_Left: (1, 0), Key.Key_Right: (-1, 0)},
    **{Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)},
}


class CompareView(QWidget):
    """Shows two photos; like the list of groups it asks for decisions and makes none.

    K and Space mean the photo that is not the keeper; between two that are not, the right one.

    Signals:
        closed: the person is done comparing
        keeper_requested: GroupId, PhotoId
        mark_requested: GroupId, PhotoId, whether the photo shall go to the trash
        why_requested: the photos on the left and on the right
        pair_changed: the person went on to another photo of the group
    """

    closed = Signal()
    keeper_requested = Signal(object, object)
    mark_requested = Signal(object, object, bool)
    why_requested = Signal(object, object)
    pair_changed = Signal()

    def __init__(
        self, picture_source: PictureSource, pool: QThreadPool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader = FullPictureLoader(picture_source, pool, self)
        self._loader.changed.connect(self._show_pictures)
        self._group: Group | None = None
        self._pair: tuple[Photo, ...] = ()
        self._view = Viewpoint()
        self._is_swapped = False  # True while the flicker key is held
        self.bar = CompareBar(self)
        self.panes = (PicturePane(self), PicturePane(self))
        self.sides = (CompareSide(self), CompareSide(self))
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Compare two photos"))

    # --- content -----------------------------------------------------------------------------

    def show_pair(self, group: Group, left: Photo, right: Photo) -> None:
        """Compare two photos of a group; zoom and place are kept within a group.

        A photo that is not in the group (any more) gives way to the keeper or to the first
        other photo.
        """
        if self._group is None or self._group.id != group.id:
            self._view = Viewpoint()
        self._group = group
        photos = {photo.id: photo for photo in group.photos}
        left = photos.get(left.id, group.keeper)
        others = [photo for photo in group.photos if photo.id != left.id]
        right = photos.get(right.id, others[0])
        self._pair = (left, others[0] if right.id == left.id else right)
        self._is_swapped = False
        self._loader.want(self._pair)
        self._show_texts()
        self._show_pictures()

    def pair(self) -> tuple[Photo, ...]:
        """The photos on the left and on the right; empty before the first are shown."""
        return self._pair

    def viewpoint(self) -> Viewpoint:
        """What both panes show of their pictures."""
        return self._view

    def step(self, by: int) -> None:
        """Compare the keeper with the next (1) or previous (-1) member, around the group."""
        group = self._group
        if group is None:
            return
        ids = [member.photo.id for member in group.members]
        shown = [ids.index(photo.id) for photo in reversed(self._pair) if photo.id in ids]
        number = (shown[0] + by) % len(ids) if shown else 0
        self.show_pair(group, group.keeper, group.members[number].photo)
        self.pair_changed.emit()

    # --- zoom --------------------------------------------------------------------------------

    def fit(self) -> None:
        """See all of both pictures."""
        self._look(Viewpoint())

    def show_pixels(self, at: QPointF | None = None) -> None:
        """See the larger picture's own pixels, one for each of the screen's."""
        frame = self._larger_frame()
        if frame is not None:
            self._zoom_to(frame.zoom_for_pixels(self.devicePixelRatioF()), at)

    def _zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        self._zoom_to(self._view.zoom * factor, at)

    def _zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        frame = self._larger_frame()
        if frame is None:
            return
        pixels = frame.zoom_for_pixels(self.devicePixelRatioF())
        zoom = min(max(zoom, min(1.0, pixels)), max(1.0, pixels) * MOST_ENLARGED)
        centre = QPointF(frame.room.width() / 2, frame.room.height() / 2)
        self._look(frame.zoomed(self._view, zoom, centre if at is None else at))

    def _pan(self, by: QPointF) -> None:
        frame = self._larger_frame()
        if frame is not None:
            self._look(frame.panned(self._view, by))

    def _toggle(self, at: QPointF) -> None:
        if self._view.zoom == 1.0:
            self.show_pixels(at)
        else:
            self.fit()

    def _look(self, view: Viewpoint) -> None:
        self._view = view
        self._show_pictures()

    def _larger_frame(self) -> Frame | None:
        frames = [frame for pane in self.panes if (frame := pane.frame()) is not None]
        return max(frames, key=lambda frame: frame.picture.width(), default=None)

    # --- decisions -----------------------------------------------------------------------------

    def _target(self) -> Member | None:
        """The member that keys mean."""
        if self._group is None:
            return None
        members = {member.photo.id: member for member in self._group.members}
        return next((members[p.id] for p in reversed(self._pair) if p.id in members), None)

    def _request_keeper(self, photo: Photo | None) -> None:
        if self._group is not None and photo is not None:
            self.keeper_requested.emit(self._group.id, photo.id)

    def _request_mark(self, member: Member | None) -> None:
        if self._group is not None and member is not None and not self._group.is_skipped:
            self.mark_requested.emit(self._group.id, member.photo.id, not member.is_marked)

    def _request_why(self) -> None:
        self.why_requested.emit(*self._pair)

    def _keep_side(self, side: int) -> None:
        self._request_keeper(self._pair[side])

    def _mark_side(self, side: int) -> None:
        assert self._group is not None
        photo_id = self._pair[side].id
        members = [member for member in self._group.members if member.photo.id == photo_id]
        self._request_mark(members[0] if members else None)
        self._show_texts()  # the check box shows what is, until the decision is made

    # --- keys --------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab is the flicker key, and no part of this view takes the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in PAN_KEYS:
            x, y = PAN_KEYS[key]
            self._pan(QPointF(x * self.panes[0].width(), y * self.panes[0].height()) * PAN_STEP)
            return
        if not self._decide_by_key(key, is_repeat=event.isAutoRepeat()) and not self._zoom_by_key(
            key
        ):
            super().keyPressEvent(event)

    def _decide_by_key(self, key: int, *, is_repeat: bool) -> bool:
        target = self._target()
        match key:
            case Key.Key_Left | Key.Key_Right:
                self.step(1 if key == Key.Key_Right else -1)
                return True
            case _ if is_repeat:
                return key in (Key.Key_F, Key.Key_Tab, Key.Key_Space, Key.Key_K)
            case Key.Key_Escape | Key.Key_C:
                self.closed.emit()
            case Key.Key_K | Key.Key_Return | Key.Key_Enter:
                self._request_keeper(target.photo if target else None)
            case Key.Key_Space | Key.Key_Delete:
                self._request_mark(target)
            case Key.Key_F | Key.Key_Tab:
                self._swap(True)
            case Key.Key_W:
                self._request_why()
            case _:
                return False
        return True

    def _zoom_by_key(self, key: int) -> bool:
        match key:
            case Key.Key_Plus | Key.Key_Equal:
                self._zoom_by(ZOOM_STEP)
            case Key.Key_Minus:
                self._zoom_by(1 / ZOOM_STEP)
            case Key.Key_0:
                self.fit()
            case Key.Key_1:
                self.show_pixels()
            case _:
                return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Key.Key_F, Key.Key_Tab) and not event.isAutoRepeat():
            self._swap(False)
        else:
            super().keyReleaseEvent(event)

    def _swap(self, is_swapped: bool) -> None:
        """Each picture in the other's place, so that any difference jumps to the eye."""
        if is_swapped != self._is_swapped:
            self._is_swapped = is_swapped
            self._show_pictures()

    # --- inside --------------------------------------------------------------------------------

    def _show_pictures(self) -> None:
        photos = reversed(self._pair) if self._is_swapped else self._pair
        for pane, photo in zip(self.panes, photos, strict=False):
            pane.show_picture(self._loader.get(photo), photo.path.name, self._view)

    def _show_texts(self) -> None:
        group = self._group
        if group is None:
            return
        ids = [photo.id for photo in group.photos]
        target = self._target()
        facts = compare_facts(*self._pair)
        for number, (side, photo) in enumerate(zip(self.sides, self._pair, strict=True)):
            has_keys = target is not None and target.photo.id == photo.id
            side.show_facts(facts, number)
            side.show_fate(group, ids.index(photo.id), has_keys=has_keys)
        place = self.tr("Photos {left} and {right} of {count}").format(
            left=ids.index(self._pair[0].id) + 1,
            right=ids.index(self._pair[1].id) + 1,
            count=len(ids),
        )
        self.bar.say(phrases.SEPARATOR.join([place, phrases.outcome_text(group)]))

    def _build(self) -> None:
        self.bar.swap_held.connect(self._swap)
        self.bar.why_clicked.connect(self._request_why)
        self.bar.fit_clicked.connect(self.fit)
        self.bar.pixels_clicked.connect(self.show_pixels)
        self.bar.step_clicked.connect(self.step)
        self.bar.back_clicked.connect(self.closed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setRowStretch(0, 1)
        for column, (pane, side) in enumerate(zip(self.panes, self.sides, strict=True)):
            grid.addWidget(pane, 0, column)
            grid.addWidget(side, 1, column)
            grid.setColumnStretch(column, 1)
            pane.pan_wished.connect(self._pan)
            pane.zoom_wished.connect(self._zoom_by)
            pane.toggle_wished.connect(self._toggle)
            side.keep_clicked.connect(partial(self._keep_side, column))
            side.mark_clicked.connect(partial(self._mark_side, column))
        column_box = QVBoxLayout(self)
        column_box.addWidget(self.bar)
        column_box.addLayout(grid, 1)
        column_box.addWidget(KeysLine(self))

    def hideEvent(self, event: QHideEvent) -> None:
        """Two pictures take hundreds of megabytes, which nobody sees now."""
        self._swap(False)
        self._loader.want(())
        self._show_pictures()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._loader.want(self._pair)
        self._show_pictures()
