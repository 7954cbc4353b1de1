"""Near perceptual hashes in all eight orientations: the sieve before alignment.

Few rows are compared with all others. Many are looked up by parts of their hashes, see
`hash_chunks`: that finds every pair within 7 bits and most of those up to the limit.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import ORIENTATION_COUNT
from photodedup.engine.matching.hash_chunks import HashChunks
from photodedup.engine.matching.nearest import NearestPairs, RowPairs

FLAT_DETAIL = 3.0  # grey standard deviation below which hashes mean nothing
NEAREST = 16  # pairs that a photo adds at most: pictures of little but a slope have thousands
PLAIN_TURNS = 16  # dHashes with fewer changes between neighbouring bits show no more than a slope
_EXACT_PAIRS = 100_000_000  # beyond this many, looking up is quicker
COMMON_AT_LEAST, COMMON_SHARE = 16, 8192  # a quarter shared by more, and by one of so many
INVERSE_ORIENTATION = np.array([0, 3, 2, 1, 4, 5, 6, 7])  # what undoes each of the eight
_PARTS = 8  # of the rows: the later ones need not be compared with the earlier
_BLOCK_ROWS, _BLOCK_COLUMNS = 128, 4096
_NOT_FIRST_COLUMN = np.uint64(0x7F7F_7F7F_7F7F_7F7F)
_NOT_FIRST_ROW = np.uint64(0x00FF_FFFF_FFFF_FFFF)

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]


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
) -> RowPairs:
    """The same as columns, the tag being the orientation: for libraries of any size."""
    new_rows, columns = np.flatnonzero(is_new & usable), np.flatnonzero(usable)
    found = _Collector(dhash, phash, is_new, limit, nearest)
    if len(new_rows) * len(columns) <= _EXACT_PAIRS:
        _compare(found, new_rows, columns)
    else:
        _look_up(found, new_rows, columns)
    return found.pairs.result()


class _Collector:
    """Takes pairs of a new row and any other that are near, whatever way round."""

    def __init__(
        self, dhash: Hashes, phash: Hashes, is_new: Flags, limit: int, nearest: int
    ) -> None:
        self.dhash, self.phash, self.is_new, self.limit = dhash, phash, is_new, limit
        self.shows_more = _turns(dhash) >= PLAIN_TURNS
        self.pairs = NearestPairs(nearest, is_new)

    def add(self, rows: Rows, columns: Rows, orientation: Rows) -> None:
        """Pairs of which `orientation` turns the row onto the column; those that are not near, or
        are one row, are left out."""
        # Of two new rows the one with the smaller number is turned: so no hit depends on chance.
        swap = (rows > columns) & self.is_new[columns]
        rows, columns = np.where(swap, columns, rows), np.where(swap, rows, columns)
        orientation = np.where(swap, INVERSE_ORIENTATION[orientation], orientation)
        by_d = np.bitwise_count(self.dhash[rows, orientation] ^ self.dhash[columns, 0])
        by_p = np.bitwise_count(self.phash[rows, orientation] ^ self.phash[columns, 0])
        near = (by_d <= self.limit) & self.shows_more[rows] & self.shows_more[columns]
        near = (near | (by_p <= self.limit)) & (rows != columns)
        rows, columns, orientation = rows[near], columns[near], orientation[near]
        tag = np.where(rows < columns, orientation, INVERSE_ORIENTATION[orientation])
        one, other = np.minimum(rows, columns), np.maximum(rows, columns)
        self.pairs.add(one, other, by_d[near] + by_p[near], tag)


def _compare(found: _Collector, rows: Rows, columns: Rows) -> None:
    """Every row with every column."""
    for start in range(0, len(rows), _BLOCK_ROWS):
        block = rows[start : start + _BLOCK_ROWS]
        later = columns[~found.is_new[columns] | (columns > block[0])]
        for begin in range(0, len(later), _BLOCK_COLUMNS):
            part = later[begin : begin + _BLOCK_COLUMNS]
            dhash, phash = found.dhash[part, 0], found.phash[part, 0]
            both_show = found.shows_more[block][:, None] & found.shows_more[part]
            for orientation in range(ORIENTATION_COUNT):
                by_d = np.bitwise_count(found.dhash[block, orientation][:, None] ^ dhash)
                near = (by_d <= found.limit) & both_show
                by_p = np.bitwise_count(found.phash[block, orientation][:, None] ^ phash)
                near |= by_p <= found.limit
                row, column = np.divmod(np.flatnonzero(near), near.shape[1])
                found.add(block[row], part[column], np.full(len(row), orientation))


def _look_up(found: _Collector, rows: Rows, columns: Rows) -> None:
    """Every row by the quarters of its hashes."""
    common = COMMON_AT_LEAST + len(columns) // COMMON_SHARE
    for part in np.array_split(rows, min(_PARTS, len(rows))):
        later = columns[~found.is_new[columns] | (columns >= part[0])]
        for hashes, kept in (
            (found.dhash, found.shows_more),
            (found.phash, np.ones(len(found.phash), bool)),
        ):
            known, asking = later[kept[later]], part[kept[part]]
            chunks = HashChunks(hashes[known, 0], known, common)
            for place, column in chunks.near(hashes[asking].ravel(), found.limit):
                row, orientation = np.divmod(place, ORIENTATION_COUNT)
                found.add(asking[row], column, orientation)


def _turns(dhash: Hashes) -> NDArray[np.int64]:
    """How often neighbouring bits differ, the upright picture's or the turned one's, if fewer."""
    turned = dhash[:, :2]
    across = np.bitwise_count((turned ^ (turned >> np.uint64(1))) & _NOT_FIRST_COLUMN)
    down = np.bitwise_count((turned ^ (turned >> np.uint64(8))) & _NOT_FIRST_ROW)
    turns: NDArray[np.int64] = (across.astype(np.int64) + down).min(axis=1)
    return turns
