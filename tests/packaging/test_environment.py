"""The set-up command's environment: made once, renewed when its inputs change."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module, for a small project of its own."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    import environment as module

    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "constraints.txt").write_text("annoy==1\n")
    write_project(tmp_path, "numpy")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "CONSTRAINTS", tmp_path / "packaging" / "constraints.txt")
    monkeypatch.setattr(module, "has_compiler", lambda: True)
    return module


def write_project(folder: Path, package: str) -> None:
    (folder / "pyproject.toml").write_text(
        f"""
[build-system]
requires = ["hatchling"]
[project]
dependencies = ["{package}", "annoy>=1"]
[project.optional-dependencies]
test = ["pytest"]
"""
    )


class FakePip:
    """Notes what is to be installed; fails while there is `no_network`."""

    def __init__(self, module: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.flags: dict[str, str] = {}
        self.made = 0
        self.no_network = False
        self.environment = module.Environment(folder / ".venv")
        monkeypatch.setattr(self.environment, "_pip", self._pip)
        monkeypatch.setattr(self.environment, "_create", self._create)
        monkeypatch.setattr(
            module.Environment, "python", property(lambda environment: sys.executable)
        )
        self._folder = folder / ".venv"

    def _create(self) -> None:
        self.made += 1
        self._folder.mkdir(exist_ok=True)

    def _pip(self, *arguments: str, variables: dict[str, str] | None = None) -> bool:
        self.calls.append(arguments)
        self.flags |= variables or {}
        return not self.no_network


@pytest.fixture
def pip(environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakePip:
    return FakePip(environment, monkeypatch, tmp_path)


def test_a_second_set_up_has_nothing_to_do(pip):
    assert not pip.environment.holds(["test"])
    pip.environment.ensure(["test"])
    assert pip.environment.holds(["test"])
    assert pip.environment.holds([])


def test_an_extra_is_added_to_the_same_environment(pip):
    pip.environment.ensure([])
    assert not pip.environment.holds(["test"])
    pip.environment.ensure(["test"])
    assert pip.made == 1
    assert pip.environment.holds(["test"])


def test_a_new_dependency_is_installed(pip, tmp_path):
    pip.environment.ensure([])
    write_project(tmp_path, "pillow")
    assert not pip.environment.holds([])
    pip.environment.ensure([])
    assert any("pillow" in call for call in pip.calls)


def test_a_changed_pin_is_noticed(pip, tmp_path):
    pip.environment.ensure([])
    (tmp_path / "packaging" / "constraints.txt").write_text("annoy==2\n")
    assert not pip.environment.holds([])


def test_annoy_is_built_here_and_for_any_processor(pip):
    pip.environment.ensure([])
    (call,) = (call for call in pip.calls if "annoy>=1" in call)
    assert "--no-cache-dir" in call
    assert call[call.index("--no-binary") + 1] == "annoy"
    flags = pip.flags["ANNOY_COMPILER_ARGS"]
    assert "-march" not in flags
    assert "-mavx" not in flags


def test_without_a_compiler_it_goes_on_without_annoy(pip, environment, monkeypatch, capsys):
    monkeypatch.setattr(environment, "has_compiler", lambda: False)
    pip.environment.ensure([])
    assert not any("annoy>=1" in call for call in pip.calls)
    assert "without Annoy" in capsys.readouterr().out
    assert pip.environment.holds([])
    monkeypatch.setattr(environment, "has_compiler", lambda: True)
    assert not pip.environment.holds([])


def test_offline_what_worked_before_still_does(pip, environment):
    pip.environment.ensure([])
    pip.no_network = True
    with pytest.raises(environment.SetupFailed, match="network"):
        pip.environment.ensure(["test"])
    assert pip.environment.holds([])
    assert not pip.environment.holds(["test"])


def test_a_moved_checkout_gets_a_new_environment(pip, environment, monkeypatch, tmp_path):
    pip.environment.ensure([])
    moved = tmp_path / "moved"
    moved.mkdir()
    write_project(moved, "numpy")
    monkeypatch.setattr(environment, "ROOT", moved)
    pip.environment.ensure([])
    assert pip.made == 2
