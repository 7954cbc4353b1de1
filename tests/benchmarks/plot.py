"""Draws growth curves of rows that benchmarks wrote: `python -m tests.benchmarks.plot FILE...`.

The rows are those of `python -m tests.benchmarks NAME --json FILE`; several files, of runs with
different numbers of photos, make one picture for each of scan, find, rescan and open.
"""

import argparse
import json
from pathlib import Path

from tests.benchmarks.chart import svg
from tests.benchmarks.curves import curves_of

_PLOTS = Path(__file__).parent / "plots"
_TITLES = {
    "scan": "Scan: reading all photos of a new library",
    "find": "Find: comparing all photos, or 500 new ones",
    "rescan": "Rescan: nothing has changed",
    "open": "Open: from the start to the groups",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.plot", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, default=_PLOTS, help="folder for the pictures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    charts = curves_of(json.loads(file.read_text())["tables"] for file in options.files)
    for name, curves in charts.items():
        picture = options.out / f"{name}.svg"
        picture.write_text(svg(_TITLES[name], curves), encoding="utf-8")
        print(f"{picture}: {len(curves)} curves")


if __name__ == "__main__":
    main()
