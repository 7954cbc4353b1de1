"""What a command says, where, and how much of it: as --quiet, --verbose and NO_COLOR ask."""

import argparse
import logging
import os
import re
import sys
from typing import TextIO

from photodedup.cli.progress import progress_sink
from photodedup.engine.progress import ProgressSink, ignore_progress

_BOLD = ("\033[1m", "\033[0m")
_EMPHASIS = re.compile(r"(\x1b\[[01]m)")


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command has."""
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        help="say nothing but what was asked for, and what went wrong",
    )
    how_much.add_argument(
        "-v", "--verbose", action="store_true", help="say on standard error what is done"
    )


class Console:
    """Speaks for one run of a command."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.is_quiet: bool = getattr(options, "quiet", False)
        if getattr(options, "verbose", False):
            logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")

    def say(self, text: str) -> None:
        """What a person may want to know, on standard output; not with --quiet."""
        if not self.is_quiet:
            print(printable(text))

    def answer(self, text: str) -> None:
        """What the command was asked for, on standard output."""
        print(printable(text))

    def warn(self, text: str) -> None:
        """What went otherwise than asked for, on standard error."""
        print(f"photodedup: {printable(text)}", file=sys.stderr)

    def progress(self) -> ProgressSink:
        return ignore_progress if self.is_quiet else progress_sink()


def asks_for_colour(stream: TextIO) -> bool:
    """Whether colours may be used: on a terminal, unless NO_COLOR says no."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Emphasis on standard output, where it shows."""
    return text.join(_BOLD) if asks_for_colour(sys.stdout) else text


def printable(text: str) -> str:
    """File names as any terminal can show them: no control characters, no half characters. Only
    what `bold` adds gets through."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(
        part if part in _BOLD else "".join(map(_shown, part)) for part in _EMPHASIS.split(plain)
    )


def _shown(letter: str) -> str:
    return letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}"
