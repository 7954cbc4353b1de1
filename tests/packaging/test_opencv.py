"""The small OpenCV: has what the program calls, is kept, and is done without where it cannot be."""

import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def opencv(load, monkeypatch, tmp_path):
    module = load("opencv")
    monkeypatch.setenv("PHOTODEDUP_BUILD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "FOLDER", tmp_path / "unpacked")
    monkeypatch.setattr(module, "_problem", lambda: "")
    return module


def keep(opencv, **files: str) -> Path:
    """Put a wheel into the cache, as a build before would have."""
    wheel = opencv._cache() / "opencv_python_headless-4.0-py3-none-any.whl"
    wheel.parent.mkdir(parents=True)
    with zipfile.ZipFile(wheel, "w") as file:
        for name, text in files.items():
            file.writestr(f"cv2/{name}.py", text)
    return wheel


def test_what_the_program_calls_is_read_from_its_source(opencv, tmp_path):
    (tmp_path / "one.py").write_text("import cv2\ncv2.SIFT.create(9)\nx = cv2.error\n")
    assert opencv.names_used(tmp_path) == {"SIFT", "SIFT.create", "error"}
    assert {"ORB.create", "findTransformECC", "imdecode"} <= opencv.names_used(ROOT / "photodedup")


def test_the_published_one_lacks_nothing(opencv, tmp_path):
    assert opencv.missing_names(tmp_path) == []


def test_one_that_lacks_something_is_not_taken_and_says_what(opencv, capsys):
    keep(opencv, __init__="class SIFT: pass\n")
    assert opencv.small_opencv() is None
    told = capsys.readouterr().out
    assert "Taking the published OpenCV along" in told
    assert "SIFT.create" in told


def test_a_kept_wheel_is_used_again(opencv, monkeypatch):
    keep(opencv, __init__="x = 1\n")
    monkeypatch.setattr(opencv, "missing_names", lambda folder: [])
    folder = opencv.small_opencv()
    assert (folder / "cv2/__init__.py").read_text() == "x = 1\n"


def test_other_options_mean_another_wheel(opencv, monkeypatch):
    before = opencv._cache()
    monkeypatch.setattr(opencv, "OPTIONS", ("-DWITH_IPP=ON",))
    assert opencv._cache() != before


def test_without_a_compiler_the_published_one_is_taken(load, monkeypatch, capsys):
    module = load("opencv")
    monkeypatch.setattr(module, "has_compiler", lambda: False)
    assert module.small_opencv() is None
    assert "larger" in capsys.readouterr().out


def test_a_build_that_fails_is_said(opencv, monkeypatch, capsys):
    monkeypatch.setattr(opencv, "_build_wheel", lambda: None)
    assert opencv.small_opencv() is None
    assert "could not be built" in capsys.readouterr().out
