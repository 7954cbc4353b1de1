"""Faces to people: agglomerative clustering with average linkage, cut at a distance.

Average linkage (UPGMA) of squared Euclidean distances, as a root: the distance of two groups is
the root mean square over all their pairs. Single linkage would chain strangers together through
faces that lie between them, and Chinese whispers visits nodes in a random order. The tree is built
once and may then be cut at any threshold; equal input gives equal people, whatever order the
faces were read in.

The mean over all pairs of two groups follows from their mean vectors and mean squared lengths, so
memory grows with the number of faces only. Neighbours are followed until two are each other's
nearest, which finds the same tree as always joining the nearest two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FaceTree:
    """`joins` are (place, place, distance): the groups of these two faces are one from there on."""

    count: int
    joins: tuple[tuple[int, int, float], ...]

    def groups(self, threshold: float) -> list[list[int]]:
        """Places of faces by person, each group in order, the largest group first."""
        roots = list(range(self.count))

        def root(place: int) -> int:
            while roots[place] != place:
                roots[place] = roots[roots[place]]
                place = roots[place]
            return place

        for first, second, distance in self.joins:
            if distance <= threshold:
                low, high = sorted((root(first), root(second)))
                roots[high] = low
        found: dict[int, list[int]] = {}
        for place in range(self.count):
            found.setdefault(root(place), []).append(place)
        return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def face_tree(vectors: Vectors) -> FaceTree:
    """The tree of these faces, (n, dims). Ties go to the face that comes first."""
    count = len(vectors)
    means = vectors.astype(np.float64)
    squares = np.einsum("ij,ij->i", means, means)  # mean squared length of each group's faces
    sizes = np.ones(count)
    is_open = np.ones(count, bool)
    joins: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while len(joins) < count - 1:
        if not chain:
            chain.append(int(np.argmax(is_open)))
        last = chain[-1]
        distances = squares + squares[last] - 2.0 * (means @ means[last])
        distances[~is_open] = np.inf
        distances[last] = np.inf
        nearest = int(np.argmin(distances))
        if len(chain) > 1 and distances[chain[-2]] <= distances[nearest]:
            nearest = chain[-2]
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        chain = chain[:-2]
        low, high = sorted((last, nearest))
        joins.append((low, high, float(np.sqrt(max(0.0, distances[nearest])))))
        share = sizes[high] / (sizes[low] + sizes[high])
        means[low] += share * (means[high] - means[low])
        squares[low] += share * (squares[high] - squares[low])
        sizes[low] += sizes[high]
        is_open[high] = False
    return FaceTree(count, tuple(joins))


def distances_to(
    vector: NDArray[np.float32], vectors: Sequence[NDArray[np.float32]]
) -> list[float]:
    """Euclidean distance of one face to each of others."""
    if not vectors:
        return []
    return [float(each) for each in np.linalg.norm(np.stack(vectors) - vector, axis=1)]
