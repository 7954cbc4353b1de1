"""The check-list before a release, as a script: each point is looked at, all are said.

python3 packaging/release_check.py           what can be seen at once
python3 packaging/release_check.py --all     ... then tests, linters and a whole build
"""

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from environment import ROOT
from product import OUT, version

DEVELOP = (sys.executable, str(ROOT / "packaging" / "develop.py"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="also test, lint and build")
    wanted = parser.parse_args(arguments)
    points = [*AT_ONCE, *(LONG if wanted.all else []), *AFTER]
    failed = 0
    for name, look in points:
        problems = list(look())
        failed += bool(problems)
        print("ok    " if not problems else "FAILED", name, flush=True)
        for problem in problems:
            print("      ", problem)
    print("Ready to release." if not failed else f"{failed} of {len(points)} points are not met.")
    return 1 if failed else 0


def version_is_plain() -> Iterator[str]:
    if not re.fullmatch(r"\d+\.\d+\.\d+", version()):
        yield f"{version()} is not of the form 1.2.3, which the installers need"


def changelog_has_version(text: str | None = None, wanted: str | None = None) -> Iterator[str]:
    """The newest section is this version's and has a date."""
    text = text or (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    wanted = wanted or version()
    newest = re.search(r"^## (\S+)(?: \((\d{4}-\d{2}-\d{2})\))?", text, re.MULTILINE)
    if newest is None or newest[1] != wanted:
        yield f"the newest section of CHANGELOG.md is {newest and newest[1]}, not {wanted}"
    elif newest[2] is None:
        yield f"the section {wanted} of CHANGELOG.md has no date"


def tree_is_clean() -> Iterator[str]:
    yield from _output("git", "status", "--porcelain").splitlines()


def version_is_new() -> Iterator[str]:
    tag = f"v{version()}"
    there = _output("git", "tag", "--list", tag).strip()
    if there and _output("git", "rev-list", "-n1", tag) != _output("git", "rev-parse", "HEAD"):
        yield f"the tag {tag} is there already, on another commit"


def develop(*arguments: str) -> Callable[[], Iterator[str]]:
    def look() -> Iterator[str]:
        code = subprocess.run([*DEVELOP, *arguments], cwd=ROOT).returncode
        if code:
            yield f"develop.py {' '.join(arguments)}: exit code {code}"

    return look


def sums_are_right(folder: Path = OUT) -> Iterator[str]:
    """Every artefact is in SHA256SUMS, with its sum, and is of this version."""
    sums = folder / "SHA256SUMS"
    if not sums.is_file():
        yield f"{sums} is not there; run packaging/develop.py release"
        return
    told = dict(line.split("  ", 1)[::-1] for line in sums.read_text("utf-8").splitlines())
    there = {path.name: path for path in folder.iterdir() if path != sums}
    for name in sorted(told.keys() ^ there.keys()):
        yield f"{name} is {'listed but missing' if name in told else 'not listed'}"
    for name in sorted(told.keys() & there.keys()):
        with there[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != told[name]:
                yield f"{name} is not what SHA256SUMS says"
        if version() not in name:
            yield f"{name} is of another version"


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


AT_ONCE = [
    ("the version can be used everywhere", version_is_plain),
    ("the changelog has a dated section for it", changelog_has_version),
    ("nothing is uncommitted", tree_is_clean),
    ("the version was not released before", version_is_new),
]
LONG = [
    ("the linters are content", develop("check")),
    ("the tests pass", develop("test")),
    ("the program builds, and passes its self-test", develop("release")),
]
AFTER = [("what was built is complete and whole", sums_are_right)]

if __name__ == "__main__":
    sys.exit(main())
