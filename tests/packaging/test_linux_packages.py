"""What Linux users install: it unpacks, starts, goes away again, and is the same each time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from photodedup import __version__

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("xz") is None, reason="needs Linux and xz"
)


@pytest.fixture
def linux(load, monkeypatch, tmp_path):
    module = load("linux_packages")
    icons = tmp_path / "icons"
    load("icons").draw_icons(icons)
    monkeypatch.setattr(module, "ICONS", icons)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return module


@pytest.fixture
def installer(linux, built, tmp_path) -> Path:
    linux.add_share(built / "share")
    archive = linux.pack(built, tmp_path / "photodedup.tar.xz")
    return linux.self_extracting(archive, tmp_path / "photodedup.run")


def run(home: Path, *command: str | Path) -> subprocess.CompletedProcess:
    home.mkdir(exist_ok=True)
    variables = {"HOME": str(home), "PATH": os.defpath}
    return subprocess.run(command, env=variables, capture_output=True, text=True, cwd=home)


def test_it_installs_into_a_home_with_any_name_and_starts_from_the_menu_entry(installer, tmp_path):
    home = tmp_path / "Zoë & Café"
    outcome = run(home, "sh", installer)
    assert outcome.returncode == 0, outcome.stderr

    entry = (home / ".local/share/applications/photodedup.desktop").read_text()
    (exec_line,) = [line for line in entry.splitlines() if line.startswith("Exec=")]
    assert exec_line == f'Exec="{home}/.local/bin/photodedup" %F'
    assert run(home, home / ".local/bin/photodedup", "a").stdout == "photodedup here: a\n"
    assert (home / ".local/share/icons/hicolor/16x16/apps/photodedup.png").is_file()


def test_installing_again_replaces_the_old_program(installer, tmp_path):
    home = tmp_path / "home"
    run(home, "sh", installer)
    old = home / ".local/opt/photodedup/lib/from-before.so"
    old.write_text("")
    assert run(home, "sh", installer).returncode == 0
    assert not old.exists()
    assert [path.name for path in (home / ".local/opt").iterdir()] == ["photodedup"]


def test_removing_it_leaves_nothing_of_the_program_and_all_else(installer, tmp_path):
    home = tmp_path / "home"
    run(home, "sh", installer)
    data = home / ".local/share/photodedup/libraries/main/library.db"
    data.parent.mkdir(parents=True)
    data.write_text("mine")
    assert run(home, "sh", installer, "--remove").returncode == 0
    left = [path for path in home.rglob("*") if path.is_file() or path.is_symlink()]
    assert left == [data]


def test_it_can_be_unpacked_alone(installer, tmp_path):
    outcome = run(tmp_path / "home", "sh", installer, "--extract", tmp_path / "there")
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "there/photodedup/lib/libthing.so").is_symlink()
    assert not list((tmp_path / "home").iterdir())


def test_a_damaged_download_installs_nothing(installer, tmp_path):
    content = installer.read_bytes()
    installer.write_bytes(content[:-20])
    home = tmp_path / "home"
    outcome = run(home, "sh", installer)
    assert outcome.returncode == 1
    assert "damaged" in outcome.stderr
    assert not list(home.iterdir())


def test_an_unknown_word_tells_how_it_is_used(installer, tmp_path):
    outcome = run(tmp_path / "home", "sh", installer, "--what")
    assert "--extract DIR" in outcome.stdout
    assert not list((tmp_path / "home").iterdir())


def test_the_same_files_make_the_same_archive(linux, built, tmp_path):
    first = linux.pack(built, tmp_path / "one.tar.xz").read_bytes()
    os.utime(built / "photodedup", (1, 1))
    assert linux.pack(built, tmp_path / "two.tar.xz").read_bytes() == first


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_the_package_has_all_that_a_desktop_looks_for(linux, built, tmp_path):
    package = linux.build_deb(built, tmp_path / "photodedup.deb")
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True).stdout
    for place in (
        "./usr/bin/photodedup -> ../lib/photodedup/photodedup",
        "./usr/lib/photodedup/lib/libthing.so -> libthing.so.1",
        "./usr/share/applications/photodedup.desktop",
        "./usr/share/metainfo/photodedup.metainfo.xml",
        "./usr/share/icons/hicolor/16x16/apps/photodedup.png",
        "./usr/share/icons/hicolor/scalable/apps/photodedup.svg",
    ):
        assert place in listed
    owners = {line.split()[1] for line in listed.splitlines()}
    assert owners == {"root/root"}
    fields = subprocess.run(["dpkg-deb", "-f", package], capture_output=True, text=True).stdout
    assert f"Version: {__version__}\n" in fields
    assert "libc6 (>= 2.34), libegl1, libgl1" in fields
    assert "fontconfig-config" in fields  # which has a font come along


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="no desktop-file-utils")
def test_the_desktop_entry_is_valid(linux):
    entry = linux.LINUX / "photodedup.desktop"
    outcome = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True)
    assert outcome.stdout + outcome.stderr == ""


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="needs appstream")
def test_the_metadata_are_valid(linux, tmp_path):
    path = tmp_path / "photodedup.metainfo.xml"
    path.write_text(linux.metainfo())
    command = ["appstreamcli", "validate", "--no-net", "--format", "text", path]
    told = subprocess.run(command, capture_output=True, text=True)
    complaints = [line for line in told.stdout.splitlines() if line.startswith(("E:", "W:"))]
    # A home page is named when there is one.
    assert all("url-homepage-missing" in line for line in complaints), told.stdout


def test_who_builds_the_package_is_named_as_debian_asks(linux, monkeypatch):
    monkeypatch.delenv("DEBEMAIL", raising=False)
    assert linux.maintainer().endswith("<nobody@photodedup.invalid>")
    monkeypatch.setenv("DEBEMAIL", "ada@example.org")
    monkeypatch.setenv("DEBFULLNAME", "Ada")
    assert linux.maintainer() == "Ada <ada@example.org>"
