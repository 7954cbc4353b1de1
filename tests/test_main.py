"""`photodedup` and its arguments: window or command line."""

import faulthandler
import logging
from pathlib import Path

import pytest

from photodedup import cli
from photodedup.__main__ import main
from photodedup.ui import app


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """What was started, instead of starting it."""
    calls: list[tuple] = []
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr(cli, "main", lambda words, doors: calls.append(("cli", *words)) or 0)
    monkeypatch.setattr(
        app, "run", lambda folders, library: calls.append(("window", folders, library)) or 0
    )
    return calls


def test_alone_it_opens_the_window(started):
    assert main([]) == 0
    assert started == [("window", [], None)]


def test_folders_open_the_window_with_them(started, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main(["holiday", "/photos"])
    assert started == [("window", [tmp_path / "holiday", Path("/photos")], None)]


def test_the_window_can_have_a_library_elsewhere(started, tmp_path):
    main(["--library", str(tmp_path), "/photos"])
    assert started == [("window", [Path("/photos")], tmp_path)]


@pytest.mark.parametrize(
    "words",
    [["find", "/photos", "--json", "-"], ["serve"], ["--version"], ["--help"], ["--self-test"]],
)
def test_commands_and_options_go_to_the_command_line(started, words):
    main(words)
    assert started == [("cli", *words)]


def test_without_a_screen_it_says_so_instead_of_crashing(started, monkeypatch, capsys):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert started == []
    assert "no screen" in capsys.readouterr().err


def test_debug_comes_first_and_changes_nothing_else(started, tmp_path, monkeypatch, capsys):
    logger = logging.getLogger("photodedup")
    monkeypatch.setattr(logger, "level", logger.level)
    monkeypatch.setattr(faulthandler, "enable", lambda: None)
    main(["--debug", "--library", str(tmp_path), "/photos"])
    main(["--debug", "find", "/photos"])
    assert started == [("window", [Path("/photos")], tmp_path), ("cli", "find", "/photos")]
    assert logger.isEnabledFor(logging.DEBUG)
