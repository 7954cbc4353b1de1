"""Failed pairs come back as they were, the strongest first."""

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.failed_pairs import FailedPairs


def failed(*pairs):
    made = FailedPairs()
    for pair in pairs:
        made.add(pair)
    return made


def pair(second, **known):
    return Candidate(PhotoId(1), PhotoId(second), **known)


def test_pairs_come_back_as_they_were():
    by_hash = pair(2, orientation=7, hash_distance=60)
    by_vector = pair(2**31 - 1, cosine=0.7654321)
    by_both = pair(4, orientation=0, hash_distance=0, cosine=0.5)
    by_nothing = pair(5)
    made = failed(by_hash, by_vector, by_both, by_nothing)
    assert list(made.by_strength(0.0)) == [[by_both], [by_vector], [by_hash], [by_nothing]]


def test_equally_strong_ones_come_together():
    strong, near = pair(2, cosine=0.80001), pair(3, cosine=0.79999)
    weaker, too_weak = pair(4, cosine=0.72), pair(5, cosine=0.7198)
    hardly_too_weak = pair(6, cosine=0.71997)
    made = failed(too_weak, hardly_too_weak, weaker, strong, near)
    assert list(made.by_strength(0.72)) == [[strong, near], [hardly_too_weak, weaker]]


def test_nothing_failed():
    assert list(failed().by_strength(0.0)) == []
