"""The command line: arguments to the engine, and the only place that prints.

Each command is a module with `add_parser`, which names the function that runs it.
"""

import argparse
import sys
from collections.abc import Sequence

from photodedup import __version__
from photodedup.cli import compare, evaluate, find, models
from photodedup.cli.exits import EXIT_FAILED, EXIT_OK, EXIT_STOPPED
from photodedup.engine.errors import PhotodedupError

COMMANDS = frozenset({"compare", "evaluate", "find", "models"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    parser = _parser()
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
    parser.print_help()
    return EXIT_OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="photodedup",
        description="Find the duplicates in your own photos. Without a command the window opens; "
        "folders that are given are added to the library.",
        epilog="Exit codes: 0 done (also when files were skipped), 1 failed, 2 wrong arguments, "
        "130 stopped.",
    )
    parser.add_argument("--version", action="version", version=f"photodedup {__version__}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try every part on pictures made for it, and say what works",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    find.add_parser(commands)
    compare.add_parser(commands)
    evaluate.add_parser(commands)
    models.add_parser(commands)
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
