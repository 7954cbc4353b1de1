"""The command line: arguments to the engine, and the only place that prints."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from photodedup import __version__
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.paths import (
    LibraryPlaces,
    library_places,
    library_places_at,
    settings_file,
)
from photodedup.engine.progress import Progress, ProgressSink, Stage, ignore_progress, throttled
from photodedup.engine.settings import load_settings

COMMANDS = frozenset({"find"})

EXIT_OK = 0
EXIT_FAILED = 1  # the work could not be done; the message says why
EXIT_USAGE = 2  # the arguments are wrong
EXIT_STOPPED = 130  # interrupted by the person

_STAGE_TEXTS = {
    Stage.WALKING: "looking for photos",
    Stage.READING: "reading",
    Stage.COMPARING: "comparing",
    Stage.CHECKING: "checking pairs",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.self_test:
            return _self_test()
        if options.command == "find":
            return _find(options)
    except PhotodedupError as error:
        print(f"photodedup: {error}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("photodedup: stopped; what was read is kept", file=sys.stderr)
        return EXIT_STOPPED
    _parser().print_help()
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
    find = commands.add_parser(
        "find",
        help="scan folders and report the groups of duplicates",
        description="Scan folders (only what is new or changed is read) and report groups of "
        "duplicates. Nothing is moved.",
    )
    find.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    find.add_argument(
        "--json", metavar="FILE", help="write the groups as JSON; - for standard output"
    )
    find.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="keep the library in this folder (default: one of its own for these folders)",
    )
    find.add_argument("--model", metavar="ID", help="default, or none to compare by hashes alone")
    find.add_argument("--workers", type=int, default=0, metavar="N", help="files read at a time")
    return parser


def _find(options: argparse.Namespace) -> int:
    from photodedup.engine.library import Library
    from photodedup.engine.reports.as_json import report, to_json

    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    if options.workers > 0:
        settings = replace(settings, workers=options.workers)
    folders = [folder.expanduser().resolve() for folder in options.folders]
    with Library(_places(options.library, folders), settings) as library:
        chosen = {library.add_folder(folder).id for folder in folders}
        for folder in library.folders():
            if folder.id not in chosen and options.library is None:
                library.remove_folder(folder.id)
        workers = settings.workers or os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as executor:
            summary = library.scan(executor, _progress_sink())
        groups = library.groups(settings.min_similarity)
        skipped = library.skipped()
    facts = report(summary.photo_count, groups, skipped, summary.timings_s)
    if options.json == "-":
        sys.stdout.buffer.write(to_json(facts).encode("utf-8"))
        return EXIT_OK
    if options.json:
        Path(options.json).write_text(to_json(facts), encoding="utf-8")
    copies = sum(len(group.members) for group in groups)
    print(
        f"{summary.photo_count} photos, {len(groups)} groups with {copies} copies, "
        f"{len(skipped)} files skipped, {summary.timings_s['total']:.1f} s"
    )
    return EXIT_OK


def _places(library: Path | None, folders: Sequence[Path]) -> LibraryPlaces:
    """The library asked for, or one that belongs to exactly these folders."""
    if library is not None:
        return library_places_at(library.expanduser().absolute())
    from photodedup.engine.features.content import content_hash

    key = content_hash(b"\0".join(sorted(os.fsencode(folder) for folder in folders)))
    return library_places(f"command-line-{key[:12]}")


def _progress_sink() -> ProgressSink:
    """A line on standard error that is written over, where that is a terminal."""
    if not sys.stderr.isatty():
        return ignore_progress
    started_s = time.monotonic()

    def show(progress: Progress) -> None:
        text = _STAGE_TEXTS.get(progress.stage, str(progress.stage))
        counts = f"{progress.done}" + (f" of {progress.total}" if progress.total else "")
        rate = progress.done / max(0.1, time.monotonic() - started_s)
        tail = f", {rate:.0f} a second" if progress.stage is Stage.READING else ""
        end = "\n" if progress.total and progress.done == progress.total else ""
        print(f"\r\033[K{text}: {counts}{tail}", end=end, file=sys.stderr, flush=True)

    return throttled(show)


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
