"""The review screen: the list of groups, the commands on them, and what to say without any."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QToolTip, QWidget

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models import phrases
from photodedup.ui.models.group_model import GroupModel, Role
from photodedup.ui.models.group_rows import GroupRows, rows_of
from photodedup.ui.models.key_book import keys_of, native
from photodedup.ui.models.picks import Picks
from photodedup.ui.models.thumbnails import DEFAULT_SIDE_PX, ThumbnailLoader
from photodedup.ui.session import Place
from photodedup.ui.views.batch import Batch
from photodedup.ui.views.bookmark import Bookmark
from photodedup.ui.views.emptiness import Emptiness
from photodedup.ui.views.empty_state import EmptyState
from photodedup.ui.views.group_actions import GroupActions
from photodedup.ui.views.group_commands import GroupCommands
from photodedup.ui.views.group_list import GroupListView

Key = Qt.Key


class GroupsView(QWidget):
    """Shows groups and asks for decisions; it decides nothing and changes no group itself.

    Signals:
        keeper_requested: GroupId, PhotoId
        mark_requested: GroupId, PhotoId, whether the photo shall go to the trash
        skip_requested: GroupId, whether all photos of the group shall stay
        compare_requested: GroupId, PhotoId
        why_requested: how the picked photos compare, or the current one and its keeper
        together_requested: the picked photos, or the picked and the current one, are one picture
        part_requested: the picked photos, or the current one, do not belong to their group
        accept_requested: the groups on the screen are agreed to (list of Group)
        keep_all_requested: GroupId; all of it stays and is not shown again
        reveal_requested, open_requested: Path
        current_changed: another photo is current, or the current one's group is another
        scrolled: another part of the list is seen
        zoom_requested: larger (1) or smaller (-1) thumbnails
        everything_requested: no group is shown, and the person wants to see the others
    """

    keeper_requested = Signal(object, object)
    mark_requested = Signal(object, object, bool)
    skip_requested = Signal(object, bool)
    compare_requested = Signal(object, object)
    why_requested = Signal()
    together_requested = Signal()
    part_requested = Signal()
    accept_requested = Signal(object)
    keep_all_requested = Signal(object)
    reveal_requested = Signal(object)
    open_requested = Signal(object)
    current_changed = Signal()
    scrolled = Signal()
    everything_requested = Signal()
    zoom_requested = Signal(int)

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GroupModel(self)
        self._is_settling = False  # True while rows change and the current photo is found again
        self._emptiness = Emptiness()
        self._owes_focus = False
        self.picks = Picks(self)
        self.list = GroupListView(self._model, thumbnails, self.picks, DEFAULT_SIDE_PX, self)
        self._bookmark = Bookmark(self._model, self.list)
        self.batch = Batch(self._model, self.list)
        self.list.setAccessibleName(self.tr("Groups of duplicates"))
        self._empty = EmptyState(self)
        self._empty.pressed.connect(self.everything_requested)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.commands = GroupCommands(self, self.list.touch)
        self._actions = GroupActions(self)
        unpick = QShortcut(QKeySequence(Key.Key_Escape), self, self.picks.clear)
        unpick.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.picks.changed.connect(self._picks_changed)
        self.list.resized.connect(self.scrolled)
        self.list.zoom_turned.connect(self.zoom_requested)
        self.list.pick_clicked.connect(self._actions.toggle_pick)
        self.list.current_moved.connect(self._announce)
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.list.mark_clicked.connect(lambda *_: self._actions.toggle_mark())
        self.list.keep_clicked.connect(lambda *_: self._actions.make_keeper())
        self.list.compare_clicked.connect(self.compare_requested)
        self._announce()

    # --- content -----------------------------------------------------------------------------

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups; the current photo and its place on the screen stay if they can."""
        self.set_rows(rows_of(groups))

    def set_rows(self, rows: GroupRows) -> None:
        """The same for groups whose rows were counted elsewhere."""
        before = self._bookmark.remember()
        self._is_settling = True
        with self.list.keeping_place():
            self._model.set_rows(rows)
        self._bookmark.restore(before)
        self._settle()

    def replace_groups(self, old_id: GroupId, new: Sequence[Group]) -> None:
        """Put new groups in the place of an old one, such as after a decision."""
        before = self._bookmark.remember()
        self._is_settling = True
        with self.list.keeping_place():
            self._model.replace_groups(old_id, new)
        self._bookmark.restore(before, [group.id for group in new])
        self._settle()

    def show_best_shots(self, reasons: Mapping[PhotoId, str]) -> None:
        """Say on their cards which shots of bursts are the best by their faces, and why."""
        self._model.set_best_shots(reasons)

    def take_focus(self) -> None:
        """Give the list the keys now, or as soon as there are groups in it."""
        self._owes_focus = self._model.group_count() == 0
        self.list.setFocus()

    def tell_keys(self) -> None:
        """Let the tips on cards name the present keys."""
        keys = {action: native(keys_of(action)) for action in self.actions()}
        self.list.tell_keys(mark=keys[self.commands.mark], keep=keys[self.commands.keep])

    def set_waiting(self, is_waiting: bool) -> None:
        """Whether the groups of a library that was just opened are still on their way."""
        self._emptiness.is_waiting = is_waiting
        self._show_state()

    def set_scanning(self, is_scanning: bool) -> None:
        """Whether more groups may come; changes only what is said while there are none."""
        self._emptiness.is_scanning = is_scanning
        self._show_state()

    def set_hidden(self, count: int, *, is_filtered: bool) -> None:
        """How many groups there are beside those shown, and whether filters hold; likewise."""
        self._emptiness.hidden_count = count
        self._emptiness.is_filtered = is_filtered
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

    def current_member(self) -> tuple[Group, Member] | None:
        """The current photo and its group; None for a keeper."""
        index = self.list.currentIndex()
        if not index.isValid() or index.data(Role.MEMBER) is None:
            return None
        return index.data(Role.GROUP), index.data(Role.MEMBER)

    def group_with(self, photos: Collection[PhotoId]) -> Group | None:
        """The current group, or the first other one, that holds all of these photos."""
        current = self.current_group()
        groups = [*([current] if current else []), *self._model.groups()]
        wanted = set(photos)
        return next((g for g in groups if wanted <= {photo.id for photo in g.photos}), None)

    def show_photo(self, photo_id: PhotoId) -> None:
        """Make a photo current, in whichever group it is; one that is in none is ignored."""
        group = self.group_with([photo_id])
        if group is not None:
            self.select(group.id, photo_id)

    def select(self, group_id: GroupId, photo_id: PhotoId | None = None) -> None:
        """Make a photo current and scroll to it; an unknown group is ignored."""
        number = self._model.number_of(group_id)
        if number is not None:
            self.list.touch()
            self.list.go_to(number, photo_id)

    def place(self) -> Place | None:
        """Where the person is, to come back to; None without groups."""
        return self._bookmark.place()

    def go_to_place(self, place: Place) -> None:
        """Go where the person was; if that group is gone, stay."""
        self._bookmark.go_to(place)

    def accept_screen(self) -> None:
        """Agree to the groups that are whole on the screen, and go on to the next ones."""
        accepted = self.batch.groups
        if not self.batch.go_on():
            self.say(self.tr("These were the last groups here."))
        if accepted:
            self.accept_requested.emit(accepted)

    def _picks_changed(self) -> None:
        self._show_actions()
        self.list.viewport().update()

    def say(self, text: str) -> None:
        """Say why nothing happened, beside the photo that is meant."""
        rect = self.list.visualRect(self.list.currentIndex())
        place = self.list.viewport().mapToGlobal(rect.center())
        QToolTip.showText(place, text, self.list)

    # --- commands ------------------------------------------------------------------------------

    def _show_actions(self) -> None:
        """Let the commands say what they would do to the current photo."""
        group, current, photo = self.current_group(), self.current_member(), self.current_photo()
        self.commands.show_state(
            group,
            is_going=current is not None and phrases.is_going(*current),
            is_picked=photo is not None and photo.id in self.picks,
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_group() is None:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.list.visualRect(self.list.currentIndex())
            place = self.list.viewport().mapToGlobal(rect.center())
        self.commands.menu().popup(place)

    # --- inside --------------------------------------------------------------------------------

    def _settle(self) -> None:
        if self.picks:
            self.picks.keep_only({p.id for group in self._model.groups() for p in group.photos})
        self._is_settling = False
        self._emptiness.had_groups |= self._model.group_count() > 0
        self._show_state()
        self._announce()

    def _announce(self) -> None:
        if not self._is_settling:
            self._show_actions()
            self.current_changed.emit()

    def _show_state(self) -> None:
        if self._model.group_count() == 0:
            self._empty.say(*self._emptiness.words())
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.list)
        if self._owes_focus:
            self.take_focus()
