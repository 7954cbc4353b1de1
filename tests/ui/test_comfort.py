"""Thumbnails at any size, notices of the system, and nothing that moves by itself."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from photodedup.engine.settings import load_settings
from photodedup.ui import scan_desk
from photodedup.ui.notifier import Notifier


def size_of(stage) -> int:
    return stage.controller.settings.thumbnail_size_px


def turn_wheel(stage, delta: int, modifier: Qt.KeyboardModifier) -> None:
    view = stage.window.groups.list
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(view.viewport().mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_thumbnails_grow_and_shrink_by_menu_and_by_wheel_and_stay_so(stage):
    stage.open()
    stage.scan()
    first = size_of(stage)
    stage.window.menus["larger"].trigger()
    larger = size_of(stage)
    assert larger > first
    turn_wheel(stage, 120, Qt.KeyboardModifier.ControlModifier)
    assert size_of(stage) > larger
    turn_wheel(stage, -120, Qt.KeyboardModifier.ControlModifier)
    stage.window.menus["smaller"].trigger()
    assert abs(size_of(stage) - first) <= 2
    stage.window.menus["larger"].trigger()
    stage.window.menus["normal_size"].trigger()
    assert size_of(stage) == 160
    assert load_settings(stage.controller._settings_path).thumbnail_size_px == 160


def test_thumbnails_stay_within_bounds(stage):
    stage.open()
    for _ in range(40):
        stage.window.menus["larger"].trigger()
    assert size_of(stage) == 320
    for _ in range(40):
        stage.window.menus["smaller"].trigger()
    assert size_of(stage) == 64


def test_the_wheel_alone_scrolls(stage):
    stage.open()
    stage.scan()
    before = size_of(stage)
    turn_wheel(stage, -120, Qt.KeyboardModifier.NoModifier)
    assert size_of(stage) == before


class Told(list):
    def tell(self, title: str, text: str) -> bool:
        self.append(text)
        return True


def test_a_long_scan_that_ends_in_the_background_is_told_by_the_system(stage, monkeypatch):
    told = Told()
    stage.app.presenter.scan.notifier = told
    stage.open()
    monkeypatch.setattr(stage.window, "isActiveWindow", lambda: False)
    stage.scan()
    assert told == []  # it was short

    monkeypatch.setattr(scan_desk, "LONG_SCAN_S", -1.0)
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.controller.start_scan()
    assert len(told) == 1
    assert told[0].startswith("The scan is done")

    monkeypatch.setattr(stage.window, "isActiveWindow", lambda: True)
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.controller.start_scan()
    assert len(told) == 1  # the person is here


def test_a_desktop_that_shows_no_notices_gets_none(qtbot, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    assert not Notifier().tell("photodedup", "The scan is done.")


def test_with_reduced_motion_no_bar_moves_by_itself(stage):
    stage.open()
    panel = stage.window.scan_panel
    panel.begin()
    assert panel.bar.maximum() == 0  # moves
    stage.app.presenter.comfort._change(reduce_motion=True)
    panel.begin()
    assert panel.bar.maximum() == 1
    assert panel.stage.text() == "Getting ready"  # words tell it
