"""Groups by the day on which their photos were taken: a year, or from one day to another."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, Qt

from photodedup.ui.session import load_session
from photodedup.ui.views.sieve_bar import BETWEEN
from tests.factories import make_group, make_member, make_photo

Key = Qt.Key


def group_of(number: int, taken_at: datetime | None):
    photos = [make_photo(1000 * number + n, taken_at=taken_at) for n in range(2)]
    return make_group(number, keeper=photos[0], members=[make_member(photos[1])])


@pytest.fixture
def prepare():
    def find(library):
        library.to_find = (
            group_of(1, datetime(2017, 3, 1, 12)),
            group_of(2, datetime(2019, 6, 8, 14)),
            group_of(3, datetime(2019, 6, 9, 0)),
            group_of(4, None),
        )

    return [find]


@pytest.fixture
def review(stage):
    stage.open()
    stage.scan()
    stage.window.sieve.more.click()
    return stage


@pytest.fixture
def sieve(review):
    return review.window.sieve


def shown(stage) -> list[int]:
    return [group.id for group in stage.groups]


def pick(box, value) -> None:
    """Choose an entry as a person does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def put(edit, day: date) -> None:
    edit.setDate(QDate(day.year, day.month, day.day))


def test_two_days_are_offered_behind_the_years_and_asked_for_only_then(sieve, review):
    assert not sieve.days.isVisible()
    assert sieve.year.itemText(sieve.year.count() - 1) == "Between…"
    pick(sieve.year, BETWEEN)
    assert sieve.days.isVisible()
    assert len(shown(review)) == 4  # nothing is asked for yet
    assert sieve.days.first_edit.date() == QDate(2017, 1, 1)  # where there is something to find
    assert sieve.days.last_edit.date() == QDate(2019, 12, 31)


def test_both_days_are_included_and_one_alone_is_enough(sieve, review):
    pick(sieve.year, BETWEEN)
    put(sieve.days.last_edit, date(2019, 6, 8))
    assert shown(review) == [1, 2]
    put(sieve.days.first_edit, date(2019, 6, 8))
    assert shown(review) == [2]
    assert sieve.more.text() == "Filters (1)"


def test_days_in_the_wrong_order_become_one_day(sieve, review):
    pick(sieve.year, BETWEEN)
    put(sieve.days.last_edit, date(2019, 6, 8))
    put(sieve.days.first_edit, date(2019, 6, 9))
    assert sieve.days.last_edit.date() == QDate(2019, 6, 9)
    assert shown(review) == [3]


def test_days_are_typed_as_well_and_a_half_typed_one_changes_nothing(sieve, review):
    pick(sieve.year, BETWEEN)
    edit = sieve.days.last_edit
    put(edit, date(2019, 6, 8))
    review.window.activateWindow()
    edit.setFocus()
    edit.setSelectedSection(edit.Section.DaySection)
    review.qtbot.keyClick(edit, Key.Key_9)
    assert shown(review) == [1, 2]
    review.qtbot.keyClick(edit, Key.Key_Return)
    assert edit.date() == QDate(2019, 6, 9)
    assert shown(review) == [1, 2, 3]


def test_other_conditions_leave_the_days_alone(sieve, review):
    pick(sieve.year, BETWEEN)
    put(sieve.days.first_edit, date(2019, 6, 9))
    pick(sieve.format, "JPEG")
    assert sieve.days.isVisible()
    assert shown(review) == [3]
    assert sieve.more.text() == "Filters (2)"


def test_a_year_takes_their_place_and_any_date_takes_them_away(sieve, review):
    pick(sieve.year, BETWEEN)
    put(sieve.days.first_edit, date(2019, 6, 9))
    pick(sieve.year, 2019)
    assert not sieve.days.isVisible()
    assert shown(review) == [2, 3]
    pick(sieve.year, None)
    assert len(shown(review)) == 4


def test_show_all_takes_them_away(sieve, review):
    pick(sieve.year, BETWEEN)
    put(sieve.days.first_edit, date(2019, 6, 9))
    sieve.clear_button.click()
    assert len(shown(review)) == 4
    assert sieve.year.value is None
    assert not sieve.days.isVisible()


@pytest.mark.parametrize("day", [date(2019, 6, 8), date(2019, 1, 1)])
def test_they_come_back_at_the_next_start(sieve, review, day):
    pick(sieve.year, BETWEEN)
    put(sieve.days.first_edit, day)
    review.until(lambda: day.isoformat() in str(load_session(review.places).wish))
    sieve.year.choose(None)

    again = review.app.controller
    places, again.places = again.places, None
    review.open(places)

    assert sieve.year.value == BETWEEN
    assert sieve.days.first_edit.date() == QDate(day.year, day.month, day.day)
    assert not sieve.days.isHidden()


def test_they_are_named_for_those_who_hear_them(sieve):
    names = [edit.accessibleName() for edit in (sieve.days.first_edit, sieve.days.last_edit)]
    assert names == ["Taken on this day or later", "Taken on this day or earlier"]
    assert "yyyy" in sieve.days.first_edit.displayFormat()
