"""What the person decides while comparing, as requests: nothing is decided here."""

from PySide6.QtCore import QObject, Signal

from photodedup.engine.domain.photos import Photo
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.compare_table import CompareTable


class CompareDecisions(QObject):
    """Finds out which photo is meant.

    Signals:
        keeper_requested: GroupId, PhotoId
        mark_requested: GroupId, PhotoId, whether the photo shall go to the trash
        skip_requested: GroupId, whether all photos of the group shall stay
        part_requested: GroupId, PhotoId: the photo does not belong to its group
        keep_only_requested: GroupId, PhotoIds that stay: all others of the group are marked
        picked: other photos are picked to be kept
        refused: why nothing is asked for
    """

    keeper_requested = Signal(object, object)
    mark_requested = Signal(object, object, bool)
    skip_requested = Signal(object, bool)
    part_requested = Signal(object, object)
    keep_only_requested = Signal(object, object)
    picked = Signal()
    refused = Signal(str)

    def __init__(
        self, table: CompareTable, keys: CompareKeys, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._table = table

    def do(self, what: Do) -> None:
        target = self._table.target
        if what is Do.SKIP:
            self._skip(target)
        elif what is Do.KEEP_PICKED:
            self._keep_picked(target)
        elif what is Do.PICK:
            self._pick(target)
        elif target is None:
            self.refused.emit(self.tr("The photo that stays cannot be marked."))
        elif what is Do.KEEP:
            self._keep(target)
        elif what is Do.MARK:
            self._mark(target)
        elif what is Do.PART:
            self._part(target)

    def keep_side(self, side: int) -> None:
        """Keep the left (0) or right (1) of the two photos."""
        self._keep(self._table.two[side])

    def mark_side(self, side: int) -> None:
        """Mark or unmark one of the two."""
        self._mark(self._table.two[side])

    def _keep(self, photo: Photo) -> None:
        member = self._table.member_of(photo)
        if member is None:
            self.refused.emit(self.tr("This photo is the keeper already."))
        else:
            self.keeper_requested.emit(member[0].id, photo.id)

    def _mark(self, photo: Photo) -> None:
        found = self._table.member_of(photo)
        if found is None:
            self.refused.emit(self.tr("The keeper stays. Make another photo the keeper first."))
            return
        group, member = found
        if group.is_skipped:
            self._refuse_skipped()
        elif member.is_protected:
            self.refused.emit(self.tr("This photo is in a protected folder, so it stays."))
        else:
            self.mark_requested.emit(group.id, photo.id, not member.is_marked)

    def _refuse_skipped(self) -> None:
        key = self._keys.first(Do.SKIP)
        told = self.tr("This group is skipped. Press {key} to take it up again.")
        self.refused.emit(told.format(key=key) if key else self.tr("This group is skipped."))

    def _skip(self, target: Photo | None) -> None:
        place = self._table.place_of(target or self._table.pair[0])
        if place is not None:
            self.skip_requested.emit(place[0].id, not place[0].is_skipped)

    def _part(self, photo: Photo) -> None:
        place = self._table.place_of(photo)
        if place is not None:
            self.part_requested.emit(place[0].id, photo.id)

    def _pick(self, target: Photo | None) -> None:
        """The photo that is looked at, also where it is the keeper."""
        photo = target or self._table.pair[0]
        self._table.toggle_pick(photo.id)
        self.picked.emit()

    def _keep_picked(self, target: Photo | None) -> None:
        group = self._table.group
        kept = self._table.picked or ((target.id,) if target else ())
        if group is None:
            self.refused.emit(self.tr("These photos are of several groups."))
        elif group.is_skipped:
            self._refuse_skipped()
        elif kept:
            self.keep_only_requested.emit(group.id, kept)
