"""What every artefact says of the program: its version, its names, its one sentence."""

import platform
import re
import sys
from pathlib import Path

from environment import ROOT

NAME = "photodedup"
SUMMARY = "Find the duplicates in your own photo library and clear them safely"
LICENCE = "GPL-3.0-or-later"
# Reversed, as software centres and macOS want it, the place of a repository of this name on
# GitHub. There is none yet: whoever publishes elsewhere names that place here, before the first
# release, for it cannot be changed later.
APP_ID = "io.github.photodedup.photodedup"
FOLDER = ROOT / "dist" / NAME
OUT = ROOT / "dist" / "release"


def version() -> str:
    """The package's version, the only place where it is written."""
    text = (ROOT / NAME / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("photodedup/__init__.py names no version")
    return found[1]


def artefact(kind: str) -> Path:
    """Where an artefact goes: photodedup-0.1.0-linux-x86_64.KIND; with torch, photodedup-full-."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = platform.machine().lower().replace("amd64", "x86_64")
    flavour = "full-" if (FOLDER / "lib" / "torch").is_dir() else ""
    return OUT / f"{NAME}-{flavour}{version()}-{system}-{machine}.{kind}"
