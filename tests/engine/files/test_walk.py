"""The walk reports each photo file once, follows nothing, opens nothing."""

import inspect
import os
import socket
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from photodedup.engine.domain.photos import SkippedFile
from photodedup.engine.files import ignored
from photodedup.engine.files.walk import IN_CLOUD, FoundFile, walk


def put(path: Path, data: bytes = b"picture") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def found(*folders: Path, **options) -> list[Path]:
    """The photos (not their other names) in the order of the walk."""
    return [
        item.path
        for item in walk(folders, **options)
        if isinstance(item, FoundFile) and item.linked_to is None
    ]


def skipped(*folders: Path, **options) -> list[SkippedFile]:
    return [item for item in walk(folders, **options) if isinstance(item, SkippedFile)]


def test_finds_photos_by_name_in_any_case(tmp_path):
    names = ["a.jpg", "b.JPEG", "c.HEIC", "d.nef", "e.CR3", "f.webp", "g.tif", "h.avif"]
    photos = [put(tmp_path / name) for name in names]
    for other in ("film.mov", "note.txt", "a.xmp", "IMG_1.AAE", "IMG_1.THM", "jpg", "x.jpg.part"):
        put(tmp_path / other)
    assert found(tmp_path) == photos


def test_reports_what_the_listing_knows(tmp_path):
    photo = put(tmp_path / "sub" / "a.jpg", b"12345")
    status = photo.stat()
    (item,) = walk([tmp_path / "empty", tmp_path / "sub"][1:])
    assert item == FoundFile(str(photo), 0, 5, status.st_mtime_ns, status.st_dev, status.st_ino)


def test_order_is_the_same_each_time_and_by_name(tmp_path):
    for name in ("z.jpg", "b/2.jpg", "b/1.jpg", "a/9.jpg", "c.jpg"):
        put(tmp_path / name)
    names = [path.relative_to(tmp_path).as_posix() for path in found(tmp_path)]
    assert names == ["c.jpg", "z.jpg", "a/9.jpg", "b/1.jpg", "b/2.jpg"]


def test_says_which_chosen_folder_a_file_is_in(tmp_path):
    put(tmp_path / "one" / "a.jpg")
    put(tmp_path / "two" / "deep" / "b.jpg")
    items = list(walk([tmp_path / "one", tmp_path / "two"]))
    assert [item.folder_index for item in items] == [0, 1]


class TestNeverTwice:
    def test_folder_chosen_twice(self, tmp_path):
        put(tmp_path / "a.jpg")
        assert len(found(tmp_path, tmp_path)) == 1

    @pytest.mark.parametrize("inner_first", [True, False])
    def test_one_chosen_folder_inside_another(self, tmp_path, inner_first):
        put(tmp_path / "a.jpg")
        put(tmp_path / "in" / "b.jpg")
        folders = [tmp_path, tmp_path / "in"]
        assert len(found(*(folders[::-1] if inner_first else folders))) == 2

    def test_other_spelling_of_a_chosen_folder(self, tmp_path):
        put(tmp_path / "in" / "a.jpg")
        link = tmp_path.parent / (tmp_path.name + "-link")
        link.symlink_to(tmp_path)
        assert len(found(tmp_path, tmp_path / "in" / "..", link)) == 1

    def test_hard_links_are_names_of_the_first(self, tmp_path):
        first = put(tmp_path / "a.jpg")
        (tmp_path / "sub").mkdir()
        for name in ("b.jpg", "sub/c.jpg"):
            os.link(first, tmp_path / name)
        items = list(walk([tmp_path]))
        assert [item.linked_to for item in items] == [None, str(first), str(first)]
        assert len({(item.device, item.inode) for item in items}) == 1

    def test_links_are_not_followed(self, tmp_path):
        outside = put(tmp_path / "outside" / "a.jpg")
        inside = tmp_path / "inside"
        inside.mkdir()
        (inside / "file.jpg").symlink_to(outside)
        (inside / "folder").symlink_to(outside.parent, target_is_directory=True)
        (inside / "dangling.jpg").symlink_to(tmp_path / "nowhere")
        (inside / "loop").symlink_to(inside, target_is_directory=True)
        assert list(walk([inside])) == []

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount"
    )
    def test_bind_mount(self, tmp_path):
        put(tmp_path / "a" / "photo.jpg")
        twin = tmp_path / "b"
        twin.mkdir()
        if os.system(f"mount --bind '{tmp_path / 'a'}' '{twin}' 2>/dev/null") != 0:
            pytest.skip("mounting is not allowed here")
        try:
            assert found(tmp_path) == [tmp_path / "a" / "photo.jpg"]
        finally:
            os.system(f"umount '{twin}'")


class TestLeftOut:
    @pytest.mark.parametrize(
        "folder",
        [
            *("$RECYCLE.BIN", "$Recycle.Bin/S-1-5", ".Trash", ".Trash-1000", ".Trashes/501"),
            *("#recycle", "@Recycle", "@eaDir", ".thumbnails", ".@__thumb", ".cache/x"),
            *("Pictures.photoslibrary/originals", "Catalog Previews.lrdata/0", "Old.aplibrary"),
            *(".photodedup-quarantine/op", "#snapshot/daily", ".snapshots/1", "Library/Caches"),
            *("System Volume Information", "lost+found"),
        ],
    )
    @pytest.mark.parametrize("include_hidden", [True, False])
    def test_trash_caches_and_internals(self, tmp_path, folder, include_hidden):
        kept = put(tmp_path / "kept.jpg")
        put(tmp_path / folder / "a.jpg")
        assert found(tmp_path, include_hidden=include_hidden) == [kept]

    def test_desktop_trash_but_not_a_folder_called_trash(self, tmp_path):
        put(tmp_path / "share" / "Trash" / "files" / "a.jpg")
        put(tmp_path / "share" / "Trash" / "info" / "a.jpg.trashinfo")
        band = put(tmp_path / "music" / "Trash" / "concert.jpg")
        assert found(tmp_path) == [band]

    def test_folder_that_says_it_is_a_cache(self, tmp_path):
        put(tmp_path / "tiles" / "CACHEDIR.TAG")
        put(tmp_path / "tiles" / "deep" / "a.jpg")
        assert found(tmp_path) == []

    def test_hidden_unless_wanted(self, tmp_path):
        plain = put(tmp_path / "a.jpg")
        hidden = [put(tmp_path / ".b.jpg"), put(tmp_path / ".album" / "c.jpg")]
        assert found(tmp_path) == [plain]
        assert sorted(found(tmp_path, include_hidden=True)) == sorted([plain, *hidden])

    def test_hidden_folder_chosen_itself(self, tmp_path):
        photo = put(tmp_path / ".album" / "a.jpg")
        assert found(tmp_path / ".album") == [photo]
        assert found(tmp_path, tmp_path / ".album") == [photo]

    def test_notes_that_a_mac_leaves(self, tmp_path):
        put(tmp_path / "._a.jpg")
        assert found(tmp_path, include_hidden=True) == []

    def test_own_folders(self, tmp_path):
        kept = put(tmp_path / "a.jpg")
        own = tmp_path / "share" / "photodedup"
        put(own / "cache" / "b.jpg")
        assert found(tmp_path, own_folders=[own, tmp_path / "missing"]) == [kept]
        (row,) = skipped(own, own_folders=[own])
        assert "own files" in row.reason


class TestTrouble:
    def test_missing_folder_and_file_for_a_folder(self, tmp_path):
        photo = put(tmp_path / "a.jpg")
        rows = skipped(tmp_path / "gone", photo)
        assert [row.path for row in rows] == [tmp_path / "gone", photo]
        assert "not there" in rows[0].reason
        assert "not a folder" in rows[1].reason

    def test_folder_that_cannot_be_listed(self, tmp_path, monkeypatch):
        kept = put(tmp_path / "open" / "b.jpg")
        bad = put(tmp_path / "bad" / "a.jpg").parent
        listing = os.scandir

        def scandir(path):
            if path == os.fspath(bad):
                raise PermissionError(13, "Permission denied", path)
            return listing(path)

        monkeypatch.setattr(os, "scandir", scandir)
        items = list(walk([tmp_path]))
        assert [item.path for item in items] == [bad, kept]
        assert isinstance(items[0], SkippedFile)
        assert "permission" in items[0].reason

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
    def test_pipes_and_sockets_are_rows(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        os.mkfifo("pipe.jpg")
        with socket.socket(socket.AF_UNIX) as end:
            end.bind("socket.jpg")
            rows = skipped(tmp_path)
        assert [row.path.name for row in rows] == ["pipe.jpg", "socket.jpg"]
        assert all("not a file" in row.reason for row in rows)

    @pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
    @pytest.mark.parametrize(
        "name", [b"\xff\xfe broken.jpg", b"two\nlines.jpg", b"-rf.jpg", b"tab\t'\".jpg", b" .jpg"]
    )
    def test_strange_names(self, tmp_path, name):
        path = os.path.join(os.fsencode(tmp_path), name)
        with open(path, "wb") as file:
            file.write(b"picture")
        assert [os.fsencode(photo) for photo in found(tmp_path)] == [path]

    @pytest.mark.skipif(os.name == "nt", reason="Windows makes no such trees")
    def test_tree_too_deep_for_the_system(self, tmp_path, monkeypatch):
        kept = put(tmp_path / "z" / "a.jpg")
        name = "d" * 200
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for _ in range(25):
                os.mkdir(name)
                os.chdir(name)
        items = list(walk([tmp_path]))
        assert items[-1].path == kept
        assert [type(item) for item in items] == [SkippedFile, FoundFile]

    def test_tree_deeper_than_recursion_could_go(self, tmp_path):
        path = tmp_path
        for _ in range(150):
            path = path / "d"
        photo = put(path / "a.jpg")
        frames = len(inspect.stack(0))
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(frames + 100)
        try:
            assert found(tmp_path) == [photo]
        finally:
            sys.setrecursionlimit(limit)

    def test_folder_named_like_a_photo(self, tmp_path):
        photo = put(tmp_path / "album.jpg" / "a.jpg")
        assert found(tmp_path) == [photo]


class TestCloud:
    def test_placeholder_left_by_icloud(self, tmp_path):
        put(tmp_path / ".IMG_1.HEIC.icloud")
        put(tmp_path / ".note.txt.icloud")
        (row,) = skipped(tmp_path)
        assert row.path.name == ".IMG_1.HEIC.icloud"
        assert row.reason == IN_CLOUD

    @pytest.mark.parametrize(
        "marks",
        [
            {"st_file_attributes": 0x1000},
            {"st_file_attributes": 0x400000},
            {"st_file_attributes": 0x40000},
            {"st_flags": 0x40000000},
        ],
    )
    def test_marks_of_files_that_opening_would_download(self, marks):
        assert ignored.is_only_in_cloud(SimpleNamespace(**marks))

    def test_ordinary_files_are_here(self, tmp_path):
        assert not ignored.is_only_in_cloud(put(tmp_path / "a.jpg").stat())

    def test_junctions_are_links_and_cloud_folders_are_not(self):
        folder = {"st_mode": stat.S_IFDIR}
        assert ignored.is_link(SimpleNamespace(st_reparse_tag=0xA0000003, **folder))
        assert not ignored.is_link(SimpleNamespace(st_reparse_tag=0x9000001A, **folder))
        assert not ignored.is_link(SimpleNamespace(**folder))

    def test_hidden_by_its_system(self):
        assert ignored.is_hidden("a.jpg", SimpleNamespace(st_file_attributes=0x2))
        assert ignored.is_hidden("a.jpg", SimpleNamespace(st_flags=0x8000))
