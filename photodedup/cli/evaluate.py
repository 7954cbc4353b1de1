"""`photodedup evaluate`: how well duplicates are found in a labelled folder."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_OK
from photodedup.engine.paths import LibraryPlaces, library_places_at, settings_file
from photodedup.engine.settings import Settings, load_settings


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    evaluate = commands.add_parser(
        "evaluate",
        help="measure how well duplicates are found",
        description="Find duplicates in a folder whose groundtruth.csv (columns path, group, kind) "
        "says what belongs together, and report what was found, missed and wrong. With "
        "--synthesize, edited copies of your own photos are made first. Your photos are only read.",
    )
    evaluate.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    evaluate.add_argument(
        "--synthesize", type=Path, metavar="FOLDER", help="make edited copies of these photos"
    )
    evaluate.add_argument(
        "--out", type=Path, metavar="DIR", help="where the copies go: a new or empty folder"
    )
    evaluate.add_argument(
        "--limit", type=int, metavar="N", help="make copies of N photos, spread over the folder"
    )
    evaluate.add_argument("--json", type=Path, metavar="FILE", help="write all numbers as JSON")
    evaluate.add_argument(
        "--html", type=Path, metavar="FILE", help="write a page with the pictures of wrong pairs"
    )
    evaluate.add_argument(
        "--library", type=Path, metavar="DIR", help="keep the library made for it in this folder"
    )
    evaluate.add_argument(
        "--model", metavar="ID", help="default, or none to compare by hashes alone"
    )
    evaluate.add_argument(
        "--workers", type=int, default=0, metavar="N", help="files read at a time"
    )
    evaluate.set_defaults(run=partial(run, evaluate))


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if (options.folder is None) == (options.synthesize is None):
        parser.error("name a labelled FOLDER, or --synthesize FOLDER with --out DIR")
    if (options.synthesize is None) != (options.out is None):
        parser.error("--synthesize and --out belong together")
    if options.limit is not None and options.limit < 1:
        parser.error("--limit must be at least 1")
    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    workers = options.workers if options.workers > 0 else settings.workers or os.cpu_count() or 1
    settings = replace(settings, workers=workers)
    with ThreadPoolExecutor(workers) as executor:
        folder = options.folder or _synthesized(options, executor)
        with _places(options.library) as places:
            _report(folder, places, settings, executor, options)
    return EXIT_OK


def _synthesized(options: argparse.Namespace, executor: Executor) -> Path:
    from photodedup.engine.evaluation.synthesis import synthesize

    folder = options.synthesize.expanduser().resolve()
    target: Path = options.out.expanduser().resolve()
    made = synthesize(
        folder, target, executor, limit=options.limit, report=Console(options).progress()
    )
    print(
        f"Made {made.file_count} files from {made.photo_count} photos in {target}; "
        f"{len(made.left_out)} photos were left out."
    )
    return target


@contextmanager
def _places(library: Path | None) -> Iterator[LibraryPlaces]:
    """The library asked for, or one that is gone afterwards."""
    if library is not None:
        yield library_places_at(library.expanduser().absolute())
        return
    with tempfile.TemporaryDirectory(prefix="photodedup-evaluate-") as folder:
        yield library_places_at(Path(folder).resolve())


def _report(
    folder: Path,
    places: LibraryPlaces,
    settings: Settings,
    executor: Executor,
    options: argparse.Namespace,
) -> None:
    from photodedup.engine.evaluation.diagnosis import diagnose
    from photodedup.engine.evaluation.facts import facts
    from photodedup.engine.evaluation.page import page
    from photodedup.engine.evaluation.running import evaluate
    from photodedup.engine.evaluation.truth import TRUTH_FILE, read_truth
    from photodedup.engine.evaluation.wording import plain_lines
    from photodedup.engine.features.embedding import open_embedder
    from photodedup.engine.features.models import NO_MODEL
    from photodedup.engine.reports.as_json import to_json

    folder = folder.expanduser().resolve()
    truth = {row.path: row for row in read_truth(folder / TRUTH_FILE)}
    embedder = None
    if settings.model != NO_MODEL:
        embedder = open_embedder(settings.model, settings.device)
    result = evaluate(folder, truth, places, executor, settings, Console(options).progress())
    diagnosis = diagnose(result, embedder, executor)
    for line in plain_lines(result, diagnosis):
        print(line)
    if options.json:
        options.json.write_text(to_json(facts(result, diagnosis)), encoding="utf-8")
    if options.html:
        options.html.write_text(page(result, diagnosis), encoding="utf-8")
