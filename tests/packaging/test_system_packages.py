"""What the set-up command does where the system lacks something."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, on a Debian that lacks nothing."""
    spec = importlib.util.spec_from_file_location(
        "system_packages", PACKAGING / "system_packages.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(module, "_can_load", lambda library: True)
    monkeypatch.setattr(module, "_has_font", lambda: True)
    monkeypatch.setattr(module, "has_compiler", lambda: True)
    monkeypatch.setattr(module.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    return module


@pytest.fixture
def commands(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, instead of running them; each succeeds."""
    seen: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess:
        seen.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(system.subprocess, "run", note)
    return seen


def test_says_nothing_where_nothing_is_missing(system, commands, capsys):
    system.ensure_system_packages(for_tests=True, only_needed=False)
    assert commands == []
    assert capsys.readouterr().out == ""


def test_a_person_gets_the_one_line_to_run(system, commands, monkeypatch):
    monkeypatch.setattr(system, "_can_load", lambda library: library != "libxcb-cursor.so.0")
    with pytest.raises(system.SetupFailed) as failure:
        system.ensure_system_packages(for_tests=False, only_needed=False)
    line = "sudo sh -c 'apt-get update && apt-get install -y libxcb-cursor0'"
    assert line in str(failure.value).splitlines()
    assert commands == []


def test_root_gets_the_packages(system, commands, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "_can_load", lambda library: bool(commands))
    system.ensure_system_packages(for_tests=False, only_needed=False)
    assert [command[:2] for command in commands] == [["apt-get", "install"]]
    assert "libegl1" in commands[0]


def test_stale_package_lists_are_refreshed(system, monkeypatch):
    seen: list[str] = []

    def fail_at_first(command: list[str], **_: object) -> subprocess.CompletedProcess:
        seen.append(command[1])
        return subprocess.CompletedProcess(command, 0 if len(seen) > 1 else 100, "", "")

    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "_can_load", lambda library: len(seen) == 3)
    monkeypatch.setattr(system.subprocess, "run", fail_at_first)
    system.ensure_system_packages(for_tests=False, only_needed=False)
    assert seen == ["install", "update", "install"]


def test_a_missing_compiler_is_named_and_the_set_up_goes_on(system, commands, monkeypatch, capsys):
    monkeypatch.setattr(system, "has_compiler", lambda: False)
    system.ensure_system_packages(for_tests=False, only_needed=False)
    said = capsys.readouterr().out
    assert "g++" in said
    assert f"python3.{sys.version_info.minor}-dev" in said
    assert commands == []


def test_no_reminder_once_everything_is_set_up(system, commands, monkeypatch, capsys):
    monkeypatch.setattr(system, "has_compiler", lambda: False)
    system.ensure_system_packages(for_tests=True, only_needed=True)
    assert capsys.readouterr().out == ""


def test_a_program_that_the_system_does_not_have_keeps_no_other_away(system, monkeypatch, capsys):
    seen: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess:
        seen.append(command)
        return subprocess.CompletedProcess(command, 100 if "chromium" in command else 0, "", "")

    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(system, "_can_load", lambda library: bool(seen))
    monkeypatch.setattr(
        system.shutil, "which", lambda program: None if program == "chromium" else program
    )
    system.ensure_system_packages(for_tests=True, only_needed=False)
    installed = [command for command in seen if command[1] == "install"]
    assert "chromium" not in installed[0]
    assert "libegl1" in installed[0]
    assert "Going on without: chromium" in capsys.readouterr().out


def test_a_build_asks_for_what_makes_it_small_and_goes_on_without(
    system, commands, monkeypatch, capsys
):
    monkeypatch.setattr(
        system.shutil, "which", lambda name: None if name == "nasm" else f"/usr/bin/{name}"
    )
    system.ensure_system_packages(for_tests=False, only_needed=True, for_build=True)
    told = capsys.readouterr().out
    assert "Going on without: nasm, for a small OpenCV." in told
    assert "apt-get install -y nasm" in told
