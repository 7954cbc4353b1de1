"""Steps that were taken, each with a way back and a way forward again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand


class DecisionCommand(QUndoCommand):
    """A decision that has been made already: it can be taken back and made again."""

    def __init__(self, text: str, apply: Callable[[Any], None], before: Any, after: Any) -> None:
        super().__init__(text)
        self._apply = apply
        self._before = before
        self._after = after
        self._is_new = True

    def undo(self) -> None:
        self._apply(self._before)

    def redo(self) -> None:
        if self._is_new:  # pushing calls redo, but the work is done
            self._is_new = False
            return
        self._apply(self._after)


class CleanupCommand(QUndoCommand):
    """A clean-up that has happened. Undo restores; doing it again means a new plan, which the
    person has to confirm and in which every file is proved anew."""

    def __init__(
        self, text: str, restore: Callable[[], None], plan_again: Callable[[], None]
    ) -> None:
        super().__init__(text)
        self._restore = restore
        self._plan_again = plan_again
        self._is_new = True

    def undo(self) -> None:
        self._restore()

    def redo(self) -> None:
        if self._is_new:
            self._is_new = False
            return
        self.setObsolete(True)  # the new clean-up will have a step of its own, if it comes to that
        self._plan_again()
