"""What proposing pairs costs as a library grows, how many it proposes, and what it misses.

Features are made in processes of their own and mapped from files, so that the memory shown is that
of the search and of what it reads.
"""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.candidates import near_vectors
from photodedup.engine.matching.hash_index import near_rows
from photodedup.engine.matching.late import LateSearch
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex
from tests.benchmarks.made_features import made_hashes, made_vectors
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table

_COPIES = 500
_LATE = 500
_LOOSE_COSINE = 0.5
_INDEX_FROM = 5000  # photos; of fewer all vectors are read
_CORES = 2
_HEAD = ["photos", "pairs a photo", "planted pairs found", "wall s", "CPU s", "peak MiB"]

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one search cost, the pairs for each photo, and the share of planted pairs among them."""

    cost: Cost
    pairs_a_photo: float
    found_share: float


def run(sizes: Sequence[int]) -> str:
    """The tables as Markdown."""
    hashes: list[list[str]] = []
    vectors: list[list[str]] = []
    late: list[list[str]] = []
    indexes: list[list[str]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            in_fresh_process(make, folder, size)
            hashes.append(_row(size, *in_fresh_process(by_hashes, folder, size)))
            vectors.append(_row(size, *in_fresh_process(by_vectors, folder, size)))
            if size < _INDEX_FROM:
                continue
            late.append([*_row(size, *in_fresh_process(by_hashes, folder, _LATE)), "hashes"])
            (made, trees, disk_bytes), _ = in_fresh_process(build_index, folder)
            late.append([*_row(size, *in_fresh_process(by_index, folder, False)), "vectors"])
            indexes.append(_index_row(size, made, trees, disk_bytes))
            if trees is not None:
                late.append([*_row(size, *in_fresh_process(by_index, folder, True)), "trees"])
    index_head = ["index of photos", "CPU s", "of these for trees", "disk MiB"]
    return "\n\n".join(
        [
            table(["by hashes: " + _HEAD[0], *_HEAD[1:]], hashes),
            table(["by vectors: " + _HEAD[0], *_HEAD[1:]], vectors),
            table([f"{_LATE} new among " + _HEAD[0], *_HEAD[1:], "by"], late),
            table(index_head, indexes),
        ]
    )


def make(folder: Path, count: int) -> None:
    """Features of so many photos, in files."""
    copies = min(_COPIES, count // 4)
    hashes = made_hashes(count, copies)
    vectors = made_vectors(count, copies, file=folder / "vectors.npy")
    np.savez(folder / "hashes.npz", d=hashes.dhash, p=hashes.phash, copies=hashes.copies)
    np.save(folder / "copies.npy", np.array(vectors.copies))


def by_hashes(folder: Path, new_count: int) -> Proposed:
    """All hashes, or those of some new photos with all."""
    with np.load(folder / "hashes.npz") as made:
        dhash, phash, copies = made["d"], made["p"], made["copies"]
    is_new, usable = _newest(len(dhash), new_count, copies), np.ones(len(dhash), bool)
    return _measured(lambda: near_rows(dhash, phash, is_new, usable), copies, is_new)


def by_vectors(folder: Path, new_count: int) -> Proposed:
    """All vectors, or those of some new photos with all, without an index."""
    vectors, copies = _vectors(folder)
    is_new = _newest(len(vectors), new_count, copies)

    def search() -> RowPairs:
        with ThreadPoolExecutor(_CORES) as pool:
            return near_vectors(vectors, is_new, _LOOSE_COSINE, each=pool.map)[0]

    return _measured(search, copies, is_new)


def build_index(folder: Path) -> tuple[Cost, Cost | None, int]:
    """The index of all but the newest photos: what it costs, what its trees cost, if it is large
    enough for any, and what it takes on the disk in bytes."""
    vectors, copies = _vectors(folder)
    known = np.flatnonzero(~_newest(len(vectors), _LATE, copies))
    watch = Watch()
    index = VectorIndex.build(folder, "made", (1 + known).tolist(), Sketch.of(vectors[known]))
    made, trees = watch.lap(), None
    if index is not None and (growing := index.grow_trees()) is not None:
        growing.join()
        trees = watch.lap()
    return made, trees, sum(path.stat().st_size for path in folder.glob("vectors-*"))


def by_index(folder: Path, with_trees: bool) -> Proposed:
    """New photos by the index, the time to open it included."""
    vectors, copies = _vectors(folder)
    is_new = _newest(len(vectors), _LATE, copies)
    place = np.full(len(vectors), -1)
    place[~is_new] = np.arange(len(vectors) - np.count_nonzero(is_new))

    def search() -> RowPairs:
        index = VectorIndex.open(folder, "made")
        if index is None:
            raise RuntimeError("there is no index")
        if not with_trees:
            index.close()
        own = vectors[place < 0]
        with ThreadPoolExecutor(_CORES) as pool:
            late = LateSearch(index, place, is_new, own, lambda rows: vectors[rows], pool.map)
            return late.near(_LOOSE_COSINE)[0]

    return _measured(search, copies, is_new)


def _vectors(folder: Path) -> tuple[NDArray[np.float16], Rows]:
    return np.load(folder / "vectors.npy", mmap_mode="r"), np.load(folder / "copies.npy")


def _newest(count: int, new_count: int, copies: Rows) -> Flags:
    """All photos, or as many as are wanted, with one of each planted pair first."""
    random = np.random.default_rng(0)
    is_new = np.ones(count, bool)
    if new_count < count:
        wanted = copies[:new_count, 1]
        others = np.setdiff1d(random.permutation(count)[: 2 * new_count], wanted, True)
        is_new[:] = False
        is_new[np.concatenate([wanted, others[: new_count - len(wanted)]])] = True
    return is_new


def _measured(search: Callable[[], RowPairs], copies: Rows, is_new: Flags) -> Proposed:
    watch = Watch()
    pairs = search()
    cost = watch.lap()
    wanted = copies[is_new[copies].any(axis=1)]
    found = np.isin(_keys(wanted[:, 0], wanted[:, 1]), _keys(pairs.first, pairs.second))
    return Proposed(cost, len(pairs) / int(is_new.sum()), float(found.mean()))


def _keys(first: Rows, second: Rows) -> Rows:
    return (first << 32) | second


def _row(count: int, seen: Proposed, peak_bytes: int) -> list[str]:
    return [
        f"{count:,}",
        f"{seen.pairs_a_photo:.2f}",
        f"{seen.found_share:.1%}",
        f"{seen.cost.wall_s:.2f}",
        f"{seen.cost.cpu_s:.2f}",
        f"{peak_bytes / 2**20:.0f}",
    ]


def _index_row(count: int, made: Cost, trees: Cost | None, disk_bytes: int) -> list[str]:
    total_s = made.cpu_s + (trees.cpu_s if trees else 0.0)
    of_trees = f"{trees.cpu_s:.1f}" if trees else ""
    return [f"{count:,}", f"{total_s:.1f}", of_trees, f"{disk_bytes / 2**20:.0f}"]
