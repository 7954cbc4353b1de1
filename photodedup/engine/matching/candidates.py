"""Which pairs are worth a look: near hashes and near vectors, each photo with a capped list."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.vector_index import VectorIndex

NEIGHBOURS = 40  # at most, for each photo: chance neighbours grow with the library
_ROWS = 512
_COLUMNS = 8192
_EXACT_PAIRS = 2_000_000_000  # beyond this many products the index proposes

Floats = NDArray[np.floating[Any]]
VectorPair = tuple[int, int, float]  # two row numbers, smaller first, and their cosine


def vector_pairs(
    vectors: Floats,
    is_new: NDArray[np.bool_],
    loose_cosine: float,
    *,
    ids: Sequence[int] = (),
    index: VectorIndex | None = None,
) -> list[VectorPair]:
    """Pairs of rows, one of them new, with a cosine of at least `loose_cosine`.

    Args:
        vectors: unit vectors (n, dims).
        is_new: (n,) rows to be compared with every row.
        ids: the photo id of each row, needed with `index`.
        index: proposes old neighbours where comparing all exactly would take minutes.
    """
    new_rows = np.flatnonzero(is_new)
    if len(new_rows) * len(vectors) <= _EXACT_PAIRS or index is None:
        return _exact(vectors, new_rows, np.arange(len(vectors)), loose_cosine)
    known = set(index.ids.tolist())
    unknown = np.array([row for row, id_ in enumerate(ids) if id_ not in known], np.intp)
    pairs = dict[tuple[int, int], float]()
    for first, second, cosine in _exact(vectors, new_rows, unknown, loose_cosine):
        pairs[first, second] = cosine
    row_of = {id_: row for row, id_ in enumerate(ids)}
    for row in new_rows.tolist():
        near = [row_of[id_] for id_ in index.neighbours(vectors[row], NEIGHBOURS) if id_ in row_of]
        cosines = vectors[near].astype(np.float32) @ vectors[row].astype(np.float32)
        for other, cosine in zip(near, cosines.tolist(), strict=True):
            if other != row and cosine >= loose_cosine:
                pairs[min(row, other), max(row, other)] = cosine
    return [(first, second, cosine) for (first, second), cosine in sorted(pairs.items())]


def _exact(
    vectors: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], loose_cosine: float
) -> list[VectorPair]:
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        near = _nearest(vectors, block, columns, loose_cosine)
        for row, others in zip(block.tolist(), near, strict=True):
            for other, cosine in others:
                pairs[min(row, other), max(row, other)] = cosine
    return [(first, second, cosine) for (first, second), cosine in sorted(pairs.items())]


def _nearest(
    vectors: Floats, block: NDArray[np.intp], columns: NDArray[np.intp], loose_cosine: float
) -> list[list[tuple[int, float]]]:
    """For each row of the block its best columns above the cosine, at most NEIGHBOURS."""
    rows = vectors[block].astype(np.float32)
    found: list[list[tuple[int, float]]] = [[] for _ in block]
    for start in range(0, len(columns), _COLUMNS):
        part = columns[start : start + _COLUMNS]
        cosines = rows @ vectors[part].astype(np.float32).T
        cosines[block[:, None] == part[None, :]] = -1.0
        for row, column in np.argwhere(cosines >= loose_cosine):
            found[row].append((int(part[column]), float(cosines[row, column])))
    return [
        sorted(others, key=lambda other: (-other[1], other[0]))[:NEIGHBOURS] for others in found
    ]
