"""Where the person is in the list of groups, found again when groups change or at a new start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.session import Place
from photodedup.ui.views.group_list import GroupListView
from photodedup.ui.views.group_places import Anchor


@dataclass(frozen=True, slots=True)
class Spot:
    """The current photo, and the order of groups around it."""

    number: int
    group: GroupId
    photo: PhotoId
    order: Sequence[Group]

    def nearest(self) -> Iterator[Group]:
        """The group and those after it, then those before it, backwards."""
        before = islice(reversed(self.order), len(self.order) - self.number, None)
        return chain(islice(self.order, self.number, None), before)


class Bookmark:
    """Remembers a spot in a list and goes back to it, or to the nearest that is still there."""

    def __init__(self, model: GroupModel, view: GroupListView) -> None:
        self._model = model
        self._view = view

    def remember(self) -> Spot | None:
        """Where the person is now; None without groups."""
        number, ids = self._view.current_number(), self._view.current_ids()
        if number is None or ids is None:
            return None
        return Spot(number, *ids, self._model.groups())

    def restore(self, before: Spot | None, successors: Sequence[GroupId] = ()) -> None:
        """Find the current photo again, or the nearest group that is still there."""
        if self._model.group_count() == 0:
            return
        if before is None or not self._view.was_touched:
            self._view.go_to(0, scroll=False)
            self._view.verticalScrollBar().setValue(0)
            return
        for candidate in (*successors, before.group):
            if self._model.row_of(candidate, before.photo) is not None:
                found = self._model.number_of(candidate)
                assert found is not None
                self._view.go_to(found, before.photo, scroll=False)
                return
        nearby = chain(successors, (group.id for group in before.nearest()))
        numbers = (self._model.number_of(candidate) for candidate in nearby)
        self._view.go_to(next((n for n in numbers if n is not None), 0), scroll=False)

    def place(self) -> Place | None:
        """What to keep between starts; None without groups."""
        ids, anchor = self._view.current_ids(), self._view.anchor()
        if ids is None or anchor is None:
            return None
        return Place(*ids, anchor.group, anchor.below_top)

    def go_to(self, place: Place) -> None:
        """Go where the person was; if that group is gone, stay."""
        number = self._model.number_of(GroupId(place.group))
        if number is not None:
            self._view.touch()
            self._view.go_to(number, PhotoId(place.photo))
            self._view.hold(Anchor(GroupId(place.anchor), place.below_top))
