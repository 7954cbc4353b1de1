"""Other tools that find duplicates, each in a process of its own, on the same files as ours.

None of them is a dependency: what is not installed is a row that says so. A tool that gives groups
is taken at its word for every pair in a group; one that lists pairs, for those.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import photodedup
from photodedup.engine.evaluation.truth import (
    EXACT,
    ORIGINAL,
    TRUTH_FILE,
    Relation,
    TruthRow,
    read_truth,
    relation,
)
from tests.benchmarks import peer_runs
from tests.benchmarks.measuring import table
from tests.benchmarks.peer_folder import made_folder, part_of
from tests.benchmarks.peer_process import Run, run_measured
from tests.benchmarks.pictures import Pictures

Pair = frozenset[Path]

_TITLES = {
    "imagededup-phash": "imagededup, PHash",
    "imagededup-dhash": "imagededup, DHash",
    "imagededup-cnn": "imagededup, CNN",
    "difpy": "difPy",
    "difpy-similar": "difPy, *similar*",
    "image-dedup-ai": "image-dedup-ai",
    "czkawka": "czkawka",
    "czkawka-15": "czkawka, similarity 15",
    "imagehash-phash": "ImageHash, pHash within 10 bits",
    "imagehash-equal": "ImageHash, equal average hashes",
    "dupeguru": "dupeGuru, pictures",
}
_OURS = {"photodedup, default model": "default", "photodedup, hashes only": "none"}
_HEAD = (
    *("tool", "version", "CPU s", "wall s", "memory, MiB"),
    *("pairs named", "right", "precision", "of all pairs", "of light ones"),
)
_LONGEST_REASON = 60


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose.

    Attributes:
        labelled: a folder with a groundtruth.csv to take files from; None to make pictures.
        set_count, other_count: sets of copies, and pictures without copies, to take.
        pythons: the Python that has a tool, by the tool's name; "" is for all others.
        limit_s: after so many seconds a tool is stopped.
        names: the tools to run.
    """

    labelled: Path | None = None
    set_count: int = 40
    other_count: int = 300
    pythons: Mapping[str, str] = field(default_factory=dict)
    limit_s: float = 1800.0
    names: Sequence[str] = tuple(peer_runs.PEERS)


def run(pictures: Callable[[], Pictures], options: Options, say: Callable[[str], None]) -> str:
    """A sentence on the files and a table, as Markdown."""
    with tempfile.TemporaryDirectory(prefix="peers-", dir=_near(options.labelled)) as home:
        folder = Path(home).resolve() / "photos"
        if options.labelled is not None:
            part_of(options.labelled, folder, options.set_count, options.other_count)
        else:
            small = pictures().small
            made_folder(folder, small[::2], small[1::2])
        truth = {row.path: row for row in read_truth(folder / TRUTH_FILE)}
        wanted = _Wanted.of(truth)
        rows = [
            _row(title, wanted, _ours(folder, model, options, say))
            for title, model in _OURS.items()
        ]
        for name in options.names:
            rows.append(_row(_TITLES[name], wanted, _theirs(name, folder, options, say)))
    return f"{wanted}\n\n{table(_HEAD, rows)}"


def _near(labelled: Path | None) -> Path | None:
    """Beside the labelled folder, where its files need no second place on the disk."""
    return labelled.resolve().parent if labelled and os.access(labelled.parent, os.W_OK) else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The truth: which pairs are right, and which of them differ only lightly."""

    truth: Mapping[Path, TruthRow]
    pairs: frozenset[Pair]
    light: frozenset[Pair]

    @classmethod
    def of(cls, truth: Mapping[Path, TruthRow]) -> "_Wanted":
        copies = [row for row in truth.values() if row.group and row.is_copy]
        sets: dict[str, list[TruthRow]] = {}
        for row in copies:
            sets.setdefault(row.group, []).append(row)
        pairs = {
            frozenset((one.path, other.path)): _is_light(one) and _is_light(other)
            for rows in sets.values()
            for one, other in combinations(rows, 2)
        }
        return cls(truth, frozenset(pairs), frozenset(p for p, light in pairs.items() if light))

    def __str__(self) -> str:
        sets = {row.group for row in self.truth.values() if row.group and row.is_copy}
        kinds = {row.kind for row in self.truth.values() if row.is_copy}
        return (
            f"{len(self.truth):,} files: {len(sets)} pictures in {len(kinds)} kinds of copies, "
            f"{len(self.pairs):,} pairs, of which {len(self.light):,} are light (saved again, "
            "resized, retouched; not cropped, turned, framed or without colour)."
        )

    def is_counted(self, pair: Pair) -> bool:
        rows = [self.truth.get(path) for path in pair]
        if len(rows) != 2 or rows[0] is None or rows[1] is None:
            return False
        return relation(rows[0], rows[1]) is not Relation.UNSURE


def _is_light(row: TruthRow) -> bool:
    return row.kind in (ORIGINAL, EXACT) or row.kind.startswith(("near_", "same_"))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one tool did; `reason` instead of pairs where it did not come to an end."""

    version: str
    run: Run
    pairs: frozenset[Pair] = frozenset()
    reason: str = ""


def _row(title: str, wanted: _Wanted, outcome: _Outcome) -> list[str]:
    if outcome.reason:
        return [title, outcome.version or "-", outcome.reason, *[""] * (len(_HEAD) - 3)]
    said = frozenset(pair for pair in outcome.pairs if wanted.is_counted(pair))
    right, light = len(said & wanted.pairs), len(said & wanted.light)
    cost = outcome.run.cost
    return [
        *(title, outcome.version, f"{cost.cpu_s:.1f}", f"{cost.wall_s:.1f}"),
        f"{cost.peak_bytes / 2**20:.0f}" if cost.peak_bytes else "",
        *(f"{len(said):,}", f"{right:,}", f"{right / len(said):.2%}" if said else "-"),
        *(_share(right, len(wanted.pairs)), _share(light, len(wanted.light))),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _ours(folder: Path, model: str, options: Options, say: Callable[[str], None]) -> _Outcome:
    """The whole command, as a person starts it, with a library and settings of its own."""
    say(f"photodedup --model {model} ...")
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "found.json"
        command = [sys.executable, "-m", "photodedup", "find", str(folder), "--json", str(out)]
        command += ["--model", model, "--library", str(Path(home) / "library"), "--quiet"]
        command += ["--min-similarity", "0"]
        homes = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        done = run_measured(command, options.limit_s, {**os.environ, **homes})
        if reason := _failure(done):
            return _Outcome(photodedup.__version__, done, reason=reason)
        found = json.loads(out.read_text())
    groups = [
        [member["path"] for member in group["members"]]
        for group in found["groups"]
        if group["kind"] == "copies"
    ]
    return _Outcome(photodedup.__version__, done, _pairs_of(groups, ()))


def _theirs(name: str, folder: Path, options: Options, say: Callable[[str], None]) -> _Outcome:
    say(f"{name} ...")
    python = options.pythons.get(name) or options.pythons.get("") or sys.executable
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "found.json"
        script = [python, peer_runs.__file__, name, str(folder), home, str(out)]
        done = run_measured(script, options.limit_s)
        if done.exit_code == peer_runs.ABSENT:
            return _Outcome("", done, reason="not installed")
        if reason := _failure(done):
            return _Outcome("", done, reason=reason)
        found: dict[str, Any] = json.loads(out.read_text())
    return _Outcome(found["version"], done, _pairs_of(found["groups"], found["pairs"]))


def _failure(done: Run) -> str:
    if done.exit_code is None:
        return f"stopped after {done.cost.wall_s:.0f} s"
    if done.exit_code:
        last = done.said.splitlines()[-1:] or [f"exit code {done.exit_code}"]
        return f"failed: {last[0].replace('|', ' ')[:_LONGEST_REASON]}"
    return ""


def _pairs_of(groups: Iterable[Sequence[str]], pairs: Iterable[Sequence[str]]) -> frozenset[Pair]:
    inside = (pair for group in groups for pair in combinations(group, 2))
    named = (frozenset(map(Path, pair)) for pair in (*inside, *pairs))
    return frozenset(pair for pair in named if len(pair) == 2)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What only this benchmark asks for."""
    parser.add_argument("--labelled", type=Path, help="folder with a groundtruth.csv")
    parser.add_argument("--sets", type=int, default=40, help="sets of copies to take from it")
    parser.add_argument("--others", type=int, default=300, help="pictures without copies, likewise")
    parser.add_argument(
        "--python",
        action="append",
        default=[],
        metavar="[PEER=]PATH",
        help="the Python that has the other tools, or one of them",
    )
    parser.add_argument("--peers", nargs="+", choices=peer_runs.PEERS, help="these tools alone")
    parser.add_argument("--limit-s", type=float, default=1800.0, help="seconds for each tool")


def chosen(options: argparse.Namespace) -> Options:
    """What the command line says."""
    pythons = (value.rpartition("=") for value in options.python)
    return Options(
        labelled=options.labelled,
        set_count=options.sets,
        other_count=options.others,
        pythons={name: path for name, _, path in pythons},
        limit_s=options.limit_s,
        names=tuple(options.peers or peer_runs.PEERS),
    )
