"""Discs that turn and network shares are told from what is quick, as Linux describes them."""

import os
import sys
from pathlib import Path

import pytest

from photodedup.engine.files.media import Media, Medium
from photodedup.engine.files.mounts import Mount, mounts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone")


@pytest.fixture
def described(tmp_path):
    """/sys/dev/block with a disc that turns (8:0, partition 8:1) and one that does not (259:0)."""
    for name, rotational in (("sda", "1"), ("nvme0n1", "0")):
        queue = tmp_path / "devices" / name / "queue"
        queue.mkdir(parents=True)
        (queue / "rotational").write_text(rotational + "\n")
    (tmp_path / "devices" / "sda" / "sda1").mkdir()
    entries = tmp_path / "dev"
    entries.mkdir()
    for number, place in (("8:0", "sda"), ("8:1", "sda/sda1"), ("259:0", "nvme0n1")):
        (entries / number).symlink_to(tmp_path / "devices" / place)
    return entries


def media(described: Path, *found: tuple[bytes, str, bytes]) -> Media:
    known = tuple(Mount(device, Path("/"), Path(point), kind) for device, point, kind in found)
    return Media(lambda: known, described)


@pytest.mark.parametrize(
    ("device", "kind", "medium"),
    [
        (b"8:0", b"ext4", Medium.SPINNING),
        (b"8:1", b"ntfs3", Medium.SPINNING),
        (b"259:0", b"ext4", Medium.QUICK),
        (b"0:44", b"nfs4", Medium.NETWORK),
        (b"0:45", b"cifs", Medium.NETWORK),
        (b"0:46", b"fuse.sshfs", Medium.NETWORK),
        (b"0:47", b"tmpfs", Medium.QUICK),
    ],
)
def test_each_medium_is_told(described, device, kind, medium):
    known = media(described, (b"259:0", "/", b"ext4"), (device, "/mnt/photos", kind))
    assert known.medium_of(Path("/mnt/photos/2019/a.jpg"))[0] is medium
    assert known.medium_of(Path("/home/a.jpg"))[0] is Medium.QUICK


def test_two_discs_are_two_places(described):
    known = media(described, (b"8:1", "/one", b"ext4"), (b"0:44", "/other", b"nfs"))
    places = {known.medium_of(Path(name))[1] for name in ("/one/a", "/one/b/c", "/other/a")}
    assert len(places) == 2


def test_a_system_without_a_list_of_mounts_reads_as_usual(described):
    assert media(described).medium_of(Path("/anywhere/a.jpg"))[0] is Medium.QUICK


def test_this_systems_own_list_names_the_kinds():
    assert all(mount.kind for mount in mounts())


class TestAnnouncing:
    @pytest.fixture
    def asked(self, monkeypatch):
        names = []

        def note(handle, *_):
            names.append(os.readlink(f"/proc/self/fd/{handle}"))

        monkeypatch.setattr(os, "posix_fadvise", note)
        return names

    def test_a_spinning_disc_is_asked_ahead(self, described, asked, tmp_path):
        (tmp_path / "a.jpg").write_bytes(b"a")
        media(described, (b"8:1", "/", b"ext4")).announce(tmp_path / "a.jpg")
        assert asked == [str(tmp_path / "a.jpg")]

    def test_others_are_not(self, described, asked, tmp_path):
        (tmp_path / "a.jpg").write_bytes(b"a")
        for device, kind in ((b"259:0", b"ext4"), (b"0:44", b"nfs4")):
            media(described, (device, "/", kind)).announce(tmp_path / "a.jpg")
        assert asked == []

    def test_a_file_that_is_gone_or_a_link_is_left_to_the_reader(self, described, asked, tmp_path):
        (tmp_path / "link.jpg").symlink_to("/etc/hostname")
        known = media(described, (b"8:1", "/", b"ext4"))
        for name in ("link.jpg", "gone.jpg"):
            known.announce(tmp_path / name)
        assert asked == []
