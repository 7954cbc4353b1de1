"""The words on the screen say what is, and what will happen."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import DateSource
from photodedup.ui.models import phrases
from tests.factories import make_group, make_member, make_photo


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def test_the_title_counts_names_and_promises():
    group = make_group(1, members=[make_member(2), make_member(3)])

    assert phrases.group_title(group) == "3 photos · same picture · frees 4.0 MB"


def test_the_title_names_each_verdict_once_the_surest_first():
    members = [
        make_member(2, Verdict.EDITED),
        make_member(3, Verdict.IDENTICAL),
        make_member(4, Verdict.EDITED),
    ]

    title = phrases.group_title(make_group(1, members=members))

    assert title == "4 photos · identical file, edited copies · frees 2.0 MB"


def test_the_photos_of_a_moment_are_not_called_copies():
    burst = make_group(1, kind=GroupKind.BURST, verdict=Verdict.BURST)
    similar = make_group(2, kind=GroupKind.SIMILAR, verdict=Verdict.SIMILAR)

    assert phrases.group_title(burst) == "3 photos · a burst, each one different · nothing marked"
    assert phrases.group_title(similar) == "3 photos · similar, each one different · nothing marked"


def test_which_photo_of_a_moment_is_best_is_only_suggested_until_the_person_decides():
    burst = make_group(1, kind=GroupKind.BURST, verdict=Verdict.BURST)

    assert phrases.why_text(burst, 0) == "suggested: largest, has location"
    assert phrases.why_text(replace(burst, is_reviewed=True), 0) == "largest, has location"


def test_a_group_without_marks_frees_nothing():
    assert phrases.group_title(make_group(1, verdict=Verdict.EDITED)).endswith("nothing marked")
    assert phrases.group_title(make_group(1, is_skipped=True)).endswith("skipped, all stay")


def test_nothing_of_a_skipped_group_is_said_to_go():
    group = make_group(1, is_skipped=True)

    assert phrases.fate_text(group, group.members[0]) == "Stays"
    assert "stays" in phrases.photo_spoken(group, 1)


def test_each_photo_is_spoken_with_place_fate_and_reason():
    group = make_group(1)

    assert phrases.photo_spoken(group, 0) == (
        "1 of 3, keeper: largest, has location, 4032 by 3024, has location, IMG_1000.jpg"
    )
    assert phrases.photo_spoken(group, 1) == (
        "2 of 3, goes to the trash: same picture, half the size,"
        " 2016 by 1512, has location, IMG_1001.jpg"
    )


def test_a_date_says_where_it_is_from():
    photo = make_photo(1)

    assert phrases.date_text(photo) == "8 Jun 2019, 14:30"
    by_file = make_photo(1, date_source=DateSource.FILE_TIME)
    assert phrases.date_text(by_file) == "file date 8 Jun 2019, 14:30"
    assert phrases.date_text(make_photo(1, taken_at=None)) == "date unknown"
    named = make_photo(1, date_source=DateSource.FILE_NAME)
    assert phrases.date_text(named) == "8 Jun 2019, 14:30, by its name"
    day = replace(named, taken_at=datetime(2019, 6, 8))
    assert phrases.date_text(day) == "8 Jun 2019, by its name"


def test_details_name_the_other_names_of_the_same_file():
    photo = make_photo(1, hard_links=(Path("/photos/other/name.jpg"),))

    details = phrases.photo_details(make_group(1, keeper=photo), 0)

    assert details.splitlines()[0] == str(photo.path)
    assert str(Path("/photos/other/name.jpg")) in details


def test_details_of_a_keeper_name_all_that_speaks_for_and_against_it():
    group = make_group(
        reasons_for=("largest", "original name"), reasons_against=("lacks the location",)
    )
    lines = phrases.photo_details(group, 0).splitlines()
    assert "For it: largest, original name" in lines
    assert "Against it: lacks the location" in lines
    assert not any("For it" in line for line in phrases.photo_details(group, 1).splitlines())


def test_a_group_without_a_clear_winner_asks():
    asking = make_group(verdict=Verdict.EDITED, needs_look="choose the one to keep")
    assert phrases.why_text(asking, 0) == "choose the one to keep"
    assert phrases.group_title(asking).endswith("no clear winner")
    assert "keeper: choose the one to keep" in phrases.photo_spoken(asking, 0)
