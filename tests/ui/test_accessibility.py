"""What a screen reader is told of photos, groups and tabs; `test_heard` asks of everything else."""

import pytest
from PySide6.QtGui import QAccessible

from tests.ui.heard import find_assorted

Role = QAccessible.Role


@pytest.fixture
def prepare():
    return [find_assorted]


@pytest.fixture
def review(stage):
    stage.open()
    stage.scan()
    stage.window.sieve.more.setChecked(True)
    return stage


def test_every_photo_is_heard_with_its_place_state_size_and_location(review):
    root = QAccessible.queryAccessibleInterface(review.window.groups.list)
    spoken = [root.child(n).text(QAccessible.Text.Name) for n in range(root.childCount())]
    assert len(spoken) == 8
    assert spoken[0].startswith("1 of 3, keeper: largest, has location, 4032 by 3024")
    assert spoken[1].startswith("2 of 3, goes to the trash: same picture")
    assert "2016 by 1512, has location" in spoken[1]
    assert spoken[4].startswith("2 of 2, stays: edited copy")
    assert "has location" not in spoken[4].partition("2016 by 1512")[2]


def test_photos_have_the_states_that_lists_have(review):
    review.activate()
    review.select(2, 2001)
    root = QAccessible.queryAccessibleInterface(review.window.groups.list)
    states = [root.child(n).state() for n in range(root.childCount())]
    assert all(state.selectable and state.focusable for state in states)
    assert [state.focused for state in states].index(True) == 4
    assert sum(state.selected for state in states) == 1


def test_groups_are_heard_with_their_number_and_whether_they_are_reviewed(review):
    view = review.window.groups.list
    root = QAccessible.queryAccessibleInterface(view)
    told = root.child(4).text(QAccessible.Text.Description)
    assert told.startswith("group 2 of 3: 2 photos, edited copy")


def test_tabs_tell_what_they_hold_and_which_one_is_open(review):
    bar = QAccessible.queryAccessibleInterface(review.window.tabs)
    tabs = [bar.child(n) for n in range(bar.childCount()) if bar.child(n).role() is Role.PageTab]
    names = [tab.text(QAccessible.Text.Name) for tab in tabs]
    assert names[0] == "All, 3 groups, at most 12.0 MB to free"
    assert tabs[0].state().selected
    assert not tabs[1].state().selected
