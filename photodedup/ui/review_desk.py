"""Between the groups on the screen and the decisions about them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.sifting import Sifted
from photodedup.ui.controller import Controller
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.engine.by_hand import HandChange


class ReviewDesk(QObject):
    """Keeps the groups that are shown and carries what the person decides about them.

    Signals:
        shown: other groups are on the screen, or the same ones with other decisions
    """

    shown = Signal()

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._is_new_library = False
        self._is_answered = False  # whether its groups are known
        self._to_show: PhotoId | None = None  # when the next groups come
        view, compare = window.groups, window.compare
        self._sifting = controller.sifting
        controller.feeds.groups_changed.connect(self._note_answer)
        self._sifting.sifted.connect(self._show_groups)
        self._sifting.replaced.connect(self._replace_group)
        controller.decisions.ruled.connect(self._show_next)
        for asking in (view, compare):
            asking.keeper_requested.connect(self._set_keeper)
            asking.mark_requested.connect(self._set_marked)
            asking.skip_requested.connect(self._set_skipped)
        view.reveal_requested.connect(flows.reveal)
        view.open_requested.connect(flows.view)
        view.current_changed.connect(self._note_place)
        view.scrolled.connect(self._note_place)
        window.similarity.similarity_changed.connect(self._set_similarity)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups on the screen."""
        return self._sifting.shown

    def begin(self) -> None:
        """Show nothing of the library before, and go to the remembered place in the next."""
        self._is_new_library = True
        self._is_answered = False
        self._window.groups.set_waiting(True)
        self._window.thumbnails.clear()

    def _note_answer(self, groups: Sequence[Group]) -> None:
        """What is shown of them comes a moment later; of none, nothing."""
        self._is_answered = True
        if not groups:
            self._window.groups.set_waiting(False)

    def _show_groups(self, sifted: Sifted) -> None:
        if self._is_answered:
            self._window.groups.set_waiting(False)
        self._window.groups.set_rows(self._sifting.rows)
        if self._is_new_library and sifted.groups:
            self._is_new_library = False
            self._window.groups.go_to_place(self._controller.session.place)
        self.shown.emit()
        if self._to_show is not None:
            self._window.groups.show_photo(self._to_show)
            self._to_show = None

    def _show_next(self, change: "HandChange") -> None:
        """Go where photos were put together, or to what is left of their group."""
        self._to_show = change.shown

    def _replace_group(self, old: GroupId, new: tuple[Group, ...]) -> None:
        self._window.groups.replace_groups(old, new)
        self.shown.emit()

    # --- decisions ---------------------------------------------------------------------------

    def _set_keeper(self, group: GroupId, photo: PhotoId) -> None:
        if (known := self._sifting.group(group)) is not None:
            self._controller.decisions.set_keeper(known, photo)

    def _set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> None:
        if (known := self._sifting.group(group)) is not None:
            self._controller.decisions.set_marked(known, photo, marked)

    def _set_skipped(self, group: GroupId, skipped: bool) -> None:
        if (known := self._sifting.group(group)) is not None:
            self._controller.decisions.set_skipped(known, skipped)

    def _set_similarity(self, similarity: float) -> None:
        settings = replace(self._controller.settings, min_similarity=similarity)
        self._controller.change_settings(settings)

    def _note_place(self) -> None:
        place = self._window.groups.place()
        if place is not None and not self._is_new_library:
            self._controller.session.note_place(place)
