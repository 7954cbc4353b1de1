"""The command line: arguments to the engine, and the only place that prints.

Each command is a module with `add_parser`, which names the function that runs it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from photodedup import __version__
from photodedup.cli import (
    clean,
    compare,
    completion,
    evaluate,
    faces,
    find,
    libraries,
    manual,
    models,
    restore,
    search,
)
from photodedup.cli.console import add_common_options
from photodedup.cli.exits import EXIT_FAILED, EXIT_OK, EXIT_STOPPED, EXIT_TEXTS
from photodedup.engine.errors import PhotodedupError

_MODULES = (
    find,
    search,
    compare,
    clean,
    restore,
    libraries,
    faces,
    models,
    evaluate,
    completion,
    manual,
)
COMMANDS = frozenset(module.__name__.rpartition(".")[2] for module in _MODULES) - {"manual"} | {
    "help"
}


class Door(Protocol):
    """A module beside the command line that adds a command of its own, such as a server; one with
    `add_find_options` adds options to `find`."""

    def add_parser(
        self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]", /
    ) -> object: ...


def main(arguments: Sequence[str] | None = None, doors: Sequence[Door] = ()) -> int:
    """Run one command and return the exit code; `doors` bring commands of other packages."""
    parser = _parser(doors)
    options = parser.parse_args(arguments)
    try:
        if options.self_test:
            return _self_test()
        if options.command is not None:
            return int(options.run(options))
    except PhotodedupError as error:
        print(f"photodedup: {error}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("photodedup: stopped; what was read is kept", file=sys.stderr)
        return EXIT_STOPPED
    except BrokenPipeError:  # who reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    parser.print_help()
    return EXIT_OK


def _parser(doors: Sequence[Door]) -> argparse.ArgumentParser:
    codes = ", ".join(f"{code} {text.partition(' (')[0]}" for code, text in EXIT_TEXTS)
    parser = argparse.ArgumentParser(
        prog="photodedup",
        description="Find the duplicates in your own photos. Without a command the window opens; "
        "folders that are given are added to the library.",
        epilog=f"“photodedup help COMMAND” is the manual. Exit codes: {codes}.",
    )
    parser.add_argument("--version", action="version", version=f"photodedup {__version__}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try every part on pictures made for it, and say what works",
    )
    parser.add_argument(  # taken by __main__, which also opens the window
        "--debug", action="store_true", help="log in full, also to standard error; comes first"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for module in _MODULES[:-2]:
        module.add_parser(commands)
    for door in doors:
        door.add_parser(commands)
        if (add_find_options := getattr(door, "add_find_options", None)) is not None:
            add_find_options(commands.choices["find"])
    for module in _MODULES[-2:]:
        module.add_parser(commands)
    for name, command in commands.choices.items():
        add_common_options(command)
        command.epilog = f"“photodedup help {name}” says more, with examples."
        command.set_defaults(whole_parser=parser)
    return parser


def _self_test() -> int:
    """Try each part once in a temporary home; print a line for each."""
    from photodedup.engine.selftest import run_self_test

    failed = 0
    for outcome in run_self_test():
        failed += not outcome.is_good
        mark = "ok    " if outcome.is_good else "FAILED"
        print(f"{mark} {outcome.name}: {outcome.message}")
    print("All parts work." if not failed else f"{failed} parts do not work.")
    return EXIT_FAILED if failed else EXIT_OK
