"""Where there is little room: large scales, small windows, small thumbnails."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from photodedup.engine.settings import Settings
from photodedup.ui.dialogs.parts import scrolling
from photodedup.ui.dialogs.settings import SettingsDialog
from photodedup.ui.views.folding_row import FoldingRow


@pytest.fixture
def row(qtbot):
    labels = [QLabel(f"condition {number}") for number in range(5)]
    made = FoldingRow([(label, 20) for label in labels])
    qtbot.addWidget(made)
    made.show()
    return made, labels


def lines(labels) -> int:
    return len({label.y() for label in labels})


def test_conditions_stand_in_two_rows_where_one_would_cut_them_short(row, qtbot):
    made, labels = row
    character = made.fontMetrics().averageCharWidth()
    made.resize(character * 130, 80)
    qtbot.waitUntil(lambda: lines(labels) == 1)
    made.resize(character * 80, 80)
    qtbot.waitUntil(lambda: lines(labels) == 2)
    assert all(label.width() >= character * 20 for label in labels)
    made.resize(character * 130, 80)
    qtbot.waitUntil(lambda: lines(labels) == 1)


def test_the_filters_of_the_window_fold_with_it(stage):
    stage.open()
    stage.scan()
    sieve = stage.window.sieve
    sieve.more.setChecked(True)
    stage.window.resize(1600, 700)
    stage.until(lambda: sieve.rows.rows == 1)
    stage.window.resize(stage.window.minimumSize())
    stage.until(lambda: sieve.rows.rows == 2)
    assert not stage.window.rect().isEmpty()


def test_what_is_too_high_can_be_scrolled_and_is_never_cut_at_the_side(qtbot):
    body = QWidget()
    column = QVBoxLayout(body)
    for number in range(30):
        column.addWidget(QLabel(f"a line of settings that must be read whole, number {number}"))
    area = scrolling(body)
    qtbot.addWidget(area)
    area.resize(10, 200)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    assert area.viewport().width() >= body.minimumSizeHint().width()


@pytest.mark.parametrize("height_px", [420, 2000])
def test_settings_fit_on_the_screen_with_their_buttons(qtbot, monkeypatch, height_px):
    screen = QRect(0, 0, 900, height_px)
    asked = "photodedup.ui.dialogs.settings.available_height_px"
    monkeypatch.setattr(asked, lambda _: screen.height())
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= height_px
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    assert (bar.maximum() > 0) is (height_px == 420)
    bottom = dialog.save_button.mapTo(dialog, dialog.save_button.rect().bottomLeft())
    assert dialog.rect().contains(bottom)
