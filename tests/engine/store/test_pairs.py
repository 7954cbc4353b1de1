"""Matches, vectors and decisions come back as they were written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.domain.decisions import ByHand, Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore
from tests.engine.store.rows import FEATURES


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.db", LIBRARY_MIGRATIONS)
    photos = PhotoStore(opened)
    folder = FolderStore(opened).add(Path("/photos"))
    for number in range(1, 5):
        photo = photos.add_new(folder, Path(f"/photos/{number}.jpg"), 1, 1, 1, 1)
        photos.set_features(photo, replace(FEATURES, content_hash=f"{number}"), 1)
    yield opened
    opened.close()


@pytest.fixture
def pairs(database: Database) -> PairStore:
    return PairStore(database)


def match(first: int, second: int, verdict=Verdict.EDITED) -> Match:
    evidence = Evidence(
        step="key points",
        hash_distance=3,
        cosine=0.91,
        transform=(1.0, 0.0, -3.5, 0.0, 1.0, 2.25),
        second_is_framed=True,
    )
    return Match(PhotoId(first), PhotoId(second), verdict, 0.87, evidence)


def test_matches_come_back_whole_and_in_order(pairs):
    pairs.add([match(2, 3), match(1, 4)], [])
    assert pairs.matches() == [match(1, 4), match(2, 3)]


def test_a_later_proof_replaces_an_earlier(pairs):
    pairs.add([match(1, 2, Verdict.SIMILAR)], [])
    pairs.add([match(1, 2)], [])
    assert pairs.matches() == [match(1, 2)]


def test_matches_of_a_photo_that_went_are_kept(pairs, database):
    """Another file with the same pixels may need them."""
    pairs.add([match(1, 2)], [])
    PhotoStore(database).set_state([PhotoId(1)], "missing")
    assert pairs.matches() == [match(1, 2)]
    assert {row.id for row in pairs.comparables()} == {1, 2, 3, 4}


def test_matches_of_a_changed_photo_are_forgotten(pairs, database):
    pairs.add([match(1, 2), match(2, 3)], [(PhotoId(1), PhotoId(4))])
    pairs.set_compared([PhotoId(1)])
    PhotoStore(database).set_features(PhotoId(1), FEATURES, 1)
    assert pairs.matches() == [match(2, 3)]
    assert pairs.judged_pairs() == {(2, 3)}
    assert not any(row.is_compared for row in pairs.comparables())


def test_what_is_known_among_some_photos(pairs):
    pairs.add([match(1, 2), match(2, 3)], [(PhotoId(1), PhotoId(3)), (PhotoId(3), PhotoId(4))])
    some = [PhotoId(1), PhotoId(2), PhotoId(4)]
    assert pairs.matches(some) == [match(1, 2)]
    assert pairs.judged_rows(some).tolist() == [[1, 2]]
    assert pairs.rejected_pairs([PhotoId(3), PhotoId(4)]) == {(3, 4)}
    assert [row.id for row in pairs.comparables(some)] == some


def test_copies_and_rejected_pairs_need_no_second_look(pairs):
    pairs.add([match(1, 2), match(1, 3, Verdict.BURST)], [(PhotoId(2), PhotoId(4))])
    assert pairs.judged_pairs() == {(1, 2), (2, 4)}


def test_many_rejected_pairs_are_stored_once_each(pairs):
    one, other, third = [(PhotoId(1), PhotoId(3))], [(PhotoId(2), PhotoId(4))], [(1, 2)]
    pairs.reject([one, other])
    pairs.reject([[*one, *third], []])
    pairs.reject([])
    assert pairs.rejected_pairs() == {(1, 2), (1, 3), (2, 4)}


def test_comparing_again(pairs):
    pairs.add([match(1, 2)], [(PhotoId(2), PhotoId(4))])
    pairs.set_compared([PhotoId(1), PhotoId(2)])
    pairs.forget_comparisons()
    assert (pairs.matches(), pairs.judged_pairs()) == ([], set())
    assert not any(row.is_compared for row in pairs.comparables())


def test_vectors_in_half_precision(pairs):
    vectors = np.array([[0.6, 0.8], [1.0, 0.0]], np.float32)
    pairs.add_vectors("model-1", [PhotoId(3), PhotoId(1)], vectors)
    ids, stored = pairs.vectors("model-1")
    assert ids == [1, 3]
    assert stored == pytest.approx(vectors[::-1], abs=1e-3)
    assert pairs.without_vector("model-1") == [2, 4]
    assert pairs.without_vector("model-2") == [1, 2, 3, 4]


def test_vectors_of_two_models_do_not_mix(pairs):
    pairs.add_vectors("one", [PhotoId(1)], np.ones((1, 4), np.float32))
    pairs.add_vectors("two", [PhotoId(1)], np.zeros((1, 6), np.float32))
    assert pairs.vectors("one")[1].shape == (1, 4)
    assert pairs.vectors("two")[1].shape == (1, 6)


def test_no_vectors(pairs):
    ids, vectors = pairs.vectors("unheard-of")
    assert (ids, vectors.shape) == ([], (0, 0))


def test_decisions_about_photos_that_are_gone_are_left_out(pairs):
    """The person undoes something after the folder of those photos was removed."""
    pairs.set_choices({PhotoId(1): Choice.KEEPER, PhotoId(999): Choice.REMOVE})
    assert pairs.choices() == {1: Choice.KEEPER}
    pairs.set_choices({PhotoId(999): None})


def test_decisions_are_written_and_taken_back(pairs):
    for choice in Choice:
        pairs.set_choices({PhotoId(1): choice, PhotoId(2): Choice.KEEP})
        assert pairs.choices() == {1: choice, 2: Choice.KEEP}
    pairs.set_choices({PhotoId(1): None})
    assert pairs.choices() == {2: Choice.KEEP}


def test_facts(pairs):
    assert pairs.fact("walked") is None
    pairs.set_fact("walked", "yesterday")
    pairs.set_fact("walked", "today")
    assert pairs.fact("walked") == "today"


def test_rulings_about_contents_are_written_replaced_and_taken_back(pairs):
    pairs.set_rulings({("a", "b"): ByHand.APART, ("b", "c"): ByHand.TOGETHER})
    pairs.set_rulings({("a", "b"): ByHand.TOGETHER, ("b", "c"): None, ("x", "y"): None})
    assert pairs.rulings() == {("a", "b"): ByHand.TOGETHER}
    (moment,) = pairs.ruling_times().values()
    assert moment.tzinfo is not None
