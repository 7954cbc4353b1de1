"""The centres of cells of like vectors: k-means in two levels over a sample.

First few large groups are made, then each of them is divided, so that very many centres take
seconds. Compared with k-means over all of them at once, hard edits of real photos among 100,000 are
found as well, and the cells are more even.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.halves import to_single
from photodedup.engine.matching.strangers import Standing

_BY_ROOT = 8.0  # centres, times the square root of the vectors
_MOST = 1 << 16
_TRAINED_ON, _ROUNDS, _SEED = 24, 6, 1  # vectors for each centre
_ROWS = 2048

Singles = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Centres:
    """Of k cells.

    Attributes:
        vectors: unit vectors (k, dims).
        groups: unit vectors (few, dims), the centres of the groups that were divided.
        standing: of each cell's vectors, on average.
        share: (k,) about how much of all vectors each cell has; together 1.
    """

    vectors: Singles
    groups: Singles
    standing: Standing
    share: NDArray[np.float64]

    @classmethod
    def of(cls, short: NDArray[np.float16], standing: Standing) -> "Centres":
        """From unit vectors (n, dims), in an order that does not depend on the run."""
        count = max(1, min(len(short) // 8, int(_BY_ROOT * np.sqrt(len(short))), _MOST))
        random = np.random.default_rng(_SEED)
        chosen = np.sort(random.permutation(len(short))[: count * _TRAINED_ON])
        sample = to_single(short[chosen])
        group_count = max(1, round(np.sqrt(count)))
        groups, _ = _means(sample[random.permutation(len(sample))], group_count, random)
        group = nearest(sample, groups)
        vectors, cell = [], np.empty(len(sample), np.int64)
        done = 0
        for number in range(len(groups)):
            own = np.flatnonzero(group == number)
            if len(own):
                part = max(1, round(len(own) * count / len(sample)))
                centres, within = _means(sample[own], part, random)
                vectors.append(centres)
                cell[own] = done + within
                done += len(centres)
        return cls(np.concatenate(vectors), groups, *_averages(cell, done, standing, chosen))

    def __len__(self) -> int:
        return len(self.vectors)


def _averages(
    cell: Rows, count: int, standing: Standing, chosen: Rows
) -> tuple[Standing, NDArray[np.float64]]:
    members = np.bincount(cell, minlength=count)
    scale, offset = (
        np.bincount(cell, values[chosen], count) / np.maximum(members, 1)
        for values in (standing.scale, standing.offset)
    )
    empty = members == 0
    scale[empty], offset[empty] = standing.scale[chosen].mean(), standing.offset[chosen].mean()
    return Standing(scale.astype(np.float32), offset.astype(np.float32)), members / len(cell)


def _means(sample: Singles, count: int, random: np.random.Generator) -> tuple[Singles, Rows]:
    """Unit vectors (at most count, dims) by k-means, and which of them each of the sample is
    nearest to."""
    sample_of_all = sample[: count * _TRAINED_ON * 8]
    centres = sample_of_all[random.permutation(len(sample_of_all))[:count]].copy()
    for _ in range(_ROUNDS):
        cell = nearest(sample_of_all, centres)
        order = np.argsort(cell, kind="stable")
        own, starts = np.unique(cell[order], return_index=True)
        centres[own] = np.add.reduceat(sample_of_all[order], starts, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    return centres, nearest(sample, centres)


def nearest(vectors: Singles, centres: Singles) -> Rows:
    """Which of the centres each vector is nearest to."""
    across = centres.T
    blocks = range(0, len(vectors), _ROWS)
    return np.concatenate([(vectors[s : s + _ROWS] @ across).argmax(axis=1) for s in blocks])
