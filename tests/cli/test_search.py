"""`photodedup search` and `libraries`: what is in there that looks like this?"""

import json

import numpy as np
import pytest

from tests.cli.folders import fill, run
from tests.engine import pictures_made as made


@pytest.fixture
def folder(photos):
    return fill(photos)


def answer(capsys):
    return json.loads(capsys.readouterr().out)["photos"]


def test_copies_come_first_each_with_its_verdict(folder, tmp_path, capsys):
    asked = made.save(tmp_path / "asked.png", made.scene(640, 480, seed=1)[::-1, ::-1].copy())
    assert run("search", asked, folder, "--json", quick=True) == 0
    found = answer(capsys)
    assert {photo["path"] for photo in found[:4]} == {
        str(folder / name) for name in ("a.jpg", "b.jpg", "f.jpg", "sub/c.jpg")
    }
    assert all(photo["verdict"] == "edited" for photo in found[:4])
    assert [p["path"] for p in found if p["verdict"] is None] == [str(folder / "d.jpg")]
    likeness = [photo["similarity"] for photo in found]
    assert likeness == sorted(likeness, reverse=True)


def test_the_same_file_elsewhere_is_identical(folder, tmp_path, capsys):
    (tmp_path / "asked.jpg").write_bytes((folder / "a.jpg").read_bytes())
    run("search", tmp_path / "asked.jpg", folder, "--json", "--top-k", "2", quick=True)
    assert [photo["verdict"] for photo in answer(capsys)] == ["identical", "identical"]


def test_a_photo_does_not_find_itself(folder, capsys):
    run("search", folder / "a.jpg", folder, "--json", quick=True)
    assert str(folder / "a.jpg") not in {photo["path"] for photo in answer(capsys)}


def test_with_the_model(folder, tmp_path, capsys):
    noise = np.random.default_rng(3).integers(-20, 20, (480, 640, 3))
    asked = np.clip(made.scene(640, 480, seed=2) + noise, 0, 255).astype(np.uint8)
    made.save(tmp_path / "asked.jpg", asked)
    assert run("search", tmp_path / "asked.jpg", folder, "--json") == 0
    first = answer(capsys)[0]
    assert first["path"] == str(folder / "d.jpg")
    assert -1.0 <= first["cosine"] <= 1.0


def test_in_a_library_that_is_there(folder, tmp_path, capsys):
    run("find", folder, "--library", tmp_path / "lib", "-q", quick=True)
    words = ("--library", tmp_path / "lib", "--json", "--min-similarity", "0.99")
    assert run("search", folder / "b.jpg", *words, quick=True) == 0
    assert [photo["path"] for photo in answer(capsys)][:1] == [str(folder / "a.jpg")]


def test_an_empty_folder(photos, tmp_path, capsys):
    asked = made.save(tmp_path / "asked.jpg", made.scene())
    assert run("search", asked, photos, quick=True) == 0
    assert "No photo" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["gone.jpg", "text.jpg"])
def test_what_is_no_picture(folder, tmp_path, name, capsys):
    (tmp_path / "text.jpg").write_text("no picture")
    assert run("search", tmp_path / name, folder, quick=True) == 1
    assert "photodedup: " in capsys.readouterr().err


def test_no_such_library(folder, capsys):
    assert run("search", folder / "a.jpg", "--library", "unheard-of") == 1
    assert "There is no library" in capsys.readouterr().err


def test_the_window_has_no_library_yet(folder, capsys):
    assert run("search", folder / "a.jpg") == 1
    assert "Name a FOLDER" in capsys.readouterr().err


def test_folder_and_library(folder):
    with pytest.raises(SystemExit) as end:
        run("search", folder / "a.jpg", folder, "--library", "x")
    assert end.value.code == 2


class TestLibraries:
    def test_none(self, capsys):
        assert run("libraries") == 0
        assert "no library yet" in capsys.readouterr().out

    def test_what_is_in_them(self, folder, capsys):
        run("find", folder, "-q", quick=True)
        assert run("libraries", "--json") == 0
        (library,) = json.loads(capsys.readouterr().out)["libraries"]
        assert (library["photos"], library["marked"], library["cleanups"]) == (5, 2, 0)
        assert library["folders"] == [str(folder)]

    def test_one_that_is_damaged_hides_no_other(self, folder, home, capsys):
        from photodedup.engine.paths import libraries_folder

        run("find", folder, "-q", quick=True)
        bad = libraries_folder() / "bad"
        bad.mkdir()
        (bad / "library.db").write_bytes(b"no database" * 999)
        assert run("libraries", "--json") == 0
        found = {lib["name"]: lib for lib in json.loads(capsys.readouterr().out)["libraries"]}
        assert "problem" in found.pop("bad")
        assert len(found) == 1
