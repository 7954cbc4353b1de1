"""Where one picture lies on another, in shares of both, so that it holds at every size. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.geometry import Size, Transform, compose, invert


@dataclass(frozen=True, slots=True)
class Placement:
    """Maps a spot of one picture to the same spot of another.

    Both are in shares of width and height, 0 to 1 from the top left corner's outer edge; `onto`
    holds six numbers by row. `is_same_spot` says that key points or a proof found it; otherwise
    the pictures are only laid whole on whole.
    """

    onto: tuple[float, float, float, float, float, float]
    is_same_spot: bool = True

    @classmethod
    def of_matrix(cls, matrix: Transform, *, is_same_spot: bool = True) -> "Placement":
        a, b, c, d, e, f = (float(value) for value in matrix.ravel())
        return cls((a, b, c, d, e, f), is_same_spot)

    @property
    def matrix(self) -> Transform:
        """The same as (2, 3)."""
        return np.asarray(self.onto, np.float64).reshape(2, 3)

    def then(self, further: "Placement") -> "Placement":
        """From this one's picture by way of another to a third."""
        both = compose(further.matrix, self.matrix)
        is_same_spot = self.is_same_spot and further.is_same_spot
        return Placement.of_matrix(both, is_same_spot=is_same_spot)

    def back(self) -> "Placement":
        """The other way round."""
        return Placement.of_matrix(invert(self.matrix), is_same_spot=self.is_same_spot)


WHOLE = Placement((1.0, 0.0, 0.0, 0.0, 1.0, 0.0))


def of_pixels(transform: Transform, first: Size, second: Size) -> Placement:
    """From a transform between two pictures' pixel centres; sizes are (height, width) in pixels."""
    to_pixels = np.array([[first[1], 0, -0.5], [0, first[0], -0.5]], np.float64)
    to_shares = np.array([[1 / second[1], 0, 0.5 / second[1]], [0, 1 / second[0], 0.5 / second[0]]])
    return Placement.of_matrix(compose(to_shares, compose(transform, to_pixels)))


def between_pixels(placement: Placement, first: Size, second: Size) -> Transform:
    """The same between the pixel centres of two versions of the pictures of these sizes."""
    to_shares = np.array([[1 / first[1], 0, 0.5 / first[1]], [0, 1 / first[0], 0.5 / first[0]]])
    to_pixels = np.array([[second[1], 0, -0.5], [0, second[0], -0.5]], np.float64)
    between: Transform = compose(to_pixels, compose(placement.matrix, to_shares))
    return between


def whole_on_whole(first: Size, second: Size) -> Placement:
    """All of the first in the middle of the second, as large as fits, its shape kept."""
    scale = min(second[1] / first[1], second[0] / first[0])
    x, y = first[1] * scale / second[1], first[0] * scale / second[0]
    return Placement((x, 0.0, (1 - x) / 2, 0.0, y, (1 - y) / 2), is_same_spot=False)


def corners_of(placement: Placement) -> NDArray[np.float64]:
    """Where the first picture's corners come to lie, (4, 2) in shares of the second."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
    matrix = placement.matrix
    placed: NDArray[np.float64] = unit @ matrix[:, :2].T + matrix[:, 2]
    return placed


def chained(
    base: PhotoId, known: Mapping[tuple[PhotoId, PhotoId], Placement], wanted: Iterable[PhotoId]
) -> dict[PhotoId, Placement]:
    """Placements onto the base from those between pairs, by the fewest steps.

    Args:
        known: (one, other): where one lies on the other; each also counts the other way round.
    """
    found = {base: WHOLE}
    edge = [base]
    while edge:
        reached = []
        for (one, other), placement in sorted(known.items(), key=lambda item: item[0]):
            if other in edge and one not in found:
                found[one] = placement.then(found[other])
                reached.append(one)
            elif one in edge and other not in found:
                found[other] = placement.back().then(found[one])
                reached.append(other)
        edge = reached
    return {photo: found[photo] for photo in wanted if photo in found}
