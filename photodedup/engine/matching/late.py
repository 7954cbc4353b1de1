"""Photos that came later, against all others: by the library's index, without reading the vectors
of all."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.candidates import (
    MARGIN,
    NEIGHBOURS,
    PROPOSED,
    Each,
    Flags,
    Floats,
    Rows,
    add_scored,
    cosines_of,
    scored,
)
from photodedup.engine.matching.halves import to_single
from photodedup.engine.matching.nearest import NearestPairs, RowPairs
from photodedup.engine.matching.strangers import Standing, least_score
from photodedup.engine.matching.vector_index import VectorIndex

_ROWS, _COLUMNS = 512, 512
_BLOCK = 65_536  # rows of the index for one core at a time

Scored = tuple[Rows, Rows, NDArray[np.float32]]


class LateSearch:
    """Compares new photos.

    Args:
        index: what is known of the others.
        place: (n,) where each row is in the index; -1 for those that are not, or not as they are
            now. New rows never are.
        is_new: (n,) rows to be compared with every row.
        own: vectors of the rows that are not in the index, in their order.
        fetch: reads the vectors of rows that are in the index.
        each: maps a function over items, in order; `map`, or one that uses several cores.
    """

    def __init__(
        self,
        index: VectorIndex,
        place: Rows,
        is_new: Flags,
        own: Floats,
        fetch: Callable[[Rows], Floats],
        each: Each = map,
    ) -> None:
        self._index, self._place, self._is_new, self._own = index, place, is_new, own
        self._fetch, self._each = fetch, each
        self._own_rows = np.flatnonzero(place < 0)
        self._new_rows = np.flatnonzero(is_new)
        self._row_at = np.full(len(index.ids), -1)  # the row at each place of the index
        self._row_at[place[place >= 0]] = np.flatnonzero(place >= 0)
        self._standing = self._standings()
        self._least = least_score(len(place))

    def near(self, loose_cosine: float) -> tuple[RowPairs, NDArray[np.float32]]:
        """Pairs of which one is new and that stand out, and the cosine of each."""
        likely = NearestPairs(PROPOSED, self._is_new)
        for new, row, scores in self._by_trees() if self._index.has_trees else self._by_all():
            add_scored(likely, np.minimum(new, row), np.maximum(new, row), scores)
        proposed = likely.result()
        vectors, number = self._vectors_of(proposed)
        cosines = cosines_of(vectors, number[proposed.first], number[proposed.second])
        scores = self._standing.scores(proposed.first, proposed.second, cosines)
        kept = (scores >= self._least) & (cosines >= loose_cosine)
        found = NearestPairs(NEIGHBOURS, self._is_new)
        add_scored(found, proposed.first[kept], proposed.second[kept], scores[kept])
        self._compare_own(found, loose_cosine)
        pairs = found.result()
        return pairs, cosines_of(vectors, number[pairs.first], number[pairs.second])

    def _by_all(self) -> Iterator[Scored]:
        """New rows with all of the index, by the short vectors."""
        sketch = self._index.sketch
        short, standing = self._short_new()
        theirs = sketch.short_standing

        def look(begin: int) -> list[Scored]:
            found = []
            for start in range(begin, min(begin + _BLOCK, len(sketch.short)), _COLUMNS):
                columns = slice(start, start + _COLUMNS)
                across = to_single(sketch.short[columns]).T
                for first in range(0, len(short), _ROWS):
                    rows = slice(first, first + _ROWS)
                    scores = short[rows] @ across
                    scores *= standing.scale[rows][:, None] + theirs.scale[columns]
                    scores -= standing.offset[rows][:, None] + theirs.offset[columns]
                    hits = np.flatnonzero(scores >= self._least - MARGIN)
                    row, column = np.divmod(hits, scores.shape[1])
                    found.append((first + row, start + column, scores[row, column]))
            return found

        for parts in self._each(look, range(0, len(sketch.short), _BLOCK)):
            for new, place, scores in parts:
                yield from self._as_rows(new, place, scores)

    def _by_trees(self) -> Iterator[Scored]:
        """The same of what the trees of the index propose."""
        sketch = self._index.sketch
        short, standing = self._short_new()

        def look(begin: int) -> Scored:
            part = short[begin : begin + _ROWS]
            near = self._index.neighbours(part, PROPOSED)
            new = begin + np.repeat(np.arange(len(part)), [len(places) for places in near])
            place = np.concatenate(near)
            cosines = np.einsum("ij,ij->i", short[new], to_single(sketch.short[place]))
            scale = standing.scale[new] + sketch.short_standing.scale[place]
            offset = standing.offset[new] + sketch.short_standing.offset[place]
            return new, place, cosines * scale - offset

        for new, place, scores in self._each(look, range(0, len(short), _ROWS)):
            yield from self._as_rows(new, place, scores)

    def _as_rows(self, new: Rows, place: Rows, scores: NDArray[np.float32]) -> Iterator[Scored]:
        row = self._row_at[place]
        known = row >= 0
        yield self._new_rows[new[known]], row[known], scores[known]

    def _short_new(self) -> tuple[NDArray[np.float32], Standing]:
        """Short vectors of the new rows, and their standing."""
        sketch = self._index.sketch
        short = sketch.coarse.shorten(self._own[self._is_new[self._own_rows]])
        return to_single(short), sketch.short_crowd.standing(short)

    def _compare_own(self, found: NearestPairs, loose_cosine: float) -> None:
        """New rows with what is not in the index, by the full vectors."""
        rows, is_new = self._own_rows, self._is_new[self._own_rows]
        standing = Standing(self._standing.scale[rows], self._standing.offset[rows])
        limits = self._least, loose_cosine
        columns = np.arange(len(rows))
        blocks = scored(self._own, standing, is_new, np.flatnonzero(is_new), columns, limits)
        for first, second, scores in blocks:
            add_scored(found, rows[first], rows[second], scores)

    def _standings(self) -> Standing:
        """Of all rows, by the full vectors."""
        sketch = self._index.sketch
        own = sketch.crowd.standing(self._own)
        scale, offset = sketch.standing.scale[self._place], sketch.standing.offset[self._place]
        scale[self._own_rows], offset[self._own_rows] = own.scale, own.offset
        return Standing(scale, offset)

    def _vectors_of(self, pairs: RowPairs) -> tuple[Floats, Rows]:
        """Full vectors of all rows that are in pairs or not in the index, and which of them is
        each row's."""
        is_other = np.zeros(len(self._place), bool)
        is_other[pairs.first] = is_other[pairs.second] = True
        others = np.flatnonzero(is_other & (self._place >= 0))
        number = np.empty(len(self._place), np.int64)
        number[self._own_rows] = np.arange(len(self._own_rows))
        number[others] = len(self._own_rows) + np.arange(len(others))
        if not len(others):
            return self._own, number
        return np.concatenate([self._own, self._fetch(others)]), number
