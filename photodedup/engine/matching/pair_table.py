"""Proposed pairs as columns: of a large library there are millions, too many to be objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.hash_index import INVERSE_ORIENTATION
from photodedup.engine.matching.nearest import RowPairs

_NONE = -1

Pair = tuple[PhotoId, PhotoId]  # smaller id first


@dataclass(frozen=True, slots=True)
class _Columns:
    """One entry for each pair of rows, in order of `key`: first row * rows + second row."""

    key: NDArray[np.int64]
    orientation: NDArray[np.int8]
    hash_distance: NDArray[np.int16]
    cosine: NDArray[np.float32]


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
        keys = [self._key(pairs) for pairs in (by_hash, by_vector) if pairs is not None]
        key = np.unique(np.concatenate([np.empty(0, np.int64), *keys]))
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
        strength = self._strength()
        self._order = np.argsort(-strength, kind="stable")
        self._strengths = strength[self._order]
        self._row = {int(id_): row for row, id_ in enumerate(ids)}

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
        ids = np.unique(np.concatenate(self._ids_of(np.arange(len(self)))))
        return [PhotoId(photo) for photo in ids.tolist()]

    def promising(self, strength: float) -> list[Candidate]:
        """Those of at least this strength, strongest first."""
        return self[: int(np.count_nonzero(self._strengths >= strength))]

    def alike(self, cosine: float) -> set[Pair]:
        """Pairs whose vectors have at least this cosine."""
        with np.errstate(invalid="ignore"):
            one, other = self._ids_of(np.flatnonzero(self._columns.cosine >= cosine))
        firsts, seconds = np.minimum(one, other).tolist(), np.maximum(one, other).tolist()
        return {(PhotoId(a), PhotoId(b)) for a, b in zip(firsts, seconds, strict=True)}

    def find(self, pair: Pair) -> Candidate | None:
        """What is known of a pair, smaller id first; None if nothing proposed it."""
        rows = [self._row.get(photo) for photo in pair]
        one, other = rows
        if one is None or other is None:
            return None
        key = min(one, other) * len(self._ids) + max(one, other)
        at = int(np.searchsorted(self._columns.key, key))
        if at == len(self) or self._columns.key[at] != key:
            return None
        return self._candidates(np.array([at]))[0]

    def _key(self, pairs: RowPairs) -> NDArray[np.int64]:
        return pairs.first * len(self._ids) + pairs.second

    def _ids_of(self, entries: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        first, second = np.divmod(self._columns.key[entries], len(self._ids))
        return self._ids[first], self._ids[second]

    def _strength(self) -> NDArray[np.float64]:
        """As candidates have it, in steps of a ten thousandth."""
        columns = self._columns
        distance = columns.hash_distance.astype(np.float64)
        by_hash = np.where(distance == _NONE, 0.0, 1.0 - distance / 64)
        by_vector = np.nan_to_num(columns.cosine.astype(np.float64))
        strength: NDArray[np.float64] = np.maximum(by_hash, by_vector).round(4)
        return strength

    def _candidates(self, entries: NDArray[np.int64]) -> list[Candidate]:
        one, other = self._ids_of(entries)
        orientation = self._columns.orientation[entries]
        is_turned = (one > other) & (orientation != _NONE)
        orientation[is_turned] = INVERSE_ORIENTATION[orientation[is_turned]]
        columns: tuple[NDArray[Any], ...] = (
            np.minimum(one, other),
            np.maximum(one, other),
            orientation,
            self._columns.hash_distance[entries],
            self._columns.cosine[entries],
        )
        return [
            Candidate(
                PhotoId(first),
                PhotoId(second),
                None if turn == _NONE else turn,
                None if distance == _NONE else distance,
                None if cosine != cosine else cosine,
            )
            for first, second, turn, distance, cosine in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ]
