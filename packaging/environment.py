"""The checkout's own Python environment, `.venv`: made once, renewed when its inputs change."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from system_packages import SetupFailed, has_compiler

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

# Annoy comes as source only, and its own default is the builder's very processor
# (-march=native): such a module kills the program on another computer. These run anywhere.
ANNOY_FLAGS = (
    ("/O2", "/DANNOYLIB_MULTITHREADED_BUILD")
    if sys.platform == "win32"
    else (
        "-D_CRT_SECURE_NO_WARNINGS",
        "-fpermissive",
        "-O3",
        "-ffast-math",
        "-fno-associative-math",
        "-DANNOYLIB_MULTITHREADED_BUILD",
        "-std=c++14",
    )
)


class Environment:
    """A virtual environment with the program's packages in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
        self._note = folder / "installed.json"

    @property
    def python(self) -> str:
        return str(self._programs / ("python.exe" if sys.platform == "win32" else "python"))

    def tool(self, name: str) -> str:
        """Path of a program that a package put into the environment."""
        return str(self._programs / name)

    def holds(self, extras: Sequence[str]) -> bool:
        """Whether the program and these extras are installed as the project's files say now."""
        present = self._read_note()
        return all(present.get(name) == value for name, value in _inputs(extras).items())

    def ensure(self, extras: Sequence[str]) -> None:
        """Make the environment hold the program and these extras.

        Raises:
            SetupFailed: pip could not install something that is needed.
        """
        wanted = _inputs(extras)
        present = self._read_note()
        if present.get("place") != wanted["place"]:
            self._create()
            present = {"place": wanted["place"]}
        self._write_note({"place": wanted["place"]})  # killed from here on, it goes on from here
        try:
            self._install(extras)
        except SetupFailed:
            self._write_note(present)  # offline, what worked before still does
            raise
        self._write_note(present | wanted)

    def _create(self) -> None:
        print("1/4 Creating the environment in .venv", flush=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(self._folder)]).returncode:
            raise SetupFailed(f"The environment in {self._folder} could not be made.")

    def _install(self, extras: Sequence[str]) -> None:
        requirements, annoy, backend = _requirements(extras)
        print("2/4 Installing packages (this takes minutes the first time)", flush=True)
        if not self._pip("install", *requirements, *backend):
            raise SetupFailed("pip could not install the packages; is there a network?")
        self._install_annoy(annoy)
        print("4/4 Installing photodedup itself, editable", flush=True)
        if not self._pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
            raise SetupFailed("photodedup itself could not be installed.")

    def _install_annoy(self, requirement: str) -> None:
        """Build Annoy for any processor; without a compiler the program does without it."""
        if not has_compiler():
            print("3/4 No C++ compiler: going on without Annoy, searches are exact but slower")
            return
        print("3/4 Building Annoy, for any processor", flush=True)
        # never a wheel from pip's cache or an index: it may have been made for one processor
        own_build = ("--use-pep517", "--no-binary", "annoy", "--no-cache-dir")
        flags = {"ANNOY_COMPILER_ARGS": ",".join(ANNOY_FLAGS)}
        if not self._pip("install", *own_build, requirement, variables=flags):
            print("Annoy could not be built: going on without it, searches are exact but slower")

    def _pip(self, *arguments: str, variables: dict[str, str] | None = None) -> bool:
        command = [self.python, "-m", "pip", "--disable-pip-version-check", "-qq", *arguments]
        command += ["--constraint", str(CONSTRAINTS)]
        return not subprocess.run(command, env={**os.environ, **(variables or {})}).returncode

    def _read_note(self) -> dict[str, str]:
        """What the last complete set-up recorded; nothing if the environment does not work."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            works = subprocess.run([self.python, "-c", ""]).returncode == 0
        except (OSError, ValueError):
            return {}
        return note if works and isinstance(note, dict) else {}

    def _write_note(self, note: dict[str, str]) -> None:
        self._note.write_text(json.dumps(note, indent=2), encoding="utf-8")


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _requirements(extras: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """What pip is to install: the packages without Annoy, Annoy, and what builds the project."""
    project = _project()
    wanted = list(project["project"]["dependencies"])
    for extra in extras:
        wanted += project["project"]["optional-dependencies"][extra]
    annoy = next(requirement for requirement in wanted if requirement.startswith("annoy"))
    wanted.remove(annoy)
    return wanted, annoy, [*project["build-system"]["requires"], "editables"]


def _inputs(extras: Sequence[str]) -> dict[str, str]:
    """Everything an environment depends on, one entry for each part that can be missing."""
    wanted, annoy, backend = _requirements(())
    base = [wanted, annoy, backend, ANNOY_FLAGS, CONSTRAINTS.read_text(encoding="utf-8")]
    inputs = {
        "place": f"{ROOT} {sys.version} {sys.base_prefix}",
        "packages": _digest(base),
        "compiler": str(has_compiler()),
    }
    options = _project()["project"]["optional-dependencies"]
    return inputs | {f"extra {extra}": _digest([base, options[extra]]) for extra in extras}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
