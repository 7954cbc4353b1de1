"""`photodedup find`: scan folders and report groups of duplicates."""

import argparse
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_OK
from photodedup.cli.face_work import (
    agreed,
    chosen_method,
    face_facts,
    read_faces,
    require_method,
)
from photodedup.cli.places import places_for
from photodedup.engine.errors import FolderRefused
from photodedup.engine.paths import settings_file
from photodedup.engine.settings import Settings, load_settings

if TYPE_CHECKING:
    from photodedup.engine.domain.groups import Group
    from photodedup.engine.faces.reporting import FaceFacts
    from photodedup.engine.library import Library

VERDICTS = ("identical", "same-picture", "edited", "burst", "similar", "put-together")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    find = commands.add_parser(
        "find",
        help="scan folders and report the groups of duplicates",
        description="Scan folders (only what is new or changed is read) and report groups of "
        "duplicates. Nothing is moved.",
    )
    find.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    _add_outputs(find)
    _add_filters(find)
    find.add_argument(
        "--library",
        metavar="DIR",
        help="keep the library in this folder, or use the one of this name (default: one of its "
        "own for these folders)",
    )
    find.add_argument(
        "--protect",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="nothing in this folder is ever suggested for the trash; may be given several times",
    )
    find.add_argument(
        "--reset",
        action="store_true",
        help="read and compare every photo again; decisions and the history stay",
    )
    add_engine_options(find)
    find.set_defaults(
        run=run, elsewhere=None, detector_backend=None, model_name=None, threshold=None
    )


def _add_outputs(find: argparse.ArgumentParser) -> None:
    find.add_argument(
        "--json", metavar="FILE", help="write the groups as JSON; - for standard output"
    )
    find.add_argument(
        "--csv", metavar="FILE", help="write a table, one row for each photo; - likewise"
    )
    find.add_argument(
        "--report",
        metavar="FILE.html",
        help="write a page with pictures, verdicts, reasons and times, and the JSON beside it",
    )
    find.add_argument(
        "--faces",
        action="store_true",
        help="with --report or --json: also look for faces, and say who is in which photos; what "
        "that stores, “photodedup help faces” says",
    )
    find.add_argument(
        "--plan",
        metavar="FILE",
        help="write what is marked for the trash as a plan for “photodedup clean --plan FILE”",
    )


def _add_filters(find: argparse.ArgumentParser) -> None:
    find.add_argument(
        "--verdict",
        action="append",
        default=[],
        choices=VERDICTS,
        help="report photos with this verdict alone; may be given several times",
    )
    find.add_argument(
        "--min-similarity",
        type=share,
        metavar="0..1",
        help="report photos that are at least so similar to the one to keep",
    )


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """The model and the workers of a command that reads photos."""
    parser.add_argument(
        "--model",
        metavar="ID",
        help="a model that “photodedup models” lists, or none to compare by hashes alone",
    )
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="files read at a time")
    parser.add_argument(
        "--gentle",
        action="store_true",
        help="work slowly: half of the cores, and only when no other program wants them",
    )


def share(text: str) -> float:
    """A number from 0 to 1, for argparse."""
    value = float(text)
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError("it must be from 0 to 1")
    return value


def run(options: argparse.Namespace) -> int:
    from photodedup.cli.reports import Reports
    from photodedup.engine.files.chosen import checked_folder
    from photodedup.engine.reports.filtering import filtered

    console = Console(options)
    settings = chosen_settings(options)
    reports = Reports(options, console)
    if options.faces:
        require_method(options)
    folders = [checked_folder(folder) for folder in options.folders]
    with opened(options, folders, settings, console) as (library, shared):
        if options.reset:
            library.read_all_again()
        _protect(library, options.protect, is_own=options.library is None)
        workers = shared.get("threads") or settings.workers or os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as executor:
            try:
                summary = library.scan(executor, console.progress())
            except BaseException:
                shared.get("stop", lambda: None)()  # threads may wait for other computers
                raise
        if library.model_problem:
            console.warn(f"{library.model_problem} (“photodedup models” lists and gets models.)")
        least = options.min_similarity
        everything = library.groups(settings.min_similarity if least is None else 0.0)
        groups = filtered(everything, options.verdict, least or 0.0)
        faces = _faces(library, options, workers, console) if options.faces else None
        reports.write(library, summary, groups, faces)
        skipped_count = len(library.skipped())
    if not reports.uses_standard_output:
        console.say(_summary(summary.photo_count, groups, skipped_count, summary.timings_s))
    return EXIT_OK


def _faces(
    library: "Library", options: argparse.Namespace, workers: int, console: Console
) -> "FaceFacts | None":
    """What to say of faces; None where the person does not want any stored."""
    if not agreed(library, console, is_asked=True):
        return None
    method = chosen_method(options, library)
    summary = read_faces(library, method, workers, console.progress(), console)
    return face_facts(library, method, None, summary, library.groups())


def chosen_settings(options: argparse.Namespace) -> Settings:
    """The person's settings with what the arguments say otherwise."""
    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    if options.workers > 0:
        settings = replace(settings, workers=options.workers)
    if options.gentle:
        settings = replace(settings, effort="gentle")
    return settings


@contextmanager
def opened(
    options: argparse.Namespace, folders: Sequence[Path], settings: Settings, console: Console
) -> "Iterator[tuple[Library, dict[str, Any]]]":
    """The library for these folders, and what it shares with other computers, if anything."""
    from photodedup.engine.library import Library
    from photodedup.engine.pictures.threads import use_one_thread_each

    use_one_thread_each()
    elsewhere = getattr(options, "elsewhere", None)
    with elsewhere(options, settings, console) if elsewhere else _nothing() as shared:
        parts = {name: shared[name] for name in ("model", "reading") if name in shared}
        if "threads" in shared:
            settings = replace(settings, workers=shared["threads"])
        with Library(places_for(options.library, folders), settings, **parts) as library:
            if library.rescue_text:
                console.warn(library.rescue_text)
            chosen = {library.add_folder(folder).id for folder in folders}
            for folder in library.folders():
                if folder.id not in chosen and options.library is None:
                    library.remove_folder(folder.id)
            yield library, shared


@contextmanager
def _nothing() -> Iterator[dict[str, Any]]:
    yield {}


def _protect(library: "Library", folders: Sequence[Path], *, is_own: bool) -> None:
    """Protect these folders; in a library of the command line's own, no others."""
    from photodedup.engine.files.chosen import checked_folder

    wanted = {checked_folder(folder) for folder in folders}
    protected = set(library.protected_folders())
    for folder in sorted(wanted - protected):
        library.protect_folder(folder)
    for folder in sorted(protected - wanted if is_own else ()):
        with suppress(FolderRefused):  # it lies in another one that is protected
            library.unprotect_folder(folder)


def _summary(
    photo_count: int, groups: "Sequence[Group]", skipped_count: int, timings_s: dict[str, float]
) -> str:
    from photodedup.engine.domain.groups import GroupKind
    from photodedup.engine.reports.counting import counted

    copies = [group for group in groups if group.kind is GroupKind.COPIES]
    spare_count = sum(len(group.members) for group in copies)
    return (
        f"{counted(photo_count, 'photo')}, {counted(len(copies), 'group')} with "
        f"{spare_count} {'copy' if spare_count == 1 else 'copies'}, "
        f"{counted(len(groups) - len(copies), 'group')} of bursts and similar shots, "
        f"{counted(skipped_count, 'file')} skipped, {timings_s['total']:.1f} s"
    )
