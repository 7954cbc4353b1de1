"""Near 64-bit hashes among very many, looked up by parts instead of compared one by one.

Multi-index hashing (M. Norouzi, A. Punjani, D. Fleet, "Fast Search in Hamming Space with
Multi-Index Hashing", 2012): two hashes of 64 bits that differ in at most seven have one of four
quarters in which they differ in at most one bit, so looking up 17 values of each quarter misses
none. Pairs that differ in 8, 9 or 10 bits are found unless the bits fall badly: by counting,
95, 86 and 74 of 100 are.

A quarter takes its bits from all over the picture. Neighbouring bits mostly agree, and quarters
made of them would have few values. Where very many hashes share a quarter all the same, it is
looked up as it is, without flipping a bit, and only those are compared that lie next to it when
the rest of the bits is sorted: equals are found, and no crowd takes more than its share of time.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.matching.hash_quarter import Hits, Limits, Quarter, Turned, values_of

QUARTERS = 4
_AT_ONCE = 65_536  # hashes looked up at a time

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]


class HashChunks:
    """Hashes by one of their quarters, to be looked up.

    Args:
        hashes, others: uint64 (n,), and the other hash of the same pictures.
        rows: (n,) what each of them is called.
        quarter: 0 to 3; a pair that is wanted is found by at least one of them.
    """

    def __init__(self, hashes: Hashes, others: Hashes, rows: Rows, quarter: int) -> None:
        self._number = quarter
        moved = _first_bits(hashes, quarter)
        order = np.argsort(moved, kind="stable")
        self._hashes, self._others, self._rows = moved[order], others[order], rows[order]

    def near(self, asked: Turned, limits: Limits, is_wanted: Flags) -> Iterator[Hits]:
        """Blocks of pairs; one may come more than once.

        Args:
            is_wanted: by row, which are looked among.
        """
        wanted = np.flatnonzero(is_wanted[self._rows])
        quarter = Quarter(self._hashes[wanted], self._others[wanted], self._rows[wanted], limits)
        asked = asked._replace(hashes=_first_bits(asked.hashes, self._number))
        # Like ones follow each other, so that what is read lies together. Sixteen bits are sorted
        # in a small part of the time.
        order = np.argsort(values_of(asked.hashes).astype(np.uint16), kind="stable")
        for begin in range(0, len(order), _AT_ONCE):
            yield from quarter.near(asked.at(order[begin : begin + _AT_ONCE]))


def _first_bits(hashes: Hashes, quarter: int) -> Hashes:
    """The same bits, those of the quarter first; it has two of every row of the picture's eight
    by eight, in other columns from row to row."""
    chosen = [8 * row + (3 * row + 2 * quarter + step) % 8 for row in range(8) for step in (0, 1)]
    rest = [bit for bit in range(64) if bit not in chosen]
    moved = np.zeros(len(hashes), np.uint64)
    for byte in range(8):
        table = np.zeros(256, np.uint64)
        for place, bit in enumerate([*rest, *chosen]):
            if bit // 8 == byte:
                is_set = (np.arange(256, dtype=np.uint64) >> np.uint64(bit % 8)) & np.uint64(1)
                table |= is_set << np.uint64(place)
        moved |= table[(hashes >> np.uint64(8 * byte)) & np.uint64(255)]
    return moved
