"""What the tests of artefacts share: the modules, and a small built folder."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch):
    """Import a module of packaging/ by its name."""
    monkeypatch.syspath_prepend(str(PACKAGING))

    def load_(name: str) -> ModuleType:
        return import_module(name)

    return load_


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it, with a program that says where it is."""
    folder = tmp_path / "built" / "photodedup"
    (folder / "lib").mkdir(parents=True)
    program = folder / "photodedup"
    program.write_text('#!/bin/sh\necho "photodedup here: $*"\n')
    program.chmod(0o755)
    (folder / "lib" / "libthing.so.1").write_bytes(b"\x7fELF...\0GLIBC_2.17\0GLIBC_2.34\0")
    (folder / "lib" / "libthing.so").symlink_to("libthing.so.1")
    return folder
