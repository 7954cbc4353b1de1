"""Which photos lie on the table to be compared, which are looked at, and which one keys mean."""

from collections.abc import Sequence

from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo

MOST_SHOWN = 6  # at once: smaller ones could as well be seen in the list


class CompareTable:
    """One group, or photos picked from any groups; no widgets.

    Two photos are compared, of which the first stays while one steps through the others; or all
    of them at once, page by page, of which one is the current one.
    """

    def __init__(self) -> None:
        self.groups: tuple[Group, ...] = ()
        self.photos: tuple[Photo, ...] = ()
        self.pair: tuple[Photo, ...] = ()
        self.is_all = False
        self.picked: tuple[PhotoId, ...] = ()  # to keep
        self._current: PhotoId | None = None

    # --- what lies here ----------------------------------------------------------------------

    def lay_group(self, group: Group, left: Photo, right: Photo) -> None:
        """A group, two photos of which are compared. One that is not in it (any more) gives way to
        the keeper or to the first other photo."""
        if self.group is None or self.group.id != group.id:
            self.picked = ()
        self.groups, self.photos = (group,), group.photos
        here = {photo.id: photo for photo in group.photos}
        left = here.get(left.id, group.keeper)
        others = [photo for photo in group.photos if photo.id != left.id]
        right = here.get(right.id, others[0])
        self.pair = (left, others[0] if right.id == left.id else right)
        self._settle()

    def lay_photos(self, groups: Sequence[Group], photos: Sequence[Photo]) -> None:
        """Two or more photos of these groups, in their order."""
        self.groups, self.photos = tuple(groups), tuple(photos)
        pair = [photo.id for photo in self.pair]
        here = {photo.id: photo for photo in photos}
        is_same = len(pair) == 2 and all(photo in here for photo in pair)
        self.pair = tuple(here[photo] for photo in pair) if is_same else self.photos[:2]
        self._settle()

    def clear(self) -> None:
        self.__init__()  # type: ignore[misc]

    def _settle(self) -> None:
        ids = {photo.id for photo in self.photos}
        self.picked = tuple(photo for photo in self.picked if photo in ids)
        if self._current not in ids:
            self._current = self.pair[1].id

    @property
    def group(self) -> Group | None:
        """The group of all photos; None where they come from several."""
        return self.groups[0] if len(self.groups) == 1 else None

    @property
    def is_series(self) -> bool:
        """Different pictures of one group, of which one may want to keep several."""
        return self.group is not None and self.group.kind is not GroupKind.COPIES

    @property
    def is_burst(self) -> bool:
        return self.group is not None and self.group.kind is GroupKind.BURST

    def place_of(self, photo: Photo) -> tuple[Group, int] | None:
        """A photo's group and its position in it, the keeper being at 0."""
        for group in self.groups:
            for position, other in enumerate(group.photos):
                if other.id == photo.id:
                    return group, position
        return None

    def member_of(self, photo: Photo) -> tuple[Group, Member] | None:
        """A photo's group and what it is there; None for a keeper."""
        place = self.place_of(photo)
        return (place[0], place[0].members[place[1] - 1]) if place and place[1] else None

    # --- what is looked at -------------------------------------------------------------------

    @property
    def shown(self) -> tuple[Photo, ...]:
        if not self.is_all:
            return self.pair
        first = self._number() // MOST_SHOWN * MOST_SHOWN
        # A last page of one photo would show nothing beside it.
        first = min(first, max(0, len(self.photos) - 2))
        return self.photos[first : first + MOST_SHOWN]

    @property
    def two(self) -> tuple[Photo, ...]:
        """The two that are laid over each other; empty before the first are shown."""
        if not self.is_all or not self.photos:
            return self.pair
        first, current = self.shown[0], self.photos[self._number()]
        return (first, self.shown[1] if current.id == first.id else current)

    @property
    def target(self) -> Photo | None:
        """The photo that keys mean: the current one; of two, that which is not the keeper."""
        if self.is_all:
            return self.photos[self._number()] if self.photos else None
        return next((p for p in reversed(self.pair) if self.member_of(p)), None)

    def go_to(self, photo: PhotoId) -> None:
        """Look at a photo: as the current one of all, or beside the first of two."""
        found = next((each for each in self.photos if each.id == photo), None)
        if found is None:
            return
        self._current = photo
        if self.is_all:
            return
        anchor = self._anchor()
        if found.id != anchor.id:
            self.pair = (anchor, found)

    def step(self, by: int) -> None:
        """Go on to the next (1) or previous (-1) photo, around the table."""
        if len(self.photos) < 2:
            return
        if self.is_all:
            self._current = self.photos[(self._number() + by) % len(self.photos)].id
            return
        anchor = self._anchor()
        others = [photo for photo in self.photos if photo.id != anchor.id]
        ids = [photo.id for photo in others]
        seen = [ids.index(photo.id) for photo in reversed(self.pair) if photo.id in ids]
        self.pair = (anchor, others[(seen[0] + by) % len(others) if seen else 0])
        self._current = self.pair[1].id

    def show_all(self, is_all: bool) -> None:
        """All at once, or two; what was current is seen in both."""
        if is_all and not self.is_all:
            self._current = (self.target or self.pair[1]).id if self.pair else None
        self.is_all = is_all
        if not is_all and self._current is not None:
            self.go_to(self._current)

    def toggle_pick(self, photo: PhotoId) -> None:
        if photo in self.picked:
            self.picked = tuple(each for each in self.picked if each != photo)
        else:
            self.picked = (*self.picked, photo)

    def _anchor(self) -> Photo:
        return self.group.keeper if self.group else self.photos[0]

    def _number(self) -> int:
        ids = [photo.id for photo in self.photos]
        return ids.index(self._current) if self._current in ids else 0
