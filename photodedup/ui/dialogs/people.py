"""People in the photos: who they are, the photos of each, and finding one by a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.faces.nouns import Person
from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys
from photodedup.ui.dialogs.parts import (
    button_row,
    headline,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.dialogs.people_consent import PeopleConsent
from photodedup.ui.dialogs.people_method import PeopleMethod
from photodedup.ui.engine_words import translated
from photodedup.ui.face_work import FaceView
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.resources import set_icon
from photodedup.ui.views.drop_target import single_file_in
from photodedup.ui.views.people_lists import PeopleList, PhotoTiles
from photodedup.ui.views.work_strip import WorkStrip

if TYPE_CHECKING:
    from photodedup.engine.faces.nouns import FaceSearch

_PEOPLE_WIDTH_PX = 250
_STEPS = 20  # of the slider to each side of the method's own threshold
_WIDEST = 0.4  # how far the ends are from it, as a share of it


class PeopleDialog(QDialog):
    """Says first what it does, and does nothing before the person agrees. A view of the work:
    closing it stops nothing."""

    look_requested = Signal()
    stop_requested = Signal()
    forget_requested = Signal()
    find_requested = Signal(object)  # Path
    reveal_requested = Signal(object)  # Path
    open_requested = Signal(object)  # Path

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self, self.tr("People"), 980, 680)
        self.setAcceptDrops(True)
        self._view: FaceView | None = None
        self._asked: Path | None = None  # the picture whose person is shown
        self.headline = headline(self.tr("Photos of a person"))
        self.sentence = quiet(
            self.tr(
                "photodedup can look for faces and put the photos of one person together. It does "
                "so only if you want it to."
            )
        )
        self.problem = QLabel(wordWrap=True)
        self.problem.hide()
        self.consent = PeopleConsent()
        self.consent.look_requested.connect(self.look_requested)
        self.method = PeopleMethod()
        self.work = WorkStrip(self.tr("Looking for faces"))
        self.work.stop_requested.connect(self.stop_requested)
        self.people = PeopleList()
        self.people.chosen.connect(self._show_person)
        self.tiles = PhotoTiles(thumbnails)
        self.tiles.opened.connect(self.open_requested)
        self.tiles.current_changed.connect(self._photo_chosen)
        self.title = headline()
        self.remark = quiet()
        self._make_slider()
        self._make_buttons()
        self._build()
        self._show_page()

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

    def _make_buttons(self) -> None:
        self.forget_button = plain_button(
            self.tr("For&get all faces…"), self.tr("Delete everything that is stored about faces")
        )
        set_icon(self.forget_button, "remove")
        self.forget_button.clicked.connect(self._ask_to_forget)
        self.more_button = plain_button(self.tr("&Look again"))
        set_icon(self.more_button, "rescan")
        self.more_button.clicked.connect(self.look_requested)
        self.find_button = plain_button(
            self.tr("Find by a &picture…"),
            self.tr("Photos of the person in a picture; it can be dropped here, too"),
        )
        set_icon(self.find_button, "open")
        self.find_button.clicked.connect(self._ask_for_picture)
        self.reveal_button = plain_button(
            self.tr("&Show in file manager"), self.tr("Show the chosen photo where it lies")
        )
        set_icon(self.reveal_button, "reveal")
        self.reveal_button.setEnabled(False)
        self.reveal_button.clicked.connect(self._reveal)
        self.close_button = plain_button(self.tr("Close"))
        name_keys(self.close_button, "")
        self.close_button.clicked.connect(self.accept)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.title)
        right.addWidget(self.remark)
        right.addWidget(self.tiles, 1)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        self.people.setFixedWidth(_PEOPLE_WIDTH_PX)
        halves.addWidget(self.people)
        halves.addLayout(right, 1)
        self.found_page = QWidget()
        page = QVBoxLayout(self.found_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(halves, 1)
        page.addLayout(self._slider_row())
        self.pages = QStackedWidget()
        self.pages.addWidget(self.consent)
        self.pages.addWidget(self.found_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(title_row("photos", self.headline, self.sentence))
        column.addWidget(self.method, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.work)
        column.addWidget(self.problem)
        column.addWidget(self.pages, 1)
        left = [self.forget_button, self.more_button]
        column.addLayout(
            button_row(self.find_button, self.reveal_button, self.close_button, left=left)
        )

    def _slider_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(QLabel(self.tr("Only faces that are very alike")))
        row.addWidget(self.slider, 1)
        row.addWidget(QLabel(self.tr("Also others")))
        return row

    # --- what there is -----------------------------------------------------------------------

    def show_view(self, view: FaceView) -> None:
        """What the library holds now."""
        self._view = view
        self.consent.show_view(view)
        self.method.show_view(view)
        self.forget_button.setEnabled(view.may_change)
        self.more_button.setEnabled(view.may_change and not view.missing_files)
        waiting = wording.photos(view.unread_count)
        self.more_button.setText(self.tr("&Look in {photos} more").format(photos=waiting))
        self.more_button.setToolTip(self.tr("Look for faces where nobody looked yet"))
        is_first = self.pages.currentWidget() is not self.found_page
        self._show_page()
        if view.people is not None:
            self._show_people()
        if is_first and self.pages.currentWidget() is self.found_page:
            self.people.setFocus()

    def _show_page(self) -> None:
        view = self._view
        has_people = view is not None and view.is_agreed
        self.pages.setCurrentWidget(self.found_page if has_people else self.consent)
        self.pages.setVisible(view is not None)
        for part in (self.find_button, self.reveal_button, self.forget_button):
            part.setVisible(has_people)
        is_waiting = view is not None and view.unread_count > 0 and not self.work.is_busy
        self.more_button.setVisible(has_people and is_waiting)

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
        self.sentence.setText(
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

    def _photo_chosen(self, photo: Photo | None) -> None:
        self.reveal_button.setEnabled(photo is not None)

    def _reveal(self) -> None:
        photo = self.tiles.photo()
        if photo is not None:
            self.reveal_requested.emit(photo.path)

    # --- work --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Looking for faces goes on."""
        self.problem.hide()
        self.work.begin()
        self.method.setEnabled(False)
        self.consent.look_button.setEnabled(False)
        self._show_page()

    def show_progress(self, progress: Progress) -> None:
        self.work.show_progress(progress)

    def end(self) -> None:
        self.work.end()
        self.method.setEnabled(True)
        self._show_page()

    def say(self, sentence: str) -> None:
        """What went otherwise than asked for, until the next try."""
        self.problem.setText(sentence)
        self.problem.show()

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

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Find photos of the person in this picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.look_for(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        can_find = self.pages.currentWidget() is self.found_page
        if can_find and single_file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        picture = single_file_in(event.mimeData())
        if picture is not None:
            event.acceptProposedAction()
            self.look_for(picture)

    # --- forgetting --------------------------------------------------------------------------

    def _ask_to_forget(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Forget all faces"))
        box.setText(self.tr("Delete everything that is stored about faces?"))
        box.setInformativeText(
            self.tr("Your photos and decisions stay as they are. Faces can be looked for again.")
        )
        forget = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forget.clicked.connect(self.forget_requested)
        box.open()
