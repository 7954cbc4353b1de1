"""Where the keys go is seen: a ring around every control, in both themes."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget

from photodedup.ui.theme import make_palette
from photodedup.ui.views.group_list import GroupListView
from tests.ui.test_theme import contrast

Role = QPalette.ColorRole
SEEN = 3.0  # contrast of what is no text, by the web's accessibility guideline
FRAME_THEMSELVES = (GroupListView, QTableView)  # what is current in them


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", [Role.Window, Role.Base, Role.AlternateBase, Role.Button])
def test_the_ring_stands_out_from_what_is_below_it(dark, ground):
    palette = make_palette(dark=dark)
    assert contrast(palette.color(Role.Accent), palette.color(ground)) >= SEEN


@pytest.fixture
def review(stage):
    stage.open()
    stage.scan()
    stage.window.sieve.more.setChecked(True)
    stage.activate()
    return stage


def tab_through(stage, window: QWidget) -> list[QWidget]:
    """All controls that Tab leads to, with the focus on the first one again."""
    met: list[QWidget] = []
    while (control := QApplication.focusWidget()) not in met:
        met.append(control)
        ring = stage.app.focus_ring.control
        assert ring is control or isinstance(control, FRAME_THEMSELVES), control
        stage.qtbot.keyClick(control, Qt.Key.Key_Tab)
    return met


def test_every_control_that_tab_leads_to_has_it(review):
    met = tab_through(review, review.window)
    assert len(met) > 12
    assert {review.window.sieve.search, review.window.bottom.trash_button} <= set(met)


@pytest.mark.parametrize("name", ["settings", "keys", "keep_rules", "trash"])
def test_in_dialogs_too(review, name):
    review.window.menus[name].trigger()
    review.until(lambda: review.dialog is not None)
    review.dialog.activateWindow()
    review.until(lambda: review.dialog.isAncestorOf(QApplication.focusWidget()))
    met = tab_through(review, review.dialog)
    assert [control for control in met if isinstance(control, QPushButton)]


def test_it_is_painted_around_a_plain_button(review):
    button = review.window.bottom.history_button
    button.setFocus()
    review.until(button.hasFocus)
    bar = button.parentWidget()
    colours = ring_colours(bar, button)
    assert colours == {review.window.palette().color(Role.Accent).name()}


def ring_colours(parent: QWidget, control: QWidget) -> set[str]:
    """The colours in the middle of each of the ring's four sides."""
    image = parent.grab().toImage()
    place, ratio = control.geometry().adjusted(-2, -2, 2, 2), image.devicePixelRatio()
    middle = place.center()
    spots = [
        *product((middle.x(),), (place.top(), place.bottom())),
        *product((place.left(), place.right()), (middle.y(),)),
    ]
    return {image.pixelColor(QPoint(*spot) * ratio).name() for spot in spots}


def test_a_click_needs_none(review):
    button = review.window.sieve.more
    review.qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    had_focus, control = button.hasFocus(), review.app.focus_ring.control
    review.qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert had_focus
    assert control is None


def test_it_goes_where_the_control_goes_and_away_with_it(review):
    search = review.window.sieve.search
    search.setFocus()
    ring = search.parentWidget().findChild(QWidget, "focus-ring")
    before = ring.geometry()
    review.window.resize(review.window.width() + 60, review.window.height())
    review.until(lambda: ring.width() > before.width())
    search.hide()
    assert review.app.focus_ring.control is not search  # the next one has it


def test_a_dialog_that_closes_takes_no_ring_from_the_window(review):
    review.window.menus["settings"].trigger()
    review.until(lambda: review.dialog is not None)
    review.dialog.reject()
    review.until(lambda: review.dialog is None)
    review.activate()
    review.qtbot.keyClick(review.window.groups.list, Qt.Key.Key_Tab)
    review.until(lambda: review.app.focus_ring.control is QApplication.focusWidget())
