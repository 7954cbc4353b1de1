"""The photos of all groups as one list, group after group, with the group at hand in a role."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.ui.models import phrases
from photodedup.ui.models.group_rows import GroupRows, rows_of

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Role(IntEnum):
    """What a row knows beside its texts."""

    GROUP = Qt.ItemDataRole.UserRole + 1  # Group
    PHOTO = Qt.ItemDataRole.UserRole + 2  # Photo
    MEMBER = Qt.ItemDataRole.UserRole + 3  # Member, or None for the keeper
    POSITION = Qt.ItemDataRole.UserRole + 4  # 0 for the keeper, then 1, 2, ...
    BEST_SHOT = Qt.ItemDataRole.UserRole + 5  # why it is the best of its burst by faces, else ""


class GroupModel(QAbstractListModel):
    """One row for each photo of each group; a group's rows are neighbours, its keeper first.

    A list rather than a tree, so that screen readers meet every photo as an item of one list
    and a row's place needs no lookup above it. Groups are addressed by id, or by their number
    in the list (0 for the first).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.revision = 0  # grows whenever rows come, go or are others
        self._best_shots: Mapping[PhotoId, str] = {}
        self._set(rows_of(()))

    # --- content -----------------------------------------------------------------------------

    def set_groups(self, groups: Sequence[Group]) -> None:
        self.set_rows(rows_of(groups))

    def set_rows(self, rows: GroupRows) -> None:
        """Show these groups, whose rows were counted elsewhere; now they are the model's."""
        self.beginResetModel()
        self._set(rows)
        self.endResetModel()

    def replace_groups(self, old_id: GroupId, new: Sequence[Group]) -> None:
        """Put groups in the place of one; other rows keep their indexes.

        A new group that is already shown elsewhere moves here. When the old group is not there
        any more, only those new groups are brought up to date that are shown.
        """
        number = self.number_of(old_id)
        if number is None:
            for group in new:
                if self.number_of(group.id) is not None:
                    self.replace_groups(group.id, [group])
            return
        if len(new) == 1 and self._has_same_rows(self.group_at(number), new[0]):
            self._update(number, new[0])
            return
        for group in new:
            elsewhere = self.number_of(group.id)
            if group.id != old_id and elsewhere is not None:
                self._remove(elsewhere)
        number = self._rows.number_of[old_id]
        self._remove(number)
        self._insert(number, list(new))

    def set_best_shots(self, reasons: Mapping[PhotoId, str]) -> None:
        """Why shots are the best of their bursts by their faces, in the engine's words."""
        if reasons == self._best_shots:
            return
        self._best_shots = reasons
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def groups(self) -> Sequence[Group]:
        return self._rows.groups

    # --- places ------------------------------------------------------------------------------

    def group_count(self) -> int:
        return len(self._rows.groups)

    def photo_counts(self) -> Sequence[int]:
        """How many photos each group has."""
        return self._rows.counts

    def group_at(self, number: int) -> Group:
        return self._rows.groups[number]

    def number_of(self, group_id: GroupId) -> int | None:
        return self._rows.number_of.get(group_id)

    def number_at_row(self, row: int) -> int:
        """The number of the group that a row belongs to."""
        return bisect_right(self._rows.first_rows, row) - 1

    def first_row(self, number: int) -> int:
        return self._rows.first_rows[number]

    def row_of(self, group_id: GroupId, photo_id: PhotoId) -> int | None:
        number = self.number_of(group_id)
        if number is None:
            return None
        ids = [photo.id for photo in self.group_at(number).photos]
        return self.first_row(number) + ids.index(photo_id) if photo_id in ids else None

    # --- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._rows.first_rows[-1]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < self._rows.first_rows[-1]:
            return None
        number = self.number_at_row(index.row())
        group = self.group_at(number)
        position = index.row() - self.first_row(number)
        if role == Role.BEST_SHOT:
            return self.best_shot(number, position)
        if role in Role.__members__.values():
            return _fact(group, position, role)
        return self._text(number, group, position, role)

    # --- inside ------------------------------------------------------------------------------

    def best_shot(self, number: int, position: int) -> str:
        """Why a photo is the best of its burst by its face; empty mostly."""
        group = self.group_at(number)
        is_burst = group.kind is GroupKind.BURST
        return self._best_shots.get(group.photos[position].id, "") if is_burst else ""

    def _text(self, number: int, group: Group, position: int, role: int) -> str | None:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return group.photos[position].path.name
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.photo_details(group, position, self.best_shot(number, position))
            case Qt.ItemDataRole.AccessibleTextRole:
                return phrases.photo_spoken(group, position, self.best_shot(number, position))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return phrases.group_spoken(group, number, self.group_count())
        return None

    def _set(self, rows: GroupRows) -> None:
        self.revision += 1
        self._rows = rows

    @staticmethod
    def _has_same_rows(old: Group, new: Group) -> bool:
        return old.id == new.id and [p.id for p in old.photos] == [p.id for p in new.photos]

    def _update(self, number: int, group: Group) -> None:
        self._rows.groups[number] = group
        first, last = self.first_row(number), self.first_row(number + 1) - 1
        self.dataChanged.emit(self.index(first), self.index(last))

    def _remove(self, number: int) -> None:
        first, last = self.first_row(number), self.first_row(number + 1) - 1
        self.beginRemoveRows(ROOT, first, last)
        groups = self._rows.groups
        self._set(rows_of(groups[:number] + groups[number + 1 :]))
        self.endRemoveRows()

    def _insert(self, number: int, groups: list[Group]) -> None:
        if not groups:
            return
        first = self.first_row(number)
        row_count = sum(len(group.members) + 1 for group in groups)
        self.beginInsertRows(ROOT, first, first + row_count - 1)
        known = self._rows.groups
        self._set(rows_of(known[:number] + groups + known[number:]))
        self.endInsertRows()


def _fact(group: Group, position: int, role: int) -> object:
    match role:
        case Role.GROUP:
            return group
        case Role.PHOTO:
            return group.photos[position]
        case Role.MEMBER:
            return group.members[position - 1] if position else None
        case _:
            return position
