"""The scrolling list of groups: keys, mouse, and painting of what is visible."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget

from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.ui.models.group_model import GroupModel, Role
from photodedup.ui.models.picks import Picks
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.card_plan import Zone
from photodedup.ui.views.focus_ring import OWN_RING
from photodedup.ui.views.group_cursor import landing_row, moved_row
from photodedup.ui.views.group_layout import GroupLayout
from photodedup.ui.views.group_painter import GroupPainter
from photodedup.ui.views.group_places import Anchor
from photodedup.ui.views.photo_delegate import PhotoDelegate
from photodedup.ui.views.placed_list import PlacedListView

AnyIndex = QModelIndex | QPersistentModelIndex


class GroupListView(PlacedListView):
    """Cards on a grid, a header above each group, one photo current.

    Signals carry GroupId and PhotoId: a click on the check box, on "Make keeper", a double click.
    `pick_clicked` means the current photo: a click with Ctrl.
    """

    mark_clicked = Signal(object, object)
    keep_clicked = Signal(object, object)
    compare_clicked = Signal(object, object)
    pick_clicked = Signal()
    resized = Signal()
    zoom_turned = Signal(int)  # larger (1) or smaller (-1) thumbnails
    current_moved = Signal()

    def __init__(
        self,
        model: GroupModel,
        thumbnails: ThumbnailLoader,
        picks: Picks,
        side_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, PhotoDelegate(thumbnails, picks, side_px), parent)
        self._cards.setParent(self)
        self._thumbnails = thumbnails
        self._pressed: tuple[int, Zone] | None = None
        self.was_touched = False  # whether the person has moved anything here yet
        self.setTabKeyNavigation(False)
        self.setProperty(OWN_RING, True)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().actionTriggered.connect(self.touch)
        thumbnails.loaded.connect(self._repaint_photo)

    # --- the current photo -------------------------------------------------------------------

    def current_number(self) -> int | None:
        """The number of the current group."""
        index = self.currentIndex()
        return self._groups.number_at_row(index.row()) if index.isValid() else None

    def current_ids(self) -> tuple[GroupId, PhotoId] | None:
        index = self.currentIndex()
        if not index.isValid():
            return None
        return index.data(Role.GROUP).id, index.data(Role.PHOTO).id

    def go_to(self, number: int, photo_id: PhotoId | None = None, *, scroll: bool = True) -> None:
        """Make a photo current: the given one, or else the first that is not the keeper."""
        row = None
        if photo_id is not None:
            row = self._groups.row_of(self._groups.group_at(number).id, photo_id)
        row = landing_row(self._groups, number) if row is None else row
        self._make_current(self._groups.index(row), scroll=scroll)

    def _make_current(self, index: QModelIndex, *, scroll: bool) -> None:
        self.setAutoScroll(scroll)  # Qt scrolls to what becomes current
        self.setCurrentIndex(index)
        self.setAutoScroll(True)
        if scroll:
            self.scrollTo(index)  # also when it was current before

    def touch(self) -> None:
        """Note that the person has begun here: from now on what is looked at stays in place."""
        self.was_touched = True

    def tell_keys(self, *, mark: str, keep: str) -> None:
        """The present keys of the two controls on a card, for their tips."""
        self._cards.mark_keys, self._cards.keep_keys = mark, keep

    def set_side(self, side_px: int) -> None:
        """The thumbnails' size in device-independent pixels."""
        with self.keeping_place():
            self._cards.side_px = side_px

    def anchor(self) -> Anchor | None:
        """The current group if it is to be seen, or the first that is, and where; None before
        anything was laid out."""
        height = self.viewport().height()
        return self._places_as_painted.anchor(self.verticalOffset(), height, self.current_number())

    def hold(self, anchor: Anchor) -> None:
        """Scroll so that a group is where it was; one that is gone changes nothing."""
        self.updateGeometries()
        top = self._places().top_for(anchor)
        if top is not None:
            self.verticalScrollBar().setValue(top)

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Whatever happens inside, what the person looks at stays where it is in the window."""
        anchor = self.anchor()
        yield
        if anchor is not None and self.was_touched:
            self.hold(anchor)
        else:
            self.updateGeometries()
        self.viewport().update()

    def layout_now(self) -> GroupLayout:
        """Where groups lie in the content."""
        return self._places().layout

    def seen_heights(self) -> tuple[int, int]:
        """The first and the last height of the content that are on the screen."""
        return self.verticalOffset(), self.verticalOffset() + self.viewport().height() - 1

    # --- places --------------------------------------------------------------------------------

    def _zone_at(self, point: QPoint) -> tuple[int, Zone] | None:
        """The row and the part of its card under a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        plan = self._cards.plan(self.visualRect(index), self.font())
        return index.row(), plan.zone_at(point, is_keeper=index.data(Role.POSITION) == 0)

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._thumbnails.set_side(round(self._cards.side_px * self.devicePixelRatioF()))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        groups = GroupPainter(
            self._groups,
            self._cards,
            self._places(),
            offset=self.verticalOffset(),
            current_row=self.currentIndex().row(),
            has_focus=self.hasFocus(),
        )
        with self._thumbnails.held_back():
            painter = QPainter(self.viewport())
            groups.paint(painter, option, event.rect())
            painter.end()

    def _repaint_photo(self, photo_id: PhotoId) -> None:
        layout, offset = self._places().layout, self.verticalOffset()
        for number in layout.groups_between(offset, offset + self.viewport().height()):
            for position, photo in enumerate(self._groups.group_at(number).photos):
                if photo.id == photo_id:
                    card = layout.card_rect(number, position)
                    self.viewport().update(card.translated(0, -offset))

    # --- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touch()
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the beginning of a file name."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self._groups.group_count() == 0:
            return QModelIndex()
        if not self.currentIndex().isValid():
            return self._groups.index(landing_row(self._groups, 0))
        row = moved_row(
            self._groups,
            self._places(),
            self.currentIndex().row(),
            action,
            page_height=self.viewport().height(),
            with_control=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        )
        return self._groups.index(row)

    # --- mouse ---------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touch()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_turned.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touch()
        point = event.position().toPoint()
        self._pressed = self._zone_at(point)
        if self._pressed is not None:
            self._make_current(self._groups.index(self._pressed[0]), scroll=False)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._pressed = None
                self.pick_clicked.emit()
            return  # what is clicked must not move away under the mouse
        number = self._places().layout.group_at(point.y() + self.verticalOffset())
        if number is not None and number != self.current_number():
            self.go_to(number, scroll=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        released = self._zone_at(event.position().toPoint())
        pressed, self._pressed = self._pressed, None
        ids = self.current_ids()
        is_click = event.button() == Qt.MouseButton.LeftButton and released == pressed
        if not is_click or released is None or ids is None:
            return
        if released[1] is Zone.MARK:
            self.mark_clicked.emit(*ids)
        elif released[1] is Zone.KEEP:
            self.keep_clicked.emit(*ids)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._zone_at(event.position().toPoint())
        ids = self.current_ids()
        if place is None or ids is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if place[1] is Zone.CARD:
            self.compare_clicked.emit(*ids)
        else:
            self._pressed = place  # two quick clicks on a control are two clicks

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._zone_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """The controls on a card say what they do and by which key; the rest of it has facts."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._zone_at(event.pos())
            if place is not None and place[1] is not Zone.CARD:
                card = self.visualRect(self._groups.index(place[0]))
                QToolTip.showText(
                    event.globalPos(), self._cards.tip(place[1]), self.viewport(), card
                )
                return True
        return super().viewportEvent(event)

    def _hover(self, place: tuple[int, Zone] | None) -> None:
        before = self._cards.hovered
        if place == before:
            return
        self._cards.hovered = place
        on_control = place is not None and place[1] is not Zone.CARD
        shape = Qt.CursorShape.PointingHandCursor if on_control else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        for row in {known[0] for known in (before, place) if known is not None}:
            self.viewport().update(self.visualRect(self._groups.index(row)))

    # --- changes -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self.keeping_place():  # although cards move to other lines
            QAbstractItemView.resizeEvent(self, event)
        self.resized.emit()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: object = None) -> None:
        self.viewport().update()  # the header above the card says something else, too

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        self.viewport().update()
        if current.isValid():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)
        self.current_moved.emit()
