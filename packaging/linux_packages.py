"""What Linux users install, from the built folder: archive, self-installing file, .deb."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from environment import ROOT
from icons import DRAWING, SIZES_PX
from product import APP_ID, NAME, SUMMARY, artefact, version

LINUX = ROOT / "packaging" / "linux"
ICONS = ROOT / "build" / "icons"
# Not carried, as they belong to the desktop's own graphics drivers and display server; and what the
# carried libfontconfig reads, which brings a font along: without any, all letters are boxes.
DEPENDS = ("libegl1", "libgl1", "libxcb1", "fontconfig-config")
RECOMMENDS = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
PRESET = os.environ.get("PHOTODEDUP_XZ_PRESET", "6")  # 3 takes a third of the time, to try out
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def build_linux_packages(folder: Path) -> list[Path]:
    """Make all three; `folder` gets a share/ with what a desktop shows."""
    add_share(folder / "share")
    archive = pack(folder, artefact("tar.xz"))
    return [archive, self_extracting(archive, artefact("run")), build_deb(folder, artefact("deb"))]


def released_at() -> datetime:
    """The moment that all files in the artefacts carry: SOURCE_DATE_EPOCH, or the last commit."""
    told = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], capture_output=True, text=True
        ).stdout.strip()
    )
    return datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)


def metainfo() -> str:
    text = (LINUX / "photodedup.metainfo.xml.in").read_text(encoding="utf-8")
    values = {"ID": APP_ID, "VERSION": version(), "DATE": f"{released_at():%Y-%m-%d}"}
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def maintainer() -> str:
    """Who built the package, as Debian's own tools ask for it; else, plainly, nobody."""
    name = os.environ.get("DEBFULLNAME", "The authors of photodedup")
    return f"{name} <{os.environ.get('DEBEMAIL', 'nobody@photodedup.invalid')}>"


def add_share(share: Path) -> None:
    """Desktop entry, metadata and icons, for the installing file and the package."""
    share.mkdir(exist_ok=True)
    shutil.copyfile(LINUX / "photodedup.desktop", share / "photodedup.desktop")
    shutil.copyfile(DRAWING, share / "photodedup.svg")
    (share / "photodedup.metainfo.xml").write_text(metainfo(), encoding="utf-8")
    for size_px in SIZES_PX:
        shutil.copyfile(ICONS / f"photodedup-{size_px}.png", share / f"photodedup-{size_px}.png")


def pack(folder: Path, archive: Path) -> Path:
    """The folder as one .tar.xz: the same bytes for the same files, whoever packs them."""
    moment_s = int(released_at().timestamp())

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment_s
        return entry

    command = ["xz", "--threads=0", f"-{PRESET}", "--stdout"]
    with (
        archive.open("wb") as written,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=written) as packing,
    ):
        with tarfile.open(fileobj=packing.stdin, mode="w|") as file:
            file.add(folder, NAME, filter=plain, recursive=False)
            for path in sorted(folder.rglob("*")):
                file.add(path, f"{NAME}/{path.relative_to(folder)}", recursive=False, filter=plain)
        packing.stdin.close()
    if packing.returncode:
        raise OSError("xz failed")
    return archive


def self_extracting(archive: Path, target: Path) -> Path:
    """A shell script with the archive behind it."""
    content = archive.read_bytes()
    script = (LINUX / "installer.sh").read_text(encoding="utf-8")
    values = {
        "VERSION": version(),
        "MACHINE": platform.machine(),
        "SHA256": hashlib.sha256(content).hexdigest(),
        "SIZES": " ".join(map(str, SIZES_PX)),
        "LINES": str(len(script.splitlines()) + 1),
    }
    for name, value in values.items():
        script = script.replace(f"@{name}@", value)
    target.write_bytes(script.encode() + content)
    target.chmod(0o755)
    return target


def build_deb(folder: Path, target: Path) -> Path:
    """The Debian package; everything in it belongs to root whoever builds it."""
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        shutil.copytree(folder, tree / "usr/lib" / NAME, symlinks=True)
        shutil.rmtree(tree / "usr/lib" / NAME / "share", ignore_errors=True)
        _fill_system_folders(tree)
        for path in (tree, *tree.rglob("*")):
            if not path.is_symlink():
                is_program = path.is_dir() or os.access(path, os.X_OK)
                path.chmod(0o755 if is_program else 0o644)
        size_kib = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
        (tree / "DEBIAN").mkdir(mode=0o755)
        (tree / "DEBIAN/control").write_text(_control(size_kib, folder), encoding="utf-8")
        sums = "".join(_sums(tree))
        (tree / "DEBIAN/md5sums").write_text(sums, encoding="utf-8")
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{PRESET}", "--build"]
        moment = {"SOURCE_DATE_EPOCH": str(int(released_at().timestamp()))}
        subprocess.run(
            [*command, str(tree), str(target)],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | moment,
        )
    return target


def _fill_system_folders(tree: Path) -> None:
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    copies = {
        LINUX / "photodedup.desktop": "applications/photodedup.desktop",
        DRAWING: "icons/hicolor/scalable/apps/photodedup.svg",
        LINUX / "copyright": "doc/photodedup/copyright",
    }
    for size_px in SIZES_PX:
        place = f"icons/hicolor/{size_px}x{size_px}/apps/photodedup.png"
        copies[ICONS / f"photodedup-{size_px}.png"] = place
    for source, place in copies.items():
        path = tree / "usr/share" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    about = tree / "usr/share/metainfo/photodedup.metainfo.xml"
    about.parent.mkdir()
    about.write_text(metainfo(), encoding="utf-8")


def _control(size_kib: int, folder: Path) -> str:
    needs = ", ".join((f"libc6 (>= {needed_glibc(folder)})", *DEPENDS))
    return f"""Package: {NAME}
Version: {version()}
Architecture: {ARCHITECTURES.get(platform.machine(), platform.machine())}
Maintainer: {maintainer()}
Installed-Size: {size_kib}
Depends: {needs}
Recommends: {", ".join(RECOMMENDS)}
Section: graphics
Priority: optional
Description: {SUMMARY}
 Finds identical, smaller, turned, cropped and edited copies of photos, says why
 they are copies, suggests which one to keep, and moves the others to the trash
 once you agree. Everything happens on your computer.
"""


def needed_glibc(folder: Path) -> str:
    """The newest version of the C library that any file in the folder asks for, such as 2.36."""
    asked = {2}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if content.startswith(b"\x7fELF"):
                asked |= {int(n) for n in re.findall(rb"GLIBC_2\.(\d+)(?:\.\d+)?(?=\0)", content)}
    return f"2.{max(asked)}"


def _sums(tree: Path) -> Iterator[str]:
    for path in sorted(tree.rglob("*")):
        place = path.relative_to(tree)
        if path.is_file() and not path.is_symlink() and place.parts[0] != "DEBIAN":
            content = path.read_bytes()
            digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
            yield f"{digest}  {place}\n"
