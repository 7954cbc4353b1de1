"""The review screen: the list of groups, the commands on them, and what to say without any."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedLayout, QToolTip, QWidget

from photodedup.engine.domain import Group, GroupId, Member, Photo, PhotoId
from photodedup.ui.models import phrases
from photodedup.ui.models.group_model import GroupModel, Role
from photodedup.ui.models.thumbnails import DEFAULT_SIDE_PX, ThumbnailLoader
from photodedup.ui.views.empty_state import EmptyState
from photodedup.ui.views.group_list import GroupListView

Key = Qt.Key


class GroupsView(QWidget):
    """Shows groups and asks for decisions; it decides nothing and changes no group itself.

    Signals:
        keeper_requested: GroupId, PhotoId
        mark_requested: GroupId, PhotoId, whether the photo shall go to the trash
        skip_requested: GroupId, whether all photos of the group shall stay
        compare_requested: GroupId, PhotoId
        reveal_requested, open_requested: Path
        current_changed: another photo is current, or the current one's group is another
    """

    keeper_requested = Signal(object, object)
    mark_requested = Signal(object, object, bool)
    skip_requested = Signal(object, bool)
    compare_requested = Signal(object, object)
    reveal_requested = Signal(object)
    open_requested = Signal(object)
    current_changed = Signal()

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GroupModel(self)
        self._is_settling = False  # True while rows change and the current photo is found again
        self._had_groups = False
        self._is_scanning = False
        self.list = GroupListView(self._model, thumbnails, DEFAULT_SIDE_PX, self)
        self.list.setAccessibleName(self.tr("Groups of duplicates"))
        self._empty = EmptyState(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.setFocusProxy(self.list)
        self._make_actions()
        self.list.current_moved.connect(self._announce)
        self.list.mark_clicked.connect(self._toggle_mark)
        self.list.keep_clicked.connect(self._make_keeper)
        self.list.compare_clicked.connect(self.compare_requested)
        self._announce()

    # --- content -----------------------------------------------------------------------------

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups; the current photo and its place on the screen stay if they can."""
        before = self._remember()
        self._is_settling = True
        with self.list.keeping_place():
            self._model.set_groups(groups)
        self._restore(before)
        self._settle()

    def replace_groups(self, old_id: GroupId, new: Sequence[Group]) -> None:
        """Put new groups in the place of an old one, such as after a decision."""
        before = self._remember()
        self._is_settling = True
        with self.list.keeping_place():
            self._model.replace_groups(old_id, new)
        self._restore(before, [group.id for group in new])
        self._settle()

    def set_scanning(self, is_scanning: bool) -> None:
        """Whether more groups may come; changes only what is said while there are none."""
        self._is_scanning = is_scanning
        self._show_state()

    def set_thumbnail_size(self, side_px: int) -> None:
        self.list.set_side(side_px)

    # --- the current photo -------------------------------------------------------------------

    def current_group(self) -> Group | None:
        index = self.list.currentIndex()
        return index.data(Role.GROUP) if index.isValid() else None

    def current_photo(self) -> Photo | None:
        index = self.list.currentIndex()
        return index.data(Role.PHOTO) if index.isValid() else None

    def select(self, group_id: GroupId, photo_id: PhotoId | None = None) -> None:
        """Make a photo current and scroll to it; an unknown group is ignored."""
        number = self._model.number_of(group_id)
        if number is not None:
            self.list.touch()
            self.list.go_to(number, photo_id)

    # --- decisions -----------------------------------------------------------------------------

    def _current_member(self) -> tuple[Group, Member] | None:
        index = self.list.currentIndex()
        if not index.isValid() or index.data(Role.MEMBER) is None:
            return None
        return index.data(Role.GROUP), index.data(Role.MEMBER)

    def _make_keeper(self) -> None:
        current = self._current_member()
        if current is None:
            self._hint(self.tr("This photo is the keeper already."))
            return
        self.keeper_requested.emit(current[0].id, current[1].photo.id)

    def _toggle_mark(self) -> None:
        current = self._current_member()
        if current is None:
            self._hint(self.tr("The keeper stays. Make another photo the keeper first."))
            return
        group, member = current
        if group.is_skipped:
            self._hint(self.tr("This group is skipped. Press S to take it up again."))
            return
        self.mark_requested.emit(group.id, member.photo.id, not member.is_marked)

    def _toggle_skip(self) -> None:
        group = self.current_group()
        if group is not None:
            self.skip_requested.emit(group.id, not group.is_skipped)

    def _compare(self) -> None:
        ids = self.list.current_ids()
        if ids is not None:
            self.compare_requested.emit(*ids)

    def _reveal(self) -> None:
        photo = self.current_photo()
        if photo is not None:
            self.reveal_requested.emit(photo.path)

    def _open(self) -> None:
        photo = self.current_photo()
        if photo is not None:
            self.open_requested.emit(photo.path)

    def _hint(self, text: str) -> None:
        """Say why nothing happened, beside the photo that is meant."""
        rect = self.list.visualRect(self.list.currentIndex())
        place = self.list.viewport().mapToGlobal(rect.center())
        QToolTip.showText(place, text, self.list)

    # --- commands ------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        make = self._make_action
        self.keep_action = make(
            self.tr("Make keeper"), [Key.Key_K, Key.Key_Return, Key.Key_Enter], self._make_keeper
        )
        self.mark_action = make(
            self.tr("Move to trash"), [Key.Key_Space, Key.Key_Delete], self._toggle_mark
        )
        self.mark_action.setCheckable(True)
        self.skip_action = make(self.tr("Skip group (all stay)"), [Key.Key_S], self._toggle_skip)
        self.skip_action.setCheckable(True)
        self.compare_action = make(self.tr("Compare side by side"), [Key.Key_C], self._compare)
        self.reveal_action = make(self.tr("Show in folder"), [Key.Key_R], self._reveal)
        self.open_action = make(self.tr("Open"), [Key.Key_O], self._open)

    def _make_action(self, text: str, keys: list[Key], slot: Callable[[], None]) -> QAction:
        """A command of the context menu, with keys that work while the list has the focus."""
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(self.list.touch)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _show_actions(self) -> None:
        """Let the commands say what they would do to the current photo."""
        group, current = self.current_group(), self._current_member()
        self.mark_action.setChecked(
            group is not None and current is not None and phrases.is_going(group, current[1])
        )
        self.skip_action.setChecked(group is not None and group.is_skipped)
        for action in self.actions():
            action.setEnabled(group is not None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_group() is None:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.list.visualRect(self.list.currentIndex())
            place = self.list.viewport().mapToGlobal(rect.center())
        self.make_menu().popup(place)

    def make_menu(self) -> QMenu:
        """The commands on the current photo; the menu deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.keep_action, self.mark_action, self.skip_action])
        menu.addSeparator()
        menu.addActions([self.compare_action, self.reveal_action, self.open_action])
        return menu

    # --- inside --------------------------------------------------------------------------------

    def _remember(self) -> tuple[int, GroupId, PhotoId, list[GroupId]] | None:
        """Number, group and photo that are current, and the order of groups around them."""
        number, ids = self.list.current_number(), self.list.current_ids()
        if number is None or ids is None:
            return None
        return number, *ids, [group.id for group in self._model.groups()]

    def _restore(
        self,
        before: tuple[int, GroupId, PhotoId, list[GroupId]] | None,
        successors: Sequence[GroupId] = (),
    ) -> None:
        """Find the current photo again, or the nearest group that is still there."""
        if self._model.group_count() == 0:
            return
        if before is None or not self.list.was_touched:
            self.list.go_to(0, scroll=False)
            self.list.verticalScrollBar().setValue(0)
            return
        number, group_id, photo_id, order = before
        for candidate in (*successors, group_id):
            if self._model.row_of(candidate, photo_id) is not None:
                found = self._model.number_of(candidate)
                assert found is not None
                self.list.go_to(found, photo_id, scroll=False)
                return
        nearby = (*successors, *order[number:], *reversed(order[:number]))
        numbers = (self._model.number_of(candidate) for candidate in nearby)
        self.list.go_to(next((n for n in numbers if n is not None), 0), scroll=False)

    def _settle(self) -> None:
        self._is_settling = False
        self._had_groups = self._had_groups or self._model.group_count() > 0
        self._show_state()
        self._announce()

    def _announce(self) -> None:
        if not self._is_settling:
            self._show_actions()
            self.current_changed.emit()

    def _show_state(self) -> None:
        if self._model.group_count() > 0:
            self._stack.setCurrentWidget(self.list)
            return
        if self._is_scanning:
            title = self.tr("Looking for duplicates…")
            text = self.tr("Groups appear here as soon as they are found.")
        elif self._had_groups:
            title = self.tr("All done")
            text = self.tr("There is no group left to look at.")
        else:
            title = self.tr("No duplicates")
            text = self.tr("No two photos here show the same picture.")
        self._empty.say(title, text)
        self._stack.setCurrentWidget(self._empty)
