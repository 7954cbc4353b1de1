"""Between the window and the faces: the dialog of people, and getting what finds faces."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photodedup.ui import wording
from photodedup.ui.controller import Controller
from photodedup.ui.engine_words import translated
from photodedup.ui.face_work import FaceView
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.ui.dialogs.people import PeopleDialog


class FacesDesk(QObject):
    """Opens the dialog, brings it what the work says, and starts what it asks for."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        self._dialog: PeopleDialog | None = None
        self._to_get: list[Callable[[], None]] = []  # of files: one after the other
        self._is_getting = False
        window.menus["people"].triggered.connect(self.show_people)
        faces, shop = controller.faces, flows.shop
        faces.changed.connect(self._show)
        faces.started.connect(self._begin)
        faces.progressed.connect(self._show_progress)
        faces.looked.connect(self._end)
        faces.forgotten.connect(self._forgotten)
        faces.failed.connect(self._fail)
        faces.found.connect(self._show_found)
        faces.shots_changed.connect(window.groups.show_best_shots)
        shop.progressed.connect(self._show_download)
        shop.ended.connect(self._got)

    def show_people(self) -> None:
        """Open the dialog; it says first what it does."""
        from photodedup.ui.dialogs.people import PeopleDialog  # few ever open it

        if self._controller.library is None:
            return
        dialog = PeopleDialog(self._window.thumbnails, self._window)
        faces = self._controller.faces
        dialog.look_requested.connect(self._look)
        dialog.method.chosen.connect(self._choose_method)
        dialog.stop_requested.connect(faces.stop)
        dialog.forget_requested.connect(faces.forget_all)
        dialog.find_requested.connect(faces.find)
        dialog.reveal_requested.connect(self._flows.reveal)
        dialog.open_requested.connect(self._flows.view)
        dialog.consent.download_requested.connect(self._download)
        dialog.consent.file_requested.connect(self._use_file)
        dialog.consent.stop_requested.connect(self._flows.shop.stop)
        dialog.finished.connect(partial(self._closed, dialog))
        self._dialog = dialog
        self._flows.show(dialog)
        if faces.is_running:
            dialog.begin()
        if self._is_getting:
            dialog.consent.begin()
        faces.refresh()

    def _closed(self, dialog: "PeopleDialog", _result: int) -> None:
        if dialog is self._dialog:
            self._dialog = None

    # --- faces -------------------------------------------------------------------------------

    def _look(self) -> None:
        self._controller.faces.look(self._controller.settings.workers)

    def _choose_method(self, name: str) -> None:
        """Show who this way finds, and remember it."""
        controller = self._controller
        controller.faces.choose_method(name)
        controller.change_settings(replace(controller.settings, faces_by=name))
        controller.faces.refresh()

    def _show(self, view: FaceView) -> None:
        if self._dialog is not None:
            self._dialog.show_view(view)

    def _begin(self) -> None:
        if self._dialog is not None:
            self._dialog.begin()

    def _show_progress(self, progress: object) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)  # type: ignore[arg-type]

    def _end(self, _summary: object) -> None:
        if self._dialog is not None:
            self._dialog.end()

    def _show_found(self, picture: Path, found: object) -> None:
        if self._dialog is not None:
            self._dialog.found.show_found(picture, found)  # type: ignore[arg-type]

    def _forgotten(self, left: str) -> None:
        if self._dialog is not None:
            self._dialog.end()
            self._dialog.close()
        told = self.tr("All faces are forgotten.")
        self._window.notice.say(translated(left) or told, icon="warning" if left else "done")

    def _fail(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.end()
            self._dialog.say(wording.error(error))
        else:
            self._window.notice.say(wording.error(error), icon="warning")

    # --- getting files -----------------------------------------------------------------------

    def _download(self, file_ids: Sequence[str]) -> None:
        self._to_get += [partial(self._flows.shop.download, each) for each in file_ids]
        self._get_next()

    def _use_file(self, file_id: str, path: Path) -> None:
        self._to_get.append(partial(self._flows.shop.use_file, file_id, path))
        self._get_next()

    def _get_next(self) -> None:
        if not self._to_get or self._flows.shop.busy_with:
            return
        self._is_getting = True
        if self._dialog is not None:
            self._dialog.consent.begin()
        self._to_get.pop(0)()

    def _show_download(self, progress: object) -> None:
        if self._dialog is not None and self._is_getting:
            self._dialog.consent.show_progress(progress)  # type: ignore[arg-type]

    def _got(self, _file_id: str, problem: str) -> None:
        if not self._is_getting:
            self._get_next()  # the shop was busy with something else
            return
        if problem:
            self._to_get = []
        if self._to_get:
            self._get_next()
            return
        self._is_getting = False
        if self._dialog is not None:
            self._dialog.consent.end(problem)
        self._controller.faces.refresh()
