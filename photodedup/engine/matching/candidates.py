"""Which pairs are worth a look by their vectors: more alike than strangers are, the best of each
photo.

A pair is proposed where its cosine stands out from what both photos have in common with strangers
(see `strangers`), for each photo at most a fixed number: so the checks that follow stay about the
same for each photo, however large the library.

Measured on 11,356 photos of which 310 have thirty copies each, with the hashes' pairs: lists of 32
tie 99.1 % of the pairs of copies by chains at 8.7 wrong pairs a photo, lists of 24 98.8 % at 4.7,
lists of 16 98.2 % at 3.3; a limit on the cosine alone (0.5, lists of 40) 99.3 % at 13.6. Among
10,000 photos with one hard edit of each of 310 it is 99.4 % with lists of 32 and 24, at 9 and 8.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.cells import Cells
from photodedup.engine.matching.coarse import COARSE_DIMS
from photodedup.engine.matching.halves import to_single
from photodedup.engine.matching.nearest import MAX_DISTANCE, NearestPairs, RowPairs
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.strangers import FEW_ROWS, Crowd, Standing, least_score

NEIGHBOURS = 32  # pairs that a new photo adds at most
NEIGHBOURS_OF_FEW = 40  # in libraries too small to tell strangers from relatives
PROPOSED = 48  # by shorter vectors, which mistake the order of the nearest
MARGIN = 0.5  # in spreads: what shorter vectors may get wrong
_EXACT_PRODUCTS = 200_000_000_000  # numbers multiplied: 12,000 photos, with each other
_COARSE_PAIRS = 1_000_000_000  # 30,000 photos with each other; of more only like ones are compared
_ROWS, _COLUMNS = 512, 512
_JUDGED = 65_536  # pairs for one core at a time
_STEPS, _TOP_SCORE = 1000.0, 60.0  # scores become distances from the top in whole steps

Floats = NDArray[np.floating[Any]]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]
Each = Callable[..., Iterable[Any]]


def near_vectors(
    vectors: Floats,
    is_new: Flags,
    loose_cosine: float,
    *,
    each: Each = map,
    sketch: Sketch | None = None,
) -> tuple[RowPairs, NDArray[np.float32]]:
    """Pairs of rows, one of them new, that stand out and have a cosine of at least `loose_cosine`,
    and the cosine of each pair.

    Args:
        vectors: unit vectors (n, dims), in an order that does not depend on the run.
        is_new: (n,) rows to be compared with every row.
        each: maps a function over items, in order; `map`, or one that uses several cores.
        sketch: of the vectors; spares time.
    """
    count, new_rows = len(vectors), np.flatnonzero(is_new)
    if count < 2 or not len(new_rows):
        return NearestPairs(0, is_new).result(), np.empty(0, np.float32)
    search = _Search(vectors, is_new, loose_cosine, each, sketch)
    pairs = len(new_rows) * count
    if pairs * vectors.shape[1] <= _EXACT_PRODUCTS or vectors.shape[1] <= COARSE_DIMS:
        search.compare(new_rows, np.arange(count))
    else:
        search.compare_coarsely(new_rows, np.arange(count), by_cells=pairs > _COARSE_PAIRS)
    return search.result()


class _Search:
    """Scores pairs of a new row and any other, and keeps the best of each row."""

    def __init__(
        self,
        vectors: Floats,
        is_new: Flags,
        loose_cosine: float,
        each: Each,
        sketch: Sketch | None,
    ) -> None:
        self._vectors, self._is_new, self._loose_cosine = vectors, is_new, loose_cosine
        self._each, self._sketch = each, sketch
        if len(vectors) < FEW_ROWS:  # the cosine is the score
            half = np.full(len(vectors), 0.5, np.float32)
            self._standing, self._least = Standing(half, 0 * half), loose_cosine
            self._found = NearestPairs(NEIGHBOURS_OF_FEW, is_new)
        else:
            self._standing = sketch.standing if sketch else Crowd.of(vectors, each)[1]
            self._least = least_score(len(vectors))
            self._found = NearestPairs(NEIGHBOURS, is_new)

    def compare(self, rows: Rows, columns: Rows) -> None:
        """Every row with every column, by the full vectors."""
        least = self._least, self._loose_cosine
        blocks = scored(self._vectors, self._standing, self._is_new, rows, columns, least)
        for first, second, scores in blocks:
            add_scored(self._found, first, second, scores)

    def compare_coarsely(self, rows: Rows, columns: Rows, *, by_cells: bool) -> None:
        """Every row with every column by shorter vectors, or with those in like cells, and what
        they propose by the full ones."""
        sketch = self._sketch or Sketch.of(self._vectors, self._each)
        least = self._least - MARGIN
        if by_cells:
            cells = Cells(sketch.short, sketch.short_standing, self._is_new, self._each)
            self._judge(_each_once(cells.near(least, PROPOSED), len(self._vectors)))
            return
        likely = NearestPairs(PROPOSED, self._is_new)
        standing, limits = sketch.short_standing, (least, -1.0)
        for block in scored(sketch.short, standing, self._is_new, rows, columns, limits):
            add_scored(likely, *block)
        pairs = likely.result()
        self._judge((pairs.first, pairs.second))

    def result(self) -> tuple[RowPairs, NDArray[np.float32]]:
        pairs = self._found.result()
        return pairs, cosines_of(self._vectors, pairs.first, pairs.second)

    def _judge(self, pairs: tuple[Rows, Rows]) -> None:
        """Keep, of pairs of rows, the smaller first, those that stand out by the full vectors."""
        first, second = pairs

        def judged(start: int) -> tuple[Rows, Rows, NDArray[np.float32]]:
            one, other = first[start : start + _JUDGED], second[start : start + _JUDGED]
            cosines = cosines_of(self._vectors, one, other)
            scores = self._standing.scores(one, other, cosines)
            kept = (scores >= self._least) & (cosines >= self._loose_cosine)
            return one[kept], other[kept], scores[kept]

        for some in self._each(judged, range(0, len(first), _JUDGED)):
            add_scored(self._found, *some)


def _each_once(blocks: Iterable[tuple[Rows, Rows]], count: int) -> tuple[Rows, Rows]:
    """Pairs of rows, the smaller first, in order."""
    parts = [np.minimum(one, other) * count + np.maximum(one, other) for one, other in blocks]
    keys = np.concatenate([np.empty(0, np.int64), *parts])
    keys.sort()
    first, second = np.divmod(keys[np.diff(keys, prepend=-1) > 0], count)
    return first, second


def scored(
    vectors: Floats,
    standing: Standing,
    is_new: Flags,
    rows: Rows,
    columns: Rows,
    least: tuple[float, float],
) -> Iterator[tuple[Rows, Rows, NDArray[np.float32]]]:
    """Blocks of (smaller row, larger row, score), each pair once; `least` score and cosine."""
    scale, offset = standing.scale, standing.offset
    least_score, least_cosine = least
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        ours = to_single(vectors[block])
        # Two new rows are looked at once, from the one with the smaller number.
        later = columns[~is_new[columns] | (columns > block[0])]
        for begin in range(0, len(later), _COLUMNS):
            part = later[begin : begin + _COLUMNS]
            cosines = ours @ to_single(vectors[part]).T
            is_near = cosines >= least_cosine
            cosines *= scale[block][:, None] + scale[part]
            cosines -= offset[block][:, None] + offset[part]
            is_near &= cosines >= least_score
            row, column = np.divmod(np.flatnonzero(is_near), len(part))
            one, other = block[row], part[column]
            once = (one < other) | (~is_new[other] & (one != other))
            one, other = one[once], other[once]
            scores = cosines[row[once], column[once]]
            yield np.minimum(one, other), np.maximum(one, other), scores


def add_scored(found: NearestPairs, first: Rows, second: Rows, scores: NDArray[np.float32]) -> None:
    """The higher a score, the smaller the distance."""
    steps = np.clip((_TOP_SCORE - scores) * _STEPS, 0, MAX_DISTANCE).astype(np.int64)
    found.add(first, second, steps, np.zeros(len(first), np.int64))


def cosines_of(vectors: Floats, first: Rows, second: Rows) -> NDArray[np.float32]:
    """Of pairs of rows, from the full vectors."""
    cosines = np.empty(len(first), np.float32)
    for start in range(0, len(first), _COLUMNS):
        part = slice(start, start + _COLUMNS)
        # Half precision is slow to read, and each first row comes several times in a row.
        ones, which = np.unique(first[part], return_inverse=True)
        one, other = to_single(vectors[ones]), to_single(vectors[second[part]])
        cosines[part] = np.einsum("ij,ij->i", one[which], other)
    return cosines
