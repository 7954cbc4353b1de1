"""Pairs that were checked in vain, in columns: of a large library there are millions."""

from array import array
from collections.abc import Iterator

import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate

_NONE = -1
_DIGITS = 4


def step_of(strength: float) -> float:
    """A strength as it is compared: nearer ones count as equal."""
    return round(strength, _DIGITS)


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

    def by_strength(self, least: float) -> Iterator[list[Candidate]]:
        """Those of at least this strength, in lists of equally strong ones, the strongest first.

        The last list may hold weaker ones that count as equal.
        """
        distance = np.array(self._hash_distance)
        by_hash = np.where(distance == _NONE, 0.0, 1.0 - distance / 64)
        strength = np.maximum(by_hash, np.nan_to_num(np.array(self._cosine)))
        strong = np.flatnonzero(strength >= least - 10.0**-_DIGITS)
        steps = np.array([step_of(each) for each in strength[strong].tolist()])
        order = np.argsort(-steps, kind="stable")
        strong, steps = strong[order], steps[order]
        edges = np.flatnonzero(np.diff(steps)) + 1
        for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(steps)], strict=True):
            if start < end and steps[start] >= step_of(least):
                yield [self._at(number) for number in strong[start:end].tolist()]

    def _at(self, number: int) -> Candidate:
        orientation, distance = self._orientation[number], self._hash_distance[number]
        cosine = self._cosine[number]
        return Candidate(
            PhotoId(self._first[number]),
            PhotoId(self._second[number]),
            None if orientation == _NONE else orientation,
            None if distance == _NONE else distance,
            None if cosine != cosine else cosine,
        )
