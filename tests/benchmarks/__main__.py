"""Runs the benchmarks and prints their tables as Markdown: `python -m tests.benchmarks [NAME...]`.

Run it from the project's root, on a computer that does nothing else if wall times are to be read.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import (
    finding,
    first_find,
    flame,
    floor,
    gpu,
    growth,
    hostile,
    incremental,
    load,
    opening,
    parts,
    peers,
    rescan,
    scan,
    slow,
    window,
)
from tests.benchmarks.measuring import machine, write_json
from tests.benchmarks.pictures import Pictures, make_pictures

TITLES = {
    "floor": "One photo",
    "parts": "What is above the floor",
    "scan": "Whole scans",
    "flame": "Where a scan spends its time",
    "slow": "Slow discs and shares",
    "gpu": "A graphics processor",
    "rescan": "A second scan",
    "open": "Opening a library",
    "hostile": "Strange files",
    "finding": "Proposing pairs",
    "first": "A first find",
    "incremental": "Finding again after new photos came",
    "load": "The server under load",
    "window": "The window over a large library",
    "peers": "Other tools on the same files",
    "growth": "Whole libraries of growing size",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(TITLES)}")
    parser.add_argument("--cache", type=Path, help="folder where made pictures stay")
    parser.add_argument("--source", type=Path, help="folder with pictures to cut photos from")
    parser.add_argument("--count", type=int, default=24, help="12 MP photos; twice as many of 2 MP")
    parser.add_argument("--photos", type=int, default=100_000, help="photos of the second scan")
    parser.add_argument("--groups", type=int, default=20_000, help="groups of the window's library")
    parser.add_argument("--strange", type=Path, help="folder with strange files")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000], help="photos to find in"
    )
    parser.add_argument("--repeats", type=int, default=5, help="runs, of which the best counts")
    parser.add_argument(
        "--libraries", type=int, nargs="+", default=growth.SIZES, help="photos of whole libraries"
    )
    peers.add_options(parser)
    parser.add_argument("--flame", type=Path, metavar="FILE.svg", help="draw the flame graph there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, too")
    options = parser.parse_args()
    if "hostile" in options.names and not options.strange:
        parser.error("hostile needs --strange FOLDER")
    if unknown := set(options.names) - set(TITLES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as home:
        _run(options, options.cache or Path(home))


def _run(options: argparse.Namespace, cache: Path) -> None:
    made: list[Pictures] = []

    def pictures() -> Pictures:
        if not made:
            made.append(make_pictures(cache, options.count, options.source, _remark))
        return made[0]

    runs: dict[str, Callable[[], str]] = {
        "floor": lambda: floor.run(pictures(), options.repeats),
        "parts": lambda: parts.run(pictures(), options.repeats),
        "flame": lambda: flame.run(pictures(), options.flame),
        "scan": lambda: scan.run(pictures(), options.repeats),
        "slow": lambda: slow.run(pictures()),
        "gpu": lambda: gpu.run(pictures),
        "rescan": lambda: rescan.run(options.photos, options.repeats),
        "open": lambda: opening.run(options.sizes, options.repeats),
        "finding": lambda: finding.run(options.sizes),
        "first": lambda: first_find.run(options.sizes),
        "incremental": lambda: incremental.run(options.sizes),
        "load": lambda: load.run(pictures()),
        "window": lambda: window.run(options.photos, options.groups),
        "growth": lambda: growth.run(options.libraries, options.labelled),
        "peers": lambda: peers.run(pictures, peers.chosen(options), _remark),
    }
    if options.strange:
        runs["hostile"] = lambda: hostile.run(options.strange)
    print(machine())
    results: dict[str, str] = {}
    for name, run in runs.items():
        if not options.names or name in options.names:
            _remark(f"{name} ...")
            results[name] = run()
            print(f"\n## {TITLES[name]}\n\n{results[name]}", flush=True)
            if options.json:
                write_json(options.json, results)


def _remark(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
