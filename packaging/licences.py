"""The licence texts of everything that a built program carries."""

import re
import shutil
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def collect_licences(name: str, folder: Path) -> None:
    """Copy the licence files of an installed package and of all it needs, one folder each.

    A package without a licence file gets a note with what its metadata says.
    """
    for package in sorted(_with_needs(name)):
        found = distribution(package)
        target = folder / package
        target.mkdir(parents=True, exist_ok=True)
        texts = [path for path in found.files or () if _is_licence(Path(path))]
        for text in texts:
            shutil.copyfile(found.locate_file(text), target / text.name)
        if not texts:
            (target / "LICENSE-note.txt").write_text(_note(found), encoding="utf-8")


def _with_needs(name: str) -> set[str]:
    """The package and, through all its requirements without extras, those installed here."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        package = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if package in seen:
            continue
        try:
            needs = distribution(package).requires or []
        except PackageNotFoundError:
            continue
        seen.add(package)
        waiting += [
            re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need
        ]
    return seen


def _is_licence(path: Path) -> bool:
    in_metadata = any(part.endswith(".dist-info") for part in path.parts)
    return in_metadata and bool(LICENCE_NAME.search(path.name))


def _note(found: Distribution) -> str:
    data = found.metadata
    licence = data.get("License-Expression") or data.get("License") or "see its home page"
    return f"{data['Name']} {data['Version']}\nLicence: {licence}\nHome: {data.get('Home-page')}\n"
