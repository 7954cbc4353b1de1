"""The scrolling list of groups: places, keys, mouse and painting of what is visible."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from photodedup.engine.domain import Group, GroupId, PhotoId
from photodedup.ui.models.group_model import GroupModel, Role
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.card_plan import Zone
from photodedup.ui.views.group_header import paint_header
from photodedup.ui.views.group_layout import GroupLayout, Metrics
from photodedup.ui.views.photo_delegate import PhotoDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction

HEADER_PADDING = 20
WHEEL_STEP_PX = 48
COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


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
        self._pressed: tuple[int, Zone] | None = None
        self._layout = GroupLayout((), 0)
        self._layout_key: tuple[int, int, Metrics] | None = None
        self.commands: dict[int, QAction] = {}  # what single keys do to the current photo
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
        self.verticalScrollBar().actionTriggered.connect(self._touch)
        thumbnails.loaded.connect(self._repaint_photo)

    # --- the current photo -----------------------------------------------------------------------

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
        row = self._groups.first_row(number) + 1
        if photo_id is not None:
            found = self._groups.row_of(self._groups.group_at(number).id, photo_id)
            row = row if found is None else found
        index = self._groups.index(row)
        if scroll:
            self.setCurrentIndex(index)  # Qt scrolls to it
            self.scrollTo(index)
            return
        was_auto = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(was_auto)

    def set_side(self, side_px: int) -> None:
        """The thumbnails' size in device-independent pixels."""
        self._cards.side_px = side_px
        with self.keeping_place():
            self._layout_key = None

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Whatever happens inside, what the person looks at stays where it is in the window."""
        anchor = self._anchor() if self.was_touched else None
        yield
        self.updateGeometries()
        if anchor is not None:
            number = self._groups.number_of(anchor[0])
            if number is not None:
                top = self._lay_out().group_rect(number).top()
                self.verticalScrollBar().setValue(top - anchor[1])
        self.viewport().update()

    def _anchor(self) -> tuple[GroupId, int] | None:
        """A group to hold on to, and where its top is in the viewport."""
        is_stale = self._layout_key is None or self._layout_key[0] != self._groups.revision
        layout = self._lay_out() if is_stale else self._layout  # as painted, before a new width
        top = self.verticalOffset()
        visible = layout.groups_between(top, top + self.viewport().height() - 1)
        if not visible:
            return None
        current = self.current_number()
        number = current if current is not None and current in visible else visible[0]
        return self._groups.group_at(number).id, layout.group_rect(number).top() - top

    # --- places ----------------------------------------------------------------------------------

    def _metrics(self) -> Metrics:
        size = self._cards.card_size(self.font())
        header = QFontMetrics(self.font()).height() + HEADER_PADDING
        return Metrics(header_height=header, card_min_width=size.width(), card_height=size.height())

    def _lay_out(self) -> GroupLayout:
        """The layout of what the model holds now, made again only when something changed."""
        key = (self._groups.revision, self.viewport().width(), self._metrics())
        if key != self._layout_key:
            counts = [len(group.members) + 1 for group in self._groups.groups()]
            self._layout = GroupLayout(counts, key[1], key[2])
            self._layout_key = key
        return self._layout

    def _card(self, row: int) -> QRect:
        number = self._groups.number_at_row(row)
        rect = self._lay_out().card_rect(number, row - self._groups.first_row(number))
        return rect.translated(0, -self.verticalOffset())

    def _group_number_at(self, point: QPoint) -> int | None:
        return self._lay_out().group_at(point.y() + self.verticalOffset())

    def _zone_at(self, point: QPoint) -> tuple[int, Zone] | None:
        """The row and the part of its card under a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        is_keeper = index.data(Role.POSITION) == 0
        plan = self._cards.plan(self._card(index.row()), self.font())
        zone = plan.zone_at(point, is_keeper=is_keeper)
        return index.row(), zone

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, offset = self._lay_out(), self.verticalOffset()
        self._thumbnails.set_side(round(self._cards.side_px * self.devicePixelRatioF()))
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        dirty = event.rect()
        current = self.current_number()
        for number in layout.groups_between(dirty.top() + offset, dirty.bottom() + offset):
            group = self._groups.group_at(number)
            self._paint_header(painter, option, group, number, is_current=number == current)
            for position in range(len(group.members) + 1):
                card = layout.card_rect(number, position).translated(0, -offset)
                if card.intersects(dirty):
                    self._paint_card(painter, option, card, number, position)
        painter.end()

    def _paint_header(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        group: Group,
        number: int,
        *,
        is_current: bool,
    ) -> None:
        layout, offset = self._lay_out(), self.verticalOffset()
        area = layout.group_rect(number).translated(0, -offset)
        header = layout.header_rect(number).translated(0, -offset)
        place = (number, self._groups.group_count())
        paint_header(
            painter, option.palette, option.font, area, header, group, place, is_current=is_current
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
        state = QStyle.StateFlag.State_Enabled
        if index == self.currentIndex():
            state |= QStyle.StateFlag.State_Selected
            if self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
        if self._cards.hovered is not None and self._cards.hovered[0] == index.row():
            state |= QStyle.StateFlag.State_MouseOver
        option.state = state
        self._cards.paint(painter, option, index)

    def _repaint_photo(self, photo_id: PhotoId) -> None:
        layout, offset = self._lay_out(), self.verticalOffset()
        for number in layout.groups_between(offset, offset + self.viewport().height()):
            for position, photo in enumerate(self._groups.group_at(number).photos):
                if photo.id == photo_id:
                    card = layout.card_rect(number, position)
                    self.viewport().update(card.translated(0, -offset))

    # --- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.was_touched = True
        command = self.commands.get(event.key())
        if command is not None and not event.modifiers() & COMMAND_MODIFIERS:
            if not event.isAutoRepeat():
                command.trigger()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.was_touched = True
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.was_touched = True
        point = event.position().toPoint()
        self._pressed = self._zone_at(point)
        if self._pressed is not None:
            self.setCurrentIndex(self._groups.index(self._pressed[0]))
        else:
            number = self._group_number_at(point)
            if number is not None and number != self.current_number():
                self.go_to(number)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        released = self._zone_at(event.position().toPoint())
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or released != pressed:
            return
        ids = self.current_ids()
        if released is None or ids is None:
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

    def leaveEvent(self, event: object) -> None:
        self._hover(None)

    def _hover(self, place: tuple[int, Zone] | None) -> None:
        before = self._cards.hovered
        if place == before:
            return
        self._cards.hovered = place
        on_control = place is not None and place[1] is not Zone.CARD
        shape = Qt.CursorShape.PointingHandCursor if on_control else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        for row in {p[0] for p in (before, place) if p is not None}:
            if row < self._groups.rowCount():
                self.viewport().update(self._card(row))

    def _touch(self) -> None:
        self.was_touched = True

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the beginning of a file name."""

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and down go from group to group, left and right from photo to photo."""
        count = self._groups.group_count()
        number = self.current_number()
        if count == 0:
            return QModelIndex()
        if number is None:
            return self._groups.index(1)
        with_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        row = self.currentIndex().row()
        last_row = self._groups.rowCount() - 1
        group = self._groups.group_at(number)
        first_in_group = self._groups.first_row(number)
        match action:
            case Cursor.MoveUp:
                return self._landing(number - 1) if number > 0 else self.currentIndex()
            case Cursor.MoveDown:
                return self._landing(number + 1) if number + 1 < count else self.currentIndex()
            case Cursor.MovePageUp | Cursor.MovePageDown:
                return self._landing(self._page(number, down=action == Cursor.MovePageDown))
            case Cursor.MoveHome:
                return self._landing(0) if with_control else self._groups.index(first_in_group)
            case Cursor.MoveEnd if with_control:
                return self._landing(count - 1)
            case Cursor.MoveEnd:
                return self._groups.index(first_in_group + len(group.members))
            case Cursor.MoveLeft | Cursor.MovePrevious:
                return self._groups.index(max(0, row - 1))
            case _:
                return self._groups.index(min(last_row, row + 1))

    def _landing(self, number: int) -> QModelIndex:
        """Where one arrives in a group: the first photo about which there is a question."""
        return self._groups.index(self._groups.first_row(number) + 1)

    def _page(self, number: int, *, down: bool) -> int:
        layout = self._lay_out()
        step = self.viewport().height() if down else -self.viewport().height()
        target = layout.group_at(layout.group_rect(number).top() + step)
        if target is None:
            return self._groups.group_count() - 1 if down else 0
        return max(target, number + 1) if down else min(target, number - 1)

    # --- what QListView would do item by item ----------------------------------------------------

    def indexAt(self, point: QPoint) -> QModelIndex:
        number = self._group_number_at(point)
        if number is None or not 0 <= point.x() < self.viewport().width():
            return QModelIndex()
        below_top = point + QPoint(0, self.verticalOffset())
        position = self._lay_out().position_at(number, below_top)
        if position is None:
            return QModelIndex()
        return self._groups.index(self._groups.first_row(number) + position)

    def visualRect(self, index: AnyIndex) -> QRect:
        return self._card(index.row()) if index.isValid() else QRect()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show the whole group if it fits, and otherwise at least the photo."""
        if not index.isValid():
            return
        layout = self._lay_out()
        number = self._groups.number_at_row(index.row())
        area = layout.group_rect(number)
        height = self.viewport().height()
        if area.height() > height:
            area = layout.card_rect(number, index.row() - self._groups.first_row(number))
            if index.row() - self._groups.first_row(number) < layout.columns:
                area.setTop(layout.header_rect(number).top())
        bar = self.verticalScrollBar()
        if area.top() < bar.value() or area.height() > height:
            bar.setValue(area.top())
        elif area.bottom() > bar.value() + height:
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
        bar.setRange(0, max(0, self._lay_out().height - height))
        bar.setPageStep(height)
        bar.setSingleStep(WHEEL_STEP_PX)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hold on to what is visible although cards move to other lines."""
        with self.keeping_place():
            QAbstractItemView.resizeEvent(self, event)

    def dataChanged(self, top_left: AnyIndex, bottom_right: AnyIndex, roles: object = None) -> None:
        self.viewport().update()  # the header above the card says something else, too

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        self.viewport().update()
        if current.isValid():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)
        self.current_moved.emit()

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))
