"""Make the README's pictures from the running program, on a small library made for it.

.venv/bin/python packaging/screenshots.py [FOLDER WITH THE PHOTOGRAPHS]

Needs no screen. Everything happens in a temporary home; the pictures go to packaging/screenshots.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from environment import ROOT
from example_photos import PhotographsMissing, build_library
from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


PLACE = ROOT / "packaging" / "screenshots"
SIZE_PX = (1280, 720)
LARGE_PX = (2560, 1440)
PATIENCE_S = 300
TRIED_FOLDER = "Backup 2019"  # is preferred for the picture of the keep rules
DIALOG_MARGIN_PX = 24
LATER = ("WhatsApp Images", "Edited", "Screenshots")  # come into the library for the second scan
COLOURS = 256
SHADE = 110  # of 255, over the window behind a dialog
SCREEN = {"name": "none", "x": 0, "y": 0, "width": 2560, "height": 1440}
SCREEN |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the README's pictures.")
    parser.add_argument("photographs", type=Path, nargs="?", default=Path("/usr/share"))
    photographs = parser.parse_args().photographs.absolute()
    with tempfile.TemporaryDirectory(prefix="photodedup-") as home:
        pictures = Path(home) / "Pictures"
        try:
            build_library(photographs, pictures)
        except PhotographsMissing as missing:
            print(missing, file=sys.stderr)
            return 1
        live_in(home)
        Session(pictures).play()
    return 0


def live_in(home: str) -> None:
    """Let this process, Qt included, see a new home and no screen."""
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    screen = Path(home) / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    os.environ |= {"HOME": home, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "TZ": "UTC"}


class Session:
    """The program, started in this process, and a person's way through it."""

    def __init__(self, pictures: Path) -> None:
        from PySide6.QtCore import QLocale
        from PySide6.QtWidgets import QApplication

        from photodedup.engine import paths
        from photodedup.ui.app import App

        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self._app: QApplication = QApplication([])
        self._app.setApplicationName("photodedup")
        self._pictures = pictures
        self._parts: App = App(self._app, paths.settings_file())
        self._theme("light")
        window = self._parts.window
        window.resize(*SIZE_PX)
        window.show()
        self._parts.open(paths.library_places("my-photos"))
        self._until(lambda: window.is_showing(window.drop_target))

    def play(self) -> None:
        """Take every picture, in the order in which a person gets there."""
        self._take("first-start")
        self._scan()
        self._review()
        self._compare()
        self._rules()
        self._clean_up()
        self._parts.window.close()

    def _scan(self) -> None:
        """Scan twice, so that the second scan is seen with groups below it."""
        aside = self._pictures.with_name("Aside")
        aside.mkdir()
        for name in LATER:
            (self._pictures / name).rename(aside / name)
        controller = self._parts.controller
        self._parts.presenter.add_folders([self._pictures])
        self._until(lambda: controller.scanning.is_running)
        self._until(lambda: not controller.scanning.is_running)
        self._settle()
        for name in LATER:
            (aside / name).rename(self._pictures / name)
        controller.start_scan()
        bar = self._parts.window.scan_panel.bar
        scanning = controller.scanning
        self._until(lambda: 0 < bar.value() < bar.maximum() or not scanning.is_running)
        self._wait(40)  # for the words' new widths
        save(self._parts.window.grab(), "scanning")
        self._until(lambda: not scanning.is_running)
        self._settle()

    def _review(self) -> None:
        self._parts.window.groups.setFocus()
        self._take("review")
        self._theme("dark")
        self._take("review-dark")
        self._parts.window.resize(*LARGE_PX)
        self._take("review-large")
        self._parts.window.resize(*SIZE_PX)

    def _compare(self) -> None:
        window = self._parts.window
        group = next(group for group in self._parts.presenter.review.groups if group.marked)
        window.groups.compare_requested.emit(group.id, group.members[-1].photo.id)
        self._until(lambda: all(pane.percent() is not None for pane in window.compare.panes))
        sides = window.compare.sides
        self._until(lambda: "…" not in "".join(side.fact_text("Looks") for side in sides))
        self._take("compare-dark")
        self._theme("light")
        self._take("compare")
        window.compare.closed.emit()

    def _rules(self) -> None:
        """What another rule would change, and which folders hold the same photos."""
        window, flows = self._parts.window, self._parts.presenter.flows
        window.menus["keep_rules"].trigger()
        self._until(lambda: hasattr(flows.dialog, "pane"))
        rules = flows.dialog
        rules.folders.add(self._pictures / TRIED_FOLDER)
        self._until(lambda: rules.pane.preview is not None)
        self._take("keep-rules")
        rules.reject()
        window.menus["folder_pairs"].trigger()
        self._until(lambda: flows.dialog is not rules and not flows.dialog.busy.isVisible())
        self._take("folders")
        flows.dialog.reject()

    def _clean_up(self) -> None:
        window, flows = self._parts.window, self._parts.presenter.flows
        window.bottom.trash_button.click()
        self._until(lambda: getattr(flows.dialog, "is_ready", False))
        self._take("plan")
        cleared = self._parts.controller.clearing.cleaned
        done: list[object] = []
        cleared.connect(done.append)
        flows.dialog.confirm_button.click()
        self._until(lambda: bool(done))
        self._settle()
        self._take("result")
        window.bottom.history_button.click()
        self._until(lambda: hasattr(flows.dialog, "tree") and flows.dialog.is_ready)
        tree = flows.dialog.tree
        tree.expandAll()
        tree.setCurrentItem(tree.topLevelItem(0).child(0))
        self._take("history")
        flows.dialog.accept()

    # --- helps -------------------------------------------------------------------------------

    def _theme(self, name: str) -> None:
        controller = self._parts.controller
        controller.change_settings(replace(controller.settings, theme=name))

    def _until(self, is_so: Callable[[], bool]) -> None:
        from PySide6.QtCore import QDeadlineTimer, QEventLoop

        deadline = QDeadlineTimer(PATIENCE_S * 1000)
        while not is_so():
            if deadline.hasExpired():
                raise TimeoutError("the program did not get there")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def _settle(self) -> None:
        """Let asked-for answers and previews come."""
        self._wait(2500)

    def _wait(self, ms: int) -> None:
        from PySide6.QtCore import QDeadlineTimer

        self._until(QDeadlineTimer(ms).hasExpired)

    def _take(self, name: str) -> None:
        """Save the window, and the dialog that is open over it."""
        self._settle()
        shot = self._parts.window.grab()
        dialog = self._parts.presenter.flows.dialog
        if dialog is not None and dialog.isVisible():
            height = min(dialog.height(), shot.height() - 2 * DIALOG_MARGIN_PX)
            dialog.resize(dialog.width(), height)
            lay_over(shot, dialog.grab())
        save(shot, name)


def lay_over(window: "QPixmap", dialog: "QPixmap") -> None:
    """Paint the dialog onto the middle of the window, which steps back."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

    painter = QPainter(window)
    painter.fillRect(window.rect(), QColor(0, 0, 0, SHADE))
    place = QRect(dialog.rect())
    place.moveCenter(window.rect().center())
    painter.drawPixmap(place, dialog)
    painter.end()


def save(shot: "QPixmap", name: str) -> None:
    path = PLACE / f"{name}.png"
    shot.save(str(path))
    shrink(path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


def shrink(path: Path) -> None:
    """Fewer colours, well chosen: a third of the size, and hardly seen."""
    with Image.open(path) as shot:
        few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
