"""`photodedup compare`: why two photos match, or do not."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from photodedup.cli.exits import EXIT_OK
from photodedup.engine.paths import settings_file
from photodedup.engine.settings import load_settings


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    compare = commands.add_parser(
        "compare",
        help="say why two photos match, or why they do not",
        description="Take two files through every step that finds duplicates and print what each "
        "step saw. Nothing is stored.",
    )
    compare.add_argument("first", type=Path, metavar="A")
    compare.add_argument("second", type=Path, metavar="B")
    compare.add_argument(
        "--model", metavar="ID", help="default, or none to compare by hashes alone"
    )
    compare.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from photodedup.engine.comparison import explain, plain_lines
    from photodedup.engine.errors import ModelUnavailable
    from photodedup.engine.features.embedding import open_embedder
    from photodedup.engine.features.models import NO_MODEL
    from photodedup.engine.reading.limits import reading_limits
    from photodedup.engine.reading.pool import ReadingProcesses

    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    embedder = None
    if settings.model != NO_MODEL:
        try:
            embedder = open_embedder(settings.model, settings.device)
        except ModelUnavailable as error:
            if options.model:
                raise
            print(f"photodedup: comparing by hashes alone: {error}", file=sys.stderr)
    limits = reading_limits(settings.file_limit_s, settings.memory_limit_mib, 1)
    with ReadingProcesses(limits) as processes:
        seen = explain(options.first, options.second, embedder, read=processes.read)
    for line in plain_lines(seen):
        print(line)
    return EXIT_OK
