"""Near perceptual hashes in all eight orientations: the sieve before alignment.

Few rows are compared with all others. Many are looked up by parts of their hashes, see
`hash_chunks`: that finds every pair within 7 bits and most of those up to the limit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import ORIENTATION_COUNT
from photodedup.engine.matching.hash_chunks import QUARTERS, HashChunks
from photodedup.engine.matching.hash_quarter import Hits, Limits, Turned
from photodedup.engine.matching.nearest import NearestPairs, RowPairs

FLAT_DETAIL = 3.0  # grey standard deviation below which hashes mean nothing
NEAREST = 16  # pairs that a photo adds at most: pictures of little but a slope have thousands
PLAIN_TURNS = 16  # dHashes with fewer changes between neighbouring bits show no more than a slope
_EXACT_PAIRS = 100_000_000  # beyond this many, looking up is quicker
COMMON_AT_LEAST, COMMON_SHARE = 16, 8192  # a quarter shared by more, and by one of so many
INVERSE_ORIENTATION = np.array([0, 3, 2, 1, 4, 5, 6, 7])  # what undoes each of the eight
# Among very many the places in a list would go to strangers beyond this distance in any case; of
# real copies whose hashes are near 99.9 % are within.
_MANY, _FARTHEST_OF_MANY = 300_000, 30
_ALL_BITS = 128  # of both hashes
_PARTS, _PART_ROWS = 8, 4096  # of the rows: later ones need not be compared with earlier ones
_BLOCK_ROWS, _BLOCK_COLUMNS = 128, 4096
_NOT_FIRST_COLUMN = np.uint64(0x7F7F_7F7F_7F7F_7F7F)
_NOT_FIRST_ROW = np.uint64(0x00FF_FFFF_FFFF_FFFF)

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
Each = Callable[..., Iterable[Any]]


@dataclass(frozen=True, slots=True)
class HashPair:
    """Two rows whose hashes are near; `orientation` turns the first onto the second."""

    first: int
    second: int
    orientation: int
    distance: int  # dHash plus pHash bits, 0 to 128


def near_pairs(
    dhash: Hashes,
    phash: Hashes,
    is_new: Flags,
    *,
    limit: int = 10,
    usable: Flags | None = None,
    nearest: int = NEAREST,
) -> list[HashPair]:
    """Pairs of rows of which one is new and whose dHash or pHash differs in at most `limit` bits.

    A dHash that shows no more than a slope counts only where the pHash is near as well.

    Args:
        dhash, phash: uint64 (n, 8), one row for each photo, all orientations.
        is_new: (n,) rows to be compared with every row.
        usable: (n,) rows whose hashes mean something; flat pictures do not.
        nearest: a pair stays if it is among so many nearest of a new row. Equally near ones
            are taken by row number: give the rows an order that means something.
    """
    usable = np.ones(len(dhash), bool) if usable is None else usable
    pairs = near_rows(dhash, phash, is_new, usable, limit, nearest)
    columns = (pairs.first, pairs.second, pairs.tag, pairs.distance)
    return [HashPair(*pair) for pair in zip(*(c.tolist() for c in columns), strict=True)]


def near_rows(
    dhash: Hashes,
    phash: Hashes,
    is_new: Flags,
    usable: Flags,
    limit: int = 10,
    nearest: int = NEAREST,
    each: Each = map,
) -> RowPairs:
    """The same as columns, the tag being the orientation: for libraries of any size.

    `each` maps a function over items, in order; `map`, or one that uses several cores.
    """
    new_rows, columns = np.flatnonzero(is_new & usable), np.flatnonzero(usable)
    found = NearestPairs(nearest, is_new)
    farthest = _ALL_BITS if len(columns) < _MANY else _FARTHEST_OF_MANY
    collector = _Collector(dhash, phash, is_new, limit, farthest, found)
    if len(new_rows) * len(columns) <= _EXACT_PAIRS:
        _compare(collector, new_rows, columns, each)
    else:
        _look_up(collector, new_rows, columns, each)
    return found.result()


class _Collector:
    """Takes those pairs of a new row and any other that are near, whatever way round. Several
    threads may bring some."""

    def __init__(
        self,
        dhash: Hashes,
        phash: Hashes,
        is_new: Flags,
        limit: int,
        farthest: int,
        found: NearestPairs,
    ) -> None:
        self.dhash, self.phash, self.is_new, self.limit = dhash, phash, is_new, limit
        self.shows_more = _turns(dhash) >= PLAIN_TURNS
        # What is read for each hit lies together.
        self._turned_d, self._turned_p = dhash.ravel(), phash.ravel()
        self._upright_d, self._upright_p = dhash[:, 0].copy(), phash[:, 0].copy()
        self.farthest, self._found = farthest, found
        self._lock = Lock()

    def add(self, rows: Rows, columns: Rows, orientation: Rows) -> None:
        """Pairs of which `orientation` turns the row onto the column; those that are not near, or
        are one row, are left out."""
        # Of two new rows the one with the smaller number is turned: so no hit depends on chance.
        swap = np.flatnonzero((rows > columns) & self.is_new[columns])
        if len(swap):
            rows, columns, orientation = rows.copy(), columns.copy(), orientation.copy()
            rows[swap], columns[swap] = columns[swap], rows[swap]
            orientation[swap] = INVERSE_ORIENTATION[orientation[swap]]
        turned = rows * ORIENTATION_COUNT + orientation
        by_d = np.bitwise_count(self._turned_d[turned] ^ self._upright_d[columns])
        by_p = np.bitwise_count(self._turned_p[turned] ^ self._upright_p[columns])
        # Among very many photos hardly any remain after this, so it comes first.
        within = np.flatnonzero((by_d + by_p <= self.farthest) & (rows != columns))  # at most 128
        rows, columns, by_d, by_p = rows[within], columns[within], by_d[within], by_p[within]
        near = (by_d <= self.limit) & self.shows_more[rows] & self.shows_more[columns]
        near |= by_p <= self.limit
        self._keep(rows[near], columns[near], orientation[within][near], (by_d + by_p)[near])

    def add_looked_up(self, hits: Hits) -> None:
        """What was looked up is near already, unless the other one is the one to be turned."""
        rows, orientation, columns, distance = hits
        is_swapped = (rows > columns) & self.is_new[columns]
        swapped = np.flatnonzero(is_swapped)
        self.add(rows[swapped], columns[swapped], orientation[swapped])
        kept = np.flatnonzero(~is_swapped & (distance <= self.farthest) & (rows != columns))
        self._keep(rows[kept], columns[kept], orientation[kept], distance[kept])

    def _keep(self, rows: Rows, columns: Rows, orientation: Rows, distance: Rows) -> None:
        tag = np.where(rows < columns, orientation, INVERSE_ORIENTATION[orientation])
        one, other = np.minimum(rows, columns), np.maximum(rows, columns)
        with self._lock:
            self._found.add(one, other, distance, tag)


def _compare(collector: _Collector, rows: Rows, columns: Rows, each: Each) -> None:
    """Every row with every column."""
    blocks = [rows[start : start + _BLOCK_ROWS] for start in range(0, len(rows), _BLOCK_ROWS)]
    for _ in each(partial(_compare_block, collector, columns), blocks):
        pass


def _compare_block(collector: _Collector, columns: Rows, block: Rows) -> None:
    later = columns[~collector.is_new[columns] | (columns > block[0])]
    for begin in range(0, len(later), _BLOCK_COLUMNS):
        part = later[begin : begin + _BLOCK_COLUMNS]
        dhash, phash = collector.dhash[part, 0], collector.phash[part, 0]
        both_show = collector.shows_more[block][:, None] & collector.shows_more[part]
        for orientation in range(ORIENTATION_COUNT):
            by_d = np.bitwise_count(collector.dhash[block, orientation][:, None] ^ dhash)
            near = (by_d <= collector.limit) & both_show
            by_p = np.bitwise_count(collector.phash[block, orientation][:, None] ^ phash)
            near |= by_p <= collector.limit
            row, column = np.divmod(np.flatnonzero(near), near.shape[1])
            collector.add(block[row], part[column], np.full(len(row), orientation))


def _look_up(collector: _Collector, rows: Rows, columns: Rows, each: Each) -> None:
    """Every row by the quarters of its hashes."""
    common = COMMON_AT_LEAST + len(columns) // COMMON_SHARE
    limits = Limits(collector.limit, collector.farthest, common)
    parts = np.array_split(rows, min(_PARTS, 1 + len(rows) // _PART_ROWS))
    dhash, phash = collector.dhash, collector.phash
    everything = np.ones(len(collector.is_new), bool)
    both_ways = ((dhash, phash, collector.shows_more), (phash, dhash, everything))
    for hashes, others, kept in both_ways:
        known = columns[kept[columns]]
        for quarter in range(QUARTERS):
            chunks = HashChunks(hashes[known, 0], others[known, 0], known, quarter)
            look = partial(_look_up_part, collector, chunks, limits, hashes, others)
            for _ in each(look, [part[kept[part]] for part in parts]):
                pass


def _look_up_part(
    collector: _Collector,
    chunks: HashChunks,
    limits: Limits,
    hashes: Hashes,
    others: Hashes,
    asking: Rows,
) -> None:
    """A part of the rows among what comes later."""
    if not len(asking):
        return
    is_later = ~collector.is_new
    is_later[int(asking[0]) :] = True
    rows = np.repeat(asking, ORIENTATION_COUNT)
    turns = np.tile(np.arange(ORIENTATION_COUNT, dtype=np.uint8), len(asking))
    asked = Turned(rows, turns, hashes[asking].ravel(), others[asking].ravel())
    for hits in chunks.near(asked, limits, is_later):
        collector.add_looked_up(hits)


def _turns(dhash: Hashes) -> NDArray[np.int64]:
    """How often neighbouring bits differ, the upright picture's or the turned one's, if fewer."""
    turned = dhash[:, :2]
    across = np.bitwise_count((turned ^ (turned >> np.uint64(1))) & _NOT_FIRST_COLUMN)
    down = np.bitwise_count((turned ^ (turned >> np.uint64(8))) & _NOT_FIRST_ROW)
    turns: NDArray[np.int64] = (across.astype(np.int64) + down).min(axis=1)
    return turns
