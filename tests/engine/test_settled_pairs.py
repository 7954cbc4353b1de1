from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.settled_pairs import SettledPairs


def pairs(*seconds):
    return [Candidate(PhotoId(1), PhotoId(second)) for second in seconds]


def test_every_pair_counts_once_however_it_is_settled():
    told = []
    settled = SettledPairs(5, told.append)
    settled.tell()
    settled.note(pairs(4, 6))  # these are checked first
    settled.tell()
    settled.go_through_all()
    settled.note(pairs(2, 3, 4))
    settled.tell()
    settled.note(pairs(5, 6))
    settled.tell()
    settled.look_again(2)
    settled.tell()
    settled.note(pairs(2, 3))
    settled.finish()

    assert [(each.done, each.total) for each in told] == [(0, 5), (2, 5), (4, 5), (5, 7), (7, 7)]
    assert [each.is_even for each in told] == [False, False, True, True, True]
