"""A file in a protected folder is known as such by whatever name it is reached."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from photodedup.engine.files import mounts, protected
from photodedup.engine.files.protected import BELONGS_TO_SYSTEM, ProtectedFolders


@pytest.fixture
def albums(tmp_path: Path) -> Path:
    """A protected folder with a photo in a folder of its own."""
    folder = tmp_path / "Albums"
    (folder / "2019").mkdir(parents=True)
    (folder / "2019" / "a.jpg").write_bytes(b"a")
    return folder


@pytest.fixture
def bound(tmp_path: Path, albums: Path) -> Iterator[Path]:
    """A part of the protected folder, mounted a second time elsewhere."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    command = ["mount", "--bind", str(albums / "2019"), str(place)]
    try:
        is_mounted = subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        is_mounted = False
    if not is_mounted:
        pytest.skip("mounting needs a Linux computer and an administrator")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_by_its_path_and_in_any_depth(albums, tmp_path):
    locked = ProtectedFolders([albums])
    for path in (albums / "a.jpg", albums / "2019" / "a.jpg", albums / "not" / "there" / "a.jpg"):
        assert locked.why_stays(path) == "It is in the protected folder “Albums”."
        assert locked.covers(path)


def test_neighbours_with_like_names_are_free(albums, tmp_path):
    locked = ProtectedFolders([albums])
    for folder in (tmp_path / "Albums 2", tmp_path / "Album", tmp_path):
        folder.mkdir(exist_ok=True)
        assert locked.why_stays(folder / "a.jpg") is None
        assert not locked.covers(folder / "a.jpg")


def test_through_links(albums, tmp_path):
    (tmp_path / "whole").symlink_to(albums)
    (tmp_path / "part").symlink_to(albums / "2019")
    locked = ProtectedFolders([albums])
    for name in ("whole/2019/a.jpg", "part/a.jpg", "x/../part/a.jpg"):
        assert locked.why_stays(tmp_path / name) is not None


def test_a_link_inside_that_leads_out_stays_protected_by_its_path(albums, tmp_path):
    (tmp_path / "outside").mkdir()
    (albums / "out").symlink_to(tmp_path / "outside")
    assert ProtectedFolders([albums]).why_stays(albums / "out" / "a.jpg") is not None


def test_through_a_second_mount_of_a_part_of_it(albums, bound):
    locked = ProtectedFolders([albums])
    assert (bound / "a.jpg").exists()
    assert locked.why_stays(bound / "a.jpg") is not None


def test_what_is_mounted_over_a_protected_folder_is_protected(bound, tmp_path):
    assert ProtectedFolders([tmp_path / "elsewhere"]).why_stays(bound / "a.jpg") is not None


def test_after_the_folder_was_renamed_by_its_link(albums, tmp_path):
    """The path that was locked leads to the folder still, and so does the new one."""
    moved = tmp_path / "Moved"
    albums.rename(moved)
    albums.symlink_to(moved)
    assert ProtectedFolders([albums]).why_stays(moved / "2019" / "a.jpg") is not None


def test_names_that_differ_in_case_only_where_one_folder_has_both(albums, tmp_path, monkeypatch):
    """As on the disks of Windows and of a Mac: both names lead to the same folder."""
    other = tmp_path / "ALBUMS"
    real_stat = os.stat
    monkeypatch.setattr(
        protected.os,
        "stat",
        lambda path, **named: real_stat(albums if Path(path) == other else path, **named),
    )
    assert ProtectedFolders([albums]).why_stays(other / "a.jpg") is not None


def test_on_a_volume_without_inodes_the_names_decide_in_any_case(albums, tmp_path, monkeypatch):
    monkeypatch.setattr(protected, "_identity", lambda folder: None)
    locked = ProtectedFolders([albums])
    assert locked.why_stays(tmp_path / "ALBUMS" / "a.jpg") is not None
    assert locked.why_stays(tmp_path / "other" / "a.jpg") is None


def test_the_system_is_always_protected(tmp_path, monkeypatch):
    system = tmp_path / "usr"
    (system / "share").mkdir(parents=True)
    monkeypatch.setattr(protected, "system_folders", lambda: (system,))
    assert ProtectedFolders().why_stays(system / "share" / "a.jpg") == BELONGS_TO_SYSTEM
    assert ProtectedFolders().why_stays(tmp_path / "a.jpg") is None


def test_a_lock_taken_back_frees_at_once(albums):
    locked = ProtectedFolders([albums])
    assert locked.covers(albums / "a.jpg")
    locked.set_folders([])
    assert not locked.covers(albums / "a.jpg")
    assert locked.why_stays(albums / "a.jpg") is None


def test_places_inside_file_systems_are_read_from_the_systems_list(tmp_path, monkeypatch):
    listing = tmp_path / "mountinfo"
    listing.write_text(
        "22 1 8:1 / / rw - ext4 /dev/a rw\n36 22 8:2 /photos /mnt/my\\040disk rw - ext4 /dev/b rw\n"
    )
    monkeypatch.setattr(mounts, "_MOUNTS", listing)
    known = mounts.mounts()
    assert mounts.inner_place(Path("/mnt/my disk/2019"), known) == (b"8:2", Path("/photos/2019"))
    assert mounts.inner_place(Path("/home/a"), known) == (b"8:1", Path("/home/a"))
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "none")
    assert mounts.mounts() == ()
