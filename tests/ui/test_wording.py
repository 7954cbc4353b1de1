from datetime import datetime
from pathlib import Path

import pytest

from photodedup.engine.errors import LibraryDamaged
from photodedup.engine.progress import Stage
from photodedup.ui import wording


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3, "a few seconds left"),
        (45, "less than a minute left"),
        (70, "about a minute left"),
        (300, "about 5 minutes left"),
        (3 * 3600 + 20 * 60, "about 3 h 20 min left"),
    ],
)
def test_time_left_is_calm(qapp, seconds, text):
    assert wording.time_left(seconds) == text


def test_counts_read_well(qapp):
    assert wording.photos(0) == "no photos"
    assert wording.photos(1) == "1 photo"
    assert wording.photos(12) == "12 photos"
    assert wording.files(1) == "1 file"
    assert wording.pairs(1) == "1 pair"
    assert wording.groups(0) == "No groups"


def test_every_stage_has_words(qapp):
    assert all(wording.stage(stage) for stage in Stage)


def test_paths_below_home_are_short(qapp, home):
    assert wording.short_path(home / "Pictures" / "a.jpg") == str(Path("~/Pictures/a.jpg"))
    assert wording.short_path(Path("/media/stick/a.jpg")) == str(Path("/media/stick/a.jpg"))


def test_expected_errors_speak_for_themselves_and_others_point_to_the_log(qapp):
    assert wording.error(LibraryDamaged("It is damaged.")) == "It is damaged."
    assert wording.error(OSError(28, "No space left on device")) == "No space left on device."
    assert "log" in wording.error(KeyError("x"))


def test_moments_have_day_and_time(qapp):
    assert wording.moment(datetime(2024, 5, 4, 9, 7)) == "4 May 2024, 09:07"
