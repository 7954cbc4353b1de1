"""What is known of many pairs at once is what is known of each."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest

from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.pair_checks import PairChecks
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.store.match_rows import MatchRow
from photodedup.engine.store.pairs import Comparable, PairStore
from tests.factories import make_photo

IDS = [PhotoId(number) for number in range(1, 11)]
PAIRS = list(combinations(IDS, 2))
EQUAL, LONE = (7, 8), 10  # the second of those with the same pixels was compared with others
SHOT = {1: ShotId(1), 2: ShotId(1), 3: ShotId(2)}


class Stored(PairStore):
    """Rows of before, and what was added since."""

    def __init__(self) -> None:
        self.added: list[list[Match]] = []

    def match_rows(self, among=None):
        return [MatchRow(PhotoId(8), PhotoId(9), Verdict.EDITED, 0.9, "{}")]

    def judged_rows(self, among=None):
        return np.array([(3, 4), (8, 9)])

    def add(self, matches, rejected):
        self.added.append(list(matches))


class Knowing(PairChecker):
    """Knows which photos are copies, and cannot see one."""

    def __init__(self, copies: set[tuple[int, int]]) -> None:
        self._copies = copies

    def can_see(self, photo):
        return photo.id != LONE

    def check(self, first, second, candidate, observe=None):
        if LONE in (first.id, second.id):
            raise UnreadablePhoto("away")
        if (first.id, second.id) not in self._copies:
            return None
        return Match(first.id, second.id, Verdict.EDITED, 0.9, Evidence("key points"))


@pytest.fixture
def stored() -> Stored:
    return Stored()


@pytest.fixture
def checks(stored) -> PairChecks:
    rows = [
        Comparable(
            photo,
            content_hash=str(photo),
            pixel_hash=str(min(EQUAL)) if photo in EQUAL else str(photo),
            is_compared=False,
            is_ready=True,
            shot=SHOT.get(photo),
        )
        for photo in IDS
    ]
    photos = {photo: make_photo(photo) for photo in IDS}
    return PairChecks(stored, photos, PhotoClasses(rows), Knowing({(5, 6), (4, 6)}))


def assert_agree(checks: PairChecks) -> None:
    first, second = np.array(PAIRS).T
    is_open = [checks.is_open(*pair) for pair in PAIRS]
    assert checks.which_are_open(first, second).tolist() == is_open
    is_matched = [checks.matches.are_matched(*pair) for pair in PAIRS]
    assert checks.which_are_matched(first, second).tolist() == is_matched


def test_many_are_as_open_as_each(checks):
    assert_agree(checks)
    for pair in ((3, 4), (1, 2), (7, 9)):  # judged, of one shot, matched as what stands for others
        assert not checks.is_open(*map(PhotoId, pair))
    checks.check([Candidate(*map(PhotoId, pair)) for pair in ((5, 6), (4, 5), (5, LONE))])
    assert_agree(checks)
    assert not checks.is_open(PhotoId(5), PhotoId(6))
    assert not checks.is_open(PhotoId(4), PhotoId(5))
    assert checks.is_open(PhotoId(4), PhotoId(5), thoroughly=True)
    assert checks.is_open(PhotoId(5), PhotoId(LONE)), "nobody could look at it"
    assert checks.unseen == {LONE}


def test_what_is_proved_is_stored_at_once_and_in_order(checks, stored):
    with ThreadPoolExecutor(2) as pool:
        checks.executor = pool
        checks.check([Candidate(*pair) for pair in PAIRS if 1 in pair])
        assert stored.added == [], "nothing to write"
        found = checks.check([Candidate(*pair) for pair in PAIRS if 6 in pair])
    assert [(match.first, match.second) for match in found] == [(4, 6), (5, 6)]
    assert stored.added == [found]
    assert checks.count == 18
