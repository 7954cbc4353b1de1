"""Keeps the nearest partners of every row from a long stream of pairs, in bounded memory."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_ROWS = 1 << 22
MAX_DISTANCE = (1 << 16) - 1
_ROW_BITS, _DISTANCE_BITS, _TAG_BITS = 22, 16, 3  # one pair in one integer of 64 bits
_PENDING = 4_000_000  # pairs held before they are thinned out

Whole = NDArray[np.integer[Any]]
Packed = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class RowPairs:
    """Pairs of rows as arrays of one length, ordered by `first`, then `second`.

    Attributes:
        first, second: row numbers, the smaller first.
        distance: 0 to MAX_DISTANCE.
        tag: what was said with the pair, 0 to 7.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    distance: NDArray[np.int64]
    tag: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)


class NearestPairs:
    """A pair stays if it is among the nearest of either of its rows that has a list; equally near
    ones by row number. So no row, however common, adds more than `keep` pairs.

    Args:
        keep: partners in the list of a row.
        has_list: (n,) for each row; new photos have one, old ones had theirs before.
    """

    def __init__(self, keep: int, has_list: NDArray[np.bool_]) -> None:
        self._keep, self._has_list = keep, has_list
        self._parts: list[Packed] = []
        self._pending = 0
        self._thinned = 0

    def add(self, first: Whole, second: Whole, distance: Whole, tag: Whole) -> None:
        """Pairs of rows below MAX_ROWS, the smaller first; of a pair that comes again the
        smallest distance counts."""
        packed = _pack(_pack(first, second, _ROW_BITS), distance, _DISTANCE_BITS)
        self._parts.append(_pack(packed, tag, _TAG_BITS))
        self._pending += len(packed)
        if self._pending > max(_PENDING, 2 * self._thinned):
            self._thin()

    def result(self) -> RowPairs:
        self._thin()
        packed = self._parts[0]
        first, second = _rows_of(packed)
        distance = (packed >> np.uint64(_TAG_BITS)) & np.uint64(MAX_DISTANCE)
        tag = packed & np.uint64((1 << _TAG_BITS) - 1)
        return RowPairs(first, second, distance.astype(np.int64), tag.astype(np.int64))

    def _thin(self) -> None:
        """A pair that is not among the nearest of some is not among the nearest of more."""
        packed = np.concatenate([np.empty(0, np.uint64), *self._parts])
        packed.sort()
        packed = packed[_is_first(packed >> np.uint64(_DISTANCE_BITS + _TAG_BITS))]
        packed = packed[self._is_near(packed)]
        self._parts = [packed]
        self._pending = self._thinned = len(packed)

    def _is_near(self, packed: Packed) -> NDArray[np.bool_]:
        first, second = _rows_of(packed)
        distance = (packed >> np.uint64(_TAG_BITS)) & np.uint64(MAX_DISTANCE)
        is_near = np.zeros(len(packed), bool)
        for row, other in ((first, second), (second, first)):
            # Pairs are looked at from both sides: a row's partners are in either column.
            is_near |= self._has_list[row] & (self._ranks(row, other, distance) < self._keep)
        return is_near

    def _ranks(self, row: Whole, other: Whole, distance: Packed) -> NDArray[np.int64]:
        """For each pair the place of `other` among all partners of `row`."""
        there = _pack(_pack(row, distance, _DISTANCE_BITS), other, _ROW_BITS)
        back = _pack(_pack(other, distance, _DISTANCE_BITS), row, _ROW_BITS)
        everyone = np.concatenate([there, back])
        everyone.sort()
        rows = everyone >> np.uint64(_DISTANCE_BITS + _ROW_BITS)
        starts = np.flatnonzero(_is_first(rows))
        begin = np.repeat(starts, np.diff(np.append(starts, len(rows))))
        place = np.searchsorted(everyone, there)
        ranks: NDArray[np.int64] = place - begin[place]
        return ranks


def _pack(high: Whole, low: Whole, low_bits: int) -> Packed:
    packed: Packed = (high.astype(np.uint64) << np.uint64(low_bits)) | low.astype(np.uint64)
    return packed


def _rows_of(packed: Packed) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pair = packed >> np.uint64(_DISTANCE_BITS + _TAG_BITS)
    second = pair & np.uint64(MAX_ROWS - 1)
    return (pair >> np.uint64(_ROW_BITS)).astype(np.int64), second.astype(np.int64)


def _is_first(values: Packed) -> NDArray[np.bool_]:
    """Of sorted values, which differ from the one before."""
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    return first
