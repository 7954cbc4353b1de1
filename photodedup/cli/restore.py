"""`photodedup restore`: past clean-ups, and bringing photos back from the trash."""

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_OK, EXIT_PARTLY
from photodedup.cli.places import all_places, existing_places
from photodedup.engine.errors import LibraryError
from photodedup.engine.paths import LibraryPlaces, settings_file
from photodedup.engine.reports.sizes import size_text
from photodedup.engine.settings import load_settings

if TYPE_CHECKING:
    from photodedup.engine.domain.history import Operation
    from photodedup.engine.domain.ids import RemovalId
    from photodedup.engine.library import Library


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    restore = commands.add_parser(
        "restore",
        help="list past clean-ups, and bring photos back",
        description="Without a choice, list past clean-ups. Files come back to their places, never "
        "over another file: a taken place gives “name (restored)”. What went together comes back "
        "together.",
    )
    restore.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="bring these back, by their old places"
    )
    restore.add_argument("--last", action="store_true", help="bring back the last clean-up")
    restore.add_argument("--operation", type=int, metavar="N", help="bring back clean-up number N")
    restore.add_argument(
        "--library",
        metavar="DIR",
        help="the library, by folder or name (default: the one that was cleaned last)",
    )
    restore.add_argument("--json", action="store_true", help="list as JSON")
    restore.set_defaults(run=partial(run, restore))


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    from photodedup.engine.library import Library

    if sum((bool(options.paths), options.last, options.operation is not None)) > 1:
        parser.error("name PATHs, or --last, or --operation N")
    console = Console(options)
    is_listing = not (options.paths or options.last or options.operation is not None)
    settings = load_settings(settings_file())
    places = _last_cleaned() if options.library is None else existing_places(options.library)
    with Library(places, settings, read_only=is_listing) as library:
        if is_listing:
            _list(library, console, as_json=options.json)
            return EXIT_OK
        return _bring_back(library, _wanted(library, options), console)


def _last_cleaned() -> LibraryPlaces:
    """The library whose journal has the latest clean-up.

    Raises:
        LibraryError: nothing was ever cleaned.
    """
    from photodedup.engine.library import Library

    found = []
    for places in all_places():
        with Library(places, read_only=True) as library:
            found += [(operation.started_at, places) for operation in library.history()[:1]]
    if not found:
        raise LibraryError("No library has a clean-up to bring back. Name one with --library.")
    return max(found, key=lambda pair: pair[0])[1]


def _list(library: "Library", console: Console, *, as_json: bool) -> None:
    history = library.history()
    if as_json:
        facts = [_facts(operation) for operation in history]
        console.answer(
            json.dumps({"library": str(library.places.folder), "cleanups": facts}, indent=2)
        )
        return
    console.say(f"Library {library.places.folder}")
    for operation in history:
        photos = [removal for removal in operation.removed if removal.companion is None]
        console.answer(
            f"{operation.id:>5}  {operation.started_at:%Y-%m-%d %H:%M}  "
            f"{len(photos)} photos in the trash, {size_text(operation.size_bytes)}"
        )
    if not history:
        console.say("Nothing was cleaned yet.")


def _facts(operation: "Operation") -> dict[str, Any]:
    return {
        "operation": operation.id,
        "started": operation.started_at.isoformat(timespec="seconds"),
        "files": [
            {
                "path": os.fsencode(removal.path).decode("utf-8", "replace"),
                "state": str(removal.state),
                "kept": os.fsencode(removal.survivor).decode("utf-8", "replace"),
                "size_bytes": removal.size_bytes,
                "message": removal.message,
            }
            for removal in operation.removals
        ],
    }


def _wanted(library: "Library", options: argparse.Namespace) -> "list[RemovalId]":
    """
    Raises:
        LibraryError: there is no such clean-up, or no such file in any.
    """
    history = library.history()
    if options.last:
        history = tuple(o for o in history if o.removed)[:1]
    elif options.operation is not None:
        history = tuple(o for o in history if o.id == options.operation)
    if not options.paths:
        wanted = [removal.id for operation in history for removal in operation.removed]
        if not wanted:
            raise LibraryError("There is no such clean-up, or all of it is back already.")
        return wanted
    return _of_paths(history, options.paths)


def _of_paths(history: "Iterable[Operation]", paths: Sequence[Path]) -> "list[RemovalId]":
    known = {r.path: r.id for o in reversed(tuple(history)) for r in o.removed}
    wanted = [Path(os.path.abspath(path.expanduser())) for path in paths]
    missing = [path for path in wanted if path not in known]
    if missing:
        raise LibraryError(f"The history of this library has no {missing[0]} in the trash.")
    return [known[path] for path in wanted]


def _bring_back(library: "Library", removals: "Sequence[RemovalId]", console: Console) -> int:
    from photodedup.cli.stopping import stops_between_files

    with stops_between_files() as token:
        result = library.restore(removals, console.progress(), token)
    for removal in result.restored:
        if removal.restored_path not in (None, removal.path):
            console.say(f"{removal.path}: {removal.message}")
    for removal, reason in result.failed:
        console.warn(f"{removal.path} is not back: {reason}")
    console.say(f"{len(result.restored)} files are back, {len(result.failed)} are not.")
    if token.is_cancelled:
        raise KeyboardInterrupt
    return EXIT_PARTLY if result.failed else EXIT_OK
