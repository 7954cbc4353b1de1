"""The groups that the person wants to see, chosen off the GUI thread and kept up to date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.sifting import Sifted, Wish, sift
from photodedup.engine.tabs import marks_in
from photodedup.ui.jobs import LatestQuery
from photodedup.ui.models.group_rows import GroupRows, rows_of
from photodedup.ui.models.kind_sums import KindSums, kind_sums

FEW = 500  # so many groups are sifted at once, without a flicker


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was sifted, and all that it takes to show it at once."""

    sifted: Sifted
    by_id: dict[GroupId, Group]
    rows: GroupRows
    kinds: KindSums


class Sifting(QObject):
    """Holds all groups, and which of them are wanted.

    A decision changes groups where they stand: nothing vanishes or moves under the person's hands
    until they are sifted again, by another wish or because all groups have come anew.
    """

    wish_changed = Signal(object)  # Wish
    sifted = Signal(object)  # Sifted: others are shown
    replaced = Signal(object, object)  # GroupId, the groups in its place: of those that are shown
    marks_changed = Signal(object)  # Sifted: the same groups, other marks

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = LatestQuery(pool, self)
        self._query.answered.connect(self._answered)
        self._groups: dict[GroupId, Group] = {}
        self._shown: dict[GroupId, Group] = {}
        self._revision = 0  # of the groups and the wish
        self._is_asking = False
        self._has_come = False
        self.is_awaited = False  # whether the first groups of a library are still to come
        self.wish = Wish()
        self.now = Sifted()
        self.rows = rows_of(())  # of the groups on the screen, when they came there
        self.kinds = KindSums()  # likewise

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups on the screen, in their order."""
        return tuple(self._shown.values())

    @property
    def all(self) -> tuple[Group, ...]:
        """All groups, shown or not."""
        return tuple(self._groups.values())

    def group(self, group: GroupId) -> Group | None:
        """A group that is shown."""
        return self._shown.get(group)

    def begin(self, wish: Wish) -> None:
        """Another library: nothing of the one before is shown."""
        self._groups = {}
        self._has_come, self.is_awaited = False, True
        self.wish = wish
        self.wish_changed.emit(wish)
        self._sift()

    def set_groups(self, groups: Sequence[Group]) -> None:
        """All groups, anew."""
        self._groups = {group.id: group for group in groups}
        self._has_come = True
        self._sift()

    def give_up(self) -> None:
        """No groups can be had: nothing is awaited."""
        self._has_come = True
        self._sift()

    def set_wish(self, wish: Wish) -> None:
        """Show others, or in another order."""
        if wish != self.wish:
            self.wish = wish
            self.wish_changed.emit(wish)
            self._sift()

    def replace(self, old: GroupId, new: Iterable[Group]) -> None:
        """After a decision: these groups are in the place of an old one."""
        new = [group for group in new if not group.is_kept]
        was_shown = old in self._shown
        gone = [self._groups[each] for each in {old, *(g.id for g in new)} if each in self._groups]
        self._groups = _with(self._groups, old, new)
        all_marks = self.now.all_marks - marks_in(gone) + marks_in(new)
        shown_marks = self.now.shown_marks
        if was_shown:
            left = {old, *(group.id for group in new)} & self._shown.keys()
            shown_marks -= marks_in(self._shown[each] for each in left)
            shown_marks += marks_in(new)
            self._shown = _with(self._shown, old, new)
        self.now = replace(self.now, all_marks=all_marks, shown_marks=shown_marks)
        if was_shown:
            self.replaced.emit(old, tuple(new))
        self.marks_changed.emit(self.now)
        if self._is_asking:
            self._sift()  # what is being sifted is out of date

    def _sift(self) -> None:
        self._revision += 1
        groups, wish = tuple(self._groups.values()), self.wish
        if len(groups) <= FEW:
            self._is_asking = False
            self._show(_sift(groups, wish))
            return
        self._is_asking = True
        self._query.ask(partial(_sift_for, self._revision, groups, wish))

    def _answered(self, answer: tuple[int, _Answer]) -> None:
        if answer[0] == self._revision:
            self._is_asking = False
            self._show(answer[1])

    def _show(self, answer: _Answer) -> None:
        self.now, self.rows, self.kinds = answer.sifted, answer.rows, answer.kinds
        self.is_awaited = not self._has_come
        self._shown = answer.by_id
        self.sifted.emit(answer.sifted)


def _sift(groups: tuple[Group, ...], wish: Wish) -> _Answer:
    sifted = sift(groups, wish)
    by_id = {group.id: group for group in sifted.groups}
    return _Answer(sifted, by_id, rows_of(sifted.groups), kind_sums(sifted.groups))


def _sift_for(revision: int, groups: tuple[Group, ...], wish: Wish) -> tuple[int, _Answer]:
    return revision, _sift(groups, wish)


def _with(groups: dict[GroupId, Group], old: GroupId, new: Sequence[Group]) -> dict[GroupId, Group]:
    """The same order, with groups in the place of one; what of them stood elsewhere moves here."""
    changed = {group.id: group for group in new}
    if changed.keys() == {old}:
        return {**groups, **changed} if old in groups else groups
    if old not in groups:
        return {each: changed.get(each, group) for each, group in groups.items()}
    found: dict[GroupId, Group] = {}
    for group in groups.values():
        if group.id == old:
            found |= changed
        elif group.id not in changed:
            found[group.id] = group
    return found
