"""Near hashes are found in every orientation, and no pair is missed."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photodedup.engine.features.perceptual import distance, perceptual_hashes
from photodedup.engine.matching import hash_index, hash_quarter
from photodedup.engine.matching.hash_index import PLAIN_TURNS, near_pairs
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


def by_comparing_all(dhash, phash, is_new, limit, usable):
    """The smallest distance of every near pair, one by one."""
    shows_more = [changes(row) >= PLAIN_TURNS for row in dhash]
    expected: dict[tuple[int, int], int] = {}
    for first, second in permutations(np.flatnonzero(usable).tolist(), 2):
        if not is_new[first] or (is_new[second] and second < first):
            continue
        pair = min(first, second), max(first, second)
        for turn in range(8):
            d = int(distance(dhash[first, turn], dhash[second, 0]))
            p = int(distance(phash[first, turn], phash[second, 0]))
            if p <= limit or (d <= limit and shows_more[first] and shows_more[second]):
                expected[pair] = min(expected.get(pair, 999), d + p)
    return expected


def changes(turned) -> int:
    """How often neighbouring bits of a dHash differ, upright or turned."""
    counts = []
    for value in turned[:2]:
        bits = np.array([(int(value) >> bit) & 1 for bit in range(64)]).reshape(8, 8)
        counts.append(int((bits[:, 1:] != bits[:, :-1]).sum() + (bits[1:] != bits[:-1]).sum()))
    return min(counts)


def found(*args, **options) -> dict[tuple[int, int], int]:
    pairs = near_pairs(*args, nearest=1000, **options)
    assert all(pair.first < pair.second for pair in pairs)
    return {(pair.first, pair.second): pair.distance for pair in pairs}


@pytest.mark.parametrize("limit", [4, 10])
@pytest.mark.parametrize("new_share", [1.0, 0.3])
def test_the_same_as_comparing_all_with_all(limit, new_share):
    dhash, phash = random_hashes(60, 1), random_hashes(60, 2)
    is_new = np.random.default_rng(3).random(60) < new_share
    usable = np.random.default_rng(4).random(60) < 0.9
    expected = by_comparing_all(dhash, phash, is_new, limit, usable)
    assert found(dhash, phash, is_new, limit=limit, usable=usable) == expected


hashes = st.integers(0, 2**64 - 1) | st.sampled_from(
    [0, 2**64 - 1, 0xFFFF, 0x00FF00FF00FF00FF, 0xAAAAAAAAAAAAAAAA]
)
flips = st.lists(st.integers(0, 63), max_size=12)


@st.composite
def photos(draw):
    """Photos of which most are a few bits away from one of two others."""
    patterns = draw(st.lists(st.lists(hashes, min_size=16, max_size=16), min_size=1, max_size=2))
    rows = []
    for pattern, flipped in draw(st.lists(st.tuples(st.sampled_from(patterns), flips), min_size=2,
                                          max_size=7)):  # fmt: skip
        mask = sum(1 << bit for bit in set(flipped))
        rows.append([value ^ mask for value in pattern])
    return np.array(rows, np.uint64), np.array(draw(st.lists(
        st.booleans(), min_size=len(rows), max_size=len(rows))))  # fmt: skip


@settings(deadline=None)
@given(photos())
def test_no_hash_is_missed_whatever_its_bits(made_photos):
    rows, is_new = made_photos
    dhash, phash, usable = rows[:, :8], rows[:, 8:], np.ones(len(rows), bool)
    expected = by_comparing_all(dhash, phash, is_new, 10, usable)
    assert found(dhash, phash, is_new) == expected


@settings(deadline=None)
@given(photos())
def test_looking_up_misses_none_within_seven_bits(made_photos):
    rows, is_new = made_photos
    dhash, phash, usable = rows[:, :8], rows[:, 8:], np.ones(len(rows), bool)
    expected = by_comparing_all(dhash, phash, is_new, 7, usable)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hash_index, "_EXACT_PAIRS", 0)
        assert found(dhash, phash, is_new, limit=7) == expected
        more = found(dhash, phash, is_new, limit=10)
    assert set(more) >= set(expected)
    assert set(more) <= set(by_comparing_all(dhash, phash, is_new, 10, usable))


@pytest.mark.parametrize("exact", [0, 10**9])
def test_the_order_of_the_photos_changes_nothing(exact, monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", exact)
    monkeypatch.setattr(hash_index, "_PART_ROWS", 10)
    dhash, phash = random_hashes(80, 5), random_hashes(80, 6)
    order = np.random.default_rng(7).permutation(80)
    plain = found(dhash, phash, np.ones(80, bool))
    mixed = found(dhash[order], phash[order], np.ones(80, bool))
    back = {frozenset((int(order[a]), int(order[b]))) for a, b in mixed}
    assert back == {frozenset(pair) for pair in plain}


@pytest.mark.parametrize("exact", [0, 10**9])
def test_photos_that_come_later_find_the_same(exact, monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", exact)
    dhash, phash = random_hashes(90, 8), random_hashes(90, 9)
    is_late = np.random.default_rng(1).random(90) < 0.2
    early = np.flatnonzero(~is_late)
    first = found(dhash[early], phash[early], np.ones(len(early), bool))
    later = found(dhash, phash, is_late)
    together = {(int(early[a]), int(early[b])) for a, b in first} | set(later)
    assert together == set(found(dhash, phash, np.ones(90, bool)))


def test_several_cores_find_the_same(monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", 0)
    monkeypatch.setattr(hash_index, "_PART_ROWS", 10)
    dhash, phash = random_hashes(90, 8), random_hashes(90, 9)
    is_new = np.random.default_rng(1).random(90) < 0.7
    usable = np.ones(90, bool)
    alone = hash_index.near_rows(dhash, phash, is_new, usable)
    with ThreadPoolExecutor(3) as pool:
        together = hash_index.near_rows(dhash, phash, is_new, usable, each=pool.map)
    assert len(alone)
    for column in ("first", "second", "distance", "tag"):
        assert getattr(alone, column).tolist() == getattr(together, column).tolist()


@pytest.mark.parametrize("farthest", [128, 30])
@pytest.mark.parametrize("many", [1, 3, 10**9])
def test_looked_up_together_or_one_by_one_the_same_is_found(many, farthest, monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", 0)
    monkeypatch.setattr(hash_index, "_MANY", 0)
    monkeypatch.setattr(hash_index, "_FARTHEST_OF_MANY", farthest)
    monkeypatch.setattr(hash_quarter, "_MANY", many)
    monkeypatch.setattr(hash_quarter, "_TILE", 100)
    dhash, phash = random_hashes(150, 1), random_hashes(150, 2)
    is_new = np.random.default_rng(3).random(150) < 0.8
    every = np.ones(150, bool)
    expected = by_comparing_all(dhash, phash, is_new, 7, every)
    near = {pair: bits for pair, bits in expected.items() if bits <= farthest}
    assert near
    assert found(dhash, phash, is_new, limit=7) == near


@pytest.mark.parametrize("exact", [0, 10**9])
def test_a_crowd_of_equal_pictures_adds_few_pairs_each(exact, monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", exact)
    dhash = np.repeat(random_hashes(1, 1), 700, axis=0)
    dhash = np.concatenate([dhash, random_hashes(300, 2)])
    dhash[900] = dhash[901]
    pairs = near_pairs(dhash, dhash, np.ones(1000, bool), nearest=4)
    assert len(pairs) <= 4 * 1000
    assert any((pair.first, pair.second) == (900, 901) for pair in pairs)
    assert {row for pair in pairs for row in (pair.first, pair.second)} >= set(range(700))


@pytest.mark.parametrize("exact", [0, 10**9])
def test_a_new_photo_like_a_crowd_of_old_ones_adds_few_pairs(exact, monkeypatch):
    monkeypatch.setattr(hash_index, "_EXACT_PAIRS", exact)
    dhash = np.repeat(random_hashes(1, 1), 100, axis=0)
    is_new = np.arange(100) == 50
    assert len(near_pairs(dhash, dhash, is_new, nearest=4)) == 4


def test_slopes_are_near_by_their_dhash_only_if_the_phash_agrees():
    """All pictures that are lighter to the right have one dHash."""
    dhash = np.zeros((3, 8), np.uint64)
    phash = random_hashes(3, 1)
    phash[2] = phash[1] ^ np.uint64(0b111)
    phash[0] = ~phash[1]
    assert [(p.first, p.second) for p in near_pairs(dhash, phash, np.ones(3, bool))] == [(1, 2)]


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
