"""Between the screenfuls that a person works through and the decisions about them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId
from photodedup.ui import wording
from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow


class BatchDesk(QObject):
    """Accepts what is on the screen, has many groups marked on request, and keeps what is to stay
    as it is."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        view = window.groups
        view.accept_requested.connect(controller.decisions.accept)
        view.keep_all_requested.connect(self._keep_all)
        for changing in (view.scrolled, view.current_changed):
            changing.connect(self._show_batch)
        controller.sifting.marks_changed.connect(self._show_batch)
        window.bottom.accept_requested.connect(view.accept_screen)
        window.sieve.suggest_requested.connect(self.suggest)

    def suggest(self) -> None:
        """Mark all but the keeper in the groups that are shown."""
        groups = self._controller.sifting.shown
        self._controller.decisions.suggest(groups)
        told = self.tr("Marked all but the one to keep in {groups}. Look through them.")
        undo = self._controller.decisions.undo_stack.undo
        self._window.notice.say(
            told.format(groups=wording.groups(len(groups))),
            icon="done",
            button=self.tr("Undo"),
            act=undo,
        )

    def _keep_all(self, group: GroupId) -> None:
        known = self._controller.sifting.group(group)
        if known is not None:
            self._controller.decisions.keep_all([known])

    def _show_batch(self, _what: object = None) -> None:
        groups: Sequence[Group] = self._window.groups.batch.groups
        are_reviewed = all(group.is_accepted for group in groups)
        self._window.bottom.show_batch(
            len(groups),
            are_reviewed=are_reviewed,
            has_groups=bool(self._controller.sifting.shown),
        )
