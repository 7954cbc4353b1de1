"""The scrolling list of groups: keys, mouse, and painting of what is visible."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from photodedup.engine.domain import GroupId, PhotoId
from photodedup.ui.models.group_model import GroupModel, Role
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.card_plan import Zone
from photodedup.ui.views.group_cursor import landing_row, moved_row
from photodedup.ui.views.group_header import paint_header
from photodedup.ui.views.group_layout import Metrics
from photodedup.ui.views.group_places import GroupPlaces
from photodedup.ui.views.photo_delegate import PhotoDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

HEADER_PADDING = 20
WHEEL_STEP_PX = 48


class GroupListView(QListView):
    """A list view with a layout of its own: cards on a grid, a header above each group.

    Everything that Qt would measure item by item is overridden by arithmetic, so the cost of a
    paint depends on what is visible and not on the length of the list. Being a QListView, it
    gives screen readers each photo as an item of a list.
    """

    mark_clicked = Signal(object, object)  # GroupId, PhotoId
    keep_clicked = Signal(object, object)
    compare_clicked = Signal(object, object)
    current_moved = Signal()

    def __init__(
        self,
        model: GroupModel,
        thumbnails: ThumbnailLoader,
        side_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._groups = model
        self._thumbnails = thumbnails
        self._cards = PhotoDelegate(thumbnails, side_px, self)
        self._current_places = GroupPlaces(model)
        self._pressed: tuple[int, Zone] | None = None
        self.was_touched = False  # whether the person has moved anything here yet
        self.setModel(model)
        self.setItemDelegate(self._cards)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
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

    def set_side(self, side_px: int) -> None:
        """The thumbnails' size in device-independent pixels."""
        with self.keeping_place():
            self._cards.side_px = side_px

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Whatever happens inside, what the person looks at stays where it is in the window."""
        height = self.viewport().height()
        places = self._current_places  # as they were painted last
        anchor = places.anchor(self.verticalOffset(), height, self.current_number())
        yield
        self.updateGeometries()
        top = None if anchor is None or not self.was_touched else self._places().top_for(anchor)
        if top is not None:
            self.verticalScrollBar().setValue(top)
        self.viewport().update()

    # --- places --------------------------------------------------------------------------------

    def _places(self) -> GroupPlaces:
        """Places in the content, brought up to date; the viewport begins at `verticalOffset`."""
        size = self._cards.card_size(self.font())
        header = QFontMetrics(self.font()).height() + HEADER_PADDING
        metrics = Metrics(
            header_height=header, card_min_width=size.width(), card_height=size.height()
        )
        self._current_places.update(self.viewport().width(), metrics)
        return self._current_places

    def _zone_at(self, point: QPoint) -> tuple[int, Zone] | None:
        """The row and the part of its card under a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        plan = self._cards.plan(self.visualRect(index), self.font())
        return index.row(), plan.zone_at(point, is_keeper=index.data(Role.POSITION) == 0)

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, offset = self._places().layout, self.verticalOffset()
        self._thumbnails.set_side(round(self._cards.side_px * self.devicePixelRatioF()))
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        dirty = event.rect()
        for number in layout.groups_between(dirty.top() + offset, dirty.bottom() + offset):
            self._paint_header(painter, option, number)
            for position in range(layout.counts[number]):
                card = layout.card_rect(number, position).translated(0, -offset)
                if card.intersects(dirty):
                    self._paint_card(painter, option, card, number, position)
        painter.end()

    def _paint_header(self, painter: QPainter, option: QStyleOptionViewItem, number: int) -> None:
        layout, offset = self._places().layout, self.verticalOffset()
        paint_header(
            painter,
            option.palette,
            option.font,
            layout.group_rect(number).translated(0, -offset),
            layout.header_rect(number).translated(0, -offset),
            self._groups.group_at(number),
            (number, self._groups.group_count()),
            is_current=number == self.current_number(),
        )

    def _paint_card(
        self,
        painter: QPainter,
        plain: QStyleOptionViewItem,
        card: QRect,
        number: int,
        position: int,
    ) -> None:
        index = self._groups.index(self._groups.first_row(number) + position)
        option = QStyleOptionViewItem(plain)
        option.rect = card
        option.state = State.State_Enabled
        if index == self.currentIndex():
            option.state |= State.State_Selected
            if self.hasFocus():
                option.state |= State.State_HasFocus
        if self._cards.hovered is not None and self._cards.hovered[0] == index.row():
            option.state |= State.State_MouseOver
        self._cards.paint(painter, option, index)

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
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touch()
        point = event.position().toPoint()
        self._pressed = self._zone_at(point)
        if self._pressed is not None:
            self._make_current(self._groups.index(self._pressed[0]), scroll=False)
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

    # --- what QListView would do item by item ----------------------------------------------------

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._places().row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._groups.index(row)

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self._places().card(index.row()).translated(0, -self.verticalOffset())

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll as little as it takes to show the photo and, if it fits, its group."""
        if not index.isValid():
            return
        height = self.viewport().height()
        area = self._places().area_to_show(index.row(), height)
        bar = self.verticalScrollBar()
        if area.top() < bar.value():
            bar.setValue(area.top())
        elif area.bottom() >= bar.value() + height:
            bar.setValue(area.bottom() - height + 1)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._places().layout.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(WHEEL_STEP_PX)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self.keeping_place():  # although cards move to other lines
            QAbstractItemView.resizeEvent(self, event)

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

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))
