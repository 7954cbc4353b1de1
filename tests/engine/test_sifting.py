"""Filters, orders and the sums of tabs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.sifting import (
    Order,
    ReviewState,
    Sieve,
    Wish,
    sift,
    wish_from_json,
    wish_to_json,
)
from photodedup.engine.tabs import MarkSum, Tab, TabSum
from tests.factories import make_group, make_member, make_photo


def beach(**facts):
    keeper = make_photo(1, path=Path("/photos/2019/beach/IMG_1.jpg"), camera="Fairphone 3")
    spare = make_photo(
        2,
        path=Path("/backup/WhatsApp/IMG-0007.webp"),
        camera=None,
        format="WEBP",
        size_bytes=90_000,
        taken_at=datetime(2020, 1, 2, 3, 4),
    )
    return make_group(1, keeper=keeper, members=[make_member(spare)], **facts)


def hills():
    keeper = make_photo(
        11,
        path=Path("/photos/2021/Hügel.dng"),
        camera="Canon",
        format="DNG",
        size_bytes=30_000_000,
        taken_at=datetime(2021, 5, 6, tzinfo=UTC),
    )
    spare = make_photo(12, path=Path("/photos/2021/copy.dng"), size_bytes=30_000_000, taken_at=None)
    return make_group(2, keeper=keeper, members=[make_member(spare, Verdict.EDITED)])


def burst():
    members = [make_member(n, Verdict.BURST, similarity=0.7) for n in (22, 23)]
    return make_group(3, keeper=make_photo(21), members=members, kind=GroupKind.BURST)


GROUPS = (beach(), hills(), burst())


def shown(wish: Wish | Sieve) -> list[int]:
    wish = Wish(sieve=wish) if isinstance(wish, Sieve) else wish
    return [group.id for group in sift(GROUPS, wish).groups]


@pytest.mark.parametrize(
    ("sieve", "expected"),
    [
        (Sieve(), {1, 2, 3}),
        (Sieve(text="whatsapp"), {1}),
        (Sieve(text="HÜGEL canon"), {2}),
        (Sieve(text="beach canon"), set()),
        (Sieve(folder="/photos/2019"), {1, 3}),
        (Sieve(folder="/photos/20"), set()),
        (Sieve(folder="/backup"), {1}),
        (Sieve(format="DNG"), {2}),
        (Sieve(camera="Canon"), {2}),
        (Sieve(min_size_bytes=10_000_000), {2}),
        (Sieve(max_size_bytes=1_000_000), {1}),
        (Sieve(first_day=date(2021, 5, 6)), {2}),
        (Sieve(last_day=date(2019, 12, 31)), {1, 3}),
        (Sieve(first_day=date(2020, 1, 2), last_day=date(2020, 1, 2)), {1}),
    ],
)
def test_a_group_passes_with_a_photo_that_meets_the_condition(sieve, expected):
    assert set(shown(sieve)) == expected


def test_all_conditions_are_about_one_photo():
    assert shown(Sieve(folder="/photos", format="WEBP")) == []
    assert shown(Sieve(folder="/backup", format="WEBP")) == [1]


def test_what_was_agreed_to_can_be_left_out_or_looked_at_again():
    groups = (beach(is_accepted=True), hills())
    open_ones = sift(groups, Wish(sieve=Sieve(progress=ReviewState.OPEN)))
    reviewed = sift(groups, Wish(sieve=Sieve(progress=ReviewState.REVIEWED)))
    assert [group.id for group in open_ones.groups] == [2]
    assert [group.id for group in reviewed.groups] == [1]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.FREES_MOST, [1, 2, 3]),
        (Order.NEWEST, [2, 1, 3]),
        (Order.OLDEST, [1, 3, 2]),
        (Order.FOLDER, [3, 1, 2]),
        (Order.SUREST, [1, 2, 3]),
    ],
)
def test_orders(order, expected):
    assert shown(Wish(order=order)) == expected


def test_unknown_dates_come_last_in_either_order():
    unknown = replace(beach(), id=9, keeper=make_photo(91, taken_at=None))
    for order in (Order.NEWEST, Order.OLDEST):
        found = sift((unknown, hills()), Wish(order=order))
        assert [group.id for group in found.groups] == [2, 9]


def test_a_tab_shows_its_groups_and_every_tab_counts_what_passes():
    found = sift(GROUPS, Wish(tab=Tab.EDITED))
    assert [group.id for group in found.groups] == [2]
    assert found.tabs[Tab.ALL] == TabSum(3, 34_090_000)
    assert found.tabs[Tab.SAME_PICTURE] == TabSum(1, 90_000)
    assert found.tabs[Tab.EDITED] == TabSum(1, 30_000_000)
    assert found.tabs[Tab.IDENTICAL] == TabSum()
    filtered = sift(GROUPS, Wish(tab=Tab.EDITED, sieve=Sieve(text="whatsapp")))
    assert filtered.groups == ()
    assert filtered.tabs[Tab.ALL].groups == 1
    assert filtered.total == 3


def test_marks_are_summed_of_what_is_shown_and_of_all():
    found = sift(GROUPS, Wish(tab=Tab.EDITED))
    assert found.shown_marks == MarkSum()
    assert found.all_marks == MarkSum(1, 1, 90_000)


def test_facets_name_what_there_is_and_how_often():
    facets = sift(GROUPS, Wish()).facets
    assert facets.formats == (("JPEG", 5), ("WEBP", 1), ("DNG", 1))
    assert ("Canon", 1) in facets.cameras
    assert [folder for folder, _ in facets.folders] == sorted(
        folder for folder, _ in facets.folders
    )


def test_a_wish_comes_back_as_it_was_kept():
    wish = Wish(
        Tab.BURSTS,
        Sieve("sea", "/photos", "JPEG", "Canon", 1, 2, date(2019, 1, 1), None, ReviewState.OPEN),
        Order.FOLDER,
    )
    assert wish_from_json(wish_to_json(wish)) == wish
    assert wish_from_json(wish_to_json(Wish())) == Wish()


@pytest.mark.parametrize(
    "raw",
    [None, [], {"tab": 3, "order": "up", "sieve": []}, {"sieve": {"text": 1, "first_day": "x"}}],
)
def test_a_damaged_wish_asks_for_everything(raw):
    assert wish_from_json(raw) == Wish()
