"""Between the groups on the screen and the decisions about them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photodedup.engine.domain import Group, GroupId, PhotoId
from photodedup.ui.controller import Controller
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.engine.by_hand import HandChange


class ReviewDesk(QObject):
    """Keeps the groups that are shown and carries what the person decides about them."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._groups: dict[GroupId, Group] = {}
        self._is_new_library = False
        self._compared: GroupId | None = None
        self._to_show: PhotoId | None = None  # when the next groups come
        view, compare = window.groups, window.compare
        controller.feeds.groups_changed.connect(self._show_groups)
        controller.decisions.group_replaced.connect(self._replace_group)
        controller.decisions.ruled.connect(self._show_next)
        for asking in (view, compare):
            asking.keeper_requested.connect(self._set_keeper)
            asking.mark_requested.connect(self._set_marked)
        view.skip_requested.connect(self._set_skipped)
        view.compare_requested.connect(self._compare)
        view.reveal_requested.connect(flows.reveal)
        view.open_requested.connect(flows.view)
        view.current_changed.connect(self._note_place)
        compare.closed.connect(self.close_compare)
        window.similarity.similarity_changed.connect(self._set_similarity)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups on the screen."""
        return tuple(self._groups.values())

    def begin(self) -> None:
        """Show nothing of the library before, and go to the remembered place in the next."""
        self._is_new_library = True
        self._window.thumbnails.clear()
        if self._compared is not None:
            self.close_compare()
        self._show((), is_first=False)

    def close_compare(self) -> None:
        self._compared = None
        self._window.show_page(self._window.review)
        self._window.groups.setFocus()

    def _show_groups(self, groups: tuple[Group, ...]) -> None:
        is_first = self._is_new_library and bool(groups)
        self._show(groups, is_first=is_first)
        if is_first:
            self._is_new_library = False

        if self._to_show is not None:
            self._window.groups.show_photo(self._to_show)
            self._to_show = None

    def _show_next(self, change: "HandChange") -> None:
        """Go where photos were put together, or to what is left of their group."""
        self._to_show = change.shown

    def _show(self, groups: tuple[Group, ...], *, is_first: bool) -> None:
        self._groups = {group.id: group for group in groups}
        self._window.groups.set_groups(groups)
        remembered = GroupId(self._controller.session.now.group)
        if is_first and remembered in self._groups:
            self._window.groups.select(remembered)
        self._shown()

    def _replace_group(self, old: GroupId, new: tuple[Group, ...]) -> None:
        changed = {group.id: group for group in new}
        kept: dict[GroupId, Group] = {}
        for group in self._groups.values():
            if group.id == old:
                kept |= changed
            elif group.id not in changed:
                kept[group.id] = group
        self._groups = kept
        self._window.groups.replace_groups(old, new)
        self._shown()

    def _shown(self) -> None:
        groups = self.groups
        self._window.bottom.show_groups(groups)
        self._window.similarity.show_summary(groups)
        if self._compared is not None:
            self._compare_again()

    # --- decisions ---------------------------------------------------------------------------

    def _set_keeper(self, group: GroupId, photo: PhotoId) -> None:
        if group in self._groups:
            self._controller.decisions.set_keeper(self._groups[group], photo)

    def _set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> None:
        if group in self._groups:
            self._controller.decisions.set_marked(self._groups[group], photo, marked)

    def _set_skipped(self, group: GroupId, skipped: bool) -> None:
        if group in self._groups:
            self._controller.decisions.set_skipped(self._groups[group], skipped)

    def _set_similarity(self, similarity: float) -> None:
        settings = replace(self._controller.settings, min_similarity=similarity)
        self._controller.change_settings(settings)

    def _note_place(self) -> None:
        group = self._window.groups.current_group()
        if group is not None and not self._is_new_library:
            self._controller.session.note_place(group.id)

    # --- two side by side --------------------------------------------------------------------

    def _compare(self, group_id: GroupId, photo: PhotoId) -> None:
        group = self._groups.get(group_id)
        if group is None:
            return
        others = [each for each in group.photos[1:] if each.id == photo] or [group.photos[1]]
        self._compared = group_id
        self._window.compare.show_pair(group, group.keeper, others[0])
        self._window.show_page(self._window.compare)
        self._window.compare.setFocus()

    def _compare_again(self) -> None:
        """Show the same two photos with what was decided; go back if they were parted."""
        pair = self._window.compare.pair()
        for group in self.groups:
            here = {photo.id: photo for photo in group.photos}
            if len(pair) == 2 and pair[0].id in here and pair[1].id in here:
                self._compared = group.id
                self._window.compare.show_pair(group, here[pair[0].id], here[pair[1].id])
                return
        self.close_compare()
