"""Affine transforms between previews: the eight orientations, and what a transform means."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Transform = NDArray[np.float64]  # shape (2, 3): first preview's x, y to the second's

Size = tuple[int, int]  # height, width in pixels


@dataclass(frozen=True, slots=True)
class Geometry:
    """A transform in words a person can check.

    Attributes:
        orientation: 0 to 7, numbered as the perceptual hashes are.
        displacement: largest distance of a corner from where that orientation alone would put
            it, as a share of the picture's diagonal.
        turn_degrees: what is left of a rotation after the orientation.
        scale: preview pixels of the second picture for each of the first.
    """

    orientation: int
    displacement: float
    turn_degrees: float
    scale: float


def orientation_transform(first: Size, second: Size, orientation: int) -> Transform:
    """The transform that fits the whole first picture, so oriented, onto the whole second.

    Orientations are those of the perceptual hashes: mirrored left to right first (4 to 7), then
    quarter turns to the left.
    """
    height, width = first
    matrix = np.eye(3)
    if orientation >= 4:
        matrix = np.array([[-1, 0, width - 1], [0, 1, 0], [0, 0, 1]], float) @ matrix
    for _ in range(orientation % 4):
        matrix = np.array([[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]], float) @ matrix
        height, width = width, height
    x, y = second[1] / width, second[0] / height
    fit = np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1]])
    whole: Transform = (fit @ matrix)[:2]
    return whole


def fits_whole(first: Size, second: Size, orientation: int, tolerance: float = 0.025) -> bool:
    """Whether both pictures have the same shape once the first is so oriented."""
    height, width = first if orientation % 2 == 0 else first[::-1]
    # One pixel of rounding matters for very small or very long pictures.
    rounding = 1.0 / min(height, width, *second)
    return bool(abs(np.log((width / height) / (second[1] / second[0]))) <= tolerance + rounding)


def describe(transform: Transform, first: Size, second: Size) -> Geometry:
    """Read a transform: nearest orientation, displacement of the corners, turn and scale."""
    corners = _corners(first)
    placed = apply(transform, corners)
    diagonal = float(np.hypot(*second))
    mirrored = bool(np.linalg.det(transform[:, :2]) < 0)
    errors = [_turn_error(transform, turn, mirrored) for turn in range(4)]
    turn = int(np.argmin(errors))
    orientation = turn + (4 if mirrored else 0)
    ideal = apply(orientation_transform(first, second, orientation), corners)
    displacement = float(np.linalg.norm(placed - ideal, axis=1).max()) / diagonal
    scale = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    return Geometry(orientation, displacement, errors[turn], scale)


def apply(transform: Transform, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map points of shape (n, 2)."""
    mapped: NDArray[np.float64] = points @ transform[:, :2].T + transform[:, 2]
    return mapped


def compose(outer: Transform, inner: Transform) -> Transform:
    """First `inner`, then `outer`."""
    both: Transform = (_square(outer) @ _square(inner))[:2]
    return both


def invert(transform: Transform) -> Transform:
    """The way back; float64 (2, 3)."""
    return np.asarray(np.linalg.inv(_square(transform))[:2], np.float64)


def shift(columns: float, rows: float) -> Transform:
    """To the right and down, in pixels; float64 (2, 3)."""
    return np.array([[1.0, 0.0, columns], [0.0, 1.0, rows]])


def mirror(width: int) -> Transform:
    """Left for right in a picture of this width in pixels; float64 (2, 3)."""
    return np.array([[-1.0, 0.0, width - 1.0], [0.0, 1.0, 0.0]])


def _square(transform: Transform) -> NDArray[np.float64]:
    square = np.empty((3, 3))  # filled by hand: stacking takes ten times as long, at every step
    square[:2] = transform
    square[2] = 0.0, 0.0, 1.0
    return square


def _corners(size: Size) -> NDArray[np.float64]:
    height, width = size
    return np.array(
        [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=np.float64
    )


def _turn_error(transform: Transform, turn: int, mirrored: bool) -> float:
    """Degrees between the transform's rotation and that many quarter turns to the left."""
    horizontal = transform[:, 0] * (-1 if mirrored else 1)
    angle = np.degrees(np.arctan2(-horizontal[1], horizontal[0]))  # y points down
    return float(abs((angle - 90 * turn + 180) % 360 - 180))
