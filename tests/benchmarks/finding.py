"""What proposing pairs costs as a library grows, how many it proposes, and what it misses.

Features are made in processes of their own and mapped from files, so that the memory shown is that
of the search and of what it reads.
"""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.candidates import near_vectors
from photodedup.engine.matching.hash_index import near_rows
from photodedup.engine.matching.late import LateSearch
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.strangers import Standing
from photodedup.engine.matching.vector_index import TREES_FROM, VectorIndex
from tests.benchmarks.made_features import made_hashes, made_vectors
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table

_COPIES = 500
_LATE = 500
_LOOSE_COSINE = 0.5
_INDEX_FROM = 5000  # photos; of fewer all vectors are read
_CORES = 2
_COLUMNS = ("first", "second", "distance", "tag")
_HEAD = ["photos", "pairs a photo", "planted pairs found", "wall s", "CPU s", "peak MiB"]
_SUM_HEAD = ["all pairs: photos", "put together, CPU s", "wall s", "CPU s", "peak MiB"]

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
    both: list[list[str]] = []
    late: list[list[str]] = []
    indexes: list[list[str]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            make(folder, size)
            found = [in_fresh_process(search, folder, size) for search in (by_hashes, by_vectors)]
            hashes.append(_row(size, *found[0]))
            vectors.append(_row(size, *found[1]))
            table_cost, table_bytes = in_fresh_process(put_together, folder)
            costs = [*(seen.cost for seen, _ in found), table_cost]
            both.append(_sum_row(size, costs, max(table_bytes, *(peak for _, peak in found))))
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
            table(_SUM_HEAD, both),
            table([f"{_LATE} new among " + _HEAD[0], *_HEAD[1:], "by"], late),
            table(index_head, indexes),
        ]
    )


def make(folder: Path, count: int) -> None:
    """Features of so many photos, in files."""
    with ProcessPoolExecutor(_CORES, mp_context=get_context("spawn")) as pool:
        for made in [pool.submit(work, folder, count) for work in (_make_hashes, _make_vectors)]:
            made.result()


def _make_hashes(folder: Path, count: int) -> None:
    hashes = made_hashes(count, min(_COPIES, count // 4))
    np.savez(folder / "hashes.npz", d=hashes.dhash, p=hashes.phash, copies=hashes.copies)


def _make_vectors(folder: Path, count: int) -> None:
    vectors = made_vectors(count, min(_COPIES, count // 4), file=folder / "vectors.npy")
    np.save(folder / "copies.npy", np.array(vectors.copies))


def by_hashes(folder: Path, new_count: int) -> Proposed:
    """All hashes, or those of some new photos with all."""
    with np.load(folder / "hashes.npz") as made:
        dhash, phash, copies = made["d"], made["p"], made["copies"]
    is_new, usable = _newest(len(dhash), new_count, copies), np.ones(len(dhash), bool)

    def search() -> RowPairs:
        with ThreadPoolExecutor(_CORES) as pool:
            return near_rows(dhash, phash, is_new, usable, each=pool.map)

    return _measured(search, copies, is_new, folder / "by-hash.npz")


def by_vectors(folder: Path, new_count: int) -> Proposed:
    """All vectors, or those of some new photos with all, without an index."""
    vectors, copies = _vectors(folder)
    is_new = _newest(len(vectors), new_count, copies)

    def search() -> RowPairs:
        with ThreadPoolExecutor(_CORES) as pool:
            each = pool.map
            sketch = Sketch.of(vectors, each) if len(vectors) >= _INDEX_FROM else None
            return near_vectors(vectors, is_new, _LOOSE_COSINE, each=each, sketch=sketch)[0]

    return _measured(search, copies, is_new, folder / "by-vector.npz")


def put_together(folder: Path) -> Cost:
    """The table of all pairs that the two searches proposed."""
    found = []
    for name in ("by-hash.npz", "by-vector.npz"):
        with np.load(folder / name) as pairs:
            found.append(RowPairs(*(pairs[column] for column in _COLUMNS)))
    by_hash, by_vector = found
    ids = 1 + np.arange(len(np.load(folder / "vectors.npy", mmap_mode="r")))
    cosines = np.linspace(0.5, 1.0, len(by_vector), dtype=np.float32)
    watch = Watch()
    PairTable(ids, by_hash, by_vector, cosines)
    return watch.lap()


def build_index(folder: Path) -> tuple[Cost, Cost | None, int]:
    """The index of all but the newest photos: what it costs, what its trees cost, if it is large
    enough for any, and what it takes on the disk in bytes."""
    vectors, copies = _vectors(folder)
    known = np.flatnonzero(~_newest(len(vectors), _LATE, copies))
    watch = Watch()
    with ThreadPoolExecutor(_CORES) as pool:
        sketch = _rows_of(Sketch.of(vectors, pool.map), known)
    index = VectorIndex.build(folder, "made", (1 + known).tolist(), sketch)
    made, trees = watch.lap(), None
    if index is not None and len(vectors) >= TREES_FROM and index.with_trees() is not None:
        trees = watch.lap()
    return made, trees, sum(path.stat().st_size for path in folder.glob("vectors-*"))


def _rows_of(sketch: Sketch, rows: Rows) -> Sketch:
    standing, short_standing = (
        Standing(whole.scale[rows], whole.offset[rows])
        for whole in (sketch.standing, sketch.short_standing)
    )
    return replace(
        sketch, short=sketch.short[rows], standing=standing, short_standing=short_standing
    )


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


def _measured(
    search: Callable[[], RowPairs], copies: Rows, is_new: Flags, file: Path | None = None
) -> Proposed:
    watch = Watch()
    pairs = search()
    cost = watch.lap()
    if file is not None and is_new.all():
        np.savez(file, **{column: getattr(pairs, column) for column in _COLUMNS})
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


def _sum_row(count: int, costs: Sequence[Cost], peak_bytes: int) -> list[str]:
    wall_s, cpu_s = sum(cost.wall_s for cost in costs), sum(cost.cpu_s for cost in costs)
    last = f"{costs[-1].cpu_s:.2f}"
    return [f"{count:,}", last, f"{wall_s:.2f}", f"{cpu_s:.2f}", f"{peak_bytes / 2**20:.0f}"]


def _index_row(count: int, made: Cost, trees: Cost | None, disk_bytes: int) -> list[str]:
    total_s = made.cpu_s + (trees.cpu_s if trees else 0.0)
    of_trees = f"{trees.cpu_s:.1f}" if trees else ""
    return [f"{count:,}", f"{total_s:.1f}", of_trees, f"{disk_bytes / 2**20:.0f}"]
