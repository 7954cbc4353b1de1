"""64-bit perceptual hashes of a picture in all eight orientations.

dHash compares neighbouring grey values, pHash the low frequencies of a discrete cosine transform
(DCT). Both follow the definitions of the `imagehash` package (N. Krawetz, "Looks Like It" and
"Kind of Like That", 2011 and 2013), with area resampling. Turning or mirroring a picture only
transposes its DCT and flips signs in it, so eight hashes cost one transform.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

ORIENTATION_COUNT = 8

_PHASH_PX = 32
_SIDE = 8
_BITS = _SIDE * _SIDE

Hashes = NDArray[np.uint64]
Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PerceptualHashes:
    """dHash and pHash, each uint64 of shape (8,): entry 0 is the upright picture, 1 to 3 are
    quarter turns, 4 to 7 the same of the mirrored picture."""

    dhash: Hashes
    phash: Hashes

    def to_bytes(self) -> bytes:
        """128 bytes: eight dHashes, then eight pHashes, little-endian."""
        return self.dhash.astype("<u8").tobytes() + self.phash.astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "PerceptualHashes":
        values = np.frombuffer(data, dtype="<u8").astype(np.uint64)
        if values.size != 2 * ORIENTATION_COUNT:
            raise ValueError(f"expected 128 bytes of hashes, got {len(data)}")
        return cls(values[:ORIENTATION_COUNT], values[ORIENTATION_COUNT:])


def perceptual_hashes(grey: NDArray[np.uint8]) -> PerceptualHashes:
    """Hash a grey picture of shape (height, width), any size, in all eight orientations."""
    down, across = (_sums(length) for length in grey.shape)
    # Each sum along one side serves sums along the other: a few products of small matrices take a
    # quarter of the time of reducing the picture three times.
    eight, nine, low = np.split(down @ grey.astype(np.float32), (_SIDE, 2 * _SIDE + 1))
    by_eight, by_nine, by_low = np.split(across, (_SIDE, 2 * _SIDE + 1))
    return PerceptualHashes(
        _dhashes(eight @ by_nine.T, nine @ by_eight.T), _phashes(low @ by_low.T)
    )


def distance(first: Hashes, second: Hashes) -> NDArray[np.int64]:
    """Hamming distance in bits, element by element, of broadcastable uint64 arrays."""
    bits: NDArray[np.int64] = np.bitwise_count(first ^ second).astype(np.int64)
    return bits


def _dhashes(wide: Plane, tall: Plane) -> Hashes:
    """From 9 x 8 and 8 x 9 samples: a turned picture swaps which axis has nine."""
    # Whole grey values, so that what is plain has no steps.
    samples = np.rint(np.concatenate([wide.ravel(), tall.ravel()]))
    left, right = _neighbours()
    return _pack(samples[right] > samples[left])


def _phashes(block: Plane) -> Hashes:
    """From the 8 x 8 lowest frequencies."""
    places, signs = _turned_blocks()
    coefficients = block.ravel()[places] * signs
    middle = np.sort(coefficients, axis=1)[:, _BITS // 2 - 1 : _BITS // 2 + 1]
    return _pack(coefficients > middle.mean(axis=1, keepdims=True))


@lru_cache(64)
def _sums(length: int) -> Plane:
    """What of a side of so many pixels is summed up, (25, length): eight samples, nine samples,
    and the eight lowest frequencies of 32 samples."""
    low = _low_frequencies() @ _areas(length, _PHASH_PX)
    return np.concatenate([_areas(length, _SIDE), _areas(length, _SIDE + 1), low])


def _areas(length: int, count: int) -> Plane:
    """How much of each of `count` equal parts each pixel of a side makes up: (count, length)."""
    edges = np.linspace(0, length, count + 1)[:, None]
    pixels = np.arange(length)
    covered = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    shares: Plane = (np.maximum(covered, 0) * (count / length)).astype(np.float32)
    return shares


@cache
def _neighbours() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which samples, `wide` before `tall`, each bit compares: two arrays of shape (8, 64)."""
    count = _SIDE * (_SIDE + 1)
    wide = np.arange(count).reshape(_SIDE, _SIDE + 1)
    tall = np.arange(count, 2 * count).reshape(_SIDE + 1, _SIDE)
    left, right = [], []
    for mirror in (False, True):
        for turns in range(4):
            small = wide if turns % 2 == 0 else tall
            if mirror:
                small = small[:, ::-1]
            small = np.rot90(small, turns)
            left.append(small[:, :-1].ravel())
            right.append(small[:, 1:].ravel())
    return np.stack(left), np.stack(right)


@cache
def _turned_blocks() -> tuple[NDArray[np.intp], Plane]:
    """Which coefficient of the upright picture stands where in each orientation, and with which
    sign: two arrays of shape (8, 64)."""
    flips = np.where(np.arange(_SIDE) % 2 == 0, 1, -1)
    numbers = np.arange(1, _BITS + 1).reshape(_SIDE, _SIDE)
    blocks = []
    for turned in (numbers, numbers * flips):
        for _ in range(4):
            blocks.append(turned.ravel())
            turned = turned.T * flips[:, None]  # a quarter turn: transpose, then flip upside down
    stacked = np.stack(blocks)
    return np.abs(stacked) - 1, np.sign(stacked).astype(np.float32)


def _low_frequencies() -> Plane:
    """The first eight rows of the unnormalised 32-point DCT-II."""
    position = np.arange(_PHASH_PX)
    frequency = np.arange(_SIDE)[:, None]
    return (2 * np.cos(np.pi * frequency * (2 * position + 1) / (2 * _PHASH_PX))).astype(np.float32)


def _pack(bits: NDArray[np.bool_]) -> Hashes:
    """Shape (n, 64) of bits to n integers, first bit highest, as imagehash prints them."""
    return np.packbits(bits, axis=1).view(">u8").ravel().astype(np.uint64)
