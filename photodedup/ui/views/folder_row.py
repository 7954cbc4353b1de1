"""One folder of the sidebar: its picture, two lines, and the lock that protects it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from photodedup.engine.domain.folders import Folder
from photodedup.ui import wording
from photodedup.ui.engine_words import translated
from photodedup.ui.resources import picture

FOLDER_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT_PX = 50
ICON_PX = 22
LOCK_PX = 18
EDGE_PX = 10
SEPARATOR = " · "

AnyIndex = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    return QCoreApplication.translate("folders", text)


def folder_facts(folder: Folder, *, is_scanning: bool = False) -> str:
    """The second line: what is special about it, and how much is in it, or that it is away."""
    if not folder.is_online:
        return SEPARATOR.join([tr("Not connected"), wording.photos(folder.photo_count)])
    special = [translated(folder.notice.label)] if folder.notice else []
    if not folder.photo_count and not folder.skipped_count:
        return SEPARATOR.join(
            [*special, tr("Being scanned") if is_scanning else tr("Not scanned yet")]
        )
    return SEPARATOR.join(
        [*special, wording.photos(folder.photo_count), wording.size(folder.size_bytes)]
    )


def folder_details(folder: Folder) -> str:
    """Everything about a folder, for its tool tip; plain text."""
    inside = [path.relative_to(folder.path) for path in folder.protected_inside]
    lines = [
        str(folder.path),
        lock_text(folder) if folder.is_protected else "",
        *(tr("Protected inside: {folder}").format(folder=path) for path in inside),
        translated(folder.notice.sentence) if folder.notice else "",
    ]
    return "\n".join(line for line in lines if line)


def lock_text(folder: Folder) -> str:
    """What the lock of a folder says and does."""
    if folder.is_protected:
        return tr("Protected: no photo in this folder is ever moved to the trash.")
    return tr("Protect this folder: no photo in it is moved to the trash.")


class FolderDelegate(QStyledItemDelegate):
    """Paints the row; `lock_clicked` tells the folder whose lock was pressed."""

    lock_clicked = Signal(object)  # Folder
    is_scanning = False
    can_lock = True  # nothing can be changed in a library that is open elsewhere

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line_px = option.fontMetrics.height()
        return QSize(120, max(ROW_HEIGHT_PX, 2 * line_px + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        folder: Folder = index.data(FOLDER_ROLE)
        widget = option.widget
        widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget
        )
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        strong = option.palette.color(role)
        quiet = strong if is_selected else option.palette.color(QPalette.ColorRole.PlaceholderText)
        name = "folder" if folder.is_online else "folder-offline"
        box = option.rect.adjusted(EDGE_PX, 0, -8, 0)
        top = box.top() + (box.height() - ICON_PX) // 2
        ratio = widget.devicePixelRatioF()
        painter.drawPixmap(box.left(), top, picture(name, ICON_PX, quiet, ratio))
        box.setLeft(box.left() + ICON_PX + EDGE_PX)
        is_near = is_selected or bool(option.state & QStyle.StateFlag.State_MouseOver)
        if folder.is_protected or (is_near and self.can_lock):
            place = _lock_rect(option.rect)
            name, colour = ("lock", strong) if folder.is_protected else ("unlock", quiet)
            painter.drawPixmap(place.topLeft(), picture(name, LOCK_PX, colour, ratio))
            box.setRight(place.left() - 4)
        self._draw_lines(painter, option, box, folder, (strong, quiet))

    def _draw_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        folder: Folder,
        colours: tuple[QColor, QColor],
    ) -> None:
        metrics = option.fontMetrics
        upper = QRect(
            box.left(), box.center().y() - metrics.height(), box.width(), metrics.height()
        )
        lower = upper.translated(0, metrics.height() + 1)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(option.font)
        painter.setPen(colours[0] if folder.is_online else colours[1])
        title = folder.path.name or str(folder.path)
        painter.drawText(
            upper, align, metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, box.width())
        )
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        painter.setFont(small)
        painter.setPen(colours[1])
        facts = folder_facts(folder, is_scanning=self.is_scanning)
        painter.drawText(
            lower,
            align,
            painter.fontMetrics().elidedText(facts, Qt.TextElideMode.ElideRight, box.width()),
        )
        painter.restore()

    # --- the lock ------------------------------------------------------------------------------

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if isinstance(event, QMouseEvent) and self._is_on_lock(event.position().toPoint(), option):
            is_left = event.button() == Qt.MouseButton.LeftButton
            if is_left and event.type() == QEvent.Type.MouseButtonRelease and self.can_lock:
                self.lock_clicked.emit(index.data(FOLDER_ROLE))
            return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if index.isValid() and self.can_lock and self._is_on_lock(event.pos(), option):
            folder: Folder = index.data(FOLDER_ROLE)
            told = tr("{what} Press to allow it again.") if folder.is_protected else "{what}"
            QToolTip.showText(event.globalPos(), told.format(what=lock_text(folder)), view)
            return True
        return super().helpEvent(event, view, option, index)

    @staticmethod
    def _is_on_lock(point: QPoint, option: QStyleOptionViewItem) -> bool:
        return _lock_rect(option.rect).adjusted(-6, -8, 6, 8).contains(point)


def _lock_rect(row: QRect) -> QRect:
    top = row.top() + (row.height() - LOCK_PX) // 2
    return QRect(row.right() - EDGE_PX - LOCK_PX + 1, top, LOCK_PX, LOCK_PX)
