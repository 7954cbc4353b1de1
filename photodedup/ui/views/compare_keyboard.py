"""Turns presses of keys over the comparison into what is to be done."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from photodedup.ui.views.compare_keys import HELD, REPEATED, CompareKeys, Do


class CompareKeyboard:
    """Remembers which key is held down: modifiers may be let go of before it.

    Args:
        do: is told what to do once.
        hold: is told that what a held key does begins (True) or ends.
    """

    def __init__(
        self, keys: CompareKeys, do: Callable[[Do], None], hold: Callable[[bool], None]
    ) -> None:
        self._keys = keys
        self._do = do
        self._hold = hold
        self._held: int | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key means something here."""
        what = self._keys.meaning(event.key(), event.modifiers())
        if what is None:
            return False
        if event.isAutoRepeat() and what not in REPEATED:
            return True
        if what in HELD:
            self._held = event.key()
            self._hold(True)
        else:
            self._do(what)
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Whether it was the key that was held."""
        if event.isAutoRepeat() or event.key() != self._held:
            return False
        self.let_go()
        return True

    def let_go(self) -> None:
        """No key is held any more, such as when the window has lost the focus."""
        if self._held is not None:
            self._held = None
            self._hold(False)
