"""A built program opens other programs in the person's surroundings, not in its own."""

import os
import sys
from pathlib import Path

import pytest

from photodedup.ui import desktop, surroundings
from photodedup.ui.dialogs.updates import UpdatesDialog

NAMES = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch):
    """None of the names in question is set, and all are as before afterwards."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


@pytest.fixture
def bundle(clean, tmp_path):
    """The surroundings of a built program that a person started with libraries of their own."""
    folder = tmp_path / "photodedup" / "lib"
    (folder / "cv2").mkdir(parents=True)
    clean.setattr(sys, "_MEIPASS", str(folder), raising=False)
    clean.setenv("_PYI_ARCHIVE_FILE", "/opt/photodedup/photodedup")
    libraries = f"{folder}/cv2/../../lib:{folder}:/opt/mine"
    clean.setenv("LD_LIBRARY_PATH", libraries.replace(":", os.pathsep))
    clean.setenv("LD_LIBRARY_PATH_ORIG", "/opt/mine")
    clean.setenv("QML2_IMPORT_PATH", str(folder / "PySide6/Qt/qml"))
    return folder


@pytest.fixture
def inherited(monkeypatch):
    """The environments of the programs that were opened, instead of opening them."""
    found: list[dict[str, str]] = []

    class Services:
        @staticmethod
        def openUrl(url):
            found.append({**os.environ, "opened": url.toString()})
            return True

    monkeypatch.setattr(desktop, "QDesktopServices", Services)
    return found


def test_a_viewer_finds_its_own_libraries(bundle, inherited, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.touch()
    assert desktop.open_in_viewer(photo)
    (found,) = inherited
    assert found["LD_LIBRARY_PATH"] == "/opt/mine"
    assert not any(str(bundle) in value for value in found.values())
    assert not any(name.startswith("_PYI_") for name in found)  # or a second one would not start


def test_what_opencv_names_later_is_not_inherited_either(bundle, inherited, clean, tmp_path):
    surroundings.leave_to_others()
    clean.setenv("LD_LIBRARY_PATH", f"{bundle}/cv2/../../lib{os.pathsep}")
    assert desktop.open_in_viewer(tmp_path)
    assert inherited[0]["LD_LIBRARY_PATH"] == ""


def test_a_link_opens_in_the_browser_in_these_surroundings(bundle, inherited, qtbot):
    dialog = UpdatesDialog("https://example.org/newest")
    qtbot.addWidget(dialog)
    dialog.more.linkActivated.emit("https://example.org/photodedup")
    assert inherited[0]["opened"] == "https://example.org/photodedup"
    assert inherited[0]["LD_LIBRARY_PATH"] == "/opt/mine"


def test_qt_starts_with_its_own_plugins_and_others_get_the_persons(bundle, clean):
    clean.setenv("QT_PLUGIN_PATH", "/opt/mine/plugins")
    with surroundings.own_plugins():
        assert "QT_PLUGIN_PATH" not in os.environ
    assert os.environ["QT_PLUGIN_PATH"] == "/opt/mine/plugins"
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/mine"


def test_run_from_source_it_changes_nothing(clean, inherited, tmp_path):
    clean.setenv("LD_LIBRARY_PATH", "/opt/mine")
    clean.setenv("QT_PLUGIN_PATH", "/opt/mine/plugins")
    with surroundings.own_plugins():
        assert os.environ["QT_PLUGIN_PATH"] == "/opt/mine/plugins"
    assert desktop.open_in_viewer(tmp_path)
    assert inherited[0]["LD_LIBRARY_PATH"] == "/opt/mine"
    assert inherited[0]["QT_PLUGIN_PATH"] == "/opt/mine/plugins"


def test_nothing_else_in_the_window_opens_another_program():
    """Each way goes through `desktop`, which sees to the surroundings."""
    ways = ("QDesktopServices", "setOpenExternalLinks", "QProcess", "subprocess", "webbrowser")
    folder = Path(desktop.__file__).parent
    others = [path for path in folder.rglob("*.py") if path.name != "desktop.py"]
    found = [(path.name, way) for path in others for way in ways if way in path.read_text("utf-8")]
    assert found == []
