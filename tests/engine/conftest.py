"""A home of its own for every engine test, and libraries that are closed when a test ends."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings

from .libraries import read_here
from .review_bench import MakeBench, ReviewBench, Shown

OpenLibrary = Callable[..., Library]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reaches the libraries, settings or trash of whoever runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def read_in_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries read in the test's own process, which takes half a second less for each scan; not
    so in tests marked with `processes`."""
    if "processes" not in request.keywords:
        read_here(monkeypatch.setattr)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """The folder a test puts its photos into."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[OpenLibrary]:
    """Opens a library in the test's folder, as often as wanted, with settings as keywords.

    By hashes alone if no model is asked for: that is quick, and finds no similar pictures.
    """
    opened: list[Library] = []

    def open_it(name: str = "library", **settings: object) -> Library:
        chosen = Settings(**{"model": "none", "device": "cpu", "workers": 2, **settings})
        library = Library(library_places_at(tmp_path / name), chosen)
        opened.append(library)
        return library

    yield open_it
    for library in opened:
        library.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[MakeBench]:
    """Makes libraries of rows without files, see ReviewBench."""
    made: list[ReviewBench] = []

    def make(*shown: Shown, **facts: object) -> ReviewBench:
        made.append(ReviewBench(tmp_path / str(len(made)), shown, **facts))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def no_model_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as if it were installed without its model."""
    (tmp_path / "bundle" / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
