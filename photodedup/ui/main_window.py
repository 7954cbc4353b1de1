"""The window's layout: where everything stands, and which page the centre shows."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from photodedup.ui.controller import Controller
from photodedup.ui.menus import Menus
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.resources import app_icon, refresh_icons
from photodedup.ui.views.bottom_bar import BottomBar
from photodedup.ui.views.compare import CompareView
from photodedup.ui.views.drop_target import (
    DropTarget,
    DropVeil,
    folders_in,
    single_file_in,
    take_as_copy,
)
from photodedup.ui.views.groups import GroupsView
from photodedup.ui.views.library_sidebar import LibrarySidebar
from photodedup.ui.views.message_page import MessagePage
from photodedup.ui.views.notice_bar import NoticeBar
from photodedup.ui.views.picked_bar import PickedBar
from photodedup.ui.views.scan_panel import ScanPanel
from photodedup.ui.views.sieve_bar import SieveBar
from photodedup.ui.views.similarity_bar import SimilarityBar
from photodedup.ui.views.tab_strip import TabStrip

FIRST_SIZE_PX = (1180, 760)
FIRST_SHARE = 0.66  # of a large screen
QWIDGETSIZE_MAX = (1 << 24) - 1
APP_TITLE = "photodedup"


class MainWindow(QMainWindow):
    """Holds the widgets and moves between pages; it decides nothing about photos."""

    folders_dropped = Signal(object)  # list[Path]
    picture_dropped = Signal(object)  # Path: one file, to look for photos like it
    nothing_dropped = Signal()  # something was dropped that is no folder
    closing = Signal()

    def __init__(self, controller: Controller, geometry: QSettings | None = None) -> None:
        super().__init__()
        self._geometry = geometry
        self.setWindowTitle(APP_TITLE)
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 480)
        pictures = controller.pictures
        self.thumbnails = ThumbnailLoader(pictures.preview, pictures.pool, self)
        self.sidebar = LibrarySidebar()
        self.read_only_notice = NoticeBar(closable=False)
        self.notice = NoticeBar()
        self.scan_panel = ScanPanel()
        self.similarity = SimilarityBar()
        self.tabs = TabStrip()
        self.sieve = SieveBar()
        self.groups = GroupsView(self.thumbnails)
        self.picked = PickedBar(self.groups.picks)
        self.compare = CompareView(
            pictures.full, pictures.pool, self.thumbnails, pictures.preview, pictures.details
        )
        self.drop_target = DropTarget()
        self.message = MessagePage()
        self.bottom = BottomBar()
        self.pages = QStackedWidget()
        self._lay_out()
        self.menus = Menus(self, self.groups.commands.listed())
        self.veil = DropVeil(self)
        self._restore_geometry()

    def _lay_out(self) -> None:
        self.review = QWidget()
        review = QVBoxLayout(self.review)
        review.setContentsMargins(0, 0, 0, 0)
        review.setSpacing(8)
        review.addWidget(self.tabs)
        review.addWidget(self.sieve)
        review.addWidget(self.similarity)
        review.addWidget(self.groups, 1)
        review.addWidget(self.picked)
        for page in (self.drop_target, self.message, self.review, self.compare):
            self.pages.addWidget(page)
        centre = QVBoxLayout()
        centre.setContentsMargins(12, 12, 12, 12)
        centre.setSpacing(10)
        for bar in (self.read_only_notice, self.notice, self.scan_panel):
            centre.addWidget(bar)
        centre.addWidget(self.pages, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.sidebar)
        upper.addLayout(centre, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(whole)

    # --- pages -------------------------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Show one of drop_target, message, review, compare."""
        self.pages.setCurrentWidget(page)
        self.bottom.show_accept(page is self.review)  # what is agreed to must be in view

    def is_showing(self, page: QWidget) -> bool:
        return self.pages.currentWidget() is page

    def show_chrome(self, is_shown: bool) -> None:
        """Show or hide what stands around the page; the menus' keys work all the same."""
        for part in (self.sidebar, self.bottom):
            part.setVisible(is_shown)
        # A hidden menu bar would take the keys of its commands with it.
        self.menuBar().setMaximumHeight(QWIDGETSIZE_MAX if is_shown else 0)

    def show_progress(self, percent: int | None, library: str) -> None:
        """Put the scan's progress into the title, where the task bar shows it too."""
        parts = [APP_TITLE, library] if library else [APP_TITLE]
        if percent is not None:
            parts.insert(0, f"{percent}%")
        self.setWindowTitle(" – ".join(parts))  # noqa: RUF001

    def refresh_colours(self) -> None:
        """Draw icons again after the theme has changed."""
        refresh_icons(self)
        for drawn in (self.drop_target, self.message, self.notice, self.read_only_notice):
            drawn.refresh_picture()

    def bring_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # --- Qt ----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if take_as_copy(event):
            if folders_in(event.mimeData()) or single_file_in(event.mimeData()) is None:
                self.veil.cover(self.tr("Drop folders here to add them"))
            else:
                self.veil.cover(self.tr("Drop the picture here to find photos like it"))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_as_copy(event)  # keys may ask for something else meanwhile

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        if not take_as_copy(event):
            return
        folders: list[Path] = folders_in(event.mimeData())
        if folders:
            self.folders_dropped.emit(folders)
        elif (picture := single_file_in(event.mimeData())) is not None:
            self.picture_dropped.emit(picture)
        else:
            self.nothing_dropped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._geometry is not None:
            self._geometry.setValue("geometry", self.saveGeometry())
        self.hide()
        self.closing.emit()
        event.accept()

    def _restore_geometry(self) -> None:
        saved = self._geometry.value("geometry") if self._geometry is not None else None
        if saved is None or not self.restoreGeometry(saved):
            available = self.screen().availableGeometry()
            sides = (available.width(), available.height())
            width, height = (
                max(first, round(side * FIRST_SHARE))
                for first, side in zip(FIRST_SIZE_PX, sides, strict=True)
            )
            self.resize(min(width, sides[0] - 40), min(height, sides[1] - 60))
