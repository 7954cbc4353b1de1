"""A list view whose items lie where arithmetic says, instead of being measured one by one."""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.group_layout import Metrics
from photodedup.ui.views.group_places import GroupPlaces
from photodedup.ui.views.photo_delegate import PhotoDelegate

AnyIndex = QModelIndex | QPersistentModelIndex

HEADER_PADDING = 20
WHEEL_STEP_PX = 48


class PlacedListView(QListView):
    """Overrides all that QListView would do item by item, so that its length costs nothing.

    Being a QListView, it still gives screen readers each photo as an item of a list.
    """

    def __init__(
        self, model: GroupModel, cards: PhotoDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = model
        self._cards = cards
        self._places_as_painted = GroupPlaces(model)
        self.setModel(model)
        self.setItemDelegate(cards)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)

    def _places(self) -> GroupPlaces:
        """Places in the content, brought up to date; the viewport begins at `verticalOffset`."""
        size = self._cards.card_size(self.font())
        header = QFontMetrics(self.font()).height() + HEADER_PADDING
        metrics = Metrics(
            header_height=header, card_min_width=size.width(), card_height=size.height()
        )
        self._places_as_painted.update(self.viewport().width(), metrics)
        return self._places_as_painted

    # --- places ------------------------------------------------------------------------------

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._places().row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._groups.index(row)

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self._places().card(index.row()).translated(0, -self.verticalOffset())

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))

    # --- scrolling ---------------------------------------------------------------------------

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

    # --- changes -----------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: object = None) -> None:
        self.viewport().update()  # the header above the card says something else, too

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
