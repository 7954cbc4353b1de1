"""What a person asks about two photos, of one group or of any."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from photodedup.engine.domain import Photo, PhotoId
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.why import WhyDialog
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.engine.comparison import Account
    from photodedup.engine.library import Library

Question = Callable[["Library"], "Account"]


class PairDesk(QObject):
    """Chooses the two photos that are meant, and shows why they match or not."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        window.groups.why_requested.connect(self._explain_chosen)
        window.picked.why_clicked.connect(self._explain_chosen)
        window.compare.why_requested.connect(self.explain)

    # --- why? --------------------------------------------------------------------------------

    def explain(self, first: Photo, second: Photo) -> None:
        """Say what the second photo is, seen from the first."""
        dialog = WhyDialog(first.path, second.path, self._window)
        for card, photo in zip(dialog.cards, (first, second), strict=True):
            card.picture.show_thumbnail(self._window.thumbnails, photo)
        self._show(dialog, partial(_explain, first.id, second.id))

    def explain_files(self, first: Path, second: Path) -> None:
        """The same for any two files."""
        dialog = WhyDialog(first, second, self._window)
        self._show(dialog, partial(_explain_files, first, second))

    def choose_files(self) -> None:
        """Let the person name two files, such as photos that are in no group."""
        dialog = QFileDialog(self._window, self.tr("Choose two photos: why do they match, or not?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        photo = self._window.groups.current_photo()
        dialog.setDirectory(str(photo.path.parent if photo else Path.home()))
        dialog.filesSelected.connect(self._files_chosen)
        self._flows.show(dialog)

    def _files_chosen(self, names: Sequence[str]) -> None:
        if len(names) == 2:
            self.explain_files(*map(Path, names))
        else:
            said = self.tr("Choose two photos at once: click one, and the other with Ctrl.")
            self._window.notice.say(said)

    def _explain_chosen(self) -> None:
        pair = self._chosen_pair()
        if pair is not None:
            self.explain(*pair)

    def _chosen_pair(self) -> tuple[Photo, Photo] | None:
        """The two picked photos; the picked and the current one; the keeper and the current one."""
        view = self._window.groups
        picked, group, current = view.picks.photos, view.current_group(), view.current_photo()
        if len(picked) > 2:
            view.say(self.tr("More than two photos are picked. Esc unpicks them."))
            return None
        if len(picked) == 2:
            return picked[0], picked[1]
        if group is None or current is None:
            return None
        if picked and picked[0].id != current.id:
            return picked[0], current
        return group.keeper, group.photos[1] if current.id == group.keeper.id else current

    def _show(self, dialog: WhyDialog, question: Question) -> None:
        feeds = self._controller.feeds
        feeds.explained.connect(dialog.show_account)
        feeds.not_explained.connect(dialog.show_error)
        dialog.retry_requested.connect(partial(feeds.explain, question))
        self._flows.show(dialog)
        feeds.explain(question)


def _explain(first: PhotoId, second: PhotoId, library: "Library") -> "Account":
    from photodedup.engine.comparison import account

    return account(library.explain(first, second))


def _explain_files(first: Path, second: Path, library: "Library") -> "Account":
    from photodedup.engine.comparison import account

    return account(library.explain_files(first, second))
