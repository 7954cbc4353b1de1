"""Near perceptual hashes in all eight orientations: the sieve before alignment.

Few rows are compared with all others. Many are looked up by parts of their hashes, see
`hash_chunks`: that finds every pair within 7 bits and most of those up to the limit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import ORIENTATION_COUNT
from photodedup.engine.matching.hash_chunks import QUARTERS, HashChunks
from photodedup.engine.matching.nearest import NearestPairs, RowPairs

FLAT_DETAIL = 3.0  # grey standard deviation below which hashes mean nothing
NEAREST = 16  # pairs that a photo adds at most: pictures of little but a slope have thousands
PLAIN_TURNS = 16  # dHashes with fewer changes between neighbouring bits show no more than a slope
_EXACT_PAIRS = 100_000_000  # beyond this many, looking up is quicker
COMMON_AT_LEAST, COMMON_SHARE = 16, 8192  # a quarter shared by more, and by one of so many
INVERSE_ORIENTATION = np.array([0, 3, 2, 1, 4, 5, 6, 7])  # what undoes each of the eight
_PARTS, _PART_ROWS = 8, 4096  # of the rows: later ones need not be compared with earlier ones
_BLOCK_ROWS, _BLOCK_COLUMNS = 128, 4096
_NOT_FIRST_COLUMN = np.uint64(0x7F7F_7F7F_7F7F_7F7F)
_NOT_FIRST_ROW = np.uint64(0x00FF_FFFF_FFFF_FFFF)

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
Pairs = tuple[Rows, Rows, Rows, Rows]  # rows, the smaller first, their distance and the tag
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
    judge = _Judge(dhash, phash, is_new, limit)
    found = NearestPairs(nearest, is_new)
    if len(new_rows) * len(columns) <= _EXACT_PAIRS:
        blocks = _compare(judge, new_rows, columns, each)
    else:
        blocks = _look_up(judge, new_rows, columns, each)
    for pairs in blocks:
        found.add(*pairs)
    return found.result()


class _Judge:
    """Says which pairs of a new row and any other are near, whatever way round."""

    def __init__(self, dhash: Hashes, phash: Hashes, is_new: Flags, limit: int) -> None:
        self.dhash, self.phash, self.is_new, self.limit = dhash, phash, is_new, limit
        self.shows_more = _turns(dhash) >= PLAIN_TURNS

    def near(self, rows: Rows, columns: Rows, orientation: Rows) -> Pairs:
        """Of pairs of which `orientation` turns the row onto the column those that are near and not
        one row."""
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
        return one, other, by_d[near] + by_p[near], tag


def _compare(judge: _Judge, rows: Rows, columns: Rows, each: Each) -> Iterator[Pairs]:
    """Every row with every column."""
    blocks = [rows[start : start + _BLOCK_ROWS] for start in range(0, len(rows), _BLOCK_ROWS)]
    for found in each(partial(_compared, judge, columns), blocks):
        yield from found


def _compared(judge: _Judge, columns: Rows, block: Rows) -> list[Pairs]:
    later = columns[~judge.is_new[columns] | (columns > block[0])]
    found = []
    for begin in range(0, len(later), _BLOCK_COLUMNS):
        part = later[begin : begin + _BLOCK_COLUMNS]
        dhash, phash = judge.dhash[part, 0], judge.phash[part, 0]
        both_show = judge.shows_more[block][:, None] & judge.shows_more[part]
        for orientation in range(ORIENTATION_COUNT):
            by_d = np.bitwise_count(judge.dhash[block, orientation][:, None] ^ dhash)
            near = (by_d <= judge.limit) & both_show
            by_p = np.bitwise_count(judge.phash[block, orientation][:, None] ^ phash)
            near |= by_p <= judge.limit
            row, column = np.divmod(np.flatnonzero(near), near.shape[1])
            found.append(judge.near(block[row], part[column], np.full(len(row), orientation)))
    return found


def _look_up(judge: _Judge, rows: Rows, columns: Rows, each: Each) -> Iterator[Pairs]:
    """Every row by the quarters of its hashes."""
    common = COMMON_AT_LEAST + len(columns) // COMMON_SHARE
    parts = np.array_split(rows, min(_PARTS, 1 + len(rows) // _PART_ROWS))
    everything = np.ones(len(judge.is_new), bool)
    for hashes, kept in ((judge.dhash, judge.shows_more), (judge.phash, everything)):
        known = columns[kept[columns]]
        for quarter in range(QUARTERS):
            chunks = HashChunks(hashes[known, 0], known, quarter)
            near = partial(_near, judge, chunks, common, hashes)
            for found in each(near, [part[kept[part]] for part in parts]):
                yield from found


def _near(
    judge: _Judge, chunks: HashChunks, common: int, hashes: Hashes, asking: Rows
) -> list[Pairs]:
    """Those of a part of the rows with what comes later."""
    if not len(asking):
        return []
    is_later = ~judge.is_new
    is_later[int(asking[0]) :] = True
    found = []
    for place, column in chunks.near(hashes[asking].ravel(), judge.limit, common, is_later):
        row, orientation = np.divmod(place, ORIENTATION_COUNT)
        found.append(judge.near(asking[row], column, orientation))
    return found


def _turns(dhash: Hashes) -> NDArray[np.int64]:
    """How often neighbouring bits differ, the upright picture's or the turned one's, if fewer."""
    turned = dhash[:, :2]
    across = np.bitwise_count((turned ^ (turned >> np.uint64(1))) & _NOT_FIRST_COLUMN)
    down = np.bitwise_count((turned ^ (turned >> np.uint64(8))) & _NOT_FIRST_ROW)
    turns: NDArray[np.int64] = (across.astype(np.int64) + down).min(axis=1)
    return turns
