"""How sharp, bright, noisy and compressed a picture is, as figures that compare at one scale.

All figures are of the pixels alone and mean something only beside another picture of the same
subject. Sharpness is the steepness of the steepest edges in shares of their own height, which
neither brightness nor contrast nor a little noise changes. Noise is the median absolute deviation
in the calmest places (J. Immerkaer, "Fast noise variance estimation", 1996, for the mask that
is blind to edges). Blocks are the steps at the borders of JPEG's squares of 8 by 8 against the
steps beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # (height, width, 3) RGB
Grey = NDArray[np.float32]

_SMOOTHING = 0.8  # sigma in pixels: single noisy pixels have no edges
_NEIGHBOURS = 9  # pixels across which an edge's height is measured
_LEAST_HEIGHT = 24.0  # grey values: lower edges are lost in noise
_FULL_CONTRAST = 180.0  # grey values between the darkest and the lightest places
_TILES = 8  # each way
_LEAST_TILE_PX, _TILE_PX = 32, 224  # sides of what is measured of one
_LIGHT_PX = 1000  # so many rows and columns tell the light
_STEEPEST = 90  # percentile of a tile
_WAYS = 4  # directions of edges: upright, level, and both slants
_LEAST_TILES = 4  # with edges of one direction
_LEAST_EDGE_PIXELS = 12
_SHARPEST_SHARE = 0.3  # of the tiles: what is meant to be sharp, also before a soft background
_NOISE_BLOCK_PX = 16
_LEAST_BLOCKS = 60  # fewer calm places, as in a small picture, tell nothing
_DARKEST, _LIGHTEST = 12, 243  # grey values
_CALMEST = 15  # percentile of the blocks
_MAD_TO_SIGMA = 1.4826
_IMMERKAER_NORM = 6.0
_LOST = 2  # grey values from the end of the scale
_BLOCK = 8
_CUT_PX = 1536  # of a picture's middle, where compression is looked for


@dataclass(frozen=True, slots=True)
class Quality:
    """Measured of one picture.

    Attributes:
        sharpness: share of an edge's height that one pixel climbs, at the best edges, 0 to 1;
            None where there is no edge to measure.
        exposure_stops: logarithm to base 2 of the mean light, 0 for white.
        burnt_out, lost_in_black: shares of the pixels at the ends of the scale.
        noise: standard deviation of grey values in calm places; None without a calm place.
    """

    sharpness: float | None
    exposure_stops: float
    burnt_out: float
    lost_in_black: float
    noise: float | None


def measure_quality(pixels: Pixels) -> Quality:
    """Measure a picture of (height, width, 3) RGB, at the scale at which it is to be compared."""
    tiles = [np.asarray(cv2.cvtColor(t, cv2.COLOR_RGB2GRAY), np.float32) for t in _tiles(pixels)]
    thinned = pixels[
        :: max(1, pixels.shape[0] // _LIGHT_PX), :: max(1, pixels.shape[1] // _LIGHT_PX)
    ]
    brightest = thinned.max(axis=2)
    return Quality(
        sharpness=sharpness(tiles),
        exposure_stops=float(np.log2(max(_linear_light(thinned), 1e-4))),
        burnt_out=float((brightest >= 255 - _LOST).mean()),
        lost_in_black=float((brightest <= _LOST).mean()),
        noise=_noise(tiles),
    )


def _tiles(pixels: Pixels) -> list[Pixels]:
    """The middles of a net of tiles over the picture: all of a small one, a part of a large."""
    found = []
    down, across = (max(1, min(_TILES, side // _LEAST_TILE_PX)) for side in pixels.shape[:2])
    for rows in np.array_split(np.arange(pixels.shape[0]), down):
        for columns in np.array_split(np.arange(pixels.shape[1]), across):
            top, left = (int(r[0]) + max(0, len(r) - _TILE_PX) // 2 for r in (rows, columns))
            height, width = min(len(rows), _TILE_PX), min(len(columns), _TILE_PX)
            found.append(np.ascontiguousarray(pixels[top : top + height, left : left + width]))
    return found


def sharpness(tiles: Sequence[Grey]) -> float | None:
    """Of a picture's tiles in float32 grey values; see `Quality`."""
    gain = _gain_to_full_contrast(tiles)
    by_way: list[list[float]] = [[] for _ in range(_WAYS)]
    for tile in tiles:
        for scores, score in zip(by_way, _steepest(tile * gain), strict=True):
            if score is not None:
                scores.append(score)
    # A shaken picture is soft along one way only, and its edges along the other look perfect.
    told = [_best_mean(scores) for scores in by_way if len(scores) >= _LEAST_TILES]
    return min(told) if told else None


def _gain_to_full_contrast(tiles: Sequence[Grey]) -> np.float32:
    """So that the same edges count in a darker or paler picture."""
    low, high = np.percentile(np.concatenate([tile[::4, ::4].ravel() for tile in tiles]), (2, 98))
    return np.float32(np.clip(_FULL_CONTRAST / max(high - low, 1.0), 0.5, 3.0))


def _steepest(tile: Grey) -> list[float | None]:
    """The steepest edges of a tile for each direction; None where there is none."""
    soft = cv2.GaussianBlur(tile, (0, 0), _SMOOTHING)
    across = cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.125)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.125)
    kernel = np.ones((_NEIGHBOURS, _NEIGHBOURS), np.uint8)
    height = cv2.dilate(soft, kernel) - cv2.erode(soft, kernel)
    is_edge = height >= _LEAST_HEIGHT
    across, down, height = across[is_edge], down[is_edge], height[is_edge]
    share = np.hypot(across, down) / height
    way = np.round(np.arctan2(down, across) * (_WAYS / np.pi)).astype(np.int8) % _WAYS
    found: list[float | None] = []
    for each in range(_WAYS):
        values = share[way == each]
        is_enough = len(values) >= _LEAST_EDGE_PIXELS
        found.append(float(np.percentile(values, _STEEPEST)) if is_enough else None)
    return found


def _best_mean(scores: Sequence[float]) -> float:
    best = sorted(scores, reverse=True)[: max(1, round(len(scores) * _SHARPEST_SHARE))]
    return float(np.mean(best))


def blockiness(pixels: Pixels) -> float:
    """How much higher the steps at the borders of JPEG's squares are than others; 0 for none.

    Only for a picture as it is stored: resizing moves the borders. They need not begin in the
    corner, as a crop moves them too.
    """
    top, left = (max(0, (side - _CUT_PX) // 2) for side in pixels.shape[:2])
    middle = pixels[top : top + _CUT_PX, left : left + _CUT_PX]
    grey = np.asarray(cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY), np.float32)
    return min(_grid(grey), _grid(np.ascontiguousarray(grey.T)))


def _grid(grey: Grey) -> float:
    """Of the borders between columns."""
    if grey.shape[1] < 6 * _BLOCK or grey.shape[0] < 2 * _BLOCK:
        return 0.0
    # A step counts by how it stands out from those on both sides: edges of things do not.
    steps = np.abs(np.diff(grey, axis=1))
    beside = (steps[:, :-2] + steps[:, 2:]) / 2
    calm = beside < 8.0  # in rough places nobody sees the squares
    excess = np.clip(steps[:, 1:-1] - beside, -4.0, 4.0) * calm
    by_column = excess.sum(axis=0) / np.maximum(calm.sum(axis=0), 1)
    by_phase = np.array([by_column[phase::_BLOCK].mean() for phase in range(_BLOCK)])
    rest = np.sort(by_phase)[:-1]
    return float(max(0.0, by_phase.max() - rest.mean()))


def _linear_light(pixels: Pixels) -> float:
    """Mean light, 0 to 1: sRGB values stand for their power of about 2.2."""
    table = (np.arange(256, dtype=np.float64) / 255.0) ** 2.2
    histogram = [np.bincount(pixels[..., each].ravel(), minlength=256) for each in range(3)]
    shares = [float(table @ counts) / max(1, int(counts.sum())) for counts in histogram]
    red, green, blue = shares
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _noise(tiles: Sequence[Grey]) -> float | None:
    sigmas = np.concatenate([_block_sigmas(tile) for tile in tiles])
    return float(np.percentile(sigmas, _CALMEST)) if len(sigmas) >= _LEAST_BLOCKS else None


def _block_sigmas(tile: Grey) -> Grey:
    """The noise in each square of a tile that is neither black nor white, where it is cut off."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    rough = np.abs(cv2.filter2D(tile, cv2.CV_32F, mask))
    rows, columns = (side // _NOISE_BLOCK_PX for side in tile.shape)
    if not rows or not columns:
        return np.empty(0, np.float32)
    shape = (rows, _NOISE_BLOCK_PX, columns, _NOISE_BLOCK_PX)
    area = np.s_[: rows * _NOISE_BLOCK_PX, : columns * _NOISE_BLOCK_PX]

    def blocks(plane: Grey) -> Grey:
        cut = np.ascontiguousarray(plane[area]).reshape(shape).transpose(0, 2, 1, 3)
        return np.asarray(cut.reshape(rows * columns, -1), np.float32)

    levels = blocks(tile).mean(axis=1)
    usable = (levels > _DARKEST) & (levels < _LIGHTEST)
    sigmas = np.median(blocks(rough)[usable], axis=1) * _MAD_TO_SIGMA / _IMMERKAER_NORM
    return np.asarray(sigmas, np.float32)
