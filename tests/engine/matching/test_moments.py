from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import DateSource, Photo
from photodedup.engine.matching.moments import judge_moment, same_burst, shots_in_a_row
from photodedup.engine.matching.wording import member_reason
from tests.factories import make_photo

NOON = datetime(2024, 5, 3, 12, 0, 0)


def shot(number: int, after_s: float, camera: str | None = "Apple iPhone XR") -> Photo:
    return replace(
        make_photo(number),
        taken_at=NOON + timedelta(seconds=after_s),
        date_source=DateSource.EXIF,
        camera=camera,
    )


def test_shots_of_one_camera_within_two_seconds_are_in_a_row():
    photos = [shot(1, 0), shot(2, 0.4), shot(3, 1.9), shot(4, 9)]
    assert sorted(shots_in_a_row(photos)) == [(1, 2), (1, 3), (2, 3)]


def test_another_camera_at_the_same_second_is_not_in_the_row():
    assert shots_in_a_row([shot(1, 0), shot(2, 0.1, "Canon EOS 80D"), shot(3, 0.1, None)]) == []


def test_a_file_date_says_nothing_about_a_burst():
    copied = replace(shot(2, 0.1), date_source=DateSource.FILE_TIME)
    assert shots_in_a_row([shot(1, 0), copied]) == []


def test_alike_shots_in_a_row_are_a_burst():
    match = judge_moment(shot(1, 0), shot(2, 0.4), {}, cosine=0.9)
    assert match is not None
    assert match.verdict is Verdict.BURST
    assert match.evidence.seconds_apart == pytest.approx(0.4)


def test_the_cameras_burst_identifier_is_enough():
    bursts = {PhotoId(1): "520DEEC9", PhotoId(2): "520DEEC9", PhotoId(3): "other"}
    assert same_burst(bursts) == [(1, 2)]
    match = judge_moment(shot(1, 0), shot(2, 30), bursts)
    assert match is not None
    assert match.verdict is Verdict.BURST


def test_a_quick_turn_to_something_else_is_no_burst():
    assert judge_moment(shot(1, 0), shot(2, 1), {}, cosine=0.3) is None


@pytest.mark.parametrize(
    ("cosine", "after_s", "verdict"),
    [
        (0.75, 600, Verdict.SIMILAR),  # the same outing: less likeness is enough
        (0.75, 86400, None),
        (0.9, 86400, Verdict.SIMILAR),
        (0.6, 600, None),
    ],
)
def test_likeness_counts_more_within_one_outing(cosine, after_s, verdict):
    match = judge_moment(shot(1, 0), shot(2, after_s), {}, cosine=cosine)
    assert (match.verdict if match else None) is verdict


@pytest.mark.parametrize(
    ("after_s", "words"),
    [
        (0, "taken in the same second"),
        (0.4, "taken 0.4 s later"),
        (2, "taken 2 s later"),
        (-20, "taken 20 s earlier"),
        (60, "taken a minute later"),
        (150, "taken 2 minutes later"),
        (3 * 86400, "taken 3 days later"),
    ],
)
def test_the_time_between_two_shots_is_said_as_a_person_would(after_s, words):
    assert member_reason(shot(1, 0), shot(2, after_s), Verdict.SIMILAR, None) == words
