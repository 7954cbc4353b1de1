"""Hashes in order of one of their quarters, compared with those asked for that share it nearly.

Where few are asked for with one value of the quarter, each is compared with what lies under its 17
values. Where many are, what lies there is put together once for all of them, and every one is
compared with all of it: among a million photos that is most of the work, and takes a quarter of the
time for each pair.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

QUARTER_BITS = 16
_REST_BITS = np.uint64(64 - QUARTER_BITS)
_BLOCK = 250_000  # pairs compared at a time
_MANY, _TILE = 12, 1 << 16  # asked for with one value; pairs that stay in the processor's cache

Hashes = NDArray[np.uint64]
Rows = NDArray[np.integer[Any]]
_FLIPS = np.array([0, *(1 << bit for bit in range(QUARTER_BITS))])


class Turned(NamedTuple):
    """Photos in some orientations, as columns of one length.

    Attributes:
        rows: the photos.
        turns: their orientations.
        hashes: uint64, of these.
        others: the other hash of the same.
    """

    rows: Rows
    turns: Rows
    hashes: Hashes
    others: Hashes

    def at(self, places: Rows) -> "Turned":
        """Those at these places."""
        rows, turns, hashes, others = self
        return Turned(rows[places], turns[places], hashes[places], others[places])


class Limits(NamedTuple):
    """Which pairs are wanted.

    Attributes:
        bits: in so many the hashes differ at most.
        both_bits: and in so many they and the other hashes do. Of two rows the smaller is turned;
            a pair that has it the other way round is for the caller to judge.
        common: so many that share a quarter are compared at most.
    """

    bits: int
    both_bits: int
    common: int


# Rows and turns of those asked for, the other rows, and how many bits of both hashes differ.
Hits = tuple[Rows, Rows, Rows, Rows]


class Quarter:
    """Hashes in order, with the bits of the quarter first; the other hash and the row of each."""

    def __init__(self, hashes: Hashes, others: Hashes, rows: Rows, limits: Limits) -> None:
        self._hashes, self._others, self._rows = hashes, others, rows
        self._limits = limits
        self._counts = np.bincount(values_of(hashes), minlength=1 << QUARTER_BITS)
        self._starts = np.cumsum(self._counts) - self._counts

    def near(self, asked: Turned) -> Iterator[Hits]:
        """Those asked for, which are in order of the quarter, with all that share it but for at
        most one bit."""
        values = values_of(asked.hashes)
        edges = np.flatnonzero(np.diff(values, prepend=-1, append=-1))
        sizes = np.diff(edges)
        are_many = sizes >= _MANY
        is_many = np.repeat(are_many, sizes)
        few = asked.at(np.flatnonzero(~is_many))
        for flip in _FLIPS:
            flipped = values[~is_many] ^ flip
            yield from self._compare_each(few, self._starts[flipped], self._uncrowded(flipped))
        many = asked.at(np.flatnonzero(is_many))
        yield from self._compare_together(many, values[edges[:-1][are_many]], sizes[are_many])
        yield from self._compare_crowded(asked)

    def _uncrowded(self, values: Rows) -> Rows:
        """How many there are of each value, none of a crowd."""
        counts = self._counts[values]
        counts[counts > self._limits.common] = 0
        return counts

    def _compare_crowded(self, asked: Turned) -> Iterator[Hits]:
        """Those whose own quarter very many share with what lies next to them."""
        values, width = values_of(asked.hashes), self._limits.common
        crowded = np.flatnonzero(self._counts[values] > width)
        if len(crowded):
            some, values = asked.at(crowded), values[crowded]
            starts, counts = self._starts[values], self._counts[values]
            middle = np.searchsorted(self._hashes, some.hashes) - width // 2
            starts = np.clip(middle, starts, starts + counts - width)
            yield from self._compare_each(some, starts, np.full(len(crowded), width))

    def _compare_each(self, asked: Turned, starts: Rows, counts: Rows) -> Iterator[Hits]:
        """Each with those of ours that begin there and are so many."""
        ends = np.cumsum(counts)
        done = 0
        while done < len(ends):
            before = int(ends[done - 1]) if done else 0
            until = max(done + 1, int(np.searchsorted(ends, before + _BLOCK, "right")))
            place = _ranges(starts[done:until], counts[done:until])
            bits = np.repeat(asked.hashes[done:until], counts[done:until])
            bits ^= self._hashes[place]
            hits, distance = self._hits(bits)
            query = done + np.searchsorted(ends[done:until] - before, hits, "right")
            yield self._kept(asked, query, place[hits], distance)
            done = until

    def _compare_together(self, asked: Turned, values: Rows, sizes: Rows) -> Iterator[Hits]:
        """As many of each value in turn as `sizes` says, with all that nearly share it."""
        near = values[:, None] ^ _FLIPS
        counts = self._uncrowded(near)
        widths = counts.sum(axis=1)
        place = _ranges(self._starts[near].ravel(), counts.ravel())
        theirs, firsts = self._hashes[place], np.cumsum(widths) - widths
        width_of_each, first_of_each = np.repeat(widths, sizes), np.repeat(firsts, sizes)
        for start, end, bits in _tiles(asked.hashes, theirs, sizes.tolist(), widths.tolist()):
            hits, distance = self._hits(bits)
            width = width_of_each[start:end]
            ends = np.cumsum(width)
            found = np.diff(np.searchsorted(hits, ends), prepend=0)
            hits += np.repeat(first_of_each[start:end] - (ends - width), found)
            query = np.repeat(np.arange(start, end), found)
            yield self._kept(asked, query, place[hits], distance)

    def _hits(self, bits: Hashes) -> tuple[Rows, NDArray[np.uint8]]:
        """Where there are few bits, and how many."""
        counts = np.bitwise_count(bits)
        hits = np.flatnonzero(counts <= self._limits.bits)
        return hits, counts[hits]

    def _kept(self, asked: Turned, query: Rows, place: Rows, distance: NDArray[np.uint8]) -> Hits:
        """Of pairs of what is asked for and ours those that may be near by both hashes."""
        distance += np.bitwise_count(asked.others[query] ^ self._others[place])
        rows, others = asked.rows[query], self._rows[place]
        kept = np.flatnonzero((distance <= self._limits.both_bits) | (rows > others))
        return rows[kept], asked.turns[query[kept]], others[kept], distance[kept]


def values_of(hashes: Hashes) -> Rows:
    """The quarter of each."""
    return (hashes >> _REST_BITS).astype(np.int64)


def _ranges(starts: Rows, counts: Rows) -> Rows:
    """The numbers of all ranges, one after the other."""
    ends = np.cumsum(counts)
    numbers = np.repeat(starts - (ends - counts), counts)
    numbers += np.arange(len(numbers))
    return numbers


def _tiles(
    ours: Hashes, theirs: Hashes, sizes: list[int], widths: list[int]
) -> Iterator[tuple[int, int, Hashes]]:
    """Which of ours are in a tile, from and to, and in which bits each differs from each of theirs
    that it goes with: the first `sizes` of ours with the first `widths` of theirs, and so on."""
    column = ours[:, None]
    bits = np.empty(max(_TILE, max(widths, default=0)), np.uint64)
    start = end = filled = first = 0
    for size, width in zip(sizes, widths, strict=True):
        across, last = theirs[first : first + width], end + size
        first += width
        most = max(1, _TILE // max(1, width))
        while end < last:
            count = min(last - end, most)
            if filled + count * width > len(bits):
                yield start, end, bits[:filled]
                start, filled = end, 0
            tile = bits[filled : filled + count * width].reshape(count, width)
            np.bitwise_xor(column[end : end + count], across, out=tile)
            filled += count * width
            end += count
    if end > start:
        yield start, end, bits[:filled]
