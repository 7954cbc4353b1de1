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

QUARTERS, _QUARTER_BITS = 4, 16
_REST_BITS = np.uint64(64 - _QUARTER_BITS)
_BLOCK = 250_000  # pairs compared at a time
_QUERIES = 65_536  # hashes looked up at a time

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
_FLIPS = np.array([0, *(1 << bit for bit in range(_QUARTER_BITS))], np.uint64) << _REST_BITS


class HashChunks:
    """Hashes by one of their quarters, to be looked up.

    Args:
        hashes: uint64 (n,).
        rows: (n,) what each of them is called.
        quarter: 0 to 3; a pair that is wanted is found by at least one of them.
    """

    def __init__(self, hashes: Hashes, rows: Rows, quarter: int) -> None:
        self._number = quarter
        moved = _first_bits(hashes, quarter)
        order = np.argsort(moved, kind="stable")
        self._hashes, self._rows = moved[order], rows[order]

    def near(
        self, hashes: Hashes, limit: int, common: int, is_wanted: Flags
    ) -> Iterator[tuple[Rows, Rows]]:
        """Blocks of (places in `hashes`, rows), differing in at most `limit` bits; a pair may come
        more than once.

        Args:
            common: how many that share a quarter are compared at most.
            is_wanted: by row, which are looked among.
        """
        wanted = np.flatnonzero(is_wanted[self._rows])
        quarter = _Quarter(self._hashes[wanted], self._rows[wanted], common)
        asked = _first_bits(hashes, self._number)
        # Neighbours follow each other, so that what is read lies together.
        order = np.argsort(asked, kind="stable")
        for begin in range(0, len(order), _QUERIES):
            places = order[begin : begin + _QUERIES]
            for flip in _FLIPS:
                yield from quarter.compare(asked[places], flip, places, limit)


class _Quarter:
    """Hashes in order, with the bits of the quarter first."""

    def __init__(self, hashes: Hashes, rows: Rows, common: int) -> None:
        self._hashes, self._rows, self._common = hashes, rows, common
        values = (hashes >> _REST_BITS).astype(np.int64)
        self._counts = np.bincount(values, minlength=1 << _QUARTER_BITS)
        self._starts = np.cumsum(self._counts) - self._counts

    def compare(
        self, asked: Hashes, flip: np.uint64, places: Rows, limit: int
    ) -> Iterator[tuple[Rows, Rows]]:
        """Those asked for, one bit of the quarter flipped, with all that share it then."""
        starts, counts = self._range_of(asked ^ flip)
        crowded = np.flatnonzero(counts > self._common)
        if flip:
            counts[crowded] = 0
        else:
            starts[crowded] = self._place_of(asked[crowded], self._common)
            counts[crowded] = self._common
        ends = np.cumsum(counts)
        done = 0
        while done < len(ends):
            before = int(ends[done - 1]) if done else 0
            until = max(done + 1, int(np.searchsorted(ends, before + _BLOCK, "right")))
            size = counts[done:until]
            first = starts[done:until] - (ends[done:until] - size - before)
            place = np.repeat(first, size)
            place += np.arange(len(place))
            bits = np.repeat(asked[done:until], size)
            bits ^= self._hashes[place]
            hit = np.flatnonzero(np.bitwise_count(bits) <= limit)
            query = done + np.searchsorted(ends[done:until] - before, hit, "right")
            yield places[query], self._rows[place[hit]]
            done = until

    def _range_of(self, asked: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where those begin that share the quarter, and how many they are."""
        values = (asked >> _REST_BITS).astype(np.int64)
        return self._starts[values], self._counts[values]

    def _place_of(self, asked: Hashes, width: int) -> NDArray[np.int64]:
        """Where those begin that lie next to it, for quarters that at least `width` share."""
        starts, counts = self._range_of(asked)
        middle = np.searchsorted(self._hashes, asked) - width // 2
        place: NDArray[np.int64] = np.clip(middle, starts, starts + counts - width)
        return place


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
