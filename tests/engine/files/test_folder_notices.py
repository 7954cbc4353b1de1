"""Folders that are the system's, only to be read, or kept in step by a cloud are explained."""

import os
from pathlib import Path

import pytest

from photodedup.engine.files import folder_notices
from photodedup.engine.files.folder_notices import cloud_of, folder_notice


@pytest.mark.parametrize(
    ("place", "cloud"),
    [
        ("Users/a/OneDrive/Pictures", "OneDrive"),
        ("Users/a/OneDrive - Family/Pictures", "OneDrive"),
        ("home/a/Dropbox/Camera Uploads", "Dropbox"),
        ("Users/a/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Users/a/Pictures/iCloud Photos", "iCloud"),
        ("Users/a/Library/CloudStorage/GoogleDrive-someone/My Drive", "Google Drive"),
        ("Users/a/Library/CloudStorage/OneDrive-Home/Pictures", "OneDrive"),
        ("Users/a/Library/CloudStorage/Box-Box/Pictures", "Box"),
        ("home/a/Pictures/2019", None),
        ("home/a/my dropbox backup", None),
    ],
)
def test_cloud_folders_by_their_names(place, cloud):
    assert cloud_of(Path("/", *place.split("/"))) == cloud


@pytest.mark.parametrize(
    ("marker", "cloud"), [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing")]
)
def test_cloud_folders_by_what_their_program_leaves_in_them(tmp_path, marker, cloud):
    (tmp_path / "Shared" / marker).mkdir(parents=True)
    inner = tmp_path / "Shared" / "2019"
    inner.mkdir()
    notice = folder_notice(inner)
    assert notice.label == cloud
    assert "other devices" in notice.sentence


def test_a_plain_folder_has_nothing_special(tmp_path):
    assert folder_notice(tmp_path) is None


def test_a_folder_that_can_only_be_read(tmp_path, monkeypatch):
    allowed = os.access
    monkeypatch.setattr(
        folder_notices.os,
        "access",
        lambda path, mode: allowed(path, mode) and not mode & os.W_OK,
    )
    assert folder_notice(tmp_path).label == "Read-only"


def test_the_systems_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_notices, "system_folders", lambda: (tmp_path,))
    assert folder_notice(tmp_path / "share").label == "System folder"


def test_each_system_has_folders_of_its_own(monkeypatch):
    monkeypatch.setattr(folder_notices.sys, "platform", "win32")
    monkeypatch.setenv("SystemRoot", "/Windows")
    assert Path("/Windows") in folder_notices.system_folders()
    monkeypatch.setattr(folder_notices.sys, "platform", "darwin")
    assert Path("/System") in folder_notices.system_folders()
