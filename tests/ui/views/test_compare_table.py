"""What lies on the table: two of a group, all of it page by page, or photos of several groups."""

from photodedup.engine.domain.groups import GroupKind
from photodedup.ui.views.compare_table import CompareTable
from tests.factories import make_group


def ids(photos) -> list[int]:
    return [photo.id for photo in photos]


def of_group(count: int) -> CompareTable:
    table, group = CompareTable(), make_group(1, count)
    table.lay_group(group, group.keeper, group.members[0].photo)
    return table


def test_all_of_a_group_are_shown_page_by_page():
    table = of_group(7)  # with the keeper eight
    table.show_all(True)

    assert ids(table.shown) == [1000, 1001, 1002, 1003, 1004, 1005]
    for _ in range(5):
        table.step(1)
    assert ids(table.shown) == [1006, 1007]
    assert table.target.id == 1006


def test_a_last_photo_is_never_shown_alone():
    table = of_group(6)
    table.show_all(True)
    table.step(-2)

    assert ids(table.shown) == [1005, 1006]
    assert table.target.id == 1006


def test_the_framed_photo_is_the_one_that_keys_mean():
    table = of_group(3)
    table.show_all(True)
    table.go_to(1003)

    assert table.target.id == 1003
    assert ids(table.two) == [1000, 1003]
    table.go_to(1000)
    assert ids(table.two) == [1000, 1001]


def test_from_all_to_two_the_framed_photo_stays():
    table = of_group(5)
    table.show_all(True)
    table.go_to(1004)
    table.show_all(False)

    assert ids(table.pair) == [1000, 1004]


def test_photos_of_several_groups_know_their_own():
    first, second = make_group(1), make_group(2)
    table = CompareTable()
    table.lay_photos([first, second], [first.members[0].photo, second.keeper])

    assert table.group is None
    assert table.member_of(first.members[0].photo)[0] is first
    assert table.member_of(second.keeper) is None
    assert table.target.id == 1001


def test_picks_stay_within_a_group():
    table = of_group(3)
    table.toggle_pick(1002)
    assert table.picked == (1002,)
    table.lay_group(make_group(1, 3), *table.pair)
    assert table.picked == (1002,)
    other = make_group(2, 3)
    table.lay_group(other, other.keeper, other.members[0].photo)
    assert table.picked == ()


def test_only_different_pictures_are_a_series():
    burst = make_group(1, kind=GroupKind.BURST)
    table = CompareTable()
    table.lay_group(burst, burst.keeper, burst.members[0].photo)

    assert table.is_burst
    assert not of_group(2).is_series
