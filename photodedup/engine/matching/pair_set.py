"""Sets of very many pairs of photos, as whole numbers: of a large library there are millions."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId

_ID_BITS = 32
_LATE, _LATE_SHARE = 50_000, 16  # so many, or one of so many, are held apart until they are sorted
_AT_ONCE = 65_536

Pair = tuple[PhotoId, PhotoId]  # smaller id first
Ids = NDArray[np.integer[Any]]


class PairSet:
    """Pairs in any order, each once. A pair takes eight bytes, and the latest few ten times that.

    Args:
        pairs: (n, 2) ids below 2 ** 31, the smaller first.
    """

    def __init__(self, pairs: Ids | None = None) -> None:
        self._late: set[int] = set()
        first = np.empty((0, 2), np.int64) if pairs is None else pairs
        self._take(_keys(first[:, 0], first[:, 1]))

    def __len__(self) -> int:
        self._sort()
        return len(self._sorted)

    def __contains__(self, pair: Pair) -> bool:
        key = pair[0] << _ID_BITS | pair[1]
        return key in self._late or self._is_sorted(key)

    def add(self, pair: Pair) -> None:
        self.update((pair,))

    def update(self, pairs: Iterable[Pair]) -> None:
        self._late.update([one << _ID_BITS | other for one, other in pairs])
        if len(self._late) > max(_LATE, len(self._sorted) // _LATE_SHARE):
            self._sort()

    def has(self, first: Ids, second: Ids) -> NDArray[np.bool_]:
        """Which of many pairs, given as two columns, are in the set."""
        self._sort()
        known = np.frombuffer(self._sorted, np.int64)
        keys = _keys(first, second)
        if not len(known):
            return np.zeros(len(keys), bool)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        found: NDArray[np.bool_] = known[at] == keys
        return found

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The smaller and the larger ids of all of them, in order."""
        self._sort()
        return _ids(np.frombuffer(self._sorted, np.int64))

    def in_order(self) -> Iterator[list[Pair]]:
        """All of them by id, some at a time."""
        self._sort()
        for start in range(0, len(self._sorted), _AT_ONCE):
            one, other = _ids(np.array(self._sorted[start : start + _AT_ONCE]))
            yield [
                (PhotoId(a), PhotoId(b)) for a, b in zip(one.tolist(), other.tolist(), strict=True)
            ]

    def _is_sorted(self, key: int) -> bool:
        at = bisect_left(self._sorted, key)
        return at < len(self._sorted) and self._sorted[at] == key

    def _sort(self) -> None:
        if self._late:
            late = np.fromiter(self._late, np.int64, len(self._late))
            self._late.clear()
            self._take(np.concatenate([np.frombuffer(self._sorted, np.int64), late]))

    def _take(self, keys: NDArray[np.int64]) -> None:
        """Hold these, each once; they are put in order in place."""
        keys.sort()  # a tenth of what `np.unique` takes
        is_first = np.ones(len(keys), bool)
        np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
        if not is_first.all():
            keys = keys[is_first]
        # Searching for one number is quicker in this kind of array.
        self._sorted = array("q", keys.tobytes())


def _keys(first: Ids, second: Ids) -> NDArray[np.int64]:
    return (first.astype(np.int64) << _ID_BITS) | second.astype(np.int64)


def _ids(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The smaller and the larger ids that `_keys` put together."""
    return keys >> _ID_BITS, keys & ((1 << _ID_BITS) - 1)
