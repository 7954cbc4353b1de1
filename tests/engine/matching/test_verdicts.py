"""When two cameras' records say that the shutter opened twice."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.matching.verdicts import Capture, are_two_captures, seconds_apart

NOON = datetime(2024, 5, 6, 12, 0, 0)


def capture(
    after_s: float = 0.0, camera: str | None = "Fairphone 3", source=DateSource.EXIF, zone=None
) -> Capture:
    return Capture((NOON + timedelta(seconds=after_s)).replace(tzinfo=zone), source, camera)


@pytest.mark.parametrize("apart_s", [0.1, 1, 59, 901, 15 * 3600, 86400, 3e7])
def test_two_moments_of_one_camera(apart_s):
    assert are_two_captures(capture(), capture(apart_s))
    assert are_two_captures(capture(apart_s), capture())


@pytest.mark.parametrize("apart_s", [0, 900, 3600, 5.5 * 3600, 14 * 3600])
def test_one_moment_in_two_time_zones(apart_s):
    assert not are_two_captures(capture(), capture(apart_s))


@pytest.mark.parametrize(
    "other",
    [
        capture(5, camera="Canon EOS 80D"),
        capture(5, camera=None),
        capture(5, source=DateSource.FILE_TIME),
        capture(5, source=DateSource.FILE_NAME),
        Capture(None, None, "Fairphone 3"),
    ],
    ids=["another camera", "no camera", "file time", "file name", "no date"],
)
def test_what_proves_nothing(other):
    assert not are_two_captures(capture(), other)


def test_moments_with_their_time_zones():
    east = timezone(timedelta(hours=2))
    assert seconds_apart(capture(zone=east), capture(zone=UTC)) == 7200
    assert seconds_apart(capture(zone=east), capture(3)) == 3  # the clock's face counts
