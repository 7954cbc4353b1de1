"""Two spellings of a path are told from two places, whatever the volume says of inodes."""

import os

from photodedup.engine.files import spelling
from photodedup.engine.files.spelling import is_one_place


def test_a_path_is_its_own_place(tmp_path):
    assert is_one_place(tmp_path / "not there", tmp_path / "not there")


def test_other_names_are_other_places(tmp_path):
    assert not is_one_place(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert not is_one_place(tmp_path / "a.jpg", tmp_path / "a.jpg" / "a.jpg")


def test_a_folder_that_lists_one_spelling_has_one_file(tmp_path):
    (tmp_path / "Photos").mkdir()
    for spelt in ("photos", "PHOTOS"):
        assert is_one_place(tmp_path / "Photos", tmp_path / spelt)
        assert is_one_place(tmp_path / "Photos" / "a.jpg", tmp_path / spelt / "A.JPG")


def test_a_folder_that_lists_both_has_two(tmp_path, monkeypatch):
    names = {tmp_path: ["Photos", "photos"]}
    monkeypatch.setattr(os, "listdir", lambda folder: names.get(folder, ["a.jpg"]))
    assert not is_one_place(tmp_path / "Photos", tmp_path / "photos")
    assert not is_one_place(tmp_path / "Photos" / "a.jpg", tmp_path / "photos" / "a.jpg")
    assert is_one_place(tmp_path / "Photos" / "a.jpg", tmp_path / "Photos" / "A.jpg")


def test_letters_may_be_composed_or_not(tmp_path):
    composed, apart = "caf\u00e9.jpg", "cafe\u0301.jpg"
    assert is_one_place(tmp_path / composed, tmp_path / apart)
    assert spelling.folded(composed) == spelling.folded(apart)


def test_in_doubt_it_is_one_place(tmp_path):
    missing = tmp_path / "not there"
    assert is_one_place(missing / "a.jpg", missing / "A.jpg")
