"""What a parser knows of its commands and options, for the manual and for shell completion."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Takes = Literal["nothing", "text", "file", "folder", "choice"]

_FOLDER_WORDS = {"FOLDER", "DIR"}
_FILE_WORDS = {"FILE", "FILE.html", "IMAGE", "A", "B", "PATH"}


@dataclass(frozen=True, slots=True)
class Option:
    """One option or place of a command; `names` is empty for a place. `repeats`: it may be given
    several times."""

    names: tuple[str, ...]
    metavar: str
    help: str
    takes: Takes
    choices: tuple[str, ...] = ()
    repeats: bool = False


def commands_of(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The commands by name, in the order of the help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return {str(name): command for name, command in action.choices.items()}
    return {}


def summaries_of(parser: argparse.ArgumentParser) -> Mapping[str, str]:
    """What each command does, in a few words."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return {
                choice.dest: choice.help or "" for choice in action._choices_actions if choice.dest
            }
    return {}


def options_of(parser: argparse.ArgumentParser) -> list[Option]:
    """The places and options of a command, without --help's own."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        choices = tuple(str(choice) for choice in action.choices or ())
        metavar = action.metavar if action.metavar is not None else action.dest.upper()
        words = metavar if isinstance(metavar, tuple) else (metavar,)
        text = " ".join(words) if action.nargs != 0 else ""
        if choices:
            text = "|".join(choices)
        help_text = (action.help or "").replace("%%", "%")
        takes = _takes(action, words[-1], choices)
        repeats = _repeats(action)
        found.append(Option(tuple(action.option_strings), text, help_text, takes, choices, repeats))
    return found


def _repeats(action: argparse.Action) -> bool:
    if action.option_strings:
        return isinstance(action, argparse._AppendAction)
    return action.nargs in ("*", "+")


def _takes(action: argparse.Action, word: str, choices: tuple[str, ...]) -> Takes:
    if action.nargs == 0:
        return "nothing"
    if choices:
        return "choice"
    if word in _FOLDER_WORDS:
        return "folder"
    return "file" if word in _FILE_WORDS else "text"
