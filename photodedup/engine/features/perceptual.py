"""64-bit perceptual hashes of a picture in all eight orientations.

dHash compares neighbouring grey values, pHash the low frequencies of a discrete cosine transform
(DCT). Both follow the definitions of the `imagehash` package (N. Krawetz, "Looks Like It" and
"Kind of Like That", 2011 and 2013), with area resampling. Turning or mirroring a picture only
transposes its DCT and flips signs in it, so eight hashes cost one transform.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

ORIENTATION_COUNT = 8

_PHASH_PX = 32
_DOUBT = 5e-4  # grey values: more than three times what two ways of summing were seen to differ
_SIDE = 8

Hashes = NDArray[np.uint64]


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
    return PerceptualHashes(_dhashes(grey), _phashes(grey))


def distance(first: Hashes, second: Hashes) -> NDArray[np.int64]:
    """Hamming distance in bits, element by element, of broadcastable uint64 arrays."""
    bits: NDArray[np.int64] = np.bitwise_count(first ^ second).astype(np.int64)
    return bits


def _dhashes(grey: NDArray[np.uint8]) -> Hashes:
    # A turned picture swaps which axis has nine samples, so both samplings are taken once.
    values = grey.astype(np.float32)
    wide = _few_samples(grey, values, _SIDE + 1, _SIDE)
    tall = _few_samples(grey, values, _SIDE, _SIDE + 1)
    samples = np.concatenate([wide.ravel(), tall.ravel()])
    left, right = _neighbours()
    return _pack(samples[right] > samples[left])


def _few_samples(
    grey: NDArray[np.uint8], values: NDArray[np.float32], width: int, height: int
) -> NDArray[np.uint8]:
    """A picture reduced by area to a few samples, exactly as OpenCV does it.

    Two products of matrices take an eighth of OpenCV's time. Where a mean lies so near a half that
    its rounding is in doubt, OpenCV has the word: stored hashes must not change.
    """
    rows, columns = _areas(grey.shape[0], height), _areas(grey.shape[1], width)
    means = rows @ values @ columns.T
    if np.abs(means - np.floor(means) - 0.5).min() < _DOUBT:
        return np.asarray(cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return np.rint(means).astype(np.uint8)


@lru_cache(64)
def _areas(length: int, count: int) -> NDArray[np.float32]:
    """How much of each of `count` equal parts each pixel of a side makes up: (count, length)."""
    edges = np.linspace(0, length, count + 1)[:, None]
    pixels = np.arange(length)
    covered = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    shares: NDArray[np.float32] = (np.maximum(covered, 0) * (count / length)).astype(np.float32)
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


def _phashes(grey: NDArray[np.uint8]) -> Hashes:
    small = cv2.resize(grey, (_PHASH_PX, _PHASH_PX), interpolation=cv2.INTER_AREA)
    basis = _low_frequencies()
    block = basis @ small.astype(np.float32) @ basis.T
    signs = np.where(np.arange(_SIDE) % 2 == 0, 1.0, -1.0).astype(np.float32)
    blocks = []
    for turned in (block, block * signs):
        for _ in range(4):
            blocks.append(turned.ravel())
            turned = turned.T * signs[:, None]  # a quarter turn: transpose, then flip upside down
    coefficients = np.stack(blocks)
    return _pack(coefficients > np.median(coefficients, axis=1, keepdims=True))


@cache
def _low_frequencies() -> NDArray[np.float32]:
    """The first eight rows of the unnormalised 32-point DCT-II."""
    position = np.arange(_PHASH_PX)
    frequency = np.arange(_SIDE)[:, None]
    return (2 * np.cos(np.pi * frequency * (2 * position + 1) / (2 * _PHASH_PX))).astype(np.float32)


def _pack(bits: NDArray[np.bool_]) -> Hashes:
    """Shape (n, 64) of bits to n integers, first bit highest, as imagehash prints them."""
    return np.packbits(bits, axis=1).view(">u8").ravel().astype(np.uint64)
