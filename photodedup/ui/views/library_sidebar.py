"""The library at the left: its name, its folders, and what was skipped."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain.folders import Folder
from photodedup.ui import wording
from photodedup.ui.models.key_book import with_keys
from photodedup.ui.resources import set_icon
from photodedup.ui.views.folder_row import (
    FOLDER_ROLE,
    FolderDelegate,
    folder_details,
    folder_facts,
)

WIDTH_PX = 250


class LibrarySidebar(QFrame):
    """Folders of the present library, and the switch to another."""

    add_requested = Signal()
    remove_requested = Signal(object)  # Folder
    protect_requested = Signal(object, bool)  # Path, whether it shall be protected
    protect_inside_requested = Signal(object)  # Folder: the person is asked which one in it
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
        self._delegate.lock_clicked.connect(self._toggle_lock)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)  # the lock shows where the mouse is
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Folders of this library"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemActivated.connect(self._reveal_current)
        self.add_button = QPushButton(self.tr("Add folder…"))
        set_icon(self.add_button, "folder-add")
        self.tell_keys(add="")
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
        self.protect_action = QAction(self.tr("Protect this folder"), self)
        set_icon(self.protect_action, "lock")
        self.protect_action.setShortcut(QKeySequence(Qt.Key.Key_L))
        self.protect_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.protect_action.triggered.connect(lambda: self._toggle_lock(self.current_folder()))
        self.protect_inside_action = QAction(self.tr("Protect a folder inside…"), self)
        self.protect_inside_action.triggered.connect(self._protect_inside)
        self.remove_action = QAction(self.tr("Remove from this library…"), self)
        set_icon(self.remove_action, "remove")
        self.remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(self._remove_current)
        self.list.addActions([self.protect_action, self.remove_action])

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

    def tell_keys(self, *, add: str) -> None:
        """The present keys, for the tip."""
        self.add_button.setToolTip(with_keys(self.tr("Add a folder with photos"), add))

    def show_folders(self, folders: Sequence[Folder]) -> None:
        chosen = self.current_folder()
        self.list.clear()
        for folder in folders:
            item = QListWidgetItem(self.list)
            item.setData(FOLDER_ROLE, folder)
            item.setToolTip(folder_details(folder))
            lock = self.tr("protected") if folder.is_protected else ""
            spoken = ", ".join(filter(None, [folder.path.name, lock, folder_facts(folder)]))
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

    def allow_changes(self, may_change: bool) -> None:
        """Whether folders can be added, removed and locked."""
        self._delegate.can_lock = may_change
        for control in (self.add_button, self.rescan_action, self.remove_action):
            control.setEnabled(may_change)
        for action in (self.protect_action, self.protect_inside_action):
            action.setEnabled(may_change)

    def show_device(self, text: str) -> None:
        self.device.setVisible(bool(text))
        self.device.setText(self.tr("Computes on {device}").format(device=text))
        self.device.setToolTip(self.tr("This can be changed in the settings."))

    def current_folder(self) -> Folder | None:
        item = self.list.currentItem()
        folder: Folder | None = None if item is None else item.data(FOLDER_ROLE)
        return folder

    def _open_menu(self, where: QPoint) -> None:
        item = self.list.itemAt(where)
        if item is None:
            return
        folder: Folder = item.data(FOLDER_ROLE)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.reveal_action, self.rescan_action])
        menu.addSeparator()
        self._fill_with_locks(menu, folder)
        menu.addSeparator()
        menu.addAction(self.remove_action)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _fill_with_locks(self, menu: QMenu, folder: Folder) -> None:
        is_locked = folder.is_protected
        self.protect_action.setText(
            self.tr("Stop protecting this folder") if is_locked else self.tr("Protect this folder")
        )
        menu.addAction(self.protect_action)
        if is_locked:
            return
        menu.addAction(self.protect_inside_action)
        for path in folder.protected_inside:
            name = str(path.relative_to(folder.path))
            action = menu.addAction(self.tr("Stop protecting “{name}”").format(name=name))
            action.setEnabled(self.protect_action.isEnabled())
            action.triggered.connect(partial(self._unlock, path))

    def _toggle_lock(self, folder: Folder | None) -> None:
        if folder is not None:
            self.protect_requested.emit(folder.path, not folder.is_protected)

    def _unlock(self, path: Path) -> None:
        self.protect_requested.emit(path, False)

    def _protect_inside(self) -> None:
        folder = self.current_folder()
        if folder is not None:
            self.protect_inside_requested.emit(folder)

    def _reveal_current(self) -> None:
        folder = self.current_folder()
        if folder is not None:
            self.reveal_requested.emit(Path(folder.path))

    def _remove_current(self) -> None:
        folder = self.current_folder()
        if folder is not None:
            self.remove_requested.emit(folder)
