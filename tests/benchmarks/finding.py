"""What proposing pairs costs as a library grows, how many it proposes, and what it misses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.candidates import near_vectors
from photodedup.engine.matching.hash_index import near_rows
from photodedup.engine.matching.nearest import RowPairs
from tests.benchmarks.made_features import made_hashes, made_vectors
from tests.benchmarks.measuring import Cost, Watch, in_fresh_process, table

_COPIES = 500
_LATE = 500
_LOOSE_COSINE = 0.5
_HASHES_ONLY = 300_000  # photos from which on vectors would take too long to make


Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one search cost, the pairs for each photo, and the share of planted pairs among them."""

    cost: Cost
    pairs_a_photo: float
    found_share: float
    above_cosine: float = 0.0  # pairs for each photo that a limit on the cosine alone gives


def run(sizes: Sequence[int]) -> str:
    """The tables as Markdown."""
    hashes, vectors, late = [], [], []
    for size in sizes:
        hashes.append(_row(size, *in_fresh_process(by_hashes, size, size)))
        if size < _HASHES_ONLY:
            seen, peak = in_fresh_process(by_vectors, size, size)
            vectors.append([*_row(size, seen, peak), f"{seen.above_cosine:.0f}"])
        if size > 2 * _LATE:
            late.append([*_row(size, *in_fresh_process(by_hashes, size, _LATE)), "hashes"])
            if size < _HASHES_ONLY:
                late.append([*_row(size, *in_fresh_process(by_vectors, size, _LATE)), "vectors"])
    head = ["photos", "pairs a photo", "planted pairs found", "wall s", "CPU s", "peak MiB"]
    return "\n\n".join(
        [
            table(["by hashes: " + head[0], *head[1:]], hashes),
            table(["by vectors: " + head[0], *head[1:], "pairs above the cosine"], vectors),
            table([f"{_LATE} new among " + head[0], *head[1:], "by"], late),
        ]
    )


def by_hashes(count: int, new_count: int) -> Proposed:
    made = made_hashes(count, min(_COPIES, count // 4))
    is_new = _newest(count, new_count, made.copies)
    return _measured(
        lambda: near_rows(made.dhash, made.phash, is_new, np.ones(count, bool)),
        made.copies,
        is_new,
    )


def by_vectors(count: int, new_count: int) -> Proposed:
    made = made_vectors(count, min(_COPIES, count // 4))
    is_new = _newest(count, new_count, made.copies)
    some = made.vectors[:1000].astype(np.float32)
    above = float((some @ made.vectors[:4000].astype(np.float32).T >= _LOOSE_COSINE).mean())
    seen = _measured(
        lambda: near_vectors(made.vectors, is_new, _LOOSE_COSINE)[0], made.copies, is_new
    )
    return Proposed(seen.cost, seen.pairs_a_photo, seen.found_share, above * count / 2)


def _newest(count: int, new_count: int, copies: Sequence[tuple[int, int]]) -> Flags:
    """All photos, or as many as are wanted, with one of each planted pair first."""
    random = np.random.default_rng(0)
    is_new = np.ones(count, bool)
    if new_count < count:
        wanted = np.array([pair[1] for pair in copies])[:new_count]
        others = np.setdiff1d(random.permutation(count)[: 2 * new_count], wanted, True)
        is_new[:] = False
        is_new[np.concatenate([wanted, others[: new_count - len(wanted)]])] = True
    return is_new


def _measured(
    search: Callable[[], RowPairs],
    copies: Iterable[tuple[int, int]],
    is_new: Flags,
) -> Proposed:
    watch = Watch()
    pairs = search()
    cost = watch.lap()
    wanted = {pair for pair in copies if is_new[list(pair)].any()}
    found = wanted.intersection(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    return Proposed(cost, len(pairs) / int(is_new.sum()), len(found) / max(1, len(wanted)))


def _row(count: int, seen: Proposed, peak_bytes: int) -> list[str]:
    return [
        f"{count:,}",
        f"{seen.pairs_a_photo:.2f}",
        f"{seen.found_share:.1%}",
        f"{seen.cost.wall_s:.2f}",
        f"{seen.cost.cpu_s:.2f}",
        f"{peak_bytes / 2**20:.0f}",
    ]
