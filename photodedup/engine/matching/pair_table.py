"""Proposed pairs as columns: of a large library there are millions, too many to be objects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.hash_index import INVERSE_ORIENTATION
from photodedup.engine.matching.nearest import RowPairs

_NONE = -1
_STEPS = 10_000  # of strength: nearer ones count as equal
_AT_ONCE = 1 << 20
_OBJECTS = 4096  # pairs that are objects at a time

Pair = tuple[PhotoId, PhotoId]  # smaller id first
Rows = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """One entry for each pair of rows, in order of `key`: first row * rows + second row."""

    key: NDArray[np.int64]
    orientation: NDArray[np.int8]
    hash_distance: NDArray[np.int16]
    cosine: NDArray[np.float32]


class SomePairs(Sequence[Candidate]):
    """Some pairs of a table, made to objects when they are asked for.

    Args:
        table: where they are.
        places: (n,) in the table, in the order in which they are wanted.
    """

    def __init__(self, table: "PairTable", places: Rows) -> None:
        self._table, self._places = table, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> list[Candidate]: ...
    def __getitem__(self, place: int | slice) -> Candidate | list[Candidate]:
        if isinstance(place, slice):
            return self._table.at(self._places[place])
        return self._table.at(self._places[[place]])[0]

    def __iter__(self) -> Iterator[Candidate]:
        for start in range(0, len(self), _OBJECTS):
            yield from self[start : start + _OBJECTS]

    def at(self, numbers: Rows | Sequence[int]) -> "SomePairs":
        """Those with these numbers among them, in that order."""
        return SomePairs(self._table, self._places[np.asarray(numbers, np.int64)])

    def only(self, are_wanted: Callable[[Rows, Rows], NDArray[np.bool_]]) -> "SomePairs":
        """Those that are wanted, told of many at once by the smaller ids and the larger ones."""
        kept: list[Rows] = [self._places[:0]]
        for start in range(0, len(self), _AT_ONCE):
            places = self._places[start : start + _AT_ONCE]
            kept.append(places[are_wanted(*self._table.photos_at(places))])
        return SomePairs(self._table, np.concatenate(kept))

    def photos(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of each pair the smaller id and the larger one."""
        one, other = self._table.photos_at(self._places)
        return one.astype(np.int64), other.astype(np.int64)

    def strengths(self) -> NDArray[np.float64]:
        """Of each pair."""
        return self._table.strengths_at(self._places)


class PairTable(Sequence[Candidate]):
    """Pairs of photos, strongest first; equally strong ones by row.

    Args:
        ids: (n,) the photo of each row; rows are in an order that does not depend on the run.
        by_hash: near hashes; the tag turns the first row onto the second.
        by_vector, cosines: near vectors.
    """

    def __init__(
        self,
        ids: NDArray[np.int64],
        by_hash: RowPairs | None = None,
        by_vector: RowPairs | None = None,
        cosines: NDArray[np.float32] | None = None,
    ) -> None:
        self._ids = ids
        self._by_id = np.argsort(ids)
        # A number for each photo, which all that is said of it shares.
        self._photos = [PhotoId(photo) for photo in ids.tolist()]
        keys = [self._key(pairs) for pairs in (by_hash, by_vector) if pairs is not None]
        key = np.concatenate([np.empty(0, np.int64), *keys])
        del keys
        key.sort()
        key = key[np.diff(key, prepend=_NONE) > 0]
        self._columns = _Columns(
            key,
            np.full(len(key), _NONE, np.int8),
            np.full(len(key), _NONE, np.int16),
            np.full(len(key), np.nan, np.float32),
        )
        if by_hash is not None:
            at = np.searchsorted(key, self._key(by_hash))
            self._columns.orientation[at] = by_hash.tag
            self._columns.hash_distance[at] = by_hash.distance
        if by_vector is not None and cosines is not None:
            self._columns.cosine[np.searchsorted(key, self._key(by_vector))] = cosines
        steps = self._steps()
        self._order = np.argsort(-steps, kind="stable").astype(np.int32)
        self._steps_in_order = steps[self._order]

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> list[Candidate]: ...
    def __getitem__(self, place: int | slice) -> Candidate | list[Candidate]:
        if isinstance(place, slice):
            return self._candidates(self._order[place])
        return self._candidates(self._order[place : place + 1 or None])[0]

    def photos(self) -> list[PhotoId]:
        """All photos that are in a pair."""
        is_there = np.zeros(len(self._ids), bool)
        for start in range(0, len(self), _AT_ONCE):
            for rows in np.divmod(self._columns.key[start : start + _AT_ONCE], len(self._ids)):
                is_there[rows] = True
        return [PhotoId(photo) for photo in np.sort(self._ids[is_there]).tolist()]

    def promising(self, strength: float) -> "SomePairs":
        """Those of at least this strength, strongest first."""
        count = int(np.count_nonzero(self._steps_in_order >= round(strength * _STEPS, 6)))
        return SomePairs(self, np.arange(count, dtype=np.int32))

    def at(self, places: Rows) -> list[Candidate]:
        """Those at these places, in their order."""
        return self._candidates(self._order[places])

    def photos_at(self, places: Rows) -> tuple[Rows, Rows]:
        """The photos of those at these places, the smaller ids and the larger ones."""
        one, other = self._ids_of(self._order[places])
        return np.minimum(one, other), np.maximum(one, other)

    def strengths_at(self, places: Rows) -> NDArray[np.float64]:
        """The same as candidates have it."""
        return self._strengths(self._order[places])

    def alike(self, cosine: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs whose vectors have at least this cosine: the smaller ids and the larger ones."""
        with np.errstate(invalid="ignore"):
            one, other = self._ids_of(np.flatnonzero(self._columns.cosine >= cosine))
        return np.minimum(one, other), np.maximum(one, other)

    def likeness(self, first: Rows, second: Rows) -> tuple[list[float | None], list[int | None]]:
        """Of pairs of photos, given as two columns, the cosines and the distances of their hashes;
        None for what was not proposed."""
        if not len(self):
            return [None] * len(first), [None] * len(first)
        ids = np.stack([first, second])
        at = np.searchsorted(self._ids, ids, sorter=self._by_id)
        rows = self._by_id[np.minimum(at, len(self._ids) - 1)]
        keys = rows.min(axis=0) * len(self._ids) + rows.max(axis=0)
        entries = np.minimum(np.searchsorted(self._columns.key, keys), len(self) - 1)
        is_there = (self._ids[rows] == ids).all(axis=0) & (self._columns.key[entries] == keys)
        cosine, distance = self._columns.cosine[entries], self._columns.hash_distance[entries]
        has_cosine, has_distance = is_there & ~np.isnan(cosine), is_there & (distance != _NONE)
        return _where(has_cosine, cosine), _where(has_distance, distance)

    def rows_of(self, photos: Rows) -> NDArray[np.int64]:
        """The row of each of some photos, which all have one."""
        return self._by_id[np.searchsorted(self._ids, photos, sorter=self._by_id)]

    def _key(self, pairs: RowPairs) -> NDArray[np.int64]:
        return pairs.first * len(self._ids) + pairs.second

    def _ids_of(self, entries: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        first, second = np.divmod(self._columns.key[entries], len(self._ids))
        return self._ids[first], self._ids[second]

    def _steps(self) -> NDArray[np.int16]:
        """The strength that candidates have, in steps; some pairs at a time, as it takes four times
        the room of the outcome."""
        steps = np.empty(len(self._columns.key), np.int16)
        for start in range(0, len(steps), _AT_ONCE):
            part = np.arange(start, min(start + _AT_ONCE, len(steps)))
            steps[part] = np.rint(self._strengths(part) * _STEPS)
        return steps

    def _strengths(self, entries: Rows) -> NDArray[np.float64]:
        distance = self._columns.hash_distance[entries].astype(np.float64)
        by_hash = np.where(distance == _NONE, 0.0, 1.0 - distance / 64)
        by_vector = np.nan_to_num(self._columns.cosine[entries].astype(np.float64))
        strengths: NDArray[np.float64] = np.maximum(by_hash, by_vector)
        return strengths

    def _candidates(self, entries: Rows) -> list[Candidate]:
        one, other = np.divmod(self._columns.key[entries], len(self._ids))
        is_later = self._ids[one] > self._ids[other]
        orientation = self._columns.orientation[entries]
        is_turned = is_later & (orientation != _NONE)
        orientation[is_turned] = INVERSE_ORIENTATION[orientation[is_turned]]
        columns: tuple[NDArray[Any], ...] = (
            np.where(is_later, other, one),
            np.where(is_later, one, other),
            orientation,
            self._columns.hash_distance[entries],
            self._columns.cosine[entries],
        )
        photo = self._photos
        return [
            Candidate(
                photo[first],
                photo[second],
                None if turn == _NONE else turn,
                None if distance == _NONE else distance,
                None if cosine != cosine else cosine,
            )
            for first, second, turn, distance, cosine in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ]


def _where(is_known: NDArray[np.bool_], values: NDArray[Any]) -> list[Any]:
    """The values, None for those that are not known."""
    known = zip(values.tolist(), is_known.tolist(), strict=True)
    return [value if is_there else None for value, is_there in known]
