"""What is marked, and the two ways on from here: to the trash, and back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from photodedup.engine.tabs import NOTHING_MARKED, MarkSum
from photodedup.ui import wording
from photodedup.ui.models.key_book import with_keys
from photodedup.ui.resources import set_icon


class BottomBar(QFrame):
    """Always there, so that nobody has to search for how much is marked, or for Undo."""

    trash_requested = Signal()
    undo_requested = Signal()
    history_requested = Signal()
    accept_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("strip", True)
        self._marked_count = 0
        self._is_allowed = False
        self._has_groups = False
        self._undo_text = ""
        self._keys = ("", "")  # of undo and accept
        self.undo_button = QPushButton(self.tr("Undo"))
        set_icon(self.undo_button, "undo")
        self.undo_button.clicked.connect(self.undo_requested)
        self.history_button = QPushButton(self.tr("History"))
        set_icon(self.history_button, "history")
        self.history_button.setToolTip(self.tr("Past clean-ups, and how to get photos back"))
        self.history_button.setAccessibleName(self.tr("History of clean-ups"))
        self.history_button.clicked.connect(self.history_requested)
        self.accept_button = QPushButton()
        set_icon(self.accept_button, "done")
        self.accept_button.clicked.connect(self.accept_requested)
        self.marked = QLabel()
        self.trash_button = QPushButton(self.tr("Move to trash…"))
        self.trash_button.setProperty("primary", True)
        set_icon(self.trash_button, "trash")
        self.trash_button.setAccessibleName(self.tr("Move marked photos to the trash"))
        self.trash_button.clicked.connect(self.trash_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(self.undo_button)
        row.addWidget(self.history_button)
        row.addStretch()
        row.addWidget(self.accept_button)
        row.addStretch()
        row.addWidget(self.marked)
        row.addWidget(self.trash_button)
        self.show_undo("")
        self.show_batch(0, are_reviewed=False, has_groups=False)
        self.show_marks(NOTHING_MARKED, NOTHING_MARKED)

    def show_marks(self, shown: MarkSum, all_marks: MarkSum) -> None:
        """What is marked in the groups on the screen, and in all there are."""
        self._marked_count = all_marks.photos
        if shown.photos:
            told = self.tr("{photos} marked, {size}").format(
                photos=wording.photos(shown.photos), size=wording.size(shown.size_bytes)
            )
        else:
            told = self.tr("Nothing is marked")
        if all_marks.photos > shown.photos:
            more = self.tr("{photos} in all tabs").format(photos=wording.photos(all_marks.photos))
            told = f"{told} · {more}"
        self.marked.setText(told)
        self._show_trash()

    def show_batch(self, count: int, *, are_reviewed: bool, has_groups: bool) -> None:
        """How many groups are whole on the screen, whether all of them were agreed to, and
        whether there are any to go on to."""
        told = self.tr("Go on")
        if count and not are_reviewed:
            told = self.tr("Accept these {n} and go on").format(n=wording.number(count))
            if count == 1:
                told = self.tr("Accept this one and go on")
        self.accept_button.setText(told)
        self.accept_button.setAccessibleName(told)
        self._has_groups = has_groups
        self._show_accept()

    def show_accept(self, is_shown: bool) -> None:
        """Offer to agree only where groups are on the screen."""
        self.accept_button.setVisible(is_shown)

    def allow(self, allowed: bool) -> None:
        """Whether a clean-up may start now."""
        self._is_allowed = allowed
        self._show_accept()
        self._show_trash()

    def tell_keys(self, *, undo: str, accept: str) -> None:
        """The present keys, for the tips."""
        self._keys = (undo, accept)
        self.show_undo(self._undo_text)
        told = self.tr("You have looked at the groups on the screen and agree. Nothing moves yet.")
        self.accept_button.setToolTip(with_keys(told, accept))

    def show_undo(self, text: str) -> None:
        """Name what Undo takes back; empty where there is nothing."""
        self._undo_text = text
        self.undo_button.setEnabled(bool(text))
        told = self.tr("Undo: {what}").format(what=text) if text else self.tr("Nothing to undo")
        self.undo_button.setToolTip(with_keys(told, self._keys[0]))
        self.undo_button.setAccessibleName(told)

    def _show_accept(self) -> None:
        self.accept_button.setEnabled(self._is_allowed and self._has_groups)

    def _show_trash(self) -> None:
        self.trash_button.setEnabled(self._is_allowed and self._marked_count > 0)
        self.trash_button.setToolTip(
            self.tr("See what would go and what stays; nothing moves before you confirm")
            if self._marked_count
            else self.tr("Mark photos first; then they can go to the trash")
        )
