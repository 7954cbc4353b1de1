"""What a whole find costs after some hundred photos came into a library that was compared before.

The library is made (`found_library`), and stored as a find left it. A part's time is its own
without that of the parts inside it.
"""

import functools
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from photodedup.engine.duplicates import Finder
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.library import Library
from photodedup.engine.pair_checks import PairChecks
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.proposals import Proposer
from photodedup.engine.shots import ShotBook
from photodedup.engine.store.lazy_photos import LazyPhotos
from photodedup.engine.store.pairs import PairStore
from tests.benchmarks.found_library import (
    NEW_COUNT,
    FoundLibrary,
    OpenedLibrary,
    make_found_library,
)
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, peak_bytes, table

_FEWEST = 5000  # photos; of fewer all vectors are read anew
_CORES = 2
_IN_EARNEST = 100  # pairs that are checked by pictures
_CHECKS, _REST = "note the checked pairs", "the rest"
# Whose method it is, its name, and what it does.
_TIMED: tuple[tuple[type, str, str], ...] = (
    (ShotBook, "renew", "pair the files of a shot"),
    (PairStore, "comparables", "read rows"),
    (LazyPhotos, "have", "make the photos that are looked at"),
    (PairStore, "matches", "read matches"),
    (PairStore, "judged_pairs", "read matches"),
    (PhotoClasses, "__init__", "classes of equal photos"),
    (Proposer, "_hash_pairs", "pairs by hashes"),
    (Proposer, "_vector_pairs", "pairs by vectors"),
    (PairChecks, "check", _CHECKS),
    (Finder, "_link_moments", "bursts and similar shots"),
    (KeeperProver, "prove_keepers", "keepers of all groups"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Costs by part, the pairs that had to be checked, how many of them were copies, and what one
    check costs."""

    parts: dict[str, Cost]
    checked: int
    proved: int
    one_check: Cost
    peak_bytes: int


def run(sizes: Sequence[int]) -> str:
    """The tables as Markdown, one for each size."""
    return "\n\n".join(_table(size) for size in sizes if size >= _FEWEST)


def _table(size: int) -> str:
    with tempfile.TemporaryDirectory() as home:
        made, _ = in_fresh_process(make_found_library, Path(home), size)
        _, before_bytes = in_fresh_process(open_only, made)
        found, _ = in_fresh_process(find, made)
    parts = [*found.parts.items(), ("**whole find, without looking**", sum_of(found.parts))]
    rows = [[name, f"{cost.wall_s:.2f}", f"{cost.cpu_s:.2f}"] for name, cost in parts]
    looking = found.one_check.cpu_s * found.checked
    return (
        f"{table([f'{NEW_COUNT} new among {size:,} photos', 'wall s', 'CPU s'], rows)}\n\n"
        f"Peak {found.peak_bytes / 2**20:.0f} MiB, {before_bytes / 2**20:.0f} MiB without the "
        f"find. {found.checked:,} pairs had to be looked at, {found.proved:,} of them copies; at "
        f"{found.one_check.cpu_s * 1e3:.0f} CPU ms each that takes {looking:.0f} CPU s besides."
    )


def open_only(made: FoundLibrary) -> None:
    """For the memory that the program and the library take before a find."""
    with OpenedLibrary(made):
        pass


def find(made: FoundLibrary) -> Found:
    """Once, as at the end of a scan."""
    clock = _Clock()
    with OpenedLibrary(made) as opened, ThreadPoolExecutor(_CORES) as pool:
        with ExitStack() as patched:
            for owner, name, part in _TIMED:
                timed = clock.timed(getattr(owner, name), part)
                patched.enter_context(mock.patch.object(owner, name, timed))
            clock.timed(Library.find, _REST)(opened, executor=pool)
        peak, knowing = peak_bytes(), opened.knowing
        checked, watch = len(knowing.checked), Watch()
        some, cost = knowing.check_in_earnest(_IN_EARNEST), watch.lap()
        one_check = Cost(cost.wall_s / some, cost.cpu_s / some)
        return Found(clock.parts(), checked, knowing.proved, one_check, peak)


class _Clock:
    """Time by part; of parts in each other only the innermost counts. All in one thread."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._spent: defaultdict[str, list[Cost]] = defaultdict(list)
        self._open = ["before"]

    def timed(self, work: Callable[..., object], part: str) -> Callable[..., object]:
        @functools.wraps(work)
        def timed(*given: object, **named: object) -> object:
            self._end_lap()
            self._open.append(part)
            try:
                return work(*given, **named)
            finally:
                self._end_lap()
                self._open.pop()

        return timed

    def _end_lap(self) -> None:
        self._spent[self._open[-1]].append(self._watch.lap())

    def parts(self) -> dict[str, Cost]:
        names = [*dict.fromkeys(part for _, _, part in _TIMED), _REST]
        return {name: sum_of(dict(enumerate(self._spent[name]))) for name in names}


def sum_of(parts: Mapping[Any, Cost]) -> Cost:
    costs = list(parts.values())
    return Cost(sum(cost.wall_s for cost in costs), sum(cost.cpu_s for cost in costs))
