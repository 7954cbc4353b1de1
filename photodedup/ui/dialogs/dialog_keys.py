"""The keys that dialogs have in common, and tips that name them as the platform does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from photodedup.ui.models.key_book import (
    KeyBook,
    KeyCommand,
    Keys,
    Where,
    native,
    normal,
    with_keys,
)

CONFIRM = "dialog confirm"
LEAVE = ("Esc",)  # as Qt has it in every dialog

# Not Enter alone: what moves files must be meant.
_DEFAULTS: dict[str, Keys] = {CONFIRM: ("Ctrl+Return", "Ctrl+Enter")}
_present = dict(_DEFAULTS)  # of the program: dialogs are made in many places


def tr(text: str) -> str:
    return QCoreApplication.translate("dialog_keys", text)


def commands() -> list[KeyCommand]:
    """Those that a person can give other keys."""
    texts = {CONFIRM: tr("Do what the dialog asks about")}
    return [KeyCommand(name, texts[name], keys, Where.DIALOGS) for name, keys in _DEFAULTS.items()]


def apply(chosen: Mapping[str, object]) -> None:
    """Take what the person chose, for the dialogs that are opened from now on."""
    book = KeyBook(commands(), chosen)
    _present.update({name: book.keys(name) for name in _DEFAULTS})


def listed() -> list[tuple[str, str]]:
    """(keys, what they do) of those that have any now."""
    return [(native(_present[each.name]), each.text) for each in commands() if _present[each.name]]


def give_keys(
    dialog: QDialog, button: QPushButton, tip: str, keys: Sequence[str] | None = None
) -> None:
    """Let keys press a button of a dialog, whose tip names the first one; without keys, those by
    which a person does what a dialog asks about."""
    pressed = _present[CONFIRM] if keys is None else keys
    for key in pressed:
        QShortcut(QKeySequence(key), dialog, button.click)
    name_keys(button, tip, pressed)


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
