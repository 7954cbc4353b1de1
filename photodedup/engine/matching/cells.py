"""Very many vectors in cells of like ones, so that each is compared with a few cells only.

The cells are those of k-means over a sample. A vector is compared with everything in the cells
whose centres it is nearest to. A pair is found from either side: it is enough that one of the two
looks into the other's cell.

Measured among 100,000: of 1,704 hard edits of real photos, looking into 32 of 1,024 cells finds
99.9 % of those that comparing all finds, 8 cells 99.0 %. Of made pairs of which one lies halfway to
an unrelated photo, 128 of 1,264 cells hold 94 % (99 % from a cosine of 0.75), 48 cells 84 %.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.halves import to_single
from photodedup.engine.matching.strangers import Standing

PROBES = 128  # cells that each vector is compared with
_CELLS_BY_ROOT = 4.0  # cells, times the square root of the vectors
_TRAINED_ON, _ROUNDS, _SEED = 24, 6, 1  # vectors for each cell
_QUERIES, _ROWS, _TILE_ROWS = 16_384, 2048, 512
_PENDING = 3_000_000  # pairs held before the far ones are dropped
_ROW_BITS, _STEP_BITS = 24, 16
_STEPS, _TOP_SCORE = 1000.0, 60.0

Rows = NDArray[np.int64]
Singles = NDArray[np.float32]
Packed = NDArray[np.uint64]
Result = TypeVar("Result")


class Cells:
    """Short unit vectors in the order of their cells.

    Args:
        short: (n, dims), in an order that does not depend on the run.
        standing: what makes scores of their cosines.
        each: maps a function over items, in order; `map`, or one that uses several cores.
    """

    def __init__(
        self, short: NDArray[np.float16], standing: Standing, each: Callable[..., Any] = map
    ) -> None:
        self._each = each
        self._centres = _centres(short)
        self._probes = min(PROBES, len(self._centres))
        nearest, cell = self._nearest_cells(short)
        self._order = np.argsort(cell, kind="stable")
        self._ends = np.cumsum(np.bincount(cell, minlength=len(self._centres)))
        self._nearest = nearest[self._order]
        self._short = short[self._order]
        self._scale = standing.scale[self._order]
        self._offset = standing.offset[self._order]

    def near(
        self,
        is_asking: NDArray[np.bool_],
        least_score: float,
        keep: int,
        judge: Callable[[Rows, Rows], Result],
    ) -> Iterator[Result]:
        """What `judge` says of blocks of (asking rows, other rows): of each asking row those with
        the highest scores, at most `keep`. A pair comes once or twice."""
        places = np.flatnonzero(is_asking[self._order])
        blocks = [places[s : s + _QUERIES] for s in range(0, len(places), _QUERIES)]

        def look(block: Rows) -> Result:
            asking, others = self._near(block, least_score, keep)
            return judge(self._order[asking], self._order[others])

        yield from self._each(look, blocks)

    def _near(self, asking: Rows, least_score: float, keep: int) -> tuple[Rows, Rows]:
        """The same for one block, in places of the order of cells."""
        cells = self._nearest[asking].ravel()
        by_cell = np.argsort(cells, kind="stable")
        ends = np.cumsum(np.bincount(cells, minlength=len(self._centres)))
        found = _Lists(keep)
        for cell, end in enumerate(ends):
            asked = by_cell[(ends[cell - 1] if cell else 0) : end] // self._probes
            if len(asked):
                self._look_into(cell, asking, asked, least_score, found)
        row, others = found.result()
        return asking[row], others

    def _look_into(
        self, cell: int, asking: Rows, asked: Rows, least_score: float, found: "_Lists"
    ) -> None:
        start = int(self._ends[cell - 1]) if cell else 0
        members = slice(start, int(self._ends[cell]))
        theirs = to_single(self._short[members]).T
        scale, offset = self._scale[members], self._offset[members]
        for begin in range(0, len(asked), _TILE_ROWS):
            rows = asked[begin : begin + _TILE_ROWS]
            places = asking[rows]
            scores = to_single(self._short[places]) @ theirs
            scores *= self._scale[places][:, None] + scale
            scores -= self._offset[places][:, None] + offset
            row, column = np.divmod(np.flatnonzero(scores >= least_score), len(scale))
            others = column + start
            other = np.flatnonzero(others != places[row])
            row, column = row[other], column[other]
            found.add(rows[row], others[other], scores[row, column])

    def _nearest_cells(self, short: NDArray[np.float16]) -> tuple[NDArray[np.uint16], Rows]:
        """Of each vector the cells to look into, (n, probes), and the nearest of all, (n,)."""
        nearest = np.empty((len(short), self._probes), np.uint16)
        cell = np.empty(len(short), np.int64)
        across = self._centres.T

        def look(start: int) -> None:
            rows = slice(start, start + _ROWS)
            cosines = to_single(short[rows]) @ across
            cell[rows] = cosines.argmax(axis=1)
            last = len(self._centres) - self._probes
            limit = np.partition(cosines, last, axis=1)[:, last]
            row, found = np.divmod(np.flatnonzero(cosines >= limit[:, None]), cosines.shape[1])
            # Equally near ones are more than are wanted.
            first = np.searchsorted(row, np.arange(len(cosines)))
            wanted = np.arange(len(row)) - first[row] < self._probes
            nearest[rows] = found[wanted].reshape(len(cosines), self._probes)

        for _ in self._each(look, range(0, len(short), _ROWS)):
            pass
        return nearest, cell


class _Lists:
    """Of each row the partners with the highest scores, from a stream of pairs that come once."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._parts: list[Packed] = []
        self._pending = self._held = 0

    def add(self, rows: Rows, others: Rows, scores: Singles) -> None:
        steps = np.clip((_TOP_SCORE - scores) * _STEPS, 0, (1 << _STEP_BITS) - 1)
        packed = (rows << (_STEP_BITS + _ROW_BITS)) | (steps.astype(np.int64) << _ROW_BITS) | others
        self._parts.append(packed.view(np.uint64))
        self._pending += len(packed)
        if self._pending > max(_PENDING, 2 * self._held):
            self._thin()

    def result(self) -> tuple[Rows, Rows]:
        """Rows and their partners, ordered by row."""
        self._thin()
        packed = self._parts[0].view(np.int64)
        return packed >> (_STEP_BITS + _ROW_BITS), packed & ((1 << _ROW_BITS) - 1)

    def _thin(self) -> None:
        packed = np.concatenate([np.empty(0, np.uint64), *self._parts])
        packed.sort()
        rows = packed >> np.uint64(_STEP_BITS + _ROW_BITS)
        first = np.searchsorted(rows, rows, "left")
        packed = packed[np.arange(len(packed)) - first < self._keep]
        self._parts = [packed]
        self._pending = self._held = len(packed)


def _centres(short: NDArray[np.float16]) -> Singles:
    """Unit vectors (cells, dims) by k-means over a sample."""
    count = max(1, min(len(short) // 8, int(_CELLS_BY_ROOT * np.sqrt(len(short)))))
    random = np.random.default_rng(_SEED)
    chosen = random.permutation(len(short))[: count * _TRAINED_ON]
    sample = to_single(short[np.sort(chosen)])
    centres = sample[random.permutation(len(sample))[:count]].copy()
    for _ in range(_ROUNDS):
        blocks = range(0, len(sample), _ROWS)
        cell = np.concatenate([(sample[s : s + _ROWS] @ centres.T).argmax(axis=1) for s in blocks])
        order = np.argsort(cell, kind="stable")
        own, starts = np.unique(cell[order], return_index=True)
        centres[own] = np.add.reduceat(sample[order], starts, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    return centres
