"""The review screen as a person uses it: keys, mouse, decisions, and what stays in place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.card_plan import CardPlan
from photodedup.ui.views.groups import GroupsView
from tests.factories import make_group, with_keeper, with_mark

Key = Qt.Key
Show = Callable[..., GroupsView]


@pytest.fixture
def pool() -> QThreadPool:
    pool = QThreadPool()
    yield pool
    pool.waitForDone()


@pytest.fixture
def show(qtbot: QtBot, pool: QThreadPool) -> Show:
    """Shows groups in a window of 900 by 600, where two cards stand beside each other."""

    def make(*groups, width: int = 900) -> GroupsView:
        view = GroupsView(ThumbnailLoader(lambda _: None, pool, pool))
        qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
        view.resize(width, 600)
        view.set_groups(groups)
        view.show()
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(lambda: view.list.hasFocus() or not groups)
        return view

    return make


def press(qtbot: QtBot, view: GroupsView, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(view.list, key)


def current(view: GroupsView) -> tuple[int, int]:
    group, photo = view.current_group(), view.current_photo()
    assert group is not None
    assert photo is not None
    return group.id, photo.id


def plan_of(view: GroupsView, group_id: int, photo: Photo) -> CardPlan:
    """The places of a photo's parts, in the list's viewport."""
    view.select(GroupId(group_id), photo.id)
    card = view.list.visualRect(view.list.currentIndex())
    return view.list.itemDelegate().plan(card, view.list.font())


def click(qtbot: QtBot, view: GroupsView, point: QPoint) -> None:
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_one_arrives_at_the_first_photo_that_is_in_question(show: Show):
    view = show(make_group(1), make_group(2))

    assert current(view) == (1, 1001)


def test_up_and_down_go_through_groups_and_left_and_right_through_photos(show: Show, qtbot):
    view = show(make_group(1), make_group(2), make_group(3))

    press(qtbot, view, Key.Key_Down)
    assert current(view) == (2, 2001)
    press(qtbot, view, Key.Key_Right)
    assert current(view) == (2, 2002)
    press(qtbot, view, Key.Key_Right)
    assert current(view) == (3, 3000)
    press(qtbot, view, Key.Key_Left, Key.Key_Up)
    assert current(view) == (1, 1001)
    press(qtbot, view, Key.Key_Left)
    assert current(view) == (1, 1000)


def test_the_ends_of_the_list_hold(show: Show, qtbot):
    view = show(make_group(1), make_group(2))

    press(qtbot, view, Key.Key_Up)
    assert current(view) == (1, 1001)
    press(qtbot, view, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert current(view) == (2, 2001)
    press(qtbot, view, Key.Key_End, Key.Key_Right)
    assert current(view) == (2, 2002)


def test_home_and_end_stay_in_the_group_and_leave_it_with_control(show: Show, qtbot):
    view = show(*(make_group(n, 4) for n in range(1, 30)))

    press(qtbot, view, Key.Key_End)
    assert current(view) == (1, 1004)
    press(qtbot, view, Key.Key_Home)
    assert current(view) == (1, 1000)
    qtbot.keyClick(view.list, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert current(view) == (29, 29001)
    qtbot.keyClick(view.list, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert current(view) == (1, 1001)


def test_page_keys_move_by_what_is_visible_and_always_move(show: Show, qtbot):
    view = show(make_group(1, 40), *(make_group(n) for n in range(2, 30)))

    press(qtbot, view, Key.Key_PageDown)
    first = current(view)[0]
    press(qtbot, view, Key.Key_PageDown)
    second = current(view)[0]
    assert 1 < first < second
    press(qtbot, view, Key.Key_PageUp, Key.Key_PageUp)
    assert current(view)[0] == 1


@pytest.mark.parametrize("key", [Key.Key_K, Key.Key_Return, Key.Key_Enter])
def test_a_key_asks_for_another_keeper(show: Show, qtbot, key):
    view = show(make_group(1))

    with qtbot.waitSignal(view.keeper_requested) as asked:
        press(qtbot, view, key)

    assert asked.args == [1, 1001]


def test_a_keeper_that_nobody_chose_can_be_confirmed(show, qtbot):
    group = make_group(1, needs_look="choose the one to keep")
    view = show(group)
    view.select(group.id, group.keeper.id)
    with qtbot.waitSignal(view.keeper_requested) as asked:
        press(qtbot, view, Key.Key_K)
    assert asked.args == [group.id, group.keeper.id]


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Delete])
def test_a_key_unmarks_and_marks(show: Show, qtbot, key):
    group = make_group(1)
    view = show(group)

    with qtbot.waitSignal(view.mark_requested) as asked:
        press(qtbot, view, key)
    assert asked.args == [1, 1001, False]

    view.replace_groups(group.id, [with_mark(group, PhotoId(1001), False)])
    with qtbot.waitSignal(view.mark_requested) as asked:
        press(qtbot, view, key)
    assert asked.args == [1, 1001, True]


def test_the_keeper_cannot_be_marked_nor_made_keeper(show: Show, qtbot):
    view = show(make_group(1))
    press(qtbot, view, Key.Key_Left)

    with qtbot.assertNotEmitted(view.mark_requested), qtbot.assertNotEmitted(view.keeper_requested):
        press(qtbot, view, Key.Key_Space, Key.Key_K)


def test_nothing_of_a_skipped_group_is_marked(show: Show, qtbot):
    view = show(make_group(1, is_skipped=True))

    with qtbot.assertNotEmitted(view.mark_requested):
        press(qtbot, view, Key.Key_Space)
    with qtbot.waitSignal(view.skip_requested) as asked:
        press(qtbot, view, Key.Key_S)
    assert asked.args == [1, False]


def test_other_keys_ask_for_the_other_commands(show: Show, qtbot):
    group = make_group(1)
    view = show(group)
    path = group.members[0].photo.path

    for key, signal, args in (
        (Key.Key_S, view.skip_requested, [1, True]),
        (Key.Key_C, view.compare_requested, [1, 1001]),
        (Key.Key_R, view.reveal_requested, [path]),
        (Key.Key_O, view.open_requested, [path]),
    ):
        with qtbot.waitSignal(signal) as asked:
            press(qtbot, view, key)
        assert asked.args == args


def test_letters_with_control_are_left_to_the_window(show: Show, qtbot):
    view = show(make_group(1))

    with qtbot.assertNotEmitted(view.keeper_requested):
        qtbot.keyClick(view.list, Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def test_clicks_select_mark_and_choose_the_keeper(show: Show, qtbot):
    group = make_group(1)
    view = show(group)
    plan = plan_of(view, 1, group.members[1].photo)
    view.select(GroupId(1), PhotoId(1000))

    click(qtbot, view, plan.text.center())
    assert current(view) == (1, 1002)
    for point in (plan.box.center(), plan.badge.center()):
        with qtbot.waitSignal(view.mark_requested) as asked:
            click(qtbot, view, point)
        assert asked.args == [1, 1002, False]
    with qtbot.waitSignal(view.keeper_requested) as asked:
        click(qtbot, view, plan.button.center())
    assert asked.args == [1, 1002]


def test_a_double_click_compares(show: Show, qtbot):
    group = make_group(1)
    view = show(group)
    plan = plan_of(view, 1, group.members[0].photo)

    with qtbot.waitSignal(view.compare_requested) as asked:
        qtbot.mouseDClick(
            view.list.viewport(), Qt.MouseButton.LeftButton, pos=plan.thumbnail.center()
        )
    assert asked.args == [1, 1001]


def test_a_click_on_a_header_selects_its_group(show: Show, qtbot):
    view = show(make_group(1, 1), make_group(2, 1))
    plan = plan_of(view, 2, make_group(2).keeper)
    view.select(GroupId(1))

    click(qtbot, view, QPoint(300, plan.thumbnail.top() - 20))

    assert current(view) == (2, 2001)


def test_the_menu_holds_every_command_with_its_key(show: Show, qtbot):
    view = show(make_group(1))
    menu = view.commands.menu()

    keys = [action.shortcut().toString() for action in menu.actions() if action.text()]
    assert keys == ["K", "Space", "S", "A", "B", "W", "C", "P", "M", "X", "R", "O"]
    with qtbot.waitSignal(view.skip_requested):
        view.commands.skip.trigger()


def test_a_new_keeper_stays_current_and_in_its_place(show: Show):
    groups = [make_group(n, 1) for n in range(1, 50)]
    view = show(*groups)
    view.select(GroupId(30), PhotoId(30001))
    top = view.list.verticalScrollBar().value()

    view.replace_groups(GroupId(30), [with_keeper(groups[29], PhotoId(30001))])

    assert current(view) == (30, 30001)
    assert view.current_group().keeper.id == 30001
    assert view.list.verticalScrollBar().value() == top


def test_when_a_group_is_gone_the_next_one_is_current(show: Show):
    view = show(make_group(1), make_group(2), make_group(3))
    view.select(GroupId(2))

    view.replace_groups(GroupId(2), [])
    assert current(view)[0] == 3
    view.replace_groups(GroupId(3), [])
    assert current(view)[0] == 1


def test_groups_that_stream_in_above_do_not_move_what_one_looks_at(show: Show):
    view = show(*(make_group(n) for n in range(10, 20)))
    view.select(GroupId(15), PhotoId(15002))
    before = view.list.visualRect(view.list.currentIndex())

    view.set_groups([make_group(n) for n in range(1, 40)])

    assert current(view) == (15, 15002)
    assert view.list.visualRect(view.list.currentIndex()) == before


def test_a_decision_on_an_untouched_list_stays_with_its_photo(show: Show, qtbot):
    groups = [make_group(n) for n in range(1, 9)]
    view = show(*groups)
    press(qtbot, view, Key.Key_K)

    view.replace_groups(GroupId(1), [with_keeper(groups[0], PhotoId(1001))])

    assert current(view) == (1, 1001)


def test_before_the_first_touch_the_list_shows_its_beginning(show: Show):
    view = show(make_group(5))

    view.set_groups([make_group(n) for n in range(1, 40)])

    assert current(view) == (1, 1001)
    assert view.list.verticalScrollBar().value() == 0


def test_another_width_keeps_the_current_group_where_it_is(show: Show, qtbot):
    view = show(*(make_group(n, 5) for n in range(1, 60)), width=1600)
    view.select(GroupId(40), PhotoId(40000))
    before = view.list.visualRect(view.list.currentIndex()).top()

    view.resize(700, 600)
    qtbot.waitUntil(lambda: view.list.viewport().width() < 700)

    assert view.list.visualRect(view.list.currentIndex()).top() == before


def test_the_current_photo_is_always_brought_into_view(show: Show, qtbot):
    view = show(*(make_group(n, 30) for n in range(1, 5)))
    area = view.list.viewport().rect()

    for _ in range(60):
        press(qtbot, view, Key.Key_Right)
        assert area.contains(view.list.visualRect(view.list.currentIndex()))


def test_every_change_of_the_current_photo_is_announced_once(show: Show, qtbot):
    view = show(make_group(1), make_group(2))

    with qtbot.waitSignal(view.current_changed):
        press(qtbot, view, Key.Key_Down)
    changes = []
    view.current_changed.connect(lambda: changes.append(current(view)))
    view.replace_groups(GroupId(2), [])

    assert changes == [(1, 1001)]


def test_without_groups_there_are_words(show: Show):
    view = show()
    assert not view.list.isVisible()
    assert view.current_group() is None
    assert view.current_photo() is None

    view.set_groups([make_group(1)])
    assert view.list.isVisible()


def test_screen_readers_hear_each_photo(show: Show):
    view = show(make_group(1), make_group(2, 1, verdict=Verdict.EDITED))
    screen = QAccessible.queryAccessibleInterface(view.list)

    assert screen.childCount() == 5
    assert screen.child(0).text(QAccessible.Text.Name).startswith("1 of 3, keeper: largest")
    assert "goes to the trash" in screen.child(1).text(QAccessible.Text.Name)
    assert "2 of 2, stays: edited copy" in screen.child(4).text(QAccessible.Text.Name)


@pytest.fixture
def _screen_reader():
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was_active)


@pytest.mark.usefixtures("_screen_reader")
def test_a_listening_screen_reader_follows_every_step(show: Show, qtbot):
    groups = [make_group(n) for n in range(1, 6)]
    view = show(*groups)

    press(qtbot, view, Key.Key_Down, Key.Key_Right, Key.Key_Up)
    screen = QAccessible.queryAccessibleInterface(view.list)
    assert screen.child(1).state().focused
    view.replace_groups(GroupId(1), [with_keeper(groups[0], PhotoId(1001))])
    view.set_groups(groups[2:])
    assert current(view)[0] == 3


def test_a_click_does_not_move_what_is_clicked(show: Show, qtbot):
    view = show(*(make_group(n, 1) for n in range(1, 20)))
    view.list.verticalScrollBar().setValue(90)
    half_hidden = QPoint(300, 10)
    row = view.list.indexAt(half_hidden).row()
    assert row >= 0

    click(qtbot, view, half_hidden)

    assert view.list.currentIndex().row() == row
    assert view.list.verticalScrollBar().value() == 90


def test_a_long_list_only_asks_for_visible_thumbnails(qtbot, pool):
    asked: list[int] = []

    def source(photo_id: PhotoId) -> None:
        asked.append(photo_id)

    view = GroupsView(ThumbnailLoader(source, pool, pool))
    qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
    view.resize(900, 600)
    view.set_groups([make_group(n, 4) for n in range(1, 20_001)])
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: 1000 in asked)
    view.select(GroupId(15_000))
    qtbot.waitUntil(lambda: 15_000_000 in asked)

    assert len(asked) < 60
