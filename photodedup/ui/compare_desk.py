"""Between the comparison and the groups: what is compared, what comes next, what is decided."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.controller import Controller
from photodedup.ui.main_window import MainWindow
from photodedup.ui.review_desk import ReviewDesk

if TYPE_CHECKING:
    from photodedup.engine.library import Library
    from photodedup.engine.looking.placement import Placement

MOST_PLACED = 60  # photos of one group that are laid over each other


class CompareDesk(QObject):
    """Opens the comparison, keeps it up to date, and goes from group to group in it."""

    def __init__(self, controller: Controller, window: MainWindow, review: ReviewDesk) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._review = review
        self._is_open = False
        view = window.compare
        window.groups.compare_requested.connect(self.compare)
        window.picked.compare_clicked.connect(self._compare_picked)
        view.closed.connect(self.close)
        view.photos_changed.connect(self._ask_for_places)
        view.group_step_requested.connect(self._step_group)
        view.part_requested.connect(self._take_out)
        view.keep_only_requested.connect(self._keep_only)
        review.shown.connect(self._show_again)
        controller.library_opening.connect(self.close)
        controller.library_erasing.connect(self.close)
        window.installEventFilter(self)

    # --- opening and closing -----------------------------------------------------------------

    def compare(self, group_id: GroupId, photo: PhotoId) -> None:
        """Compare the picked photos, or else a photo of a group with its keeper."""
        if len(self._window.groups.picks.photos) > 1:
            self._compare_picked()
            return
        group = self._group(group_id)
        if group is not None:
            others = [each for each in group.photos[1:] if each.id == photo] or [group.photos[1]]
            self._open()
            self._window.compare.table.show_all(False)
            self._window.compare.show_pair(group, group.keeper, others[0])
            self._make_ready(group)

    def close(self) -> None:
        """Back to the groups, to the photo that was compared last."""
        if not self._is_open:
            return
        self._is_open = False
        table = self._window.compare.table
        if table.group is not None and table.target is not None:
            self._window.groups.select(table.group.id, table.target.id)
        table.clear()
        self._window.show_page(self._window.review)
        self._window.groups.setFocus()
        self._show_chrome()

    def _compare_picked(self) -> None:
        photos = self._window.groups.picks.photos
        groups = self._groups_of(photos)
        here = {photo.id for group in groups for photo in group.photos}
        photos = tuple(photo for photo in photos if photo.id in here)
        if len(photos) > 1:
            self._open()
            self._window.compare.show_photos(groups, photos)

    def _open(self) -> None:
        self._is_open = True
        self._window.show_page(self._window.compare)
        self._window.compare.setFocus()
        self._show_chrome()

    # --- what is compared --------------------------------------------------------------------

    def _show_again(self) -> None:
        """Show the same photos with what was decided; go on or back if they were parted."""
        if not self._is_open:
            return
        view, table = self._window.compare, self._window.compare.table
        if table.group is None:
            here = {photo.id: photo for group in self._review.groups for photo in group.photos}
            left = [here[photo.id] for photo in table.photos if photo.id in here]
            if len(left) > 1:
                view.show_photos(self._groups_of(left), left)
                return
        elif (group := self._group_of_pair()) is not None:
            view.show_pair(group, *table.pair)
            self._make_ready(group)
            return
        self.close()

    def _groups_of(self, photos: Sequence[Photo]) -> list[Group]:
        ids = {photo.id for photo in photos}
        return [g for g in self._review.groups if ids & {photo.id for photo in g.photos}]

    def _group_of_pair(self) -> Group | None:
        """The group with the two compared photos: the same as before, or what became of it."""
        table = self._window.compare.table
        ids = {photo.id for photo in table.pair}
        found = [g for g in self._review.groups if ids <= {photo.id for photo in g.photos}]
        before = table.group
        if before is not None:
            found.sort(key=lambda group: (group.id != before.id, group.kind != before.kind))
        return found[0] if found and ids else None

    def _step_group(self, by: int) -> None:
        group = self._neighbour(by)
        if group is None:
            self._window.compare.say(
                self.tr("This was the last group.")
                if by > 0
                else self.tr("This is the first group.")
            )
            return
        self._window.groups.select(group.id)
        self._window.compare.show_pair(group, group.keeper, group.photos[1])
        self._make_ready(group)

    def _make_ready(self, group: Group) -> None:
        """Load what will probably be asked for next: the next photo, then the next group."""
        table = self._window.compare.table
        ids = [photo.id for photo in group.photos]
        last = max((ids.index(photo.id) for photo in table.pair if photo.id in ids), default=0)
        ahead: list[Photo] = list(group.photos[last + 1 : last + 2])
        following = self._neighbour(1)
        if following is not None:
            ahead += following.photos[:2]
        self._window.compare.make_ready(ahead)

    def _neighbour(self, by: int) -> Group | None:
        """The next or previous group on the screen."""
        group = self._window.compare.table.group
        groups = self._review.groups
        number = next((n for n, each in enumerate(groups) if group and each.id == group.id), None)
        if number is None or not 0 <= number + by < len(groups):
            return None
        return groups[number + by]

    def _group(self, group_id: GroupId) -> Group | None:
        return next((group for group in self._review.groups if group.id == group_id), None)

    # --- places ------------------------------------------------------------------------------

    def _ask_for_places(self) -> None:
        table = self._window.compare.table
        photos = list(dict.fromkeys(p.id for p in (*table.two, *table.photos)))[:MOST_PLACED]
        keepers = [group.keeper.id for group in table.groups]
        if self._is_open and not self._window.compare.pictures.are_placed():
            question = partial(_placements, photos, keepers)
            self._controller.ask(question, partial(self._places_came, tuple(photos)))

    def _places_came(self, asked: tuple[PhotoId, ...], placed: "dict[PhotoId, Placement]") -> None:
        """An answer about photos that have been left is of no use."""
        ids = {photo.id for photo in self._window.compare.table.photos}
        if self._is_open and ids & set(asked) and set(placed) & ids:
            self._window.compare.set_places(placed)

    # --- decisions ---------------------------------------------------------------------------

    def _take_out(self, group: GroupId, photo: PhotoId) -> None:
        self._controller.decisions.take_out(group, [photo])

    def _keep_only(self, group_id: GroupId, photos: tuple[PhotoId, ...]) -> None:
        group = self._group(group_id)
        if group is not None:
            self._controller.decisions.keep_only(group, photos)

    # --- full screen -------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self._show_chrome()
        return False

    def _show_chrome(self) -> None:
        """In full screen nothing stands around compared pictures."""
        is_immersed = self._is_open and self._window.isFullScreen()
        self._window.show_chrome(not is_immersed)
        self._window.compare.set_immersed(is_immersed)


def _placements(
    photos: list[PhotoId], keepers: list[PhotoId], library: "Library"
) -> "dict[PhotoId, Placement]":
    return library.placements(photos, keepers)
