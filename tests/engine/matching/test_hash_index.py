"""Near hashes are found in every orientation, and no pair is missed."""

import numpy as np
import pytest

from photodedup.engine.features.perceptual import distance, perceptual_hashes
from photodedup.engine.matching.hash_index import near_pairs
from tests.engine import pictures_made as made

TURNS = {
    0: lambda pixels: pixels,
    1: lambda pixels: np.rot90(pixels, 1),
    2: lambda pixels: np.rot90(pixels, 2),
    3: lambda pixels: np.rot90(pixels, 3),
    4: lambda pixels: pixels[:, ::-1],
    5: lambda pixels: np.rot90(pixels[:, ::-1], 1),
    6: lambda pixels: np.rot90(pixels[:, ::-1], 2),
    7: lambda pixels: np.rot90(pixels[:, ::-1], 3),
}


def hashed(*pictures):
    hashes = [perceptual_hashes(np.ascontiguousarray(p).mean(axis=2).astype(np.uint8))
              for p in pictures]  # fmt: skip
    return np.stack([h.dhash for h in hashes]), np.stack([h.phash for h in hashes])


@pytest.mark.parametrize("orientation", TURNS)
def test_orientation_turns_the_first_onto_the_second(orientation):
    picture = made.scene(320, 240, seed=1)
    dhash, phash = hashed(picture, TURNS[orientation](picture), made.scene(320, 240, seed=2))
    (pair,) = near_pairs(dhash, phash, np.ones(3, bool))
    assert (pair.first, pair.second, pair.orientation) == (0, 1, orientation)
    assert pair.distance <= 10


def random_hashes(count: int, seed: int):
    """Hashes of which many are near others, all orientations alike in distribution."""
    random = np.random.default_rng(seed)
    base = random.integers(0, 2**63, (4, 8), dtype=np.uint64)
    rows = base[random.integers(0, 4, count)]
    for _ in range(6):
        rows = rows ^ (np.uint64(1) << random.integers(0, 64, rows.shape, dtype=np.uint64))
    return rows


@pytest.mark.parametrize("limit", [4, 10])
@pytest.mark.parametrize("new_share", [1.0, 0.3])
def test_the_same_as_comparing_all_with_all(limit, new_share):
    dhash, phash = random_hashes(60, 1), random_hashes(60, 2)
    is_new = np.random.default_rng(3).random(60) < new_share
    usable = np.random.default_rng(4).random(60) < 0.9
    found = {
        (pair.first, pair.second): pair.distance
        for pair in near_pairs(dhash, phash, is_new, limit=limit, usable=usable)
    }
    expected: dict[tuple[int, int], int] = {}
    for first in range(60):
        for second in range(60):
            if first == second or not (usable[first] and usable[second] and is_new[first]):
                continue
            if is_new[second] and second < first:
                continue
            for turn in range(8):
                d = distance(dhash[first, turn], dhash[second, 0])
                p = distance(phash[first, turn], phash[second, 0])
                if d <= limit or p <= limit:
                    best = expected.get((first, second), 999)
                    expected[first, second] = min(best, d + p)
    assert found == expected


def test_old_rows_are_not_compared_again():
    dhash = np.zeros((3, 8), np.uint64)
    is_new = np.array([False, False, True])
    pairs = near_pairs(dhash, dhash, is_new)
    assert {frozenset((p.first, p.second)) for p in pairs} == {
        frozenset((0, 2)),
        frozenset((1, 2)),
    }


def test_more_rows_than_one_block():
    dhash = np.zeros((600, 8), np.uint64)
    dhash[:] = np.random.default_rng(1).integers(0, 2**63, (600, 8), dtype=np.uint64)
    dhash[599] = dhash[3]
    (pair,) = near_pairs(dhash, dhash, np.ones(600, bool))
    assert (pair.first, pair.second) == (3, 599)
