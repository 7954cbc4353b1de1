"""The bill of materials of a built program (CycloneDX 1.5): what it carries, in which version."""

import hashlib
import json
import platform
import re
import uuid
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

from environment import ROOT
from product import LICENCE, NAME, SUMMARY, version

MODULES = ROOT / "build" / "modules.txt"  # written by photodedup.spec


def bundled_packages(modules: Path = MODULES) -> list[str]:
    """The installed packages of which the built program carries at least one module.

    Args:
        modules: a file with one top-level module on each line.
    """
    owners = packages_distributions()
    names = modules.read_text(encoding="utf-8").split()
    found = {owner for name in names for owner in owners.get(name, ())}
    return sorted({re.sub(r"[-_.]+", "-", owner).lower() for owner in found} - {NAME})


def bill_of_materials(folder: Path, packages: list[str]) -> dict[str, object]:
    """Packages, Python, the model, and each shared library with its SHA-256."""
    components = [_package(name) for name in packages]
    components += [_python(), _model(), *_libraries(folder)]
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(components, sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": version(),
                "description": SUMMARY,
                "licenses": [{"license": {"id": LICENCE}}],
            }
        },
        "components": components,
    }


def write_bill(folder: Path, packages: list[str], path: Path) -> None:
    text = json.dumps(bill_of_materials(folder, packages), indent=1) + "\n"
    path.write_text(text, encoding="utf-8")


def _package(name: str) -> dict[str, object]:
    found = distribution(name)
    purl = f"pkg:pypi/{name}@{found.version}"
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": purl,
        "name": found.metadata["Name"],
        "version": found.version,
        "purl": purl,
    }
    expression = found.metadata.get("License-Expression")
    free_text = (found.metadata.get("License") or "").strip()
    if expression:
        component["licenses"] = [{"expression": expression}]
    elif free_text and "\n" not in free_text:
        component["licenses"] = [{"license": {"name": free_text}}]
    return component


def _python() -> dict[str, object]:
    number = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": f"python@{number}",
        "name": "Python",
        "version": number,
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _model() -> dict[str, object]:
    papers = ROOT / "resources" / "models" / "efficientnet-lite0.json"
    facts = json.loads(papers.read_text(encoding="utf-8"))
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{facts['name']}",
        "name": facts["name"],
        "version": facts["source_version"],
        "hashes": [{"alg": "SHA-256", "content": facts["sha256"]}],
        "licenses": [{"license": {"id": facts["licence"]}}],
    }


def _libraries(folder: Path) -> list[dict[str, object]]:
    """Shared libraries (not Python modules) that came along with packages or the system."""
    found = []
    for path in sorted(folder.rglob("*")):
        is_library = re.search(r"\.(dll|dylib)$|\.so\.\d|^lib[^/]*\.so$", path.name)
        if path.is_symlink() or not path.is_file() or not is_library:
            continue
        place = path.relative_to(folder).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        hashes = [{"alg": "SHA-256", "content": content}]
        found.append({"type": "file", "bom-ref": place, "name": place, "hashes": hashes})
    return found
