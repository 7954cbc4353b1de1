"""Keeps the nearest partners of every row from a long stream of pairs, in bounded memory."""

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_ROWS = 1 << 22
MAX_DISTANCE = (1 << 16) - 1
_ROW_BITS, _DISTANCE_BITS, _TAG_BITS = 22, 16, 3  # one pair in one integer of 64 bits
_PENDING = 4_000_000  # pairs held before they are thinned out
_SORTED = 4_000_000  # pairs looked at at a time

Whole = NDArray[np.integer[Any]]
Packed = NDArray[np.uint64]
Rows = NDArray[np.int64]


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
        # How far the list of each row reaches; what is farther from both rows need not be held.
        self._reach = np.where(has_list, MAX_DISTANCE, -1).astype(np.int32)

    def add(self, first: Whole, second: Whole, distance: Whole, tag: Whole) -> None:
        """Pairs of rows below MAX_ROWS, the smaller first; of a pair that comes again the
        smallest distance counts."""
        within = np.flatnonzero(distance <= np.maximum(self._reach[first], self._reach[second]))
        if len(within) < len(first):
            first, second = first[within], second[within]
            distance, tag = distance[within], tag[within]
        packed = _pack(_pack(first, second, _ROW_BITS), distance, _DISTANCE_BITS)
        self._parts.append(_pack(packed, tag, _TAG_BITS))
        self._pending += len(packed)
        if self._pending > max(_PENDING, 2 * self._thinned):
            self._thin()

    def result(self) -> RowPairs:
        self._thin()
        packed = self._parts[0]
        first, distance, second = _parts_of(packed)
        tag = packed & np.uint64((1 << _TAG_BITS) - 1)
        return RowPairs(first, second, distance, tag.view(np.int64))

    def _thin(self) -> None:
        """A pair that is not among the nearest of some is not among the nearest of more."""
        packed = np.concatenate([np.empty(0, np.uint64), *self._parts])
        packed.sort()
        packed = packed[_is_first(packed >> np.uint64(_DISTANCE_BITS + _TAG_BITS))]
        packed = packed[self._is_near(packed)]
        self._parts = [packed]
        self._pending = self._thinned = len(packed)

    def _is_near(self, packed: Packed) -> NDArray[np.bool_]:
        last = np.full(len(self._has_list), np.iinfo(np.uint64).max, np.uint64)
        # Some rows at a time, so that what is sorted stays small.
        count = min(-(-len(packed) // _SORTED), len(last))
        edges = np.linspace(0, len(last), count + 1).astype(np.int64).tolist()
        for begin, end in itertools.pairwise(edges):
            self._find_last(packed, begin, end, last)
        self._reach = ((last >> np.uint64(_ROW_BITS)) & np.uint64(MAX_DISTANCE)).astype(np.int32)
        self._reach[~self._has_list] = -1
        is_near = np.empty(len(packed), bool)
        for start in range(0, len(packed), _SORTED):
            part = slice(start, start + _SORTED)
            first, distance, second = _parts_of(packed[part])
            near = self._has_list[first] & (_partner(first, distance, second) <= last[first])
            near |= self._has_list[second] & (_partner(second, distance, first) <= last[second])
            is_near[part] = near
        return is_near

    def _find_last(self, packed: Packed, begin: int, end: int, last: Packed) -> None:
        """For each row from `begin` to before `end` the last partner that its list holds, where it
        is full."""
        # Pairs are looked at from both sides: a row's partners are in either column.
        own = slice(*np.searchsorted(packed, _first_of(np.array([begin, end]))).tolist())
        first, distance, second = _parts_of(packed[own])
        there = _partner(first, distance, second)
        at = (packed >> np.uint64(_DISTANCE_BITS + _TAG_BITS)) & np.uint64(MAX_ROWS - 1)
        first, distance, second = _parts_of(packed[(at >= begin) & (at < end)])
        everyone = np.concatenate([there, _partner(second, distance, first)])
        everyone.sort()
        starts = np.flatnonzero(_is_first(everyone >> np.uint64(_DISTANCE_BITS + _ROW_BITS)))
        is_full = np.diff(np.append(starts, len(everyone))) >= self._keep
        full = everyone[starts[is_full] + self._keep - 1]
        last[(full >> np.uint64(_DISTANCE_BITS + _ROW_BITS)).astype(np.int64)] = full


def _partner(row: Whole, distance: Whole, other: Whole) -> Packed:
    """A row's partner in one number: of one row's the nearer is the smaller."""
    return _pack(_pack(row, distance, _DISTANCE_BITS), other, _ROW_BITS)


def _pack(high: Whole, low: Whole, low_bits: int) -> Packed:
    packed: Packed = (high.astype(np.uint64) << np.uint64(low_bits)) | low.astype(np.uint64)
    return packed


def _parts_of(packed: Packed) -> tuple[Rows, Rows, Rows]:
    """First rows, distances and second rows."""
    distance = (packed >> np.uint64(_TAG_BITS)) & np.uint64(MAX_DISTANCE)
    second = (packed >> np.uint64(_DISTANCE_BITS + _TAG_BITS)) & np.uint64(MAX_ROWS - 1)
    first = packed >> np.uint64(_ROW_BITS + _DISTANCE_BITS + _TAG_BITS)
    return first.view(np.int64), distance.view(np.int64), second.view(np.int64)


def _first_of(rows: Rows) -> Packed:
    """What is not above any pair that begins with these rows."""
    return rows.astype(np.uint64) << np.uint64(_ROW_BITS + _DISTANCE_BITS + _TAG_BITS)


def _is_first(values: Packed) -> NDArray[np.bool_]:
    """Of sorted values, which differ from the one before."""
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    return first
