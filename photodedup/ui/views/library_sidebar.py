"""The library at the left: its name, its folders, and what was skipped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain import Folder
from photodedup.ui import wording
from photodedup.ui.resources import picture, set_icon

FOLDER_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT_PX = 50
ICON_PX = 22
WIDTH_PX = 250


def _tr(text: str) -> str:
    return QCoreApplication.translate("folders", text)


def folder_facts(folder: Folder, *, is_scanning: bool = False) -> str:
    """The second line: how much is in it, or that it is not there."""
    if not folder.is_online:
        return f"{_tr('Not connected')} · {wording.photos(folder.photo_count)}"
    if not folder.photo_count and not folder.skipped_count:
        return _tr("Being scanned") if is_scanning else _tr("Not scanned yet")
    return f"{wording.photos(folder.photo_count)} · {wording.size(folder.size_bytes)}"


class FolderDelegate(QStyledItemDelegate):
    """Two lines and an icon for each folder."""

    is_scanning = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line_px = option.fontMetrics.height()
        return QSize(120, max(ROW_HEIGHT_PX, 2 * line_px + 16))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
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
        box = option.rect.adjusted(10, 0, -8, 0)
        top = box.top() + (box.height() - ICON_PX) // 2
        ratio = widget.devicePixelRatioF()
        painter.drawPixmap(box.left(), top, picture(name, ICON_PX, quiet, ratio))
        box.setLeft(box.left() + ICON_PX + 10)
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


class LibrarySidebar(QFrame):
    """Folders of the present library, and the switch to another."""

    add_requested = Signal()
    remove_requested = Signal(object)  # Folder
    reveal_requested = Signal(object)  # Path
    rescan_requested = Signal()
    skipped_requested = Signal()
    library_requested = Signal(str)  # name of its folder
    new_library_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", True)
        self.setFixedWidth(WIDTH_PX)
        self.switcher = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.switcher.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switcher.setProperty("switcher", True)
        set_icon(self.switcher, "photos")
        self.switcher.setToolTip(self.tr("Switch to another library, or make a new one"))
        self.switcher.setMenu(QMenu(self.switcher))
        self.list = QListWidget()
        self._delegate = FolderDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Folders of this library"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemActivated.connect(self._reveal_current)
        self.add_button = QPushButton(self.tr("Add folder…"))
        set_icon(self.add_button, "folder-add")
        self.add_button.setToolTip(self.tr("Add a folder with photos (Ctrl+O)"))
        self.add_button.setAccessibleName(self.tr("Add a folder"))
        self.add_button.clicked.connect(self.add_requested)
        self.skipped = QPushButton(flat=True)
        self.skipped.setProperty("link", True)
        self.skipped.setToolTip(self.tr("See which files were skipped, and why"))
        self.skipped.clicked.connect(self.skipped_requested)
        self.device = QLabel()
        self.device.setWordWrap(True)
        self.device.setProperty("quiet", True)
        self.empty = QLabel(self.tr("No folders yet"))
        self.empty.setProperty("quiet", True)
        self.empty.setMargin(8)
        self._make_actions()
        self._build()
        self.show_folders(())
        self.show_device("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(8)
        column.addWidget(self.switcher)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.add_button)
        column.addWidget(self.skipped, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.device)

    def _make_actions(self) -> None:
        self.reveal_action = QAction(self.tr("Show in file manager"), self)
        set_icon(self.reveal_action, "reveal")
        self.reveal_action.triggered.connect(self._reveal_current)
        self.rescan_action = QAction(self.tr("Rescan all folders"), self)
        set_icon(self.rescan_action, "rescan")
        self.rescan_action.triggered.connect(self.rescan_requested)
        self.remove_action = QAction(self.tr("Remove from this library…"), self)
        set_icon(self.remove_action, "remove")
        self.remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(self._remove_current)
        self.list.addAction(self.remove_action)

    def show_libraries(self, titles: Sequence[tuple[str, str]], current: str) -> None:
        """Fill the switch with (folder name, title); `current` is the title shown."""
        self.switcher.setText(current)
        self.switcher.setAccessibleName(self.tr("Library: {name}").format(name=current))
        menu = self.switcher.menu()
        menu.clear()
        for name, title in titles:
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(title == current)
            action.triggered.connect(lambda _=False, name=name: self.library_requested.emit(name))
        menu.addSeparator()
        menu.addAction(self.tr("New library…"), self.new_library_requested.emit)

    def show_folders(self, folders: Sequence[Folder]) -> None:
        chosen = self.current_folder()
        self.list.clear()
        for folder in folders:
            item = QListWidgetItem(self.list)
            item.setData(FOLDER_ROLE, folder)
            item.setToolTip(str(folder.path))
            spoken = f"{folder.path.name}, {folder_facts(folder)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            if chosen is not None and folder.id == chosen.id:
                self.list.setCurrentItem(item)
        self.empty.setVisible(not folders)
        skipped = sum(folder.skipped_count for folder in folders)
        self.skipped.setVisible(skipped > 0)
        self.skipped.setText(self.tr("{files} skipped").format(files=wording.files(skipped)))

    def set_scanning(self, is_scanning: bool) -> None:
        """Whether folders without photos are only not counted yet."""
        self._delegate.is_scanning = is_scanning
        self.list.viewport().update()

    def show_device(self, text: str) -> None:
        self.device.setVisible(bool(text))
        self.device.setText(self.tr("Computes on {device}").format(device=text))
        self.device.setToolTip(self.tr("This can be changed in the settings."))

    def current_folder(self) -> Folder | None:
        item = self.list.currentItem()
        folder: Folder | None = None if item is None else item.data(FOLDER_ROLE)
        return folder

    def _open_menu(self, where: QPoint) -> None:
        if self.list.itemAt(where) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.reveal_action, self.rescan_action])
        menu.addSeparator()
        menu.addAction(self.remove_action)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _reveal_current(self) -> None:
        folder = self.current_folder()
        if folder is not None:
            self.reveal_requested.emit(Path(folder.path))

    def _remove_current(self) -> None:
        folder = self.current_folder()
        if folder is not None:
            self.remove_requested.emit(folder)
