"""Starting the program: what is loaded, logged and remembered."""

import logging
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from photodedup.engine import paths
from photodedup.ui.session import library_title


def test_the_window_comes_up_without_the_heavy_libraries():
    code = (
        "import sys; from photodedup.ui import app; "
        "print([name for name in ('torch', 'cv2', 'onnxruntime', 'annoy') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert shown.stdout.strip() == "[]"


def test_the_log_is_kept_in_the_librarys_folder(stage):
    stage.open()
    logging.getLogger("photodedup.test").warning("a word for later")
    assert "a word for later" in stage.places.log.read_text(encoding="utf-8")


def test_another_start_brings_the_window_up_and_adds_its_folders(stage):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        stage.app.guard.folders_received.emit([stage.photos])
    assert [folder.path for folder in stage.library.folders()] == [stage.photos]
    assert stage.window.isVisible()


def test_a_folder_that_the_desktop_hands_over_is_added(stage, qapp):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.scanning.finished):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(stage.photos)))
    assert [folder.path for folder in stage.library.folders()] == [stage.photos]


def test_the_library_that_was_open_last_is_remembered(stage):
    stage.open(paths.library_places("Holidays"))
    assert stage.controller.settings.last_library == "holidays"
    assert library_title(stage.controller.places) == "Holidays"


def test_a_library_elsewhere_is_not_made_the_usual_one(stage, tmp_path):
    before = stage.controller.settings.last_library
    stage.open(paths.library_places_at(tmp_path / "elsewhere"))
    assert stage.controller.settings.last_library == before


def test_new_worker_settings_open_the_library_again(stage):
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.library_opened):
        stage.app.presenter.comfort._change(workers=3)
    assert len(stage.opened) == 2
    assert stage.opened[0].is_closed
    assert stage.library.settings.workers == 3
