"""What a whole find costs after some hundred photos came into a library that was compared before.

The library is made (`found_library`), and stored as a find left it. A part's time is its own
without that of the parts inside it.
"""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

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
from tests.benchmarks.measuring import Cost, in_fresh_process, table
from tests.benchmarks.part_clock import PartClock, Timed, sum_of

_FEWEST = 5000  # photos; of fewer all vectors are read anew
_CORES = 2
_IN_EARNEST = 100  # pairs that are checked by pictures
_CHECKS, _REST = "note the checked pairs", "the rest"
_TIMED: tuple[Timed, ...] = (
    (ShotBook, "renew", "pair the files of a shot"),
    (PairStore, "comparables", "read rows"),
    (LazyPhotos, "have", "make the photos that are looked at"),
    (PairStore, "match_rows", "read matches"),
    (PairStore, "judged_rows", "read matches"),
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
    peak = sum_of(found.parts).peak_bytes
    looking = found.one_check.cpu_s * found.checked
    return (
        f"{table([f'{NEW_COUNT} new among {size:,} photos', 'wall s', 'CPU s'], rows)}\n\n"
        f"Peak {peak / 2**20:.0f} MiB, {before_bytes / 2**20:.0f} MiB without the "
        f"find. {found.checked:,} pairs had to be looked at, {found.proved:,} of them copies; at "
        f"{found.one_check.cpu_s * 1e3:.0f} CPU ms each that takes {looking:.0f} CPU s besides."
    )


def open_only(made: FoundLibrary) -> None:
    """For the memory that the program and the library take before a find."""
    with OpenedLibrary(made):
        pass


def find(made: FoundLibrary) -> Found:
    """Once, as at the end of a scan."""
    clock = PartClock(_TIMED, _REST)
    with OpenedLibrary(made) as opened, ThreadPoolExecutor(_CORES) as pool:
        with clock.watching():
            clock.timed(Library.find, _REST)(opened, executor=pool)
        parts, knowing = clock.parts(), opened.knowing
        one_check = knowing.check_in_earnest(_IN_EARNEST)
        return Found(parts, knowing.checked, knowing.proved, one_check)
