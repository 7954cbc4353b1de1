"""What the commands on the current photo and its group do: they ask for it, or say why not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from photodedup.ui.views.groups import GroupsView


def tr(text: str) -> str:
    return QCoreApplication.translate("group_actions", text)


class GroupActions:
    """Connects the commands of the review with what it asks for."""

    def __init__(self, view: "GroupsView") -> None:
        self._view = view
        commands = view.commands
        slots: dict[QAction, Callable[[], object]] = {
            commands.keep: self.make_keeper,
            commands.mark: self.toggle_mark,
            commands.skip: self.toggle_skip,
            commands.accept: view.accept_screen,
            commands.keep_all: self.keep_all,
            commands.why: view.why_requested.emit,
            commands.compare: self.compare,
            commands.pick: self.toggle_pick,
            commands.together: view.together_requested.emit,
            commands.part: view.part_requested.emit,
            commands.reveal: self.reveal,
            commands.open: self.open,
        }
        for action, slot in slots.items():
            action.triggered.connect(lambda _=False, slot=slot: slot())

    def make_keeper(self) -> None:
        """Keep the current photo instead."""
        current, group = self._view.current_member(), self._view.current_group()
        if current is not None:
            self._view.keeper_requested.emit(current[0].id, current[1].photo.id)
        elif group is not None and group.needs_look:  # it stands there, but nobody chose it
            self._view.keeper_requested.emit(group.id, group.keeper.id)
        else:
            self._view.say(tr("This photo is the keeper already."))

    def toggle_mark(self) -> None:
        """Mark the current photo for the trash, or take that back."""
        current = self._view.current_member()
        if current is None:
            self._view.say(tr("The keeper stays. Make another photo the keeper first."))
            return
        group, member = current
        if group.is_skipped:
            told = tr("This group is skipped. “{command}” takes it up again.")
            self._view.say(told.format(command=self._view.commands.skip.text()))
            return
        if member.is_protected:
            self._view.say(tr("This photo is in a protected folder, so it stays."))
            return
        self._view.mark_requested.emit(group.id, member.photo.id, not member.is_marked)

    def toggle_skip(self) -> None:
        """Let all photos of the group stay, or take it up again."""
        group = self._view.current_group()
        if group is not None:
            self._view.skip_requested.emit(group.id, not group.is_skipped)

    def keep_all(self) -> None:
        """All of it stays and is not shown again."""
        group = self._view.current_group()
        if group is not None:
            self._view.keep_all_requested.emit(group.id)

    def compare(self) -> None:
        """Look at the current photo closely."""
        ids = self._view.list.current_ids()
        if ids is not None:
            self._view.compare_requested.emit(*ids)

    def toggle_pick(self) -> None:
        """Pick the current photo, or no longer."""
        photo = self._view.current_photo()
        if photo is not None:
            self._view.picks.toggle(photo)

    def reveal(self) -> None:
        """Show it in its folder."""
        photo = self._view.current_photo()
        if photo is not None:
            self._view.reveal_requested.emit(photo.path)

    def open(self) -> None:
        """Open it in the person's own program."""
        photo = self._view.current_photo()
        if photo is not None:
            self._view.open_requested.emit(photo.path)
