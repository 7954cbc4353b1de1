"""Draws growth curves of what benchmarks measured: `python -m tests.benchmarks.plot [FILE...]`.

Without files it draws what RESULTS.md says. A file is Markdown like that, or rows that
`python -m tests.benchmarks NAME --json FILE` wrote; of several, each adds its numbers of photos.
"""

import argparse
import json
import re
from pathlib import Path

from tests.benchmarks.__main__ import TITLES
from tests.benchmarks.chart import svg
from tests.benchmarks.curves import Tables, curves_of
from tests.benchmarks.measuring import rows_of

_HERE = Path(__file__).parent
_CHARTS = {
    "scan": "Scan: reading all photos of a new library",
    "find": "Find: comparing all photos, or 500 new ones",
    "rescan": "Rescan: nothing has changed",
    "open": "Open: from the start to the groups",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.plot", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, default=_HERE / "plots", help="folder for the pictures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    charts = curves_of(map(_tables_in, options.files or [_HERE / "RESULTS.md"]))
    for name, curves in charts.items():
        picture = options.out / f"{name}.svg"
        picture.write_text(svg(_CHARTS[name], curves), encoding="utf-8")
        print(f"{picture}: {len(curves)} curves")


def _tables_in(file: Path) -> Tables:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".json":
        tables: Tables = json.loads(text)["tables"]
        return tables
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    by_title = {section.partition("\n")[0].strip(): rows_of(section) for section in sections}
    return {name: by_title[title] for name, title in TITLES.items() if title in by_title}


if __name__ == "__main__":
    main()
