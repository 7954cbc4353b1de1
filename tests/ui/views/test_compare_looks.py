"""Wipe, difference, flicker, many photos, bursts: the comparison with real pixels in it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QColor

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.looking.placement import WHOLE, Placement
from photodedup.ui.models import burst_sharpness
from photodedup.ui.views.compare import CompareView
from photodedup.ui.views.compare_stage import Look
from photodedup.ui.views.unknown_progress import reduce_motion
from tests.factories import make_group, make_member, make_photo

from .shown import fact_text

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WIDTH, HEIGHT = 800, 600


def scene() -> np.ndarray:
    random = np.random.default_rng(4)
    coarse = random.integers(40, 200, (6, 8, 3), dtype=np.uint8)
    picture = cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    for _ in range(40):
        at = (int(random.integers(0, WIDTH)), int(random.integers(0, HEIGHT)))
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        cv2.circle(picture, at, int(random.integers(8, 40)), colour, -1, cv2.LINE_AA)
    return picture


SCENE = scene()
MARKED = SCENE.copy()
cv2.rectangle(MARKED, (600, 420), (680, 480), (255, 255, 255), -1)
BLURRED = cv2.GaussianBlur(SCENE, (0, 0), 2.5)
CROP = SCENE[150:450, 200:600]
IN_THE_MIDDLE = Placement((0.5, 0, 0.25, 0, 0.5, 0.25))


class Pictures:
    """Pictures by photo id, and which were asked for."""

    def __init__(self) -> None:
        self.of: dict[int, np.ndarray] = {}
        self.asked: list[int] = []

    def full(self, photo: Photo) -> np.ndarray:
        self.asked.append(photo.id)
        return self.of.get(photo.id, SCENE)


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture
def view(qtbot, pictures) -> CompareView:
    pool = QThreadPool()
    view = CompareView(pictures.full, pool)
    qtbot.addWidget(view, before_close_func=lambda _: pool.waitForDone())
    view.resize(1100, 800)
    yield view
    pool.waitForDone()


def group_of(count: int, kind: GroupKind = GroupKind.COPIES, size=(WIDTH, HEIGHT)):
    facts = {"width_px": size[0], "height_px": size[1]}
    members = [make_member(make_photo(1000 + n, **facts), is_marked=False) for n in range(1, count)]
    keeper = make_photo(1000, width_px=WIDTH, height_px=HEIGHT)
    return make_group(1, keeper=keeper, members=members, kind=kind)


def show(qtbot, view: CompareView, group, placed: Placement = WHOLE) -> None:
    view.show_pair(group, group.keeper, group.members[0].photo)
    places = dict.fromkeys((photo.id for photo in group.photos), placed)
    view.set_places({**places, group.keeper.id: WHOLE})
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    qtbot.waitUntil(lambda: all(pane.frame() for pane in view.panes))


def press(qtbot, view: CompareView, *keys: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(view, key, modifier)


def colour(widget, x: float, y: float) -> QColor:
    """At a place given in shares of the widget."""
    image = widget.grab().toImage()
    return image.pixelColor(int(x * (image.width() - 1)), int(y * (image.height() - 1)))


def says(view: CompareView, *words: str) -> bool:
    return all(word in view.status.text() for word in words)


def near(one: QColor, other: QColor, by: int = 12) -> bool:
    parts = zip(one.getRgb(), other.getRgb(), strict=True)
    return all(abs(a - b) <= by for a, b in parts)


# --- one scene -------------------------------------------------------------------------------


def test_a_crop_and_its_original_show_the_same_spot(view, qtbot, pictures):
    pictures.of[1001] = CROP
    show(qtbot, view, group_of(2, size=(400, 300)), IN_THE_MIDDLE)

    for _ in range(2):
        left, right = view.panes
        assert near(colour(left, 0.5, 0.5), colour(right, 0.5, 0.5))
        assert near(colour(left, 0.4, 0.45), colour(right, 0.4, 0.45), 30)
        press(qtbot, view, *[Key.Key_Plus] * 4)
    assert left.percent() == right.percent()  # a crop's pixels are the original's


def test_a_crop_can_also_be_seen_whole(view, qtbot, pictures):
    pictures.of[1001] = CROP
    show(qtbot, view, group_of(2, size=(400, 300)), IN_THE_MIDDLE)
    left, right = view.panes
    assert left.percent() == right.percent()

    press(qtbot, view, Key.Key_L)

    assert right.percent() == pytest.approx(2 * left.percent(), abs=1)


def test_the_view_can_be_turned(view, qtbot):
    show(qtbot, view, group_of(2))
    frame = view.panes[0].frame()
    assert frame.picture.toTuple() == (WIDTH, HEIGHT)

    press(qtbot, view, Key.Key_BracketRight)
    assert view.panes[0].frame().picture.toTuple() == (HEIGHT, WIDTH)
    press(qtbot, view, Key.Key_BracketLeft)
    assert view.panes[0].frame().picture.toTuple() == (WIDTH, HEIGHT)


# --- wipe ------------------------------------------------------------------------------------


def test_the_wipe_shows_one_photo_on_each_side_of_a_line(view, qtbot, pictures):
    pictures.of[1000] = np.full((HEIGHT, WIDTH, 3), (200, 0, 0), np.uint8)
    pictures.of[1001] = np.full((HEIGHT, WIDTH, 3), (0, 0, 200), np.uint8)
    show(qtbot, view, group_of(2))
    press(qtbot, view, Key.Key_V)
    wipe = view.stage.wipe

    assert view.panes == (wipe,)
    assert colour(wipe, 0.4, 0.5) == QColor(200, 0, 0)
    assert colour(wipe, 0.6, 0.5) == QColor(0, 0, 200)
    press(qtbot, view, *[Key.Key_Right] * 5, modifier=CONTROL)
    assert colour(wipe, 0.6, 0.5) == QColor(200, 0, 0)
    press(qtbot, view, *[Key.Key_Left] * 9, modifier=CONTROL)
    assert colour(wipe, 0.4, 0.5) == QColor(0, 0, 200)


def test_the_line_is_dragged_and_elsewhere_the_pictures(view, qtbot):
    show(qtbot, view, group_of(2))
    press(qtbot, view, Key.Key_V, Key.Key_1)
    wipe, left = view.stage.wipe, Qt.MouseButton.LeftButton
    middle = QPoint(wipe.width() // 2, 100)

    qtbot.mousePress(wipe, left, pos=middle)
    qtbot.mouseMove(wipe, QPoint(wipe.width() // 4, 100))
    qtbot.mouseRelease(wipe, left, pos=QPoint(wipe.width() // 4, 100))
    assert wipe.share == pytest.approx(0.25, abs=0.01)

    press(qtbot, view, *[Key.Key_Plus] * 4)
    before = view.stage.zoom.view
    qtbot.mousePress(wipe, left, pos=middle)
    qtbot.mouseMove(wipe, middle + QPoint(40, 0))
    qtbot.mouseRelease(wipe, left, pos=middle + QPoint(40, 0))
    assert view.stage.zoom.view != before
    assert wipe.share == pytest.approx(0.25, abs=0.01)


# --- difference ------------------------------------------------------------------------------


def test_the_difference_shows_where_a_mark_was_added(view, qtbot, pictures):
    pictures.of[1001] = MARKED
    show(qtbot, view, group_of(2))
    press(qtbot, view, Key.Key_D)
    qtbot.waitUntil(lambda: says(view, "in one place, at the bottom right"))

    pane = view.stage.difference
    target = pane.frame().target(view.stage.zoom.view)
    spot = [
        (target.x() + target.width() * 640 / WIDTH) / pane.width(),
        (target.y() + target.height() * 450 / HEIGHT) / pane.height(),
    ]
    there = colour(pane, *spot)
    assert there.saturation() > 100
    assert colour(pane, 0.3, 0.3).saturation() < 100
    press(qtbot, view, Key.Key_D)
    assert view.stage.look is Look.SIDE_BY_SIDE


def test_equal_pictures_are_said_to_be_equal(view, qtbot):
    show(qtbot, view, group_of(2))
    press(qtbot, view, Key.Key_D)

    qtbot.waitUntil(lambda: says(view, "No difference can be seen."))


def test_words_go_with_the_turned_view(view, qtbot, pictures):
    pictures.of[1001] = MARKED
    show(qtbot, view, group_of(2))
    press(qtbot, view, Key.Key_D, Key.Key_BracketRight)

    qtbot.waitUntil(lambda: says(view, "at the bottom left"))


# --- flicker ---------------------------------------------------------------------------------


def test_flicker_goes_on_by_itself_until_it_is_stopped(view, qtbot, pictures):
    pictures.of[1001] = np.full((HEIGHT, WIDTH, 3), (0, 0, 200), np.uint8)
    show(qtbot, view, group_of(2))
    blue = QColor(0, 0, 200)

    view.flicker.timer.setInterval(3_600_000)  # it turns when the test says so
    press(qtbot, view, Key.Key_F, modifier=SHIFT)
    view.flicker.timer.timeout.emit()
    assert colour(view.panes[0], 0.5, 0.5) == blue
    view.flicker.timer.timeout.emit()
    assert colour(view.panes[1], 0.5, 0.5) == blue
    view.flicker.timer.timeout.emit()
    press(qtbot, view, Key.Key_F, modifier=SHIFT)
    assert colour(view.panes[1], 0.5, 0.5) == blue
    assert not view.flicker.timer.isActive()


def test_with_reduced_motion_the_key_swaps_once_and_nothing_flickers_by_itself(
    view, qtbot, pictures
):
    pictures.of[1001] = np.full((HEIGHT, WIDTH, 3), (0, 0, 200), np.uint8)
    show(qtbot, view, group_of(2))
    reduce_motion(True)
    try:
        for number in (0, 1):
            press(qtbot, view, Key.Key_F, modifier=SHIFT)
            assert not view.flicker.timer.isActive()
            assert colour(view.panes[number], 0.5, 0.5) == QColor(0, 0, 200)
    finally:
        reduce_motion(False)


def test_among_many_the_framed_one_flickers_with_the_first(view, qtbot, pictures):
    for number, shade in ((1000, 40), (1001, 120), (1002, 200)):
        pictures.of[number] = np.full((HEIGHT, WIDTH, 3), shade, np.uint8)
    show(qtbot, view, group_of(3))
    press(qtbot, view, Key.Key_A, Key.Key_Right)
    qtbot.waitUntil(lambda: all(pane.frame() for pane in view.panes))

    qtbot.keyPress(view, Key.Key_F)
    shades = [colour(pane, 0.5, 0.5).red() for pane in view.panes]
    qtbot.keyRelease(view, Key.Key_F)

    assert shades == [40, 120, 40]
    assert [colour(pane, 0.5, 0.5).red() for pane in view.panes] == [40, 120, 200]


# --- many ------------------------------------------------------------------------------------


def test_six_photos_are_seen_at_once_with_one_zoom(view, qtbot):
    show(qtbot, view, group_of(6))
    press(qtbot, view, Key.Key_A)
    qtbot.waitUntil(lambda: len(view.panes) == 6 and all(pane.frame() for pane in view.panes))

    press(qtbot, view, Key.Key_1)

    assert {pane.percent() for pane in view.panes} == {100}


def test_keys_decide_about_the_framed_one_of_many(view, qtbot):
    show(qtbot, view, group_of(4))
    press(qtbot, view, Key.Key_A, Key.Key_Right, Key.Key_Right)

    with qtbot.waitSignal(view.mark_requested) as asked:
        press(qtbot, view, Key.Key_Space)
    assert asked.args == [1, 1003, True]
    qtbot.mouseClick(view.panes[1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.keeper_requested) as asked:
        press(qtbot, view, Key.Key_K)
    assert asked.args == [1, 1001]


def test_what_becomes_of_each_of_many_is_on_its_picture(view, qtbot):
    show(qtbot, view, group_of(3))
    press(qtbot, view, Key.Key_A)

    assert "✓ Keep" in view.panes[0].accessibleDescription()
    assert "Stays" in view.panes[1].accessibleDescription()


def test_photos_of_two_groups_are_decided_about_in_their_own(view, qtbot):
    groups = [make_group(1), make_group(2)]
    view.show()
    view.show_photos(groups, [groups[0].keeper, groups[1].members[0].photo])

    with qtbot.waitSignal(view.mark_requested) as asked:
        press(qtbot, view, Key.Key_Space)

    assert asked.args == [2, 2001, False]


# --- what is said ----------------------------------------------------------------------------


def test_the_sharper_photo_is_called_sharper(view, qtbot, pictures):
    pictures.of[1001] = BLURRED
    show(qtbot, view, group_of(2))

    def told() -> list[str]:
        names = [fact_text(side, "Looks") for side in view.sides]
        return [name for name in names if "sharp" in name]

    qtbot.waitUntil(lambda: len(told()) == 2)
    assert told()[0] == "sharper"
    assert told()[1].endswith("less sharp")


def test_the_sharpest_of_a_burst_is_suggested(view, qtbot, pictures, monkeypatch):
    monkeypatch.setattr(burst_sharpness, "LONG_SIDE_PX", 800)
    for number in (1000, 1001, 1003):
        pictures.of[number] = BLURRED
    show(qtbot, view, group_of(4, GroupKind.BURST))

    qtbot.waitUntil(lambda: "sharpest of 4: IMG_1002.jpg" in view.bar.title())
    frames = view.strip.frames()
    assert [frame.tags for frame in frames] == [(), (), ("Sharpest",), ()]
    assert [frame.fate for frame in frames] == ["✓ Keep", "Stays", "Stays", "Stays"]


def test_the_sharpest_by_the_scan_is_named_without_reading_the_burst_again(view, qtbot, pictures):
    pictures.of[1001] = BLURRED
    group = group_of(3, GroupKind.BURST)
    members = [
        replace(member, photo=replace(member.photo, sharpness=sharpness))
        for member, sharpness in zip(group.members, (0.3, 0.2), strict=True)
    ]
    group = replace(group, keeper=replace(group.keeper, sharpness=0.2), members=tuple(members))
    show(qtbot, view, group)

    qtbot.waitUntil(lambda: "sharpest of 3: IMG_1001.jpg" in view.bar.title())
    assert [frame.tags for frame in view.strip.frames()] == [(), ("Sharpest",), ()]


def test_no_photo_is_called_the_sharpest_where_all_are_as_sharp(view, qtbot):
    show(qtbot, view, group_of(3, GroupKind.BURST))

    qtbot.waitUntil(lambda: "all about equally sharp" in view.bar.title())
    assert all(not frame.tags for frame in view.strip.frames())


def test_several_photos_of_a_burst_are_kept_and_the_rest_marked_when_asked(view, qtbot):
    show(qtbot, view, group_of(5, GroupKind.BURST))

    with qtbot.assertNotEmitted(view.keep_only_requested):
        press(qtbot, view, Key.Key_P, Key.Key_Right, Key.Key_Right, Key.Key_P)
    assert [frame.tags for frame in view.strip.frames()][1::2] == [("Picked",), ("Picked",)]
    with qtbot.waitSignal(view.keep_only_requested) as asked:
        press(qtbot, view, Key.Key_K, modifier=SHIFT)

    assert asked.args == [1, (1001, 1003)]


def test_a_click_on_the_strip_looks_at_that_photo(view, qtbot):
    show(qtbot, view, group_of(5))
    index = view.strip.model().index(3, 0)
    place = view.strip.visualRect(index).center()

    qtbot.mouseClick(view.strip.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [photo.id for photo in view.pair()] == [1000, 1003]
    assert view.strip.frames()[3].is_current


def test_facts_can_be_hidden_and_what_becomes_of_the_photos_is_seen_all_the_same(view, qtbot):
    view.resize(1100, view.fontMetrics().height() * 60)
    show(qtbot, view, group_of(2))
    assert view.sides[0].isVisible()

    press(qtbot, view, Key.Key_I)

    assert not view.sides[0].isVisible()
    assert "Stays" in view.panes[1].accessibleDescription()


def test_every_button_has_a_name_and_says_its_key(view):
    for do, button in view.bar.buttons.items():
        assert button.accessibleName()
        assert "(" in button.toolTip(), do


def test_the_next_groups_pictures_are_ready_in_advance(view, qtbot, pictures):
    group, following = group_of(2), make_group(2, 1)
    show(qtbot, view, group)
    view.make_ready(following.photos)
    qtbot.waitUntil(lambda: {2000, 2001} <= set(pictures.asked))
    asked = len(pictures.asked)

    view.show_pair(following, following.keeper, following.members[0].photo)
    qtbot.waitUntil(lambda: all(pane.frame() for pane in view.panes))

    assert len(pictures.asked) == asked


def test_a_photo_that_is_put_together_by_hand_can_be_taken_out_here(view, qtbot):
    show(qtbot, view, group_of(3))

    with qtbot.waitSignal(view.part_requested) as asked:
        press(qtbot, view, Key.Key_X)
    assert asked.args == [1, PhotoId(1001)]
