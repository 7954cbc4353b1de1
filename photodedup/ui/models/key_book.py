"""The keys of commands: what each has by default, what the person chose, and where two clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

Keys = tuple[str, ...]  # as portable text, such as "Ctrl+H"


@dataclass(frozen=True, slots=True)
class KeyCommand:
    """A command that keys can be given to: its name in code, and what it does."""

    name: str
    text: str
    defaults: Keys


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
        """Keys that several commands have, and those commands."""
        users: dict[str, list[KeyCommand]] = {}
        for command in self.commands:
            for key in self.keys(command.name):
                users.setdefault(key, []).append(command)
        return {key: found for key, found in users.items() if len(found) > 1}

    def _command(self, name: str) -> KeyCommand:
        return next(command for command in self.commands if command.name == name)


def normal(key: str) -> str:
    """A key in the one way in which it is compared and kept; empty for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def with_keys(text: str, keys: str) -> str:
    """A text with the keys that do it behind, where there are any."""
    return f"{text} ({keys})" if keys else text


def native(keys: Sequence[str]) -> str:
    """Keys for a person to read: "Ctrl+H, F3"."""
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return ", ".join(shown)


def keys_of(action: QAction) -> Keys:
    """The keys of an action now."""
    return tuple(normal(key.toString()) for key in action.shortcuts())
