"""Near perceptual hashes in all eight orientations: the sieve before alignment."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import ORIENTATION_COUNT

FLAT_DETAIL = 3.0  # grey standard deviation below which hashes mean nothing
_BLOCK_ROWS = 512


@dataclass(frozen=True, slots=True)
class HashPair:
    """Two rows whose hashes are near; `orientation` turns the first onto the second."""

    first: int
    second: int
    orientation: int
    distance: int  # dHash plus pHash bits, 0 to 128


def near_pairs(
    dhash: NDArray[np.uint64],
    phash: NDArray[np.uint64],
    is_new: NDArray[np.bool_],
    *,
    limit: int = 10,
    usable: NDArray[np.bool_] | None = None,
) -> list[HashPair]:
    """Pairs of rows of which one is new and whose dHash or pHash differs in at most `limit` bits.

    Args:
        dhash, phash: uint64 (n, 8), one row for each photo, all orientations.
        is_new: (n,) rows to be compared with every row.
        usable: (n,) rows whose hashes mean something; flat pictures do not.
    """
    count = len(dhash)
    usable = np.ones(count, bool) if usable is None else usable
    new_rows = np.flatnonzero(is_new & usable)
    # Each pair of new rows is looked at once: from the row with the smaller number.
    found: dict[tuple[int, int], HashPair] = {}
    for start in range(0, len(new_rows), _BLOCK_ROWS):
        rows = new_rows[start : start + _BLOCK_ROWS]
        _collect(found, rows, dhash, phash, is_new, usable, limit)
    return [found[key] for key in sorted(found)]


def _collect(
    found: dict[tuple[int, int], HashPair],
    rows: NDArray[np.intp],
    dhash: NDArray[np.uint64],
    phash: NDArray[np.uint64],
    is_new: NDArray[np.bool_],
    usable: NDArray[np.bool_],
    limit: int,
) -> None:
    columns = np.arange(len(dhash))
    for orientation in range(ORIENTATION_COUNT):
        d = np.bitwise_count(dhash[rows, orientation][:, None] ^ dhash[None, :, 0])
        p = np.bitwise_count(phash[rows, orientation][:, None] ^ phash[None, :, 0])
        near = ((d <= limit) | (p <= limit)) & usable[None, :]
        near &= ~is_new[None, :] | (columns[None, :] > rows[:, None])
        for row, column in np.argwhere(near):
            first, second = int(rows[row]), int(column)
            pair = HashPair(first, second, orientation, int(d[row, column]) + int(p[row, column]))
            held = found.get((first, second))
            if held is None or pair.distance < held.distance:
                found[first, second] = pair
