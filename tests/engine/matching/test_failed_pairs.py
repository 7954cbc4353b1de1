"""Failed pairs come back as they were, the strong ones in columns."""

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
    pairs = [
        pair(2, orientation=7, hash_distance=60),
        pair(2**31 - 1, cosine=0.7654321),
        pair(4, orientation=0, hash_distance=0, cosine=0.5),
        pair(5),
    ]
    made = failed(*pairs)
    assert [made.at(number) for number in range(4)] == pairs
    assert made.strong(0.0).strength.tolist() == [each.strength for each in pairs]


def test_strong_ones_and_those_that_count_as_equal():
    strengths = [0.7198, 0.71997, 0.72, 0.80001, 0.79999]
    strong = failed(*(pair(2 + at, cosine=each) for at, each in enumerate(strengths))).strong(0.72)
    assert strong.number.tolist() == [1, 2, 3, 4]
    assert strong.second.tolist() == [3, 4, 5, 6]
    assert strong.step.tolist() == [7200, 7200, 8000, 8000]


def test_nothing_failed():
    assert len(failed().strong(0.0).number) == 0
