"""People as rows of faces, and the photos of one person as tiles."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.faces.nouns import Person
from photodedup.ui import wording
from photodedup.ui.models.thumbnails import ThumbnailLoader

FACE = QSize(56, 56)
TILE = QSize(150, 112)
_TILE_ROOM = QSize(162, 164)
_GAP_PX = 8

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class PeopleModel(QAbstractListModel):
    """One row for each person; faces are drawn from what is stored of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: tuple[Person, ...] = ()
        self._faces: dict[int, QIcon] = {}

    def set_people(self, people: Sequence[Person]) -> None:
        self.beginResetModel()
        self.people = tuple(people)
        self._faces = {}
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            count = wording.photos(len(person.photos))
            name = self.tr("Person {n}").format(n=wording.number(person.number))
            return f"{name}\n{count}" if role == Role.DisplayRole else f"{name}, {count}"
        if role == Role.DecorationRole:
            return self._face(index.row(), person)
        return None

    def _face(self, row: int, person: Person) -> QIcon:
        if row not in self._faces:
            pixmap = QPixmap()
            pixmap.loadFromData(person.face.picture_jpeg)
            self._faces[row] = _plain_icon(pixmap)
        return self._faces[row]


class PeopleList(QListView):
    """Choose a person; `chosen` tells whom, None for nobody."""

    chosen = Signal(object)  # Person or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PeopleModel(self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("People"))
        self.setIconSize(FACE)
        self.setSpacing(2)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def people(self) -> tuple[Person, ...]:
        return self._model.people

    def show_people(self, people: Sequence[Person]) -> None:
        """Keep to the person that is chosen, as far as one has the same face."""
        before = self.person()
        self._model.set_people(people)
        if not people:
            self.chosen.emit(None)
            return
        row = 0 if before is None else _row_of(before, people)
        self.setCurrentIndex(self._model.index(row, 0))

    def person(self) -> Person | None:
        row = self.currentIndex().row()
        return self.people[row] if 0 <= row < len(self.people) else None

    def leave(self) -> None:
        """Choose nobody, such as while photos of another picture's person are shown."""
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.clearSelection()
        self.viewport().update()

    def _tell(self, _current: object = None, _before: object = None) -> None:
        self.chosen.emit(self.person())


def _row_of(person: Person, people: Sequence[Person]) -> int:
    """Who has this person's face among these; the first where nobody has."""
    key = person.face.photo.id, person.face.number
    for row, other in enumerate(people):
        if any((face.photo.id, face.number) == key for face in other.faces):
            return row
    return 0


class TileModel(QAbstractListModel):
    """Photos with what is to be said of each below its name."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.photos: tuple[Photo, ...] = ()
        self._thumbnails = thumbnails
        self._remarks: Mapping[PhotoId, str] = {}
        thumbnails.loaded.connect(self._loaded)

    def set_photos(self, photos: Sequence[Photo], remarks: Mapping[PhotoId, str]) -> None:
        self.beginResetModel()
        self.photos = tuple(photos)
        self._remarks = remarks
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.photos)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        photo = self.photos[index.row()]
        remark = self._remarks.get(photo.id, "")
        texts: dict[int, Callable[[], object]] = {
            Role.DisplayRole: lambda: f"{photo.path.name}\n{remark}".strip(),
            Role.AccessibleTextRole: lambda: f"{photo.path.name}, {remark}".strip(", "),
            Role.ToolTipRole: lambda: "\n".join(
                filter(None, [wording.short_path(photo.path), remark])
            ),
            Role.DecorationRole: lambda: self._icon(photo),
            Role.TextAlignmentRole: lambda: (
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            ),
            Role.SizeHintRole: lambda: _TILE_ROOM,
        }
        make = texts.get(Role(role)) if role in texts else None
        return make() if make is not None else None

    def _icon(self, photo: Photo) -> QIcon | None:
        pixmap = self._thumbnails.pixmap(photo)
        return _plain_icon(pixmap) if pixmap is not None else None

    def _loaded(self, photo: PhotoId) -> None:
        for row, shown in enumerate(self.photos):
            if shown.id == photo:
                index = self.index(row, 0)
                self.dataChanged.emit(index, index, [Role.DecorationRole])


def _plain_icon(pixmap: QPixmap) -> QIcon:
    """One that looks the same where it is chosen: a tint would change the picture."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


class PhotoTiles(QListView):
    """The photos of one person. `opened` is what Enter and a double click ask for."""

    opened = Signal(object)  # Path
    current_changed = Signal(object)  # Photo or None

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TileModel(thumbnails, self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Photos of this person"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setIconSize(TILE)
        self.setSpacing(_GAP_PX)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def photos(self) -> tuple[Photo, ...]:
        return self._model.photos

    def show_photos(self, photos: Sequence[Photo], remarks: Mapping[PhotoId, str]) -> None:
        self._model.set_photos(photos, remarks)
        self.current_changed.emit(None)

    def photo(self) -> Photo | None:
        row = self.currentIndex().row()
        return self.photos[row] if 0 <= row < len(self.photos) else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.photos[index.row()].path)

    def _tell(self, _current: object = None, _before: object = None) -> None:
        self.current_changed.emit(self.photo())
