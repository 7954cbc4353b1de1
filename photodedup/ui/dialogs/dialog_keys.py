"""The keys that dialogs have in common, and tips that name them as the platform does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from photodedup.ui.models.key_book import native, normal, with_keys

CONFIRM = ("Ctrl+Return", "Ctrl+Enter")  # not Enter alone: what moves files must be meant
LEAVE = ("Esc",)  # as Qt has it in every dialog


def give_keys(
    dialog: QDialog, button: QPushButton, tip: str, keys: Sequence[str] = CONFIRM
) -> None:
    """Let keys press a button of a dialog, whose tip names the first one."""
    for key in keys:
        QShortcut(QKeySequence(key), dialog, button.click)
    name_keys(button, tip, keys)


def press_by_enter(button: QPushButton, *places: QWidget) -> None:
    """Let Enter alone press a button that moves nothing away: while it, or one of these places,
    has the keyboard."""
    for place in (button, *places):
        for key in ("Return", "Enter"):
            pressed = QShortcut(QKeySequence(key), place, button.click)
            pressed.setContext(Qt.ShortcutContext.WidgetShortcut)


def name_keys(widget: QWidget, tip: str, keys: Sequence[str] = LEAVE) -> None:
    """A tip for what these keys do anyway; the key alone where the control says it all."""
    key = native(keys[:1])
    widget.setToolTip(with_keys(tip, key) if tip else key)


def standard(key: QKeySequence.StandardKey) -> tuple[str, ...]:
    """The platform's own key, such as that for copying."""
    return (normal(QKeySequence(key).toString()),)
