import numpy as np

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.settled_pairs import SettledPairs


def pairs(*seconds):
    return [Candidate(PhotoId(1), PhotoId(second)) for second in seconds]


def columns(*seconds):
    return np.ones(len(seconds), np.int64), np.array(seconds)


def test_every_pair_counts_once_however_it_is_settled():
    told = []
    settled = SettledPairs(5, told.append)
    settled.tell()
    settled.note(pairs(4, 6))  # these are checked first
    settled.tell()
    settled.go_through_all()
    counts = settled.counts_after(*columns(2, 3, 4))
    assert counts.tolist() == [3, 4, 4]
    settled.reach(4)
    settled.tell()
    assert settled.counts_after(*columns(5, 6)).tolist() == [5, 5]
    settled.look_again(2)
    settled.tell()
    settled.note(pairs(2, 3))
    settled.finish()

    assert [(each.done, each.total) for each in told] == [(0, 5), (2, 5), (4, 5), (5, 7), (7, 7)]
    assert [each.is_even for each in told] == [False, False, True, True, True]
