"""Made vectors and hashes of any number of photos, distributed like those of real ones.

Vectors: the principal components of the default model's vectors of 2,366 unrelated real photos
have variances close to 0.077 * k ** -0.85 * exp(-k / 450), k = 1, 2, ..., and a mean of length
0.467. A made vector is normal with these variances around such a mean, cut to length one. Photos
come in scenes, of 40 on average: a share of each photo, drawn for each scene evenly from 0 to
0.85, is its scene's. Of 2,366 made ones the nearest stranger has the cosine 0.67 in the middle
(half of the photos: 0.57 to 0.83), of the real ones 0.80 (0.66 to 0.89), many of which are drawn
slopes; 0.30 % of pairs are above 0.8 (real: 0.22 %), 1.4 % above 0.5 (real: 4.8 %); mean and
deviation of all cosines are 0.24 and 0.12 (real: 0.23 and 0.12).

Hashes: of made pictures, noise whose amplitude falls with a power of the frequency as that of
photos does (D. Field, "Relations between the statistics of natural images and the response
properties of cortical cells", 1987), the power drawn from 0.8 to 2.4, for 15 % of them from 2.4 to
5: slopes and skies. A pair of strangers is near by dHash in 0.46 % (the same real photos: 0.42 %),
by pHash in 0.001 % (real: 0.23 %, nearly all of them drawn slopes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import perceptual_hashes

DIMS = 1280
SIDE_PX = 32
_SCENE = 40
_ROWS = 4096
_EDIT = 0.15  # of a picture's deviation: what is added to a copy's grey values

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MadeHashes:
    """dHash and pHash (n, 8), and pairs of rows of which one is a turned, noisy copy."""

    dhash: NDArray[np.uint64]
    phash: NDArray[np.uint64]
    copies: Pairs


@dataclass(frozen=True, slots=True)
class MadeVectors:
    """Unit vectors (n, DIMS) in half precision, and pairs of rows that are copies; the cosine of a
    pair is even from 0.5 to 0.95: hard edits, of which light ones are only a part."""

    vectors: NDArray[np.float16]
    copies: Pairs


def made_vectors(count: int, copies: int, seed: int = 1, file: Path | None = None) -> MadeVectors:
    """`file`: where the vectors are to be, mapped into memory; without it they are in memory."""
    random = np.random.default_rng(seed)
    order = np.arange(1, DIMS + 1)
    deviation = np.sqrt(0.077 * order**-0.85 * np.exp(-order / 450)).astype(np.float32)
    mean = random.standard_normal(DIMS).astype(np.float32) * deviation
    mean *= 0.467 / np.linalg.norm(mean)
    scene_count = max(1, count // _SCENE)
    scene = random.integers(0, scene_count, count)
    share = random.uniform(0.0, 0.85, scene_count).astype(np.float32)
    scenes_seed = int(random.integers(2**31))
    vectors = _room(count, file)
    for start in range(0, count, _ROWS):
        part = scene[start : start + _ROWS]
        own = random.standard_normal((len(part), DIMS), np.float32)
        common = _scene_vectors(part, scenes_seed)
        weight = share[part][:, None]
        mixed = mean + deviation * (np.sqrt(weight) * common + np.sqrt(1 - weight) * own)
        vectors[start : start + _ROWS] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    rows = random.permutation(count)[: 2 * copies].reshape(-1, 2)
    one, other = vectors[rows[:, 0]].astype(np.float32), vectors[rows[:, 1]].astype(np.float32)
    cosine = random.uniform(0.5, 0.95, copies).astype(np.float32)[:, None]
    across = other - (other * one).sum(axis=1, keepdims=True) * one
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    vectors[rows[:, 1]] = cosine * one + np.sqrt(1 - cosine**2) * across
    return MadeVectors(vectors, _sorted_pairs(rows))


def _room(count: int, file: Path | None) -> NDArray[np.float16]:
    if file is None:
        return np.empty((count, DIMS), np.float16)
    return np.lib.format.open_memmap(file, "w+", np.float16, (count, DIMS))


def _scene_vectors(scenes: NDArray[np.int64], seed: int) -> NDArray[np.float32]:
    """Drawn again for each use: all of them would take gigabytes."""
    distinct, which = np.unique(scenes, return_inverse=True)
    drawn = [
        np.random.default_rng((seed, int(scene))).standard_normal(DIMS, np.float32)
        for scene in distinct
    ]
    return np.stack(drawn)[which]


def made_hashes(count: int, copies: int, seed: int = 2) -> MadeHashes:
    random = np.random.default_rng(seed)
    dhash, phash = np.empty((count, 8), np.uint64), np.empty((count, 8), np.uint64)
    rows = random.permutation(count)[: 2 * copies].reshape(-1, 2)
    is_source = np.zeros(count, bool)
    is_source[rows[:, 0]] = True
    sources: dict[int, NDArray[np.float32]] = {}
    for start in range(0, count, _ROWS):
        pictures = _pictures(min(_ROWS, count - start), random)
        for place in np.flatnonzero(is_source[start : start + _ROWS]):
            sources[start + int(place)] = pictures[place]
        _hash(pictures, range(start, start + len(pictures)), dhash, phash)
    edited = [_edited(sources[int(source)], random) for source in rows[:, 0]]
    _hash(edited, rows[:, 1].tolist(), dhash, phash)
    return MadeHashes(dhash, phash, _sorted_pairs(rows))


def _pictures(count: int, random: np.random.Generator) -> NDArray[np.float32]:
    frequency = np.hypot(
        np.fft.fftfreq(SIDE_PX)[:, None], np.fft.rfftfreq(SIDE_PX)[None]
    ) * SIDE_PX  # fmt: skip
    frequency[0, 0] = np.inf
    is_plain = random.random(count) < 0.15
    power = np.where(is_plain, random.uniform(2.4, 5.0, count), random.uniform(0.8, 2.4, count))
    parts = random.standard_normal((2, count, *frequency.shape), np.float32)
    amplitude = (frequency[None] ** -power[:, None, None]).astype(np.float32)
    pictures = np.fft.irfft2((parts[0] + 1j * parts[1]) * amplitude, s=(SIDE_PX, SIDE_PX))
    return (pictures / pictures.std(axis=(1, 2), keepdims=True)).astype(np.float32)


def _edited(picture: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    turned = np.rot90(picture, int(random.integers(4)))
    if random.random() < 0.5:
        turned = turned[:, ::-1]
    noise = cv2.GaussianBlur(random.standard_normal(turned.shape).astype(np.float32), (0, 0), 1.0)
    return turned + _EDIT * noise / noise.std()


def _hash(
    pictures: Sequence[NDArray[np.float32]] | NDArray[np.float32],
    rows: Sequence[int],
    dhash: NDArray[np.uint64],
    phash: NDArray[np.uint64],
) -> None:
    for picture, row in zip(pictures, rows, strict=True):
        # Larger than the hashes' grids: whole grey values at that size would make many equal.
        large = cv2.resize(128 + 40 * picture, (128, 128), interpolation=cv2.INTER_CUBIC)
        hashes = perceptual_hashes(np.clip(large, 0, 255).astype(np.uint8))
        dhash[row], phash[row] = hashes.dhash, hashes.phash


def _sorted_pairs(rows: NDArray[np.int64]) -> Pairs:
    return [(min(pair), max(pair)) for pair in rows.tolist()]
