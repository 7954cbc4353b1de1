"""The page of people: who they are, the photos of one of them, and of whoever is in a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.faces.nouns import Person
from photodedup.ui import wording
from photodedup.ui.dialogs.parts import headline, quiet
from photodedup.ui.engine_words import translated
from photodedup.ui.face_work import FaceView
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.people_lists import PeopleList, PhotoTiles

if TYPE_CHECKING:
    from photodedup.engine.faces.nouns import FaceSearch

_PEOPLE_WIDTH_PX = 250
_STEPS = 20  # of the slider to each side of the method's own threshold
_WIDEST = 0.4  # how far the ends are from it, as a share of it


class PeopleFound(QWidget):
    """Shows what the library holds; the slider says how alike faces of one person must be."""

    find_requested = Signal(object)  # Path
    summed_up = Signal(str)  # how many people there are, in a sentence

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FaceView | None = None
        self._asked: Path | None = None  # the picture whose person is shown
        self.people = PeopleList()
        self.people.chosen.connect(self._show_person)
        self.people.setFixedWidth(_PEOPLE_WIDTH_PX)
        self.tiles = PhotoTiles(thumbnails)
        self.title = headline()
        self.remark = quiet()
        self._make_slider()
        self._build()

    def _make_slider(self) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_STEPS, _STEPS)
        self.slider.setPageStep(5)
        self.slider.setMaximumWidth(220)
        self.slider.setAccessibleName(self.tr("How alike faces must be"))
        self.slider.setToolTip(
            self.tr("How alike faces must be to be one person's. No photo is read again.")
        )
        self.slider.valueChanged.connect(self._show_people)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.title)
        right.addWidget(self.remark)
        right.addWidget(self.tiles, 1)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self.people)
        halves.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(halves, 1)
        page.addLayout(self._slider_row())

    def _slider_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(QLabel(self.tr("Only faces that are very alike")))
        row.addWidget(self.slider, 1)
        row.addWidget(QLabel(self.tr("Also others")))
        return row

    # --- people ------------------------------------------------------------------------------

    def show_view(self, view: FaceView) -> None:
        """What the library holds now."""
        self._view = view
        self._show_people()

    def threshold(self) -> float | None:
        """The distance up to which faces are one person's; None as long as nothing is known."""
        if self._view is None or self._view.people is None:
            return None
        share = 1.0 + _WIDEST * self.slider.value() / _STEPS
        return self._view.people.method.threshold * share

    def _show_people(self, _step: int = 0) -> None:
        view = self._view
        if view is None or view.people is None:
            return
        people = view.people.at(self.threshold())
        several = sum(len(person.photos) > 1 for person in people)
        self.summed_up.emit(
            self.tr("{people} in several photos, {others} in one photo each").format(
                people=self._people_text(several), others=wording.number(len(people) - several)
            )
            if people
            else self.tr("No face was found so far.")
        )
        self._asked = None
        self.people.show_people(people)

    def _people_text(self, count: int) -> str:
        if count == 1:
            return self.tr("1 person")
        return self.tr("{n} people").format(n=wording.number(count))

    def _show_person(self, person: Person | None) -> None:
        if person is None:
            if self._asked is None:
                self.title.setText("")
                self._show_photos((), "")
            return
        self._asked = None
        count = wording.photos(len(person.photos))
        name = self.tr("Person {n}").format(n=wording.number(person.number))
        self.title.setText(f"{name}: {count}")
        self._show_photos(person.photos, "")

    def _show_photos(self, photos: Sequence[Photo], remark: str) -> None:
        best = self._view.best_shots if self._view is not None else {}
        told = self.tr("Best of its burst: {what}")
        remarks = {
            photo.id: told.format(what=translated(best[photo.id]))
            for photo in photos
            if photo.id in best
        }
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.tiles.show_photos(photos, remarks)

    # --- finding a person ------------------------------------------------------------------------

    def look_for(self, picture: Path) -> None:
        """Ask for photos of the person in a picture."""
        self._asked = picture
        self.people.leave()
        self.title.setText(self.tr("Looking for the person in {name}…").format(name=picture.name))
        self._show_photos((), "")
        self.find_requested.emit(picture)

    def show_found(self, picture: Path, found: "FaceSearch | PhotodedupError | None") -> None:
        """The answer to the last picture asked about."""
        if picture != self._asked:
            return
        if isinstance(found, PhotodedupError):
            self.title.setText(self.tr("{name} cannot be looked for").format(name=picture.name))
            self._show_photos((), wording.error(found))
        elif found is None:
            self.title.setText(self.tr("There is no face in {name}").format(name=picture.name))
            self._show_photos((), "")
        else:
            photos = [hit.face.photo for hit in found.hits]
            count = wording.photos(len(photos))
            told = self.tr("The person in {name}: {photos}")
            self.title.setText(told.format(name=picture.name, photos=count))
            several = self.tr("There are several faces in it; the largest one is looked for.")
            self._show_photos(photos, several if found.face_count > 1 else "")
