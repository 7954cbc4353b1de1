"""Pairs that were checked in vain, in columns: of a large library there are millions."""

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate

_NONE = -1
_STEPS = 10_000  # of strength: nearer ones count as equal


@dataclass(frozen=True, slots=True)
class StrongPairs:
    """Some of the pairs, a column each (n,): their numbers, the two photos, and the strength as it
    is and in steps, as it is compared."""

    number: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    strength: NDArray[np.float64]
    step: NDArray[np.int64]

    def at(self, places: NDArray[np.int64]) -> "StrongPairs":
        """Those at these places, in that order."""
        return StrongPairs(
            self.number[places],
            self.first[places],
            self.second[places],
            self.strength[places],
            self.step[places],
        )


class FailedPairs:
    """Candidates in the order in which they are added, twenty bytes each."""

    def __init__(self) -> None:
        self._first, self._second = array("i"), array("i")
        self._orientation, self._hash_distance = array("b"), array("h")
        self._cosine = array("d")

    def add(self, pair: Candidate) -> None:
        self._first.append(pair.first)
        self._second.append(pair.second)
        self._orientation.append(_NONE if pair.orientation is None else pair.orientation)
        self._hash_distance.append(_NONE if pair.hash_distance is None else pair.hash_distance)
        self._cosine.append(float("nan") if pair.cosine is None else pair.cosine)

    def strong(self, least: float) -> StrongPairs:
        """Those of at least this strength, in order, and weaker ones that count as equal to it."""
        distance = np.array(self._hash_distance)
        by_hash = np.where(distance == _NONE, 0.0, 1.0 - distance / 64)
        strength = np.maximum(by_hash, np.nan_to_num(np.array(self._cosine)))
        step = np.rint(strength * _STEPS).astype(np.int64)
        number = np.flatnonzero(step >= round(least * _STEPS))
        first, second = (np.array(ids)[number] for ids in (self._first, self._second))
        return StrongPairs(
            number, first.astype(np.int64), second.astype(np.int64), strength[number], step[number]
        )

    def at(self, number: int) -> Candidate:
        """The pair that was added after so many others."""
        orientation, distance = self._orientation[number], self._hash_distance[number]
        cosine = self._cosine[number]
        return Candidate(
            PhotoId(self._first[number]),
            PhotoId(self._second[number]),
            None if orientation == _NONE else orientation,
            None if distance == _NONE else distance,
            None if cosine != cosine else cosine,
        )
