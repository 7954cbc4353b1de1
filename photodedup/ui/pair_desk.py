"""What a person asks and decides about two or more photos, of one group or of any."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.by_hand import ByHandDialog
from photodedup.ui.dialogs.why import WhyDialog
from photodedup.ui.flows import Flows
from photodedup.ui.main_window import MainWindow

if TYPE_CHECKING:
    from photodedup.engine.agreements import KeptSet
    from photodedup.engine.by_hand import HandChange, HandDecision
    from photodedup.engine.comparison import Account
    from photodedup.engine.library import Library

Question = Callable[["Library"], "Account"]


class PairDesk(QObject):
    """Finds out which photos are meant, shows why two match or not, and passes on what the person
    says of them against or without proof."""

    def __init__(self, controller: Controller, window: MainWindow, flows: Flows) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._flows = flows
        window.groups.why_requested.connect(self._explain_chosen)
        window.picked.why_clicked.connect(self._explain_chosen)
        window.compare.why_requested.connect(self.explain)
        for asking in (window.groups.together_requested, window.picked.together_clicked):
            asking.connect(self._put_together)
        for asking in (window.groups.part_requested, window.picked.part_clicked):
            asking.connect(self._take_out)
        self._told = ""
        controller.decisions.ruled.connect(self._ruled)
        controller.decisions.undo_stack.indexChanged.connect(self._withdraw_undo)

    # --- why? --------------------------------------------------------------------------------

    def explain(self, first: Photo, second: Photo) -> None:
        """Say what the second photo is, seen from the first."""
        dialog = WhyDialog(first.path, second.path, self._window)
        for card, photo in zip(dialog.cards, (first, second), strict=True):
            card.picture.show_thumbnail(self._window.thumbnails, photo)
        self._offer(dialog, first, second)
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

    def _offer(self, dialog: WhyDialog, first: Photo, second: Photo) -> None:
        """To take one of them out where they are in one group, else to put them together."""
        decisions = self._controller.decisions
        group = self._window.groups.group_with([first.id, second.id])
        if group is None:
            tip = self.tr("They show one picture: make one group of them and theirs")
            dialog.offer(self.tr("Put together"), tip)
            dialog.decided.connect(partial(decisions.put_together, [first.id, second.id]))
        else:
            tip = self.tr("The second does not show what the others of the group show")
            dialog.offer(self.tr("Not the same: take out"), tip)
            dialog.decided.connect(partial(decisions.take_out, group.id, [second.id]))

    def _show(self, dialog: WhyDialog, question: Question) -> None:
        feeds = self._controller.feeds
        feeds.explained.connect(dialog.show_account)
        feeds.not_explained.connect(dialog.show_error)
        dialog.retry_requested.connect(partial(feeds.explain, question))
        self._flows.show(dialog)
        feeds.explain(question)

    # --- decisions by hand -------------------------------------------------------------------

    def show_decisions(self) -> None:
        """List what was decided by hand, to take it back."""
        self._controller.ask(
            lambda library: (library.hand_decisions(), library.kept()), self._open_decisions
        )

    def _open_decisions(self, decided: "tuple[Sequence[HandDecision], Sequence[KeptSet]]") -> None:
        dialog = ByHandDialog(*decided, self._window)
        dialog.take_back_requested.connect(self._controller.decisions.take_back)
        dialog.release_requested.connect(self._controller.decisions.release)
        self._flows.show(dialog)

    def _put_together(self) -> None:
        """The picked photos; or the picked and the current one; or pick the first of them."""
        view = self._window.groups
        picked, current = view.picks.photos, view.current_photo()
        chosen = [photo.id for photo in picked]
        if len(chosen) == 1 and current is not None and current.id not in chosen:
            chosen.append(current.id)
        if len(chosen) >= 2:
            self._controller.decisions.put_together(chosen)
            return
        if not picked and current is not None:
            view.picks.toggle(current)
        told = self.tr(
            "Go to the photo that shows the same, and press {key} again. Esc forgets it."
        )
        key = self._window.menus.first_key("group together")
        if not key:
            told = self.tr("Pick the photo that shows the same, too. Esc forgets it.")
        view.say(told.format(key=key))

    def _take_out(self) -> None:
        """The picked photos; the current one where none is picked."""
        view = self._window.groups
        current = view.current_photo()
        chosen = [photo.id for photo in view.picks.photos] or [current.id] if current else []
        group = view.group_with(chosen)
        if chosen and group is not None:
            self._controller.decisions.take_out(group.id, chosen)
        elif chosen:
            view.say(self.tr("The picked photos are not of one group. Esc unpicks them."))

    def _ruled(self, change: "HandChange") -> None:
        self._window.groups.picks.clear()
        if ByHand.TOGETHER in change.after.values():
            told = self.tr(
                "Put together. What is not proved to be the same goes only if you mark it."
            )
        else:
            told = self.tr("Taken out. They will not be put into one group again.")
        self._told = told
        undo = self._controller.decisions.undo_stack.undo
        self._window.notice.say(told, icon="done", button=self.tr("Undo"), act=undo)

    def _withdraw_undo(self) -> None:
        """What the notice would undo is no longer the last thing that was done."""
        notice = self._window.notice
        if self._told and notice.text.text() == self._told:
            notice.hide()


def _explain(first: PhotoId, second: PhotoId, library: "Library") -> "Account":
    from photodedup.engine.comparison import account

    return account(library.explain(first, second))


def _explain_files(first: Path, second: Path, library: "Library") -> "Account":
    from photodedup.engine.comparison import account

    return account(library.explain_files(first, second))
