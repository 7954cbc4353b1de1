"""The licence texts of everything that a built program carries."""

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

LICENCE_NAME = re.compile(
    r"^(licen[cs]es?|copying|notice|authors|thirdpartynotices)(?![a-z])", re.IGNORECASE
)
TEXTS = Path(__file__).with_name("licence_texts")  # of packages that come without
INSIDE = TEXTS / "inside"  # by package: of libraries inside them, where the package brings no text


def collect_licences(packages: Iterable[str], folder: Path) -> None:
    """Copy the licence files of installed packages and of Python, one folder each.

    A package without a licence file gets a note with what its metadata says.
    """
    for package in packages:
        found = distribution(package)
        target = folder / package
        target.mkdir(parents=True, exist_ok=True)
        texts = [Path(path) for path in found.files or () if _is_licence(Path(path))]
        for text in texts:
            shutil.copyfile(found.locate_file(text), target / "-".join(text.parts[1:]))
        if not texts:
            (target / "LICENSE-note.txt").write_text(_note(found), encoding="utf-8")
            for text in TEXTS.glob("*.txt"):
                if text.stem in _note(found):
                    shutil.copyfile(text, target / text.name)
        for text in (INSIDE / package).glob("*"):
            shutil.copyfile(text, target / text.name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        (folder / "python").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(python, folder / "python" / python.name)


def collect_system_licences(libraries: Path, folder: Path) -> None:
    """On Debian: the copyright files of the packages whose libraries were taken along.

    Args:
        libraries: the folder into which PyInstaller put them.
    """
    if shutil.which("dpkg-query") is None:
        return
    names = [path.name for path in libraries.iterdir() if ".so" in path.name and path.is_file()]
    patterns = [f"*/{name}" for name in names]
    answer = subprocess.run(["dpkg-query", "-S", *patterns], capture_output=True, text=True)
    owners = {line.partition(":")[0] for line in answer.stdout.splitlines()}
    for owner in sorted(owners - {"diversion by"}):
        text = Path("/usr/share/doc") / owner / "copyright"
        if text.is_file():
            (folder / "system" / owner).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, folder / "system" / owner / "copyright")


def _is_licence(path: Path) -> bool:
    """By its name, or by its place: `NAME.dist-info/licenses/` holds nothing else."""
    is_text = path.suffix.lower() not in {".py", ".pyc", ".pyi"}
    is_declared = path.parts[0].endswith(".dist-info") and "licenses" in path.parts[1:-1]
    return is_text and (is_declared or bool(LICENCE_NAME.search(path.name)))


def _note(found: Distribution) -> str:
    data = found.metadata
    licence = data.get("License-Expression") or data.get("License") or "see its home page"
    return f"{data['Name']} {data['Version']}\nLicence: {licence}\nHome: {data.get('Home-page')}\n"
