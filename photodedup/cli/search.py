"""`photodedup search`: the photos that look most like a picture."""

import argparse
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.cli.console import Console, bold
from photodedup.cli.exits import EXIT_OK
from photodedup.cli.find import add_engine_options, chosen_settings, opened, share
from photodedup.cli.places import existing_places
from photodedup.engine.errors import LibraryError
from photodedup.engine.paths import library_names

if TYPE_CHECKING:
    from photodedup.engine.search import Hit


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    search = commands.add_parser(
        "search",
        help="find the photos that look most like a picture",
        description="Find the photos of a library, or of folders that are scanned on the spot, "
        "that look most like a picture. Proved copies come first, with their verdict; the others "
        "only look alike.",
    )
    search.add_argument("image", type=Path, metavar="IMAGE")
    search.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="look in these")
    search.add_argument(
        "--library",
        metavar="DIR",
        help="look in this library, by folder or name (default: the window's last one)",
    )
    search.add_argument(
        "--top-k", type=_count, default=10, metavar="K", help="how many photos (default: 10)"
    )
    search.add_argument(
        "--min-similarity", type=share, default=0.0, metavar="0..1", help="leave out what is less"
    )
    search.add_argument("--json", action="store_true", help="print JSON")
    add_engine_options(search)
    search.set_defaults(run=partial(run, search))


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return value


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if options.folders and options.library is not None:
        parser.error("name FOLDERs to look in, or --library DIR, not both")
    console = Console(options)
    hits = [hit for hit in _hits(options, console) if hit.similarity >= options.min_similarity]
    if options.json:
        facts = [_facts(hit) for hit in hits]
        console.answer(json.dumps({"image": str(options.image), "photos": facts}, indent=2))
        return EXIT_OK
    for hit in hits:
        console.answer(f"{hit.similarity:6.1%}  {bold(hit.verdict or '-'):<13} {hit.photo.path}")
        console.say(f"{'':8}{hit.reason}")
    if not hits:
        console.say("No photo looks like it.")
    return EXIT_OK


def _hits(options: argparse.Namespace, console: Console) -> "Sequence[Hit]":
    from photodedup.engine.files.chosen import checked_folder
    from photodedup.engine.library import Library
    from photodedup.engine.pictures.threads import use_one_thread_each

    settings = chosen_settings(options)
    image = options.image.expanduser().resolve()
    if not options.folders:
        use_one_thread_each()
        if options.library is None and settings.last_library not in library_names():
            raise LibraryError("The window has no library yet. Name a FOLDER to look in.")
        places = existing_places(options.library or settings.last_library)
        with Library(places, settings, read_only=True) as library:
            return library.search(image, options.top_k)
    folders = [checked_folder(folder) for folder in options.folders]
    with opened(options, folders, settings, console) as (library, _):
        with ThreadPoolExecutor(settings.workers or os.cpu_count() or 1) as executor:
            library.scan(executor, console.progress())
        return library.search(image, options.top_k)


def _facts(hit: "Hit") -> dict[str, object]:
    return {
        "path": str(hit.photo.path).encode("utf-8", "replace").decode(),
        "similarity": hit.similarity,
        "verdict": str(hit.verdict) if hit.verdict else None,
        "reason": hit.reason,
        "cosine": hit.cosine,
        "hash_distance": hit.hash_distance,
        "size_bytes": hit.photo.size_bytes,
    }
