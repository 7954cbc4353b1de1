"""`photodedup libraries`: what libraries there are, and what is in them."""

import argparse
import json
from typing import Any

from photodedup.cli.console import Console, bold
from photodedup.cli.exits import EXIT_OK
from photodedup.cli.places import all_places
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.reports.sizes import size_text


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    libraries = commands.add_parser(
        "libraries",
        help="list the libraries, with their folders and photos",
        description="List the libraries in the program's own folder: name, folders, photos, what "
        "is marked, and what was cleaned. They are only looked at.",
    )
    libraries.add_argument("--json", action="store_true", help="print JSON")
    libraries.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    console = Console(options)
    found = [_facts(places) for places in all_places()]
    if options.json:
        console.answer(json.dumps({"libraries": found}, indent=2))
        return EXIT_OK
    for facts in found:
        console.answer(bold(facts["name"]))
        if "problem" in facts:
            console.answer(f"    {facts['problem']}")
            continue
        console.answer(
            f"    {facts['photos']} photos ({size_text(facts['size_bytes'])}), "
            f"{facts['marked']} marked for the trash, {facts['cleanups']} clean-ups"
        )
        for folder in facts["folders"]:
            console.answer(f"    {folder}")
    if not found:
        console.say("There is no library yet. “photodedup find FOLDER” makes one.")
    return EXIT_OK


def _facts(places: LibraryPlaces) -> dict[str, Any]:
    from photodedup.engine.library import Library

    name, place = places.folder.name, str(places.folder)
    try:
        with Library(places, read_only=True) as library:
            folders = library.folders()
            return {
                "name": name,
                "place": place,
                "photos": library.photo_count(),
                "size_bytes": sum(folder.size_bytes for folder in folders),
                "folders": [
                    str(folder.path).encode("utf-8", "replace").decode() for folder in folders
                ],
                "marked": sum(len(group.marked) for group in library.groups()),
                "cleanups": len(library.history()),
            }
    except PhotodedupError as error:
        return {"name": name, "place": place, "problem": str(error)}
