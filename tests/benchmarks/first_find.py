"""What a whole first find costs after very many photos were read: everything but the looking.

The library is made (`found_library`), as a scan leaves it before its find. A part's time is its
own without that of the parts inside it, and its memory is the most that the process held then.
"""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.duplicates import Finder
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.library import Library
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.second_looks import SecondLooks
from photodedup.engine.pair_checks import PairChecks
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.proposals import Proposer
from photodedup.engine.shots import ShotBook
from photodedup.engine.store.lazy_photos import LazyPhotos
from photodedup.engine.store.pairs import PairStore
from tests.benchmarks.found_library import FoundLibrary, OpenedLibrary, make_scanned_library
from tests.benchmarks.measuring import Cost, in_fresh_process, table
from tests.benchmarks.part_clock import PartClock, Timed, sum_of

_CORES = 2
_IN_EARNEST = 100  # pairs that are checked by pictures
_KNOWN = 20_000  # pairs that are asked about again, for what the answers cost
_HANDED_OUT = "hand out pairs, and note what came of them"
_REST = "the rest"
_TIMED: tuple[Timed, ...] = (
    (ShotBook, "renew", "pair the files of a shot"),
    (PairStore, "comparables", "read rows"),
    (PairStore, "matches", "read matches"),
    (PairStore, "judged_rows", "read matches"),
    (PhotoClasses, "__init__", "classes of equal photos"),
    (Proposer, "__init__", "order the rows"),
    (Proposer, "_hash_pairs", "pairs by hashes"),
    (Proposer, "_load", "read vectors"),
    (Proposer, "_vector_pairs", "pairs by vectors"),
    (PairTable, "__init__", "put pairs together"),
    (LazyPhotos, "have", "make the photos that are looked at"),
    (Finder, "_check_likely_keepers", "choose likely keepers"),
    (PairChecks, "check", _HANDED_OUT),
    (SecondLooks, "choose", "choose pairs for a second look"),
    (Finder, "_keepers_of", "choose pairs for a second look"),
    (Finder, "_check_all", "go through all pairs"),
    (KeeperProver, "prove_keepers", "keepers of all groups"),
    (PairChecks, "settle", "store what failed"),
    (Finder, "_link_moments", "bursts and similar shots"),
    (PairStore, "set_compared", "note what was compared"),
    (Library, "groups", "make the groups"),
    (Library, "close", "store the groups"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Costs by part, without the answers that stand in for looking; the pairs that had to be
    checked, how many of them were copies, what one check costs and what all the answers cost; the
    groups that came of it."""

    parts: dict[str, Cost]
    checked: int
    proved: int
    one_check: Cost
    answers: Cost
    groups: int


def run(sizes: Sequence[int]) -> str:
    """The tables as Markdown, one for each size."""
    return "\n\n".join(_table(size) for size in sizes)


def _table(size: int) -> str:
    with tempfile.TemporaryDirectory() as home:
        made, _ = in_fresh_process(make_scanned_library, Path(home), size)
        found, _ = in_fresh_process(find, made)
    return report(size, found)


def report(size: int, found: Found) -> str:
    """A table of its parts, and what was found."""
    parts = [*found.parts.items(), ("**first find, without looking**", sum_of(found.parts))]
    rows = [
        [
            name,
            f"{cost.wall_s:.2f}",
            f"{cost.cpu_s:.2f}",
            f"{cost.peak_bytes / 2**20:.0f}" if cost.peak_bytes else "",
        ]
        for name, cost in parts
    ]
    looking = found.one_check.cpu_s * found.checked
    return (
        f"{table([f'{size:,} photos, all new', 'wall s', 'CPU s', 'peak MiB'], rows)}\n\n"
        f"{found.checked:,} pairs had to be looked at, {found.proved:,} of them copies; at "
        f"{found.one_check.cpu_s * 1e3:.0f} CPU ms each that takes {looking:.0f} CPU s besides. "
        f"Answers without looking took {found.answers.cpu_s:.2f} CPU s, which are left out above. "
        f"{found.groups:,} groups."
    )


def find(made: FoundLibrary) -> Found:
    """Once, as at the end of a first scan, and the groups after it."""
    clock = PartClock(_TIMED, _REST)
    with clock.watching(), ThreadPoolExecutor(_CORES) as pool:
        opened = OpenedLibrary(made)
        clock.timed(Library.find, _REST)(opened, executor=pool)
        knowing = opened.knowing
        checked, proved = knowing.checked, knowing.proved
        one_check = knowing.check_in_earnest(_IN_EARNEST)
        one_answer = knowing.cost_of_knowing(_KNOWN)
        groups = len(opened.groups())
        opened.close()
    answers = Cost(one_answer.wall_s * checked, one_answer.cpu_s * checked)
    parts = clock.parts()
    parts[_HANDED_OUT] = _without(parts[_HANDED_OUT], answers)
    return Found(parts, checked, proved, one_check, answers, groups)


def _without(cost: Cost, part: Cost) -> Cost:
    return Cost(cost.wall_s - part.wall_s, cost.cpu_s - part.cpu_s, cost.peak_bytes)
