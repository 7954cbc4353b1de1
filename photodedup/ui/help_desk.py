"""What the Help menu shows beside the work: the guide, and whether there is a newer version."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from photodedup.ui.controller import Controller
from photodedup.ui.dialogs.guide import GuideDialog
from photodedup.ui.dialogs.keyboard import Listed, with_fixed
from photodedup.ui.flows import Flows
from photodedup.ui.jobs import SerialTasks
from photodedup.ui.language import chosen_language
from photodedup.ui.main_window import MainWindow
from photodedup.ui.models import where_words
from photodedup.ui.models.key_book import Where

if TYPE_CHECKING:  # what asks over the network is loaded when somebody asks
    from photodedup.ui.dialogs.updates import UpdatesDialog
    from photodedup.ui.updates import Release

Keys = Callable[[], Sequence[tuple[Where, Listed]]]


class HelpDesk(QObject):
    """`guide` is the guide's window while it is open, None otherwise.

    Args:
        keys: tells the present keys of each place.
    """

    def __init__(
        self, controller: Controller, window: MainWindow, flows: Flows, keys: Keys
    ) -> None:
        super().__init__(window)
        self._window = window
        self._flows = flows
        self._keys = keys
        self._language = chosen_language(controller.settings.language)  # until the next start
        self._network = SerialTasks(self)
        self._asking: UpdatesDialog | None = None
        self.guide: GuideDialog | None = None
        window.menus["guide"].triggered.connect(lambda _=False: self.show_guide())
        window.menus["updates"].triggered.connect(lambda _=False: self.show_updates())
        window.closing.connect(self._close)

    # --- the guide ---------------------------------------------------------------------------

    def show_guide(self) -> None:
        """Open the guide, or bring it to the front."""
        if self.guide is None:
            keys = [(where_words.title(w), with_fixed(w, pairs)) for w, pairs in self._keys()]
            self.guide = GuideDialog(self._language, keys, self._window)
            self.guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.guide.destroyed.connect(self._forget_guide)
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()

    def _forget_guide(self) -> None:
        self.guide = None

    def _close(self) -> None:
        if self.guide is not None:
            self.guide.close()

    # --- newer versions ----------------------------------------------------------------------

    def show_updates(self) -> None:
        """Say what can be asked; nobody is asked before the person presses the button."""
        from photodedup.ui import updates
        from photodedup.ui.dialogs.updates import UpdatesDialog

        dialog = UpdatesDialog(updates.ADDRESS, self._window)
        dialog.asked.connect(self._ask)
        dialog.destroyed.connect(self._forget_asking)
        self._asking = dialog
        self._flows.show(dialog)

    def _forget_asking(self) -> None:
        self._asking = None

    def _ask(self) -> None:
        from photodedup.ui import updates

        question = partial(updates.newest_release, updates.ADDRESS)
        self._network.submit(question, self._show_release, self._show_problem)

    def _show_release(self, release: "Release") -> None:
        if self._asking is not None:
            self._asking.show_release(release)

    def _show_problem(self, error: Exception) -> None:
        if self._asking is not None:
            self._asking.show_problem(error)
