"""The Windows installer, by NSIS: on Windows for people, elsewhere to see that it compiles."""

import os
import shutil
import subprocess
from pathlib import Path

from environment import ROOT
from product import version

SCRIPT = ROOT / "packaging" / "windows" / "photodedup.nsi"
ICON = ROOT / "build" / "icons" / "photodedup.ico"


def build_installer(folder: Path, target: Path, icon: Path = ICON) -> Path:
    """One setup.exe of the built folder.

    Raises:
        FileNotFoundError: makensis is neither on the path nor where NSIS installs itself.
    """
    values = {"VERSION": version(), "FOLDER": folder, "ICON": icon, "OUTPUT": target}
    options = [f"-D{name}={value}" for name, value in values.items()]
    command = [makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, str(SCRIPT)]
    subprocess.run(command, check=True)
    return target


def makensis() -> str:
    places = [os.environ.get(name, "") for name in ("ProgramFiles(x86)", "ProgramFiles")]
    found = shutil.which("makensis")
    for place in places:
        program = Path(place) / "NSIS" / "makensis.exe"
        if found is None and place and program.is_file():
            found = str(program)
    if found is None:
        raise FileNotFoundError("makensis is missing; install NSIS 3")
    return found
