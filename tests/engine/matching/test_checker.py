"""Pairs are proved from what the photos look like now."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.pictures.decode import preview_jpeg
from tests.engine import pictures_made as made
from tests.factories import make_photo


def plain(number: int) -> Photo:
    """A photo without a camera's date, so that only its picture counts."""
    return make_photo(number, camera=None, taken_at=None, date_source=None)


@pytest.fixture
def previews() -> dict[int, bytes]:
    return {1: preview_jpeg(made.scene(seed=1)), 2: preview_jpeg(made.scene(seed=1))}


def check(checker: PairChecker, first: Photo | None = None, second: Photo | None = None):
    return checker.check(first or plain(1), second or plain(2), Candidate(1, 2, 0, 0, 0.9))


def test_says_what_it_measured(previews):
    match = check(PairChecker(previews.get))
    assert (match.first, match.second, match.verdict) == (1, 2, Verdict.SAME_PICTURE)
    assert match.similarity > 0.95
    assert match.evidence.cosine == 0.9
    assert match.evidence.orientation == 0
    assert match.evidence.displacement == 0
    assert match.evidence.overlap_first > 0.9


def test_a_photo_that_changed_is_looked_at_again(previews):
    checker = PairChecker(previews.get)
    assert check(checker) is not None
    previews[2] = preview_jpeg(made.scene(seed=2))
    assert check(checker, second=replace(plain(2), content_hash="changed")) is None


def test_nothing_is_said_about_what_cannot_be_seen(previews):
    checker = PairChecker(previews.get)
    kept = previews.pop(2)
    with pytest.raises(UnreadablePhoto):
        check(checker)
    assert (checker.can_see(plain(1)), checker.can_see(plain(2))) == (True, False)
    previews[2] = kept  # its drive is back
    assert check(checker) is not None


def test_two_moments_of_one_camera_need_no_look():
    first, second = make_photo(1), make_photo(2)
    later = replace(second, taken_at=second.taken_at.replace(second=7))
    assert PairChecker({}.get).check(first, later, Candidate(1, 2)) is None


@pytest.mark.parametrize("swap", [False, True])
def test_which_of_the_two_has_the_border(previews, swap):
    scene = made.scene(320, 240, seed=1)
    framed = np.full((300, 400, 3), 250, np.uint8)
    framed[30:270, 40:360] = scene
    pictures = [scene, framed][:: -1 if swap else 1]
    previews.update({n: preview_jpeg(p) for n, p in enumerate(pictures, start=1)})
    evidence = check(PairChecker(previews.get)).evidence
    expected = (True, None) if swap else (None, True)
    assert (evidence.first_is_framed, evidence.second_is_framed) == expected


def test_damaged_previews_are_not_seen(tmp_path: Path):
    assert not PairChecker({1: b"no picture"}.get).can_see(plain(1))
