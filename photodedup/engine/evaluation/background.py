"""How alike unrelated photos of one library are, and which limits keep them apart.

A limit copied from elsewhere is wrong for most libraries: holidays at one beach look alike, a
mixed collection does not. So the unrelated pairs of this library are counted, and beyond the most
alike of them the count goes on as a power of the distance (B. Hill, "A simple general approach to
inference about the tail of a distribution", 1975): so many pairs lie within a distance as points
lie in a ball. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CANDIDATES_A_PHOTO = 4.0  # unrelated neighbours worth a closer look, for each photo
FALSE_MATCHES = 0.5  # expected in the whole library: less than one
_TAIL_PAIRS = 500  # at most this many most alike pairs shape the tail
_TAIL_SHARE = 0.1  # and at most this share of all
_ROWS = 512

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Background:
    """The likeness of unrelated pairs, most alike first.

    Attributes:
        top: the highest values found (descending); all others lie below the last of them.
        pair_count: unrelated pairs in all.
        photo_count: photos that these pairs are made of.
    """

    top: NDArray[np.float64]
    pair_count: int
    photo_count: int

    def expected_pairs(self, limit: float) -> float:
        """Unrelated pairs at or above a limit: counted where there are many, else by the tail."""
        counted = int((self.top >= limit).sum())
        tail = self.top[: self._tail_size()]
        if len(tail) < 2 or limit <= tail[-1]:
            return float(counted)
        share = max(0.0, 1.0 - limit) / _distances(tail)[-1]
        return float(len(tail) * share ** _power(tail))

    def limit_for(self, pairs: float) -> float:
        """The lowest limit at or above which at most that many unrelated pairs are expected."""
        if not len(self.top):
            return 0.0
        tail = self.top[: self._tail_size()]
        if pairs >= len(self.top):
            return float(self.top[-1])
        if pairs >= len(tail) or len(tail) < 2:
            return float(np.nextafter(self.top[min(int(pairs), len(self.top) - 1)], 2.0))
        share = (pairs / len(tail)) ** (1.0 / _power(tail))
        return float(1.0 - _distances(tail)[-1] * share)

    def _tail_size(self) -> int:
        return max(2, min(_TAIL_PAIRS, int(_TAIL_SHARE * self.pair_count), len(self.top)))


def _distances(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum(1e-6, 1.0 - values)


def _power(tail: NDArray[np.float64]) -> float:
    """Hill's estimate of the power of the distance with which the number of pairs grows."""
    distances = _distances(tail)
    return 1.0 / max(1e-6, float(np.log(distances[-1] / distances).mean()))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Limits for one library, from its own unrelated pairs.

    Attributes:
        loose_cosine: below it, neighbours are not worth a closer look.
        unrelated_a_photo: unrelated neighbours for each photo above it.
        kept_share: share of the pairs of copies above it; None where none is known.
        sure_cosine: above it, `expected_pairs` unrelated pairs are to be expected in the library.
        expected_pairs: as said.
    """

    loose_cosine: float
    unrelated_a_photo: float
    kept_share: float | None
    sure_cosine: float
    expected_pairs: float


def cosine_background(vectors: Floats, sets: Sequence[int], keep: int = 0) -> Background:
    """The highest cosines between photos of different sets.

    Args:
        vectors: unit vectors (n, dims).
        sets: for each photo a number that it shares with photos which are related to it.
        keep: how many of the highest to keep; 0 for enough to suggest limits.
    """
    labels = np.asarray(sets)
    keep = keep or int(max(4 * _TAIL_PAIRS, 3 * CANDIDATES_A_PHOTO * len(vectors)))
    top = np.empty(0, np.float32)
    count = 0
    for start in range(0, len(vectors), _ROWS):
        rows = slice(start, start + _ROWS)
        cosines = vectors[rows].astype(np.float32) @ vectors[start:].astype(np.float32).T
        # Each pair once: columns to the right of the row itself.
        is_pair = np.triu(np.ones(cosines.shape, bool), k=1)
        is_pair &= labels[rows][:, None] != labels[None, start:]
        count += int(is_pair.sum())
        top = np.concatenate([top, cosines[is_pair]])
        if len(top) > keep:
            top = np.partition(top, len(top) - keep)[-keep:]
    return Background(np.sort(top)[::-1].astype(np.float64), count, len(vectors))


def related_cosines(vectors: Floats, sets: Sequence[int]) -> NDArray[np.float64]:
    """The cosine of every pair inside a set."""
    labels = np.asarray(sets)
    order = np.argsort(labels, kind="stable")
    found = [np.empty(0, np.float32)]
    for rows in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(rows) > 1:
            members = vectors[rows].astype(np.float32)
            found.append((members @ members.T)[np.triu_indices(len(rows), k=1)])
    return np.concatenate(found).astype(np.float64)


def suggest(background: Background, related: NDArray[np.float64]) -> Suggestion:
    """Limits for a library with this background; `related` are cosines of known copies."""
    photos = max(1, background.photo_count)
    wanted_pairs = CANDIDATES_A_PHOTO * photos / 2  # each pair is a neighbour of two photos
    loose = round(background.limit_for(wanted_pairs), 3)
    sure = round(min(1.0, background.limit_for(FALSE_MATCHES)), 3)
    return Suggestion(
        loose_cosine=loose,
        unrelated_a_photo=2 * background.expected_pairs(loose) / photos,
        kept_share=float((related >= loose).mean()) if len(related) else None,
        sure_cosine=sure,
        expected_pairs=background.expected_pairs(sure),
    )
