"""Make everything that people install on this system, from the built folder, with its sums.

Started by `packaging/develop.py release`, which builds the folder first; alone it takes the one
that is there. Everything lands in dist/release.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from bill import bundled_packages, write_bill
from product import FOLDER, OUT, artefact


def main() -> int:
    if not FOLDER.is_dir():
        print(f"{FOLDER} is not there; build it first", file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    made = _artefacts()
    bill = artefact("cdx.json")
    write_bill(FOLDER, bundled_packages(), bill)
    for path in [*made, bill, write_sums(OUT)]:
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")
    return 0


def _artefacts() -> list[Path]:
    if sys.platform == "win32":
        from windows_installer import build_installer

        return [build_installer(FOLDER, artefact("setup.exe"))]
    if sys.platform == "darwin":
        from macos_image import build_image

        return [build_image(FOLDER.with_suffix(".app"), artefact("dmg"))]
    from linux_packages import build_linux_packages

    return build_linux_packages(FOLDER)


def write_sums(folder: Path) -> Path:
    """SHA256SUMS of all files in the folder, as `sha256sum --check` reads them."""
    target = folder / "SHA256SUMS"
    lines = []
    for path in sorted(folder.iterdir()):
        if path != target:
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


if __name__ == "__main__":
    sys.exit(main())
