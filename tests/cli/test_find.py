"""`photodedup find`: what programs read, what a person sees, and where each of it goes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from photodedup import cli
from photodedup.engine.paths import library_names
from tests.engine import pictures_made as made

ROOT = Path(__file__).parents[2]
QUICK = ("--model", "none", "--workers", "2")


@pytest.fixture
def folder(photos: Path) -> Path:
    """A photo, the same file again, a smaller one, a stranger, and a file that is no picture."""
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "a.jpg", scene, quality=92)
    shutil.copy(photos / "a.jpg", photos / "b.jpg")
    small = cv2.resize(scene, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    made.save(photos / "sub" / "c.jpg", np.asarray(small, np.uint8))
    made.save(photos / "d.jpg", made.scene(640, 480, seed=2))
    (photos / "e.jpg").write_bytes(b"no picture")
    return photos


def find(*words: object) -> int:
    return cli.main(["find", *QUICK, *map(str, words)])


def report_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def run(*words: object, code: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
    """In a process of its own; `code` runs before the command."""
    program = f"import sys\n{code}\nfrom photodedup.__main__ import main\nsys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, "find", *QUICK, *map(str, words)],
        cwd=ROOT,
        text=True,
        **more,
    )


def test_a_gentle_scan_finds_the_same(folder, tmp_path):
    for name, words in (("fast.json", ()), ("gentle.json", ("--gentle",))):
        assert find(folder, *words, "--reset", "--json", tmp_path / name) == 0
    fast, gentle = (report_of(tmp_path / name)["groups"] for name in ("fast.json", "gentle.json"))
    assert gentle == fast != []


class TestProtectedFolders:
    def test_they_are_kept_first_and_named_as_such(self, folder, tmp_path):
        shutil.copytree(folder, folder / "Albums", ignore=shutil.ignore_patterns("Albums"))
        out = tmp_path / "out.json"
        assert find(folder, "--protect", folder / "Albums", "--json", out) == 0
        for group in report_of(out)["groups"]:
            assert "Albums" in group["keeper"]
            for member in group["members"]:
                assert member.get("protected", False) == ("Albums" in member["path"])

    def test_another_run_without_them_protects_nothing(self, folder, tmp_path):
        find(folder, "--protect", folder / "sub")
        assert find(folder, "--json", tmp_path / "out.json") == 0
        (group,) = report_of(tmp_path / "out.json")["groups"]
        assert not any("protected" in member for member in group["members"])

    def test_one_that_is_not_there(self, folder, capsys):
        assert find(folder, "--protect", folder / "none") == 1
        assert "not there" in capsys.readouterr().err


class TestReport:
    def test_schema(self, folder, tmp_path):
        assert find(folder, "--json", tmp_path / "out.json") == 0
        report = report_of(tmp_path / "out.json")
        assert list(report) == ["schema", "photos", "groups", "skipped", "timings_s"]
        assert (report["schema"], report["photos"]) == (1, 4)
        (group,) = report["groups"]
        assert list(group) == ["kind", "keeper", "members"]
        assert (group["kind"], group["keeper"]) == ("copies", str(folder / "a.jpg"))
        assert [
            (member["path"], member["verdict"], member["size_bytes"]) for member in group["members"]
        ] == [
            (str(path), verdict, path.stat().st_size)
            for path, verdict in (
                (folder / "a.jpg", "keeper"),
                (folder / "b.jpg", "identical"),
                (folder / "sub" / "c.jpg", "same-picture"),
            )
        ]
        for member in group["members"]:
            assert list(member)[:5] == ["path", "verdict", "reason", "similarity", "size_bytes"]
            assert member["reason"]
            assert 0 <= member["similarity"] <= 1
        (skipped,) = report["skipped"]
        assert list(skipped) == ["path", "reason"]
        assert skipped["path"] == str(folder / "e.jpg")
        assert skipped["reason"]
        assert set(report["timings_s"]) >= {"walk", "read", "find", "total"}
        assert all(isinstance(seconds, float) for seconds in report["timings_s"].values())

    def test_standard_output_holds_nothing_else(self, folder, capfdbinary):
        assert find(folder, "--json", "-") == 0
        out, err = capfdbinary.readouterr()
        assert json.loads(out)["photos"] == 4
        assert err == b""

    def test_relative_folders_come_out_absolute(self, folder, monkeypatch, capfdbinary):
        monkeypatch.chdir(folder.parent)
        find(folder.name, "--json", "-")
        report = json.loads(capfdbinary.readouterr().out)
        assert report["groups"][0]["keeper"] == str(folder / "a.jpg")

    def test_several_folders_and_one_of_them_twice(self, folder, capfdbinary):
        find(folder, folder / "sub", folder, "--json", "-")
        assert json.loads(capfdbinary.readouterr().out)["photos"] == 4

    @pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
    def test_names_that_are_no_text(self, folder, capfdbinary):
        odd = [os.fsdecode(b"caf\xe9.jpg"), os.fsdecode(b"caf\xe8.jpg"), "line\nbreak \u2603.jpg"]
        for name in odd[:2]:
            shutil.copy(folder / "a.jpg", folder / name)
        (folder / odd[2]).write_bytes(b"no picture")
        assert find(folder, "--json", "-") == 0
        report = json.loads(capfdbinary.readouterr().out.decode("utf-8", "strict"))
        names = [member["path"] for member in report["groups"][0]["members"]]
        assert sum(name == f"{folder}/caf\ufffd.jpg" for name in names) == 2
        assert f"{folder}/{odd[2]}" in {row["path"] for row in report["skipped"]}

    def test_nothing_to_report(self, photos, capfdbinary):
        assert find(photos, "--json", "-") == 0
        report = json.loads(capfdbinary.readouterr().out)
        assert (report["photos"], report["groups"], report["skipped"]) == (0, [], [])

    def test_replaces_an_older_report(self, folder, tmp_path):
        (tmp_path / "out.json").write_text("old " * 100_000, encoding="utf-8")
        assert find(folder, "--json", tmp_path / "out.json") == 0
        assert report_of(tmp_path / "out.json")["photos"] == 4

    def test_touches_no_photo(self, folder):
        before = {path: path.read_bytes() for path in folder.rglob("*.jpg")}
        find(folder)
        assert {path: path.read_bytes() for path in folder.rglob("*.jpg")} == before


class TestForPeople:
    def test_one_line_without_a_report(self, folder, capsys):
        assert find(folder) == 0
        out = capsys.readouterr().out
        assert out.startswith("4 photos, 1 group with 2 copies")
        assert "1 file skipped" in out

    def test_no_progress_where_nobody_looks(self, folder, capfd):
        find(folder)
        assert capfd.readouterr().err == ""

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo terminals of this kind")
    def test_progress_on_a_terminal(self, folder):
        import pty

        master, slave = pty.openpty()
        done = run(folder, "--json", "-", stdout=subprocess.PIPE, stderr=slave)
        os.close(slave)
        seen = os.read(master, 1 << 16).decode()
        os.close(master)
        assert done.returncode == 0
        assert json.loads(done.stdout)["photos"] == 4
        assert "looking for photos" in seen
        assert "reading: 5 of 5" in seen
        assert "checking pairs" in seen


class TestLibraries:
    def test_a_second_run_reads_nothing(self, folder, tmp_path, monkeypatch):
        find(folder, "--json", tmp_path / "one.json")
        monkeypatch.setattr(
            "photodedup.engine.reading.pool.ReadingProcesses.read", lambda *_: pytest.fail("read")
        )
        find(folder, "--json", tmp_path / "two.json")
        one, two = (report_of(tmp_path / name) for name in ("one.json", "two.json"))
        assert (one["groups"], one["skipped"]) == (two["groups"], two["skipped"])

    def test_each_choice_of_folders_has_its_own(self, folder, capfdbinary):
        for words, count in ((folder,), 4), ((folder / "sub",), 1), ((folder,), 4):
            find(*words, "--json", "-")
            assert json.loads(capfdbinary.readouterr().out)["photos"] == count
        assert len(library_names()) == 2

    def test_elsewhere(self, folder, tmp_path):
        assert find(folder, "--library", tmp_path / "elsewhere") == 0
        assert (tmp_path / "elsewhere" / "library.db").exists()
        assert library_names() == []

    def test_one_that_is_open_elsewhere(self, folder, tmp_path, capsys):
        from photodedup.engine.library import Library
        from photodedup.engine.paths import library_places_at

        with Library(library_places_at(tmp_path / "shared")):
            assert find(folder, "--library", tmp_path / "shared") == 1
        assert "another window or program" in capsys.readouterr().err


class TestFailures:
    """A clear sentence on standard error, exit code 1, and no trace left."""

    @pytest.mark.parametrize(("name", "words"), [("gone", "is not there"), ("a.jpg", "is a file")])
    def test_wrong_folder(self, folder, capsys, name, words):
        assert find(folder, folder / name) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("photodedup: ")
        assert words in err
        assert library_names() == []

    @pytest.mark.parametrize("name", ["gone/out.json", "photos"])
    def test_report_that_cannot_be_written_is_noticed_before_the_scan(
        self, folder, tmp_path, capsys, monkeypatch, name
    ):
        monkeypatch.setattr(
            "photodedup.engine.reading.pool.ReadingProcesses.read", lambda *_: pytest.fail("read")
        )
        assert find(folder, "--json", tmp_path / name) == 1
        assert "photodedup: " in capsys.readouterr().err

    def test_full_disk(self, folder, tmp_path, capsys, monkeypatch):
        def full(self, *_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_text", full)
        assert find(folder, "--json", tmp_path / "out.json") == 1
        assert "No space left" in capsys.readouterr().err

    def test_library_that_cannot_be_made(self, folder, capsys):
        assert find(folder, "--library", folder / "a.jpg" / "x") == 1
        assert "cannot be opened" in capsys.readouterr().err

    def test_unknown_model_finds_with_another_and_says_so(self, folder, capfdbinary):
        words = ["find", str(folder), "--json", "-", "--model", "unheard-of"]
        assert cli.main(words) == 0
        out, err = capfdbinary.readouterr()
        assert json.loads(out)["groups"][0]["kind"] == "copies"
        assert "unheard-of" in err.decode()

    def test_missing_model_file_finds_by_hashes_and_says_so(
        self, folder, no_model_file, capfdbinary
    ):
        assert cli.main(["find", str(folder), "--json", "-"]) == 0
        out, err = capfdbinary.readouterr()
        assert len(json.loads(out)["groups"]) == 1
        assert "is missing" in err.decode()

    def test_without_annoy_it_still_finds(self, folder):
        done = run(folder, "--json", "-", code="sys.modules['annoy'] = None", capture_output=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(json.loads(done.stdout)["groups"]) == 1

    def test_interrupted_it_keeps_what_was_read(self, folder, capsys, monkeypatch):
        from photodedup.engine.reading.pool import ReadingProcesses

        read_file = ReadingProcesses.read

        def interrupt(self, path, model_input_px):
            if path.name == "d.jpg":
                raise KeyboardInterrupt
            return read_file(self, path, model_input_px)

        with monkeypatch.context() as patch:
            patch.setattr(ReadingProcesses, "read", interrupt)
            assert find(folder) == 130
        assert "what was read is kept" in capsys.readouterr().err
        read: list[str] = []

        def note(self, path, model_input_px):
            read.append(path.name)
            return read_file(self, path, model_input_px)

        monkeypatch.setattr(ReadingProcesses, "read", note)
        assert find(folder) == 0
        assert "d.jpg" in read
        assert "a.jpg" not in read


class TestArguments:
    def test_no_folder(self, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main(["find"])
        assert end.value.code == 2
        assert "FOLDER" in capsys.readouterr().err

    def test_help(self, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main(["find", "--help"])
        assert not end.value.code
        out = capsys.readouterr().out
        assert all(word in out for word in ("--json", "--library", "standard output"))
