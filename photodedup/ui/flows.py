"""What needs several steps and dialogs: clean-ups under way, history, settings, and the rest."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.history import Operation, RestoreResult, SidecarState
from photodedup.engine.domain.photos import SkippedFile
from photodedup.engine.domain.plans import Destination
from photodedup.ui import desktop, wording
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.about import AboutDialog, DataDialog
from photodedup.ui.dialogs.cleanup_report import (
    ReportDialog,
    cleanup_problems,
    photo_count,
    restore_problems,
)
from photodedup.ui.dialogs.history import HistoryDialog
from photodedup.ui.dialogs.keyboard import KeyboardDialog, Listed
from photodedup.ui.dialogs.models import ModelsDialog
from photodedup.ui.dialogs.settings import SettingsDialog
from photodedup.ui.dialogs.skipped import SkippedDialog
from photodedup.ui.dialogs.working import WorkingDialog
from photodedup.ui.model_shop import ModelShop
from photodedup.ui.models import detail_words
from photodedup.ui.models.key_book import Where
from photodedup.ui.views.notice_bar import NoticeBar


class Flows(QObject):
    """Opens dialogs over the window and carries their answers to the controller.

    `dialog` is the one that is open, None without; all are non-blocking.
    """

    keys_requested = Signal()

    def __init__(self, controller: Controller, window: QWidget, notice: NoticeBar) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._notice = notice
        self._working: WorkingDialog | None = None
        self._device_text = ""
        self.dialog: QDialog | None = None
        self.shop = ModelShop(self)
        clearing = controller.clearing
        clearing.started.connect(self._show_working)
        clearing.cleaned.connect(self._cleaned)
        clearing.restored.connect(self._restored)
        clearing.failed.connect(self._work_over)
        clearing.stopped.connect(self._work_over)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(partial(self._forget, id(dialog)))
        dialog.open()

    def show(self, dialog: QDialog) -> None:
        """Open a dialog that was made elsewhere; it is deleted when it closes."""
        self._open(dialog)

    def _forget(self, dialog_id: int) -> None:
        if id(self.dialog) == dialog_id:
            self.dialog = None

    def note_device(self, text: str) -> None:
        """What computes, for the dialogs that tell it."""
        self._device_text = text

    def reveal(self, path: Path) -> None:
        if not desktop.reveal(path):
            text = self.tr("{path} cannot be shown: it is not there, or no file manager answered.")
            self._notice.say(text.format(path=wording.short_path(path)), icon="warning")

    def view(self, path: Path) -> None:
        if not desktop.open_in_viewer(path):
            text = self.tr("{path} cannot be opened: it is not there, or no program opens it.")
            self._notice.say(text.format(path=wording.short_path(path)), icon="warning")

    # --- clean-up ----------------------------------------------------------------------------

    def _show_working(self) -> None:
        dialog = WorkingDialog(self.tr("One moment"), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stop_requested.connect(self._controller.clearing.stop)
        self._controller.clearing.progressed.connect(dialog.show_progress)
        self._working = dialog
        dialog.open()

    def _work_over(self, _error: Exception | None = None) -> None:
        if self._working is not None:
            self._working.finish()
            self._working = None

    def _cleaned(self, operation: Operation) -> None:
        self._work_over()
        count, problems = photo_count(operation.removed), cleanup_problems(operation)
        if count:
            text = self._cleaned_text(operation)
            undo = self._controller.decisions.undo_stack.undo
            self._notice.say(text, icon="done", button=self.tr("Undo"), act=undo)
        elif not problems:
            self._notice.say(self.tr("Nothing was moved."))
        if problems:
            title = self.tr("{files} stayed").format(files=wording.files(len(problems)))
            sentence = self.tr("The others were moved.") if count else ""
            self._open(ReportDialog(title, sentence, problems, self._window))

    def _cleaned_text(self, operation: Operation) -> str:
        moved = operation.removed
        photos, size = wording.photos(photo_count(moved)), wording.size(operation.size_bytes)
        if any(removal.destination is Destination.QUARANTINE for removal in moved):
            told = self.tr("{photos} moved ({size}); drives without a trash keep them set aside.")
        else:
            told = self.tr("{photos} moved to the trash. Emptying the trash will free {size}.")
        saved = [s for s in operation.sidecars if s.state is SidecarState.WRITTEN]
        return f"{told.format(photos=photos, size=size)} {detail_words.written(saved)}".strip()

    def _restored(self, result: RestoreResult) -> None:
        self._work_over()
        if result.restored:
            text = self.tr("{photos} brought back, and not marked any more.")
            if self._controller.clearing.brings_marks_back:
                text = self.tr("{photos} brought back, and marked as before.")
            count = wording.photos(photo_count(result.restored))
            self._notice.say(text.format(photos=count), icon="done")
        if isinstance(self.dialog, HistoryDialog):
            self._controller.ask(lambda library: library.history(), self._refresh_history)
        if rows := restore_problems(result):
            title = self.tr("{files} could not be brought back")
            if not result.failed:
                title = self.tr("{files} stayed as they are now")
            count = wording.files(len(rows))
            report = ReportDialog(title.format(files=count), "", rows, self._window)
            report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            report.open()

    # --- history, skipped files --------------------------------------------------------------

    def show_history(self) -> None:
        """The dialog is there at once, so that no key goes astray; what is in it follows."""
        dialog = HistoryDialog(None, self._window)
        dialog.restore_requested.connect(self._controller.restore)
        self._open(dialog)
        self._controller.ask(lambda library: library.history(), self._refresh_history)

    def _refresh_history(self, operations: Sequence[Operation]) -> None:
        if isinstance(self.dialog, HistoryDialog):
            self.dialog.show_operations(operations)

    def show_skipped(self) -> None:
        self._controller.ask(lambda library: library.skipped(), self._open_skipped)

    def _open_skipped(self, files: Sequence[SkippedFile]) -> None:
        dialog = SkippedDialog(files, self._window)
        dialog.reveal_requested.connect(self.reveal)
        self._open(dialog)

    # --- folders and libraries ---------------------------------------------------------------

    def choose_folder(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Add a folder with photos"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._folders_chosen)
        self._open(dialog)

    def _folders_chosen(self, paths: Sequence[str]) -> None:
        self._controller.add_folders([Path(path) for path in paths])

    def ask_to_remove_folder(self, folder: Folder) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Remove folder"))
        box.setText(self.tr("Remove {name} from this library?").format(name=folder.path.name))
        box.setInformativeText(
            self.tr(
                "photodedup forgets what it knows about these photos. "
                "The photos themselves stay where they are."
            )
        )
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        remove.clicked.connect(partial(self._controller.remove_folder, folder.id))
        self._open(box)

    def ask_library_name(self, answered) -> None:  # type: ignore[no-untyped-def]
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("New library"))
        dialog.setLabelText(
            self.tr("A library has folders, groups and a history of its own.\nIts name:")
        )
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setOkButtonText(self.tr("Make library"))
        dialog.setMinimumWidth(380)
        dialog.textValueSelected.connect(answered)
        self._open(dialog)

    # --- settings and help -------------------------------------------------------------------

    def show_settings(self) -> None:
        dialog = SettingsDialog(self._controller.settings, self._device_text, self._window)
        dialog.model.models_requested.connect(self._show_models)
        self.shop.states_changed.connect(dialog.model.show_states)
        self.shop.refresh()
        dialog.chosen.connect(self._controller.change_settings)
        dialog.keys_requested.connect(partial(self._leave_for_keys, dialog))
        self._open(dialog)

    def _leave_for_keys(self, settings: SettingsDialog) -> None:
        """What was chosen so far is kept; the page of keys comes instead."""
        settings.save()
        self.keys_requested.emit()

    def _show_models(self) -> None:
        """Over the settings, which stay open."""
        dialog = ModelsDialog(self.shop, self.dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_data(self) -> None:
        dialog = DataDialog(self._controller.places, self._window)
        dialog.reveal_requested.connect(self.reveal)
        self._open(dialog)

    def show_about(self) -> None:
        dialog = AboutDialog(self._controller.places, self._device_text, self._window)
        dialog.reveal_requested.connect(self.reveal)
        self._open(dialog)

    def show_keyboard(self, keys: Sequence[tuple[Where, Listed]]) -> None:
        """All keys, as `KeyboardDialog` takes them."""
        self._open(KeyboardDialog(keys, self._window))
