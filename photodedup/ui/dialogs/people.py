"""The dialog of people in the photos: what is looked for, and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from photodedup.engine.domain.photos import Photo
from photodedup.engine.progress import Progress
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import name_keys
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
    title_row,
)
from photodedup.ui.dialogs.people_consent import PeopleConsent
from photodedup.ui.dialogs.people_found import PeopleFound
from photodedup.ui.dialogs.people_method import PeopleMethod
from photodedup.ui.face_work import FaceView
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.resources import set_icon
from photodedup.ui.views.drop_target import single_file_in
from photodedup.ui.views.work_strip import WorkStrip


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
        self.found = PeopleFound(thumbnails)
        self.found.summed_up.connect(self.sentence.setText)
        self.found.find_requested.connect(self.find_requested)
        self.found.tiles.opened.connect(self.open_requested)
        self.found.tiles.current_changed.connect(self._photo_chosen)
        self._make_buttons()
        self._build()
        self._show_page()

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
        self.pages = QStackedWidget()
        self.pages.addWidget(self.consent)
        self.pages.addWidget(self.found)
        column = dialog_column(self)
        column.addLayout(title_row("photos", self.headline, self.sentence))
        column.addWidget(self.method, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.work)
        column.addWidget(self.problem)
        column.addWidget(self.pages, 1)
        left = [self.forget_button, self.more_button]
        column.addLayout(
            button_row(self.find_button, self.reveal_button, self.close_button, left=left)
        )

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
        is_first = self.pages.currentWidget() is not self.found
        self._show_page()
        self.found.show_view(view)
        if is_first and self.pages.currentWidget() is self.found:
            self.found.people.setFocus()

    def _show_page(self) -> None:
        view = self._view
        has_people = view is not None and view.is_agreed
        self.pages.setCurrentWidget(self.found if has_people else self.consent)
        self.pages.setVisible(view is not None)
        for part in (self.find_button, self.reveal_button, self.forget_button):
            part.setVisible(has_people)
        is_waiting = view is not None and view.unread_count > 0 and not self.work.is_busy
        self.more_button.setVisible(has_people and is_waiting)

    def _photo_chosen(self, photo: Photo | None) -> None:
        self.reveal_button.setEnabled(photo is not None)

    def _reveal(self) -> None:
        photo = self.found.tiles.photo()
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

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Find photos of the person in this picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.found.look_for(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        can_find = self.pages.currentWidget() is self.found
        if can_find and single_file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        picture = single_file_in(event.mimeData())
        if picture is not None:
            event.acceptProposedAction()
            self.found.look_for(picture)

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
