"""`photodedup faces`: who is in which photos, and forgetting it again."""

import argparse
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_FAILED, EXIT_OK
from photodedup.cli.face_outputs import FaceOutputs, found_json, tell
from photodedup.cli.face_work import (
    WHAT_IS_STORED,
    agreed,
    chosen_method,
    face_facts,
    read_faces,
    require_method,
)
from photodedup.cli.find import add_engine_options, chosen_settings, opened
from photodedup.cli.places import existing_places, write
from photodedup.engine.errors import LibraryError
from photodedup.engine.extras import how_to_get
from photodedup.engine.paths import library_names

if TYPE_CHECKING:
    from photodedup.engine.faces.methods import Method
    from photodedup.engine.library import Library


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    faces = commands.add_parser(
        "faces",
        help="find people in photos, by their faces",
        description="Look for faces in the photos of folders or of a library, and say which "
        f"photos show the same person. {WHAT_IS_STORED} A photo without a face is listed with "
        "NO_FACE_DETECTED. Faces are told apart by YuNet and SFace, which “photodedup models "
        f"--download” gets, or by dlib. They can be wrong. By dlib: {how_to_get('faces')}.",
    )
    faces.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="look in these")
    faces.add_argument(
        "--library",
        metavar="DIR",
        help="look in this library, by folder or name (default: the window's last one)",
    )
    what = faces.add_mutually_exclusive_group()
    what.add_argument(
        "--find", type=Path, metavar="IMAGE", help="find photos of the largest face in a picture"
    )
    what.add_argument(
        "--forget", action="store_true", help="delete everything that is stored about faces"
    )
    faces.add_argument(
        "--top-k", type=_count, default=10, metavar="N", help="with --find: how many (default: 10)"
    )
    add_face_options(faces)
    faces.add_argument(
        "--yes", action="store_true", help="faces may be stored: do not ask, also on a terminal"
    )
    _add_outputs(faces)
    add_engine_options(faces)
    faces.set_defaults(run=partial(run, faces))


def add_face_options(parser: argparse.ArgumentParser) -> None:
    """How faces are found and told apart."""
    from photodedup.engine.faces.methods import Detector, FaceModel

    parser.add_argument(
        "--detector-backend", choices=[str(each) for each in Detector], help="what finds faces"
    )
    parser.add_argument(
        "--model-name", choices=[str(each) for each in FaceModel], help="what tells faces apart"
    )
    parser.add_argument(
        "--threshold",
        type=_distance,
        metavar="D",
        help="distance up to which faces are one person's: smaller is stricter (default: 1.05 for "
        "sface, 0.5 for dlib)",
    )


def _add_outputs(faces: argparse.ArgumentParser) -> None:
    faces.add_argument("--json", metavar="FILE", help="write JSON; - for standard output")
    faces.add_argument("--csv", metavar="FILE", help="write a table of faces; - likewise")
    faces.add_argument(
        "--report",
        metavar="FILE.html",
        help="write a page with the faces of each person and the times, and the JSON beside it",
    )


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return value


def _distance(text: str) -> float:
    value = float(text)
    if not 0.0 <= value <= 10.0:
        raise argparse.ArgumentTypeError("it must be from 0 to 10")
    return value


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if options.find is not None and (options.csv or options.report):
        parser.error("--find writes JSON only")
    console = Console(options)
    outputs = FaceOutputs(options)
    if not options.forget:
        require_method(options)
    with _opened(options, console) as library:
        if options.forget:
            library.faces.forget()
            console.say("Everything that was stored about faces is deleted.")
            return EXIT_OK
        if not agreed(library, console, is_asked=not options.yes):
            console.say("Nothing was looked for.")
            return EXIT_FAILED
        method = chosen_method(options, library)
        summary = read_faces(library, method, _workers(options), console.progress(), console)
        if options.find is not None:
            return _find(library, method, options, console)
        facts = face_facts(library, method, options.threshold, summary, library.groups())
    outputs.write(facts)
    if not outputs.uses_standard_output:
        tell(facts, console)
    return EXIT_OK


def _workers(options: argparse.Namespace) -> int:
    return chosen_settings(options).workers or os.cpu_count() or 1


@contextmanager
def _opened(options: argparse.Namespace, console: Console) -> "Iterator[Library]":
    """The library meant; folders that are named are scanned."""
    from photodedup.engine.files.chosen import checked_folder
    from photodedup.engine.library import Library
    from photodedup.engine.pictures.threads import use_one_thread_each

    settings = chosen_settings(options)
    if options.folders:
        folders = [checked_folder(folder) for folder in options.folders]
        with opened(options, folders, settings, console) as (library, _):
            if not options.forget:
                with ThreadPoolExecutor(_workers(options)) as executor:
                    library.scan(executor, console.progress())
            yield library
        return
    use_one_thread_each()
    if options.library is None and settings.last_library not in library_names():
        raise LibraryError("The window has no library yet. Name a FOLDER to look in.")
    places = existing_places(options.library or settings.last_library)
    with Library(places, settings) as library:
        yield library


def _find(
    library: "Library", method: "Method", options: argparse.Namespace, console: Console
) -> int:
    image = options.find.expanduser().resolve()
    found = library.faces.near(image, options.top_k, options.threshold, method)
    if options.json:
        text = json.dumps(found_json(image, found), indent=2, ensure_ascii=False)
        if options.json == "-":
            console.answer(text)
        else:
            write(Path(options.json).expanduser(), text + "\n")
        return EXIT_OK
    if found is None:
        console.say(f"{image}: NO_FACE_DETECTED")
        return EXIT_OK
    if found.face_count > 1:
        console.say(f"There are {found.face_count} faces in it: the largest one is looked for.")
    for hit in found.hits:
        console.answer(f"{hit.distance:6.3f}  {hit.face.photo.path}")
    if not found.hits:
        console.say("No photo shows this person, as far as can be told.")
    return EXIT_OK
