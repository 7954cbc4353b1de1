"""A film's content identifier is read from wherever the file keeps it, and junk gives none."""

from pathlib import Path

import pytest

from photodedup.engine.files.films import film_identifier
from tests.engine.pictures_made import film

REAL = Path(__file__).parents[4] / "shared" / "data" / "dev" / "real" / "iphone_xr"


def read(tmp_path: Path, data: bytes) -> str | None:
    path = tmp_path / "film.mov"
    path.write_bytes(data)
    return film_identifier(path)


@pytest.mark.parametrize("is_iso", [False, True])
@pytest.mark.parametrize("is_wide", [False, True])
def test_an_identifier_behind_the_pictures(tmp_path, is_iso, is_wide):
    data = film("1EA799FF-8384", b"pictures" * 100, is_iso=is_iso, is_wide=is_wide)
    assert read(tmp_path, data) == "1EA799FF-8384"


def test_a_film_without_one(tmp_path):
    assert read(tmp_path, film(None)) is None


@pytest.mark.parametrize("data", [b"", b"moov", b"\0" * 100, b"\0\0\0\1moov", b"x" * 5000])
def test_junk(tmp_path, data):
    assert read(tmp_path, data) is None


def test_a_film_cut_anywhere(tmp_path):
    data = film("A-B")
    for end in range(len(data)):
        assert read(tmp_path, data[:end]) is None


def test_a_missing_film(tmp_path):
    assert film_identifier(tmp_path / "nothing.mov") is None


def test_a_real_one():
    if not REAL.is_dir():
        pytest.skip("the photos for trying out are not here")
    assert film_identifier(REAL / "IMG_3589.mov") == "1EA799FF-8384-4BC4-87AA-139A814D9125"
