"""What the program needs from the operating system itself, and how to get it on Debian.

Python packages bring nearly everything along. The system has to have Qt's libraries (Linux),
a font, a compiler for Annoy, and Python's own tools to make an environment.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path


class SetupFailed(Exception):
    """Something is missing that the person has to bring; the message says what and how."""


@dataclass(frozen=True)
class Missing:
    """What is missing -> the Debian package that has it."""

    needed: dict[str, str]
    helpful: dict[str, str]

    @property
    def all(self) -> dict[str, str]:
        return self.needed | self.helpful


# What PySide6's QtCore, QtGui, QtNetwork, QtDBus and the "xcb" plugin are linked against.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
VIRTUAL_SCREEN = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool"}
OTHER_PROGRAMS = {"chromium": "chromium", "redis-server": "redis-server"}  # that tests talk to


def ensure_system_packages(*, for_tests: bool, only_needed: bool, for_build: bool = False) -> None:
    """Install what is missing (as root on Debian), or say how, and stop where it is needed.

    Args:
        only_needed: leave out what the program can do without.

    Raises:
        SetupFailed: something without which the program cannot start is missing.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = _missing(for_tests, only_needed, for_build)
    if missing.all and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = sorted(set(missing.all.values()))
        print("Installing system packages:", *packages, flush=True)
        # One that a system does not have must not keep the others away.
        others = [package for package in packages if package in OTHER_PROGRAMS.values()]
        for together in ([p for p in packages if p not in others], *([p] for p in others)):
            if together:
                _apt_install(together)
        missing = _missing(for_tests, only_needed, for_build)
    if missing.needed:
        raise SetupFailed("System packages are missing. " + _how_to_install(missing.all))
    if missing.helpful:
        names = ", ".join(missing.helpful)
        print(f"Going on without: {names}. {_how_to_install(missing.helpful)}", flush=True)


def has_compiler() -> bool:
    """Whether a C++ extension of this Python can be built here."""
    header = Path(sysconfig.get_path("include")) / "Python.h"
    if sys.platform == "win32":
        return header.exists()  # setuptools looks for Visual C++ by itself
    return header.exists() and any(map(shutil.which, ("g++", "c++", "clang++")))


def _missing(for_tests: bool, only_needed: bool, for_build: bool) -> Missing:
    python = f"python3.{sys.version_info.minor}"
    needed = {
        library: package for library, package in QT_LIBRARIES.items() if not _can_load(library)
    }
    if not importlib.util.find_spec("ensurepip"):
        needed["Python's venv"] = f"{python}-venv"
    if not _has_font():
        needed["a font"] = "fonts-dejavu-core"
    helpful = {}
    if for_build and not shutil.which("nasm"):
        helpful["nasm, for a small OpenCV"] = "nasm"
    if not only_needed and not has_compiler():
        helpful["a C++ compiler"] = "g++"
        helpful["Python's headers"] = f"{python}-dev"
    if not only_needed and for_tests:
        for program, package in (VIRTUAL_SCREEN | OTHER_PROGRAMS).items():
            if not shutil.which(program):
                helpful[program] = package
    return Missing(needed, helpful)


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(path.suffix in {".ttf", ".otf", ".ttc"} for f in folders for path in f.rglob("*"))


def _apt_install(packages: list[str]) -> None:
    """Install; where that fails refresh the package lists and try once more."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-qq"], install):
        outcome = subprocess.run(command, env=variables, capture_output=True, text=True)
        if command is install and outcome.returncode == 0:
            return
    print(outcome.stdout, outcome.stderr, sep="", file=sys.stderr, flush=True)


def _how_to_install(missing: dict[str, str]) -> str:
    """A sentence and, on Debian, the one line to run."""
    if not shutil.which("apt-get"):
        return f"Your system's package manager has them: {', '.join(missing)}."
    packages = " ".join(sorted(set(missing.values())))
    line = f"apt-get update && apt-get install -y {packages}"
    if os.geteuid() != 0:
        line = f"sudo sh -c '{line}'" if shutil.which("sudo") else f"su -c '{line}'"
    return f"This line installs them:\n\n{line}\n"


if __name__ == "__main__":  # for whoever may install them only here, as a build service does
    ensure_system_packages(for_tests=True, for_build=True, only_needed=False)
