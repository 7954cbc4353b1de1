"""Neighbours by vector: exactly, by shorter vectors, and in cells of like ones."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from photodedup.engine.matching import candidates, cells, coarse, room
from photodedup.engine.matching.candidates import NEIGHBOURS, NEIGHBOURS_OF_FEW, near_vectors


def unit_vectors(count: int, dims: int = 32, seed: int = 1) -> np.ndarray:
    """Clusters of five near neighbours each."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=((count + 4) // 5, dims))
    vectors = np.repeat(centres, 5, axis=0)[:count] + random.normal(size=(count, dims)) * 0.3
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def vector_pairs(
    vectors: np.ndarray, is_new: np.ndarray, loose_cosine: float, *, each=map
) -> list[tuple[int, int, float]]:
    """What is proposed as rows: two numbers, smaller first, and their cosine."""
    pairs, cosines = near_vectors(vectors, is_new, loose_cosine, each=each)
    return list(zip(pairs.first.tolist(), pairs.second.tolist(), cosines.tolist(), strict=True))


class TestExact:
    def test_all_pairs_above_the_cosine(self):
        vectors = unit_vectors(40)
        found = {(a, b): c for a, b, c in vector_pairs(vectors, np.ones(40, bool), 0.6)}
        cosines = vectors @ vectors.T
        expected = {(a, b) for a in range(40) for b in range(a + 1, 40) if cosines[a, b] >= 0.6}
        assert set(found) == expected
        assert all(found[a, b] == pytest.approx(cosines[a, b], abs=1e-5) for a, b in found)

    def test_only_pairs_with_a_new_one(self):
        vectors = unit_vectors(40)
        is_new = np.zeros(40, bool)
        is_new[7] = True
        assert all(7 in (a, b) for a, b, _ in vector_pairs(vectors, is_new, 0.6))
        assert vector_pairs(vectors, np.zeros(40, bool), 0.6) == []

    def test_a_crowd_of_likes_does_not_grow_without_bounds(self):
        vectors = np.tile(unit_vectors(1), (300, 1))
        pairs = vector_pairs(vectors, np.ones(300, bool), 0.5)
        assert len(pairs) <= 300 * NEIGHBOURS_OF_FEW

    def test_half_precision_as_it_is_stored(self):
        vectors = unit_vectors(40).astype(np.float16)
        assert vector_pairs(vectors, np.ones(40, bool), 0.6)

    def test_no_photos(self):
        assert vector_pairs(np.empty((0, 0), np.float16), np.zeros(0, bool), 0.5) == []


class Library:
    """Scenes of strangers, of which some look much alike, and copies of some photos.

    Attributes:
        vectors: unit vectors (n, dims).
        copies: pairs of rows that are one picture.
    """

    def __init__(self, strangers: int, dims: int = 256, copies: int = 100) -> None:
        random = np.random.default_rng(3)
        share = 1.0 / np.sqrt(1 + np.arange(dims))
        scenes = random.normal(size=(strangers // 40, dims)) * share
        common = random.normal(size=dims) * share
        own = random.normal(size=(strangers, dims)) * share
        likeness = random.uniform(0.0, 0.8, len(scenes))[:, None]
        scene = random.integers(0, len(scenes), strangers)
        vectors = common + np.sqrt(likeness[scene]) * scenes[scene]
        vectors += np.sqrt(1 - likeness[scene]) * own
        first = random.choice(strangers, copies, replace=False)
        edited = vectors[first] + 0.5 * random.normal(size=(copies, dims)) * share
        vectors = np.concatenate([vectors, edited])
        order = random.permutation(len(vectors))
        place = np.argsort(order)
        self.vectors = _unit(vectors[order])
        pairs = zip(place[first].tolist(), place[strangers:].tolist(), strict=True)
        self.copies = {(min(pair), max(pair)) for pair in pairs}


def by_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_EXACT_PRODUCTS", 0)
    monkeypatch.setattr(candidates, "_COARSE_PAIRS", 0)
    monkeypatch.setattr(cells, "_COMPARED", 180.0)  # a fifth of so few: 1,000 of 5,000


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(5000)


class TestAmongStrangers:
    def test_copies_are_found_and_few_strangers_are(self, library):
        count = len(library.vectors)
        pairs = vector_pairs(library.vectors, np.ones(count, bool), 0.3)
        found = {pair[:2] for pair in pairs}
        assert len(found & library.copies) >= 0.98 * len(library.copies)
        alike = library.vectors.astype(np.float32)
        alike_enough = int(((alike @ alike.T) >= 0.3).sum() - count) // 2
        assert alike_enough > 50 * count  # what a limit on the cosine alone would propose
        assert len(found) <= NEIGHBOURS * count

    def test_shorter_vectors_propose_nearly_the_same(self, library, monkeypatch):
        is_new = np.ones(len(library.vectors), bool)
        exact = vector_pairs(library.vectors, is_new, 0.3)
        monkeypatch.setattr(candidates, "_EXACT_PRODUCTS", 0)
        monkeypatch.setattr(candidates, "COARSE_DIMS", 48)
        monkeypatch.setattr(coarse, "COARSE_DIMS", 48)
        proposed = vector_pairs(library.vectors, is_new, 0.3)
        same = {pair[:2] for pair in exact} & {pair[:2] for pair in proposed}
        assert len(same) >= 0.95 * len(exact)
        assert library.copies & {pair[:2] for pair in exact} <= {pair[:2] for pair in proposed}

    @pytest.mark.parametrize("share", [1.0, 0.2])
    def test_like_cells_hold_nearly_all_of_it(self, library, monkeypatch, share):
        is_new = np.random.default_rng(1).random(len(library.vectors)) < share
        exact = {pair[:2] for pair in vector_pairs(library.vectors, is_new, 0.3)}
        by_cells(monkeypatch)
        monkeypatch.setattr(cells, "_QUERIES", 1000)
        found = {pair[:2] for pair in vector_pairs(library.vectors, is_new, 0.3)}
        assert len(found & library.copies) >= 0.99 * len(exact & library.copies)
        assert len(found & exact) >= 0.85 * len(exact)
        assert all(is_new[list(pair)].any() for pair in found)
        assert len(found) <= NEIGHBOURS * is_new.sum()

    def test_several_cores_find_the_same(self, library, monkeypatch):
        by_cells(monkeypatch)
        monkeypatch.setattr(cells, "_QUERIES", 1000)
        is_new = np.ones(len(library.vectors), bool)
        alone = vector_pairs(library.vectors, is_new, 0.3)
        with ThreadPoolExecutor(3) as pool:
            assert vector_pairs(library.vectors, is_new, 0.3, each=pool.map) == alone

    def test_equal_vectors_fit_into_cells(self, monkeypatch):
        by_cells(monkeypatch)
        vectors = np.tile(unit_vectors(1, dims=256), (700, 1)).astype(np.float16)
        pairs = vector_pairs(vectors, np.ones(700, bool), 0.3)
        assert len(pairs) <= NEIGHBOURS * 700

    def test_photos_that_come_later_find_their_copies(self, library):
        is_late = np.random.default_rng(1).random(len(library.vectors)) < 0.1
        all_at_once = vector_pairs(library.vectors, np.ones(len(is_late), bool), 0.3)
        later = {pair[:2] for pair in vector_pairs(library.vectors, is_late, 0.3)}
        wanted = {pair[:2] for pair in all_at_once if is_late[list(pair[:2])].any()}
        assert library.copies & wanted <= later
        assert all(is_late[list(pair)].any() for pair in later)

    def test_a_photo_like_everything_gets_no_long_list(self, library):
        vectors = library.vectors.copy()
        vectors[:300] = _unit(vectors[0] + 0.02 * np.random.default_rng(2).normal(size=(300, 256)))
        pairs = vector_pairs(vectors, np.ones(len(vectors), bool), 0.3)
        assert sum(first < 300 and second < 300 for first, second, _ in pairs) <= 300 * NEIGHBOURS


class TestRoom:
    @pytest.mark.parametrize("memory_bytes", [0, 10**6])
    def test_holds_what_is_put_there_and_leaves_no_file(self, tmp_path, monkeypatch, memory_bytes):
        monkeypatch.setattr(room, "MEMORY_BYTES", memory_bytes)
        made = room.room_for((50, 4), tmp_path)
        made[:] = np.arange(200).reshape(50, 4)
        assert made[7].tolist() == [28, 29, 30, 31]
        assert isinstance(made, np.memmap) == (memory_bytes == 0)
        del made
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_is_in_memory_where_the_disk_is_full(self, tmp_path, monkeypatch):
        monkeypatch.setattr(room, "MEMORY_BYTES", 0)
        monkeypatch.setattr(
            room.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0)
        )
        assert not isinstance(room.room_for((5, 4), tmp_path), np.memmap)
