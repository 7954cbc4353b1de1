"""Build the one-folder program under dist/photodedup, put the licences in, and try it out.

Started by `packaging/develop.py build`, which sees to it that Annoy was built for any processor.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from bill import bundled_packages
from environment import ROOT
from icons import draw_icons
from licences import collect_licences, collect_system_licences
from opencv import small_opencv
from product import FOLDER

DIST = ROOT / "dist"
PROGRAM = FOLDER / ("photodedup-cli.exe" if sys.platform == "win32" else "photodedup")
TRIAL_LIMIT_S = 300


def main() -> int:
    parser = argparse.ArgumentParser(description="Build photodedup as one folder under dist/.")
    parser.add_argument("--archive", action="store_true", help="pack the folder as well")
    parser.add_argument("--full", action="store_true", help="take the installed torch along")
    parser.add_argument(
        "--published-opencv", action="store_true", help="take OpenCV as it is, not a small one"
    )
    wanted = parser.parse_args()
    os.environ["PHOTODEDUP_FULL"] = "1" if wanted.full else "0"
    if Path(sys.prefix) != ROOT / ".venv":
        print("Start this with: python3 packaging/develop.py build", file=sys.stderr)
        return 2
    is_whole = wanted.full or wanted.published_opencv
    build_folder(None if is_whole else small_opencv())
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    size_bytes = sum(path.stat().st_size for path in files)
    print(f"{FOLDER}: {size_bytes / 1e6:.0f} MB in {len(files)} files")
    for arguments in (["--version"], ["--self-test"]):
        if not try_out(arguments):
            return 1
    if wanted.archive:
        print(pack())
    return 0


def build_folder(opencv: Path | None) -> None:
    """Icons, the program, and the licences of what it carries.

    Args:
        opencv: a folder with an OpenCV to take instead of the installed one.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw_icons(ROOT / "build" / "icons")
    freeze(opencv)
    strip_symbols(has_own_opencv=opencv is not None)
    collect_licences([*bundled_packages(), "pyinstaller"], FOLDER / "licences")  # which starts it
    if sys.platform.startswith("linux"):
        collect_system_licences(FOLDER / "lib", FOLDER / "licences")
    app = FOLDER.with_suffix(".app")
    if app.is_dir():  # macOS, where PyInstaller has made it of the folder already
        shutil.copytree(FOLDER / "licences", app / "Contents" / "Resources" / "licences")


def strip_symbols(*, has_own_opencv: bool) -> None:
    """Take the debugging symbols out of Python's files and of what was compiled here; wheels come
    without, and some of their libraries break when they are touched."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return
    library = FOLDER / "lib"
    own = [*library.glob("libpython*.so*"), *library.glob("python*/lib-dynload/*.so")]
    own += library.glob("annoy/*.so")
    own += library.glob("cv2/*.so") if has_own_opencv else ()
    for path in own:
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def freeze(opencv: Path | None) -> None:
    """Run PyInstaller on the spec beside this file."""
    variables = {**os.environ, "PYTHONPATH": str(opencv)} if opencv else None
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(DIST)]
    options += ["--workpath", str(ROOT / "build")]
    spec = str(Path(__file__).with_name("photodedup.spec"))
    command = [sys.executable, "-m", "PyInstaller", *options, spec]
    subprocess.run(command, check=True, env=variables)


def pack() -> Path:
    """The folder as one file; a quick preset, as the best takes minutes for a few megabytes."""
    archive = DIST / "photodedup.tar.xz"
    with tarfile.open(archive, "w:xz", preset=1) as file:
        file.add(FOLDER, FOLDER.name)
    return archive


def try_out(arguments: list[str]) -> bool:
    """Run the built program as on another computer: elsewhere, without Python, with a new home."""
    with tempfile.TemporaryDirectory() as home:
        variables = {
            "HOME": home,
            "PATH": os.defpath,
            "QT_QPA_PLATFORM": "offscreen",
            "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
        }
        began_s = time.monotonic()
        outcome = subprocess.run(
            [str(PROGRAM), *arguments], cwd=home, env=variables, timeout=TRIAL_LIMIT_S
        )
        took_s = time.monotonic() - began_s
    print(f"photodedup {' '.join(arguments)}: exit code {outcome.returncode} in {took_s:.1f} s")
    return outcome.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
