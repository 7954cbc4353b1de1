"""The folder that tools are compared on: files of which a groundtruth.csv says what is alike."""

import os
import shutil
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from photodedup.engine.evaluation.synthesis import synthesize
from photodedup.engine.evaluation.truth import (
    DISTINCT,
    TRUTH_FILE,
    TruthRow,
    read_truth,
    write_truth,
)

Item = TypeVar("Item")


def made_folder(target: Path, sources: Sequence[Path], others: Sequence[Path]) -> None:
    """Copies of every kind of the first pictures, and the others as they are, with the truth."""
    linked = target.parent / "sources"
    for path in sources:
        _put(path, linked / path.name)
    with ThreadPoolExecutor(os.cpu_count() or 1) as executor:
        synthesize(linked, target, executor)
    rows = read_truth(target / TRUTH_FILE)
    for path in others:
        _put(path, target / "others" / path.name)
        rows.append(TruthRow(target / "others" / path.name, "", DISTINCT))
    write_truth(target / TRUTH_FILE, rows)


def part_of(labelled: Path, target: Path, set_count: int, other_count: int) -> None:
    """Some sets of copies and some pictures without, spread evenly over a labelled folder."""
    sets: dict[str, list[TruthRow]] = defaultdict(list)
    others = []
    for row in read_truth(labelled / TRUTH_FILE):
        if row.group and row.is_copy:
            sets[row.group].append(row)
        elif not row.group:
            others.append(row)
    chosen = [row for name in _spread(sorted(sets), set_count) for row in sets[name]]
    chosen += _spread(sorted(others, key=lambda row: row.path), other_count)
    rows = []
    for row in chosen:
        path = target / row.path.relative_to(labelled.resolve())
        _put(row.path, path)
        rows.append(replace(row, path=path))
    write_truth(target / TRUTH_FILE, rows)


def _spread(items: Sequence[Item], count: int) -> list[Item]:
    if count >= len(items):
        return list(items)
    return [items[index * len(items) // count] for index in range(count)]


def _put(source: Path, target: Path) -> None:
    """The same file under another name, or a copy where the disk is another one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
