"""Tabs, filters and orders in the window, over a library in memory."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.sifting import Order, ReviewState, Sieve
from photodedup.engine.tabs import Tab
from photodedup.ui.session import load_session
from photodedup.ui.views.tab_strip import TABS, TabStrip
from tests.factories import make_group, make_photo

WEBP = make_photo(5000, path=Path("/chat/IMG-0007.webp"), format="WEBP", camera=None)


@pytest.fixture
def prepare():
    def find_all_kinds(library):
        library.to_find = (
            make_group(1, verdict=Verdict.IDENTICAL),
            make_group(2),
            make_group(3, verdict=Verdict.EDITED),
            make_group(4, verdict=Verdict.BURST, kind=GroupKind.BURST),
            make_group(5, 1, keeper=WEBP, verdict=Verdict.PUT_TOGETHER),
        )

    return [find_all_kinds]


@pytest.fixture
def review(stage):
    stage.open()
    stage.scan()
    return stage


def shown(stage) -> list[int]:
    return [group.id for group in stage.groups]


def choose_tab(stage, tab: Tab) -> None:
    stage.window.tabs.setCurrentIndex(TABS.index(tab))


def pick(box, value) -> None:
    """Choose an entry as a person does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        (Tab.ALL, [1, 2, 3, 4, 5]),
        (Tab.IDENTICAL, [1]),
        (Tab.SAME_PICTURE, [2]),
        (Tab.EDITED, [3]),
        (Tab.BURSTS, [4]),
        (Tab.SIMILAR, []),
        (Tab.NEEDS_LOOK, [5]),
    ],
)
def test_each_tab_shows_its_groups(review, tab, expected):
    choose_tab(review, tab)
    assert shown(review) == expected


def test_tabs_tell_how_many_groups_there_are_and_how_much_they_could_free(review):
    tabs = review.window.tabs
    assert tabs.tabText(TABS.index(Tab.ALL)).startswith("All  5")
    assert tabs.tabText(TABS.index(Tab.SIMILAR)) == "Similar  0"
    assert "1 group, at most 4.0 MB to free" in tabs.tabToolTip(TABS.index(Tab.EDITED))
    assert "surest" in tabs.tabToolTip(TABS.index(Tab.EDITED))
    assert tabs.accessibleTabName(TABS.index(Tab.BURSTS)).startswith("Bursts, 1 group")


def test_a_narrow_strip_leaves_bytes_to_the_tip(qtbot, review):
    strip = TabStrip()
    qtbot.addWidget(strip)
    strip.resize(2000, 40)
    strip.show_sums(review.controller.sifting.now.tabs)
    assert "MB" in strip.tabText(0)
    strip.resize(300, 40)
    strip.show_sums(review.controller.sifting.now.tabs)
    assert strip.tabText(0) == "All  5"


def test_words_that_are_typed_filter_tabs_and_groups(review):
    search = review.window.sieve.search
    search.setFocus()
    review.qtbot.keyClicks(search, "chat webp")
    review.qtbot.keyClick(search, Qt.Key.Key_Return)
    assert shown(review) == [5]
    assert review.window.tabs.tabText(TABS.index(Tab.EDITED)) == "Edited  0"
    search.clear()
    review.qtbot.keyClick(search, Qt.Key.Key_Return)
    assert len(shown(review)) == 5


def test_conditions_filter_and_are_counted_on_the_button(review):
    sieve = review.window.sieve
    sieve.more.click()
    assert sieve.panel.isVisible()
    pick(sieve.format, "WEBP")
    assert shown(review) == [5]
    assert sieve.more.text() == "Filters (1)"
    pick(sieve.folder, "/photos/2019")
    assert shown(review) == []
    assert sieve.more.text() == "Filters (2)"
    sieve.clear_button.click()
    assert len(shown(review)) == 5
    assert sieve.more.text() == "Filters"


def test_the_lists_offer_what_the_photos_have(review):
    sieve = review.window.sieve
    texts = [sieve.format.itemText(n) for n in range(sieve.format.count())]
    assert texts == ["Any format", "JPEG (13)", "WEBP (1)"]
    assert sieve.year.itemText(1) == "2019 (14)"
    assert sieve.camera.findData("Fairphone 3") > 0


def test_an_empty_screen_says_why_and_takes_filters_away(review):
    review.controller.sifting.set_wish(
        replace(review.controller.sifting.wish, sieve=Sieve(text="nowhere"))
    )
    empty = review.window.groups._empty
    assert empty.isVisible()
    review.qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert len(shown(review)) == 5


def test_an_empty_tab_names_no_filters_where_there_are_none_and_leads_to_all_groups(review):
    review.window.tabs.tab_chosen.emit(Tab.SIMILAR)
    assert shown(review) == []
    empty = review.window.groups._empty
    assert empty.isVisible()
    assert "filter" not in empty._text.text()
    assert "5 groups" in empty._text.text()
    assert not review.window.bottom.accept_button.isEnabled()
    review.qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert len(shown(review)) == 5
    assert review.window.bottom.accept_button.isEnabled()


def test_keys_go_from_tab_to_tab_and_round(review):
    menus, tabs = review.window.menus, review.window.tabs
    menus["next_tab"].trigger()
    assert tabs.tab is Tab.IDENTICAL
    assert shown(review) == [1]
    for _ in range(2):
        menus["previous_tab"].trigger()
    assert tabs.tab is TABS[-1]
    menus["next_tab"].trigger()
    assert len(shown(review)) == 5


def test_another_order_moves_groups_and_keeps_the_current_one(review):
    review.select(4, 4001)
    pick(review.window.sieve.order, Order.FOLDER)
    assert shown(review) == [5, 1, 2, 3, 4]
    assert review.window.groups.current_group().id == 4


def test_a_decision_moves_nothing_under_the_persons_hands(review):
    choose_tab(review, Tab.IDENTICAL)
    review.select(1, 1001)
    review.press(Qt.Key.Key_Space)
    review.settle()
    review.until(lambda: "1 photo marked" in review.window.bottom.marked.text())
    assert shown(review) == [1]
    assert "in all tabs" in review.window.bottom.marked.text()


def test_only_what_is_shown_is_planned(review):
    choose_tab(review, Tab.SAME_PICTURE)
    review.qtbot.mouseClick(review.window.bottom.trash_button, Qt.MouseButton.LeftButton)
    review.until(lambda: review.dialog is not None and review.dialog.is_ready)
    going = [row.photo.id for row in review.dialog.what_goes().removals]
    assert going == [2001, 2002]


def test_tab_filter_and_order_come_back_at_the_next_start_even_after_a_kill(review):
    choose_tab(review, Tab.BURSTS)
    pick(review.window.sieve.order, Order.NEWEST)
    pick(review.window.sieve.progress, ReviewState.OPEN)
    review.until(lambda: load_session(review.places).wish.get("tab") == "bursts")

    again = review.app.controller
    places, again.places = again.places, None
    review.open(places)

    assert review.window.tabs.tab is Tab.BURSTS
    assert review.window.sieve.order.value is Order.NEWEST
    assert review.window.sieve.progress.value is ReviewState.OPEN


def test_the_place_is_written_down_while_the_program_runs(review):
    review.select(3, 3002)
    review.until(lambda: load_session(review.places).place.get("photo") == 3002)
    assert load_session(review.places).place["group"] == GroupId(3)


def test_the_keys_go_to_the_list_when_the_first_groups_come(stage):
    stage.open()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    stage.scan()
    assert stage.window.groups.list.hasFocus()


def test_a_library_whose_groups_are_still_fetched_is_not_said_to_have_none(stage):
    """The review is there before its groups are."""

    def says(title: str) -> bool:
        labels = stage.window.groups.findChildren(QLabel)
        return any(label.text() == title for label in labels)

    stage.app.open(stage.places)
    assert says("Fetching your groups")
    stage.until(lambda: says("No duplicates"))
    assert not says("Fetching your groups")
