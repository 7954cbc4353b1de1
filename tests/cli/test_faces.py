"""`photodedup faces`, and faces in what `find` reports."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from photodedup.engine.paths import library_names
from tests.cli.folders import run
from tests.engine.faces import drawn


@pytest.fixture
def album(photos: Path) -> Path:
    pytest.importorskip("dlib", reason="the extra faces is not installed")
    return drawn.album(photos)


def answer(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def names(paths) -> list[str]:
    return [Path(path).name for path in paths]


def test_who_is_in_which_photos(album, capsys):
    assert run("faces", album, "--json", "-", quick=True) == 0
    told = answer(capsys)
    assert [names(person["photos"]) for person in told["people"]] == [
        ["ada1.jpg", "ada2.jpg", "both.jpg"],
        ["bea1.jpg", "both.jpg"],
    ]
    states = {Path(photo["path"]).name: photo["state"] for photo in told["photos"]}
    assert states["nobody.jpg"] == "NO_FACE_DETECTED"
    assert states["ada1.jpg"] == "FACES_FOUND"
    assert told["method"] == "dlib-hog+dlib"
    assert {"decode", "detect", "encode", "compare", "total"} == set(told["timings_s"])


def test_what_is_stored_is_said_the_first_time_only(album, capsys):
    run("faces", album, quick=True)
    first = capsys.readouterr()
    assert "stays in the library's database on this computer" in " ".join(first.err.split())
    assert "5 faces in 4 photos, NO_FACE_DETECTED in 1." in first.out
    run("faces", album, quick=True)
    assert "stores" not in capsys.readouterr().err


def test_a_person_at_a_terminal_is_asked(album, capsys, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    assert run("faces", album, quick=True) == 1
    assert "[y/N]" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert run("faces", album, quick=True) == 0


def test_a_person_is_found_by_a_picture(album, tmp_path, capsys):
    from tests.engine import pictures_made as made

    who = made.save(tmp_path / "who.jpg", drawn.portrait(drawn.BEA, seed=31))
    assert run("faces", album, "--find", who, "--json", "-", quick=True) == 0
    told = answer(capsys)
    assert sorted(names(photo["path"] for photo in told["photos"])) == ["bea1.jpg", "both.jpg"]
    run("faces", album, "--find", who, "--top-k", "1", quick=True)
    assert len(capsys.readouterr().out.splitlines()) == 1
    run("faces", album, "--find", album / "nobody.jpg", quick=True)
    assert "NO_FACE_DETECTED" in capsys.readouterr().out


def test_the_threshold_and_the_method_are_chosen(album, capsys):
    run("faces", album, "--threshold", "0", "--json", "-", quick=True)
    assert len(answer(capsys)["people"]) == 5
    assert run("faces", album, "--detector-backend", "yunet", quick=True) == 1
    assert "photodedup models --download yunet" in capsys.readouterr().err
    words = ("--detector-backend", "dlib-hog", "--model-name", "sface")
    assert run("faces", album, *words, quick=True) == 1
    assert "sface cannot use the faces that dlib-hog finds" in capsys.readouterr().err


def test_without_anything_that_finds_faces_one_sentence_says_what_to_get(
    photos, capsys, monkeypatch
):
    monkeypatch.setattr("photodedup.engine.faces.methods._is_installed", lambda name: False)
    assert run("faces", photos, quick=True) == 1
    said = capsys.readouterr().err
    assert "--download yunet" in said
    assert "pip install photodedup[faces]" in said
    assert library_names() == []


def test_a_table_and_a_page(album, tmp_path, capsys):
    table, page = tmp_path / "faces.csv", tmp_path / "people.html"
    run("faces", album, "--csv", table, "--report", page, quick=True)
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert len(rows) == 6
    assert [row["state"] for row in rows if row["path"].endswith("nobody.jpg")] == [
        "NO_FACE_DETECTED"
    ]
    text = page.read_text()
    assert text.count("data:image/jpeg;base64,") == 5
    assert "Person 1: 3 photos" in text
    assert "encoding faces" in text
    assert "http" not in text
    assert json.loads(page.with_suffix(".json").read_text())["schema"] == 1


def test_everything_is_forgotten_on_request(album, tmp_path, capsys):
    run("faces", album, "--library", tmp_path / "lib", quick=True)
    assert run("faces", "--library", tmp_path / "lib", "--forget") == 0
    capsys.readouterr()
    run("faces", "--library", tmp_path / "lib", "--json", "-", quick=True)
    out = capsys.readouterr()
    assert "stores" in out.err  # it is asked again
    assert json.loads(out.out)["timings_s"]["encode"] > 0


def test_find_reports_faces_only_if_asked(album, tmp_path, capsys):
    page = tmp_path / "report.html"
    run("find", album, "--report", page, quick=True)
    assert "Faces" not in page.read_text()
    assert "faces" not in json.loads(page.with_suffix(".json").read_text())
    assert capsys.readouterr().err == ""
    run("find", album, "--report", page, "--faces", quick=True)
    assert "Person 1: 3 photos" in page.read_text()
    assert len(json.loads(page.with_suffix(".json").read_text())["faces"]["people"]) == 2


def test_models_lists_what_finds_faces(capsys, tmp_path):
    run("models")
    listed = capsys.readouterr().out
    assert "face_detection_yunet_2023mar.onnx" in listed
    assert "not downloaded  for faces" in listed
    wrong = tmp_path / "yunet.onnx"
    wrong.write_bytes(b"something else")
    assert run("models", "--use-file", "yunet", wrong) == 1
    assert "not the published file" in capsys.readouterr().err
