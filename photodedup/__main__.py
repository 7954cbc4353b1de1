"""Starts the program: the command line where the arguments ask for it, otherwise the window."""

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

_READING_WORD = "--read-photos"  # as in engine/reading/starting.py, which takes long to import

_DEBUG_WORD = "--debug"  # first; what follows is as without it

_DOORS = frozenset({"serve", "worker"})  # commands of packages that nothing else imports


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `photodedup`; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [_READING_WORD]:  # first: the program is also its own reading process
        from photodedup.engine.reading import child

        child.main()
        return 0
    import multiprocessing

    from photodedup import cli

    if given[:1] == [_DEBUG_WORD]:
        _tell_everything()
        del given[0]
    multiprocessing.freeze_support()
    window = _window_arguments(given, cli.COMMANDS | _DOORS)
    if window is None:
        from photodedup.server import arguments as server
        from photodedup.workers import arguments as workers

        return cli.main(given, (server, workers))
    if not _has_screen():
        sys.stderr.write("photodedup: no screen here for a window; see photodedup --help\n")
        return 1
    from photodedup.ui import app

    folders, library = window
    return app.run(folders, library)


def _tell_everything() -> None:
    """Log in full, also to standard error, and say where the program is if it dies."""
    import faulthandler
    import logging

    if sys.stderr is not None:  # a program without a console has none
        faulthandler.enable()
        logging.basicConfig(format="%(levelname)s %(threadName)s %(name)s: %(message)s")
    logging.getLogger("photodedup").setLevel(logging.DEBUG)


def _has_screen() -> bool:
    """Whether Qt has something to draw on; without it Qt ends the program with a core dump."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _window_arguments(
    given: Sequence[str], commands: Collection[str]
) -> tuple[list[Path], Path | None] | None:
    """Folders and library to open a window with; None where the command line is meant."""
    rest = list(given)
    library = None
    if len(rest) >= 2 and rest[0] == "--library":
        library = Path(rest[1]).absolute()
        del rest[:2]
    if rest and (rest[0] in commands or any(word.startswith("-") for word in rest)):
        return None
    return [Path(word).absolute() for word in rest], library


if __name__ == "__main__":
    sys.exit(main())
