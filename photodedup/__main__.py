"""Starts the program: the command line where the arguments ask for it, otherwise the window."""

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = frozenset({"find"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `photodedup`; the exit code."""
    multiprocessing.freeze_support()  # first: a frozen program is also its own worker
    given = list(sys.argv[1:] if arguments is None else arguments)
    window = _window_arguments(given)
    if window is None:
        from photodedup import cli

        return cli.main(given)
    from photodedup.ui import app

    folders, library = window
    return app.run(folders, library)


def _window_arguments(given: list[str]) -> tuple[list[Path], Path | None] | None:
    """Folders and library to open a window with; None where the command line is meant."""
    rest = list(given)
    library = None
    if len(rest) >= 2 and rest[0] == "--library":
        library = Path(rest[1]).absolute()
        del rest[:2]
    if rest and (rest[0] in COMMANDS or any(word.startswith("-") for word in rest)):
        return None
    return [Path(word).absolute() for word in rest], library


if __name__ == "__main__":
    sys.exit(main())
