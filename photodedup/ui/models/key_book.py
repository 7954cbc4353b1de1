"""The keys of commands: what each has by default, what the person chose, and where two clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence

Keys = tuple[str, ...]  # as portable text, such as "Ctrl+H"

_ARROWS = {
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
}


class Where(StrEnum):
    """Where keys of a command work. One key can do one thing in the list and another one while
    photos are compared."""

    LIST = "list"
    COMPARING = "comparing"
    EVERYWHERE = "everywhere"
    DIALOGS = "dialogs"  # where keys of the window do not work


@dataclass(frozen=True, slots=True)
class KeyCommand:
    """A command that keys can be given to: its name in code, and what it does."""

    name: str
    text: str
    defaults: Keys
    where: Where = Where.EVERYWHERE


class KeyBook:
    """The keys of all commands, as a draft that can be changed.

    Args:
        chosen: keys for the commands that have others than by default, by name.
    """

    def __init__(self, commands: Sequence[KeyCommand], chosen: Mapping[str, object]) -> None:
        self.commands = tuple(commands)
        self._chosen: dict[str, Keys] = {}
        for command in self.commands:
            keys = chosen.get(command.name)
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                self.choose(command.name, keys)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What differs from the defaults, to be kept in the settings."""
        return {name: list(keys) for name, keys in self._chosen.items()}

    def keys(self, name: str) -> Keys:
        """The keys of a command now."""
        return self._chosen.get(name, self._command(name).defaults)

    def choose(self, name: str, keys: Sequence[str]) -> None:
        """Give a command these keys only; none are fine, too."""
        wanted = tuple(dict.fromkeys(filter(None, map(normal, keys))))
        if wanted == self._command(name).defaults:
            self._chosen.pop(name, None)
        else:
            self._chosen[name] = wanted

    def reset(self, name: str) -> None:
        self._chosen.pop(name, None)

    def reset_all(self) -> None:
        self._chosen.clear()

    def clashes(self) -> dict[str, list[KeyCommand]]:
        """Keys that several commands have where both work, and those commands."""
        users: dict[str, list[KeyCommand]] = {}
        for command in self.commands:
            for key in self.keys(command.name):
                users.setdefault(key, []).append(command)
        return {key: met for key, found in users.items() if (met := _who_meet(found))}

    def _command(self, name: str) -> KeyCommand:
        return next(command for command in self.commands if command.name == name)


def _who_meet(commands: Sequence[KeyCommand]) -> list[KeyCommand]:
    """Those of them that work where another one of them works, too."""
    dialogs = [command for command in commands if command.where is Where.DIALOGS]
    others = [command for command in commands if command.where is not Where.DIALOGS]
    places = [command.where for command in others]
    if Where.EVERYWHERE not in places:
        others = [command for command in others if places.count(command.where) > 1]
    return [command for met in (others, dialogs) if len(met) > 1 for command in met]


def normal(key: str) -> str:
    """A key in the one way in which it is compared and kept; empty for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def with_keys(text: str, keys: str) -> str:
    """A text with the keys that do it behind, where there are any."""
    return f"{text} ({keys})" if keys else text


def native(keys: Sequence[str]) -> str:
    """Keys for a person to read: "Ctrl+H, F3"."""
    return ", ".join(map(_native, keys))


def _native(key: str) -> str:
    """As the platform writes it, but with signs for arrows, which are read faster than words."""
    sequence = QKeySequence(key)
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    arrow = combination(key).key() if sequence.count() == 1 else None
    if arrow not in _ARROWS:
        return text
    word = QKeySequence(arrow).toString(QKeySequence.SequenceFormat.NativeText)
    return text.removesuffix(word) + _ARROWS[arrow]


def combination(key: str) -> QKeyCombination:
    """The key and the modifiers of a text with one key."""
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # not in the stubs
    return first


def keys_of(action: QAction) -> Keys:
    """The keys of an action now."""
    return tuple(normal(key.toString()) for key in action.shortcuts())
