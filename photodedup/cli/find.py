"""`photodedup find`: scan folders and report groups of duplicates."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.cli.exits import EXIT_OK
from photodedup.cli.progress import progress_sink
from photodedup.engine.errors import FolderRefused, ReportFailed
from photodedup.engine.paths import (
    LibraryPlaces,
    library_places,
    library_places_at,
    settings_file,
)
from photodedup.engine.settings import load_settings

if TYPE_CHECKING:
    from photodedup.engine.library import Library


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
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
    find.add_argument(
        "--protect",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="nothing in this folder is ever suggested for the trash; may be given several times",
    )
    find.add_argument(
        "--model",
        metavar="ID",
        help="a model that “photodedup models” lists, or none to compare by hashes alone",
    )
    find.add_argument("--workers", type=int, default=0, metavar="N", help="files read at a time")
    find.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from photodedup.engine.domain import GroupKind
    from photodedup.engine.files.chosen import checked_folder
    from photodedup.engine.library import Library
    from photodedup.engine.pictures.threads import use_one_thread_each
    from photodedup.engine.reports.as_json import report, to_json

    use_one_thread_each()
    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    if options.workers > 0:
        settings = replace(settings, workers=options.workers)
    folders = [checked_folder(folder) for folder in options.folders]
    target = _target(options.json)
    with Library(_places(options.library, folders), settings) as library:
        if library.rescue_text:
            print(f"photodedup: {library.rescue_text}", file=sys.stderr)
        chosen = {library.add_folder(folder).id for folder in folders}
        for folder in library.folders():
            if folder.id not in chosen and options.library is None:
                library.remove_folder(folder.id)
        _protect(library, options.protect, is_own=options.library is None)
        workers = settings.workers or os.cpu_count() or 1
        with ThreadPoolExecutor(workers) as executor:
            summary = library.scan(executor, progress_sink())
        if library.model_problem:
            print(
                f"photodedup: {library.model_problem} (“photodedup models” lists and gets models.)",
                file=sys.stderr,
            )
        groups = library.groups(settings.min_similarity)
        skipped = library.skipped()
    facts = report(summary.photo_count, groups, skipped, summary.timings_s)
    if options.json == "-":
        sys.stdout.buffer.write(to_json(facts).encode("utf-8"))
        return EXIT_OK
    if target is not None:
        _write(target, to_json(facts))
    copies = [group for group in groups if group.kind is GroupKind.COPIES]
    print(
        f"{summary.photo_count} photos, {len(copies)} groups with "
        f"{sum(len(group.members) for group in copies)} copies, "
        f"{len(groups) - len(copies)} groups of bursts and similar shots, "
        f"{len(skipped)} files skipped, {summary.timings_s['total']:.1f} s"
    )
    return EXIT_OK


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


def _target(file: str | None) -> Path | None:
    """Where to write, tried before a scan that may take hours; None for no file."""
    if file is None or file == "-":
        return None
    target = Path(file).expanduser()
    if target.is_dir():
        raise ReportFailed(f"{target} is a folder; please name a file to write.")
    if not target.parent.is_dir():
        raise ReportFailed(f"The folder {target.parent} is not there.")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise ReportFailed(f"{target} cannot be written: there is no permission.")
    return target


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ReportFailed(f"{target} cannot be written: {error.strerror}.") from error


def _places(library: Path | None, folders: Sequence[Path]) -> LibraryPlaces:
    """The library asked for, or one that belongs to exactly these folders."""
    if library is not None:
        return library_places_at(library.expanduser().absolute())
    from photodedup.engine.features.content import content_hash

    key = content_hash(b"\0".join(sorted(os.fsencode(folder) for folder in folders)))
    return library_places(f"command-line-{key[:12]}")
