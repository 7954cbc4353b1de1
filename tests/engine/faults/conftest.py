"""A library with a past: photos, a decision, a clean-up, and good copies of its databases."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from photodedup.engine.library import Library
from photodedup.engine.store import database as database_module
from tests.engine import pictures_made as made
from tests.engine.libraries import scan


@dataclass
class Past:
    """What must still be true after any fault."""

    photos: Path
    folder: Path  # of the library
    files: dict[str, bytes]  # every photo that is in its place

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.db"

    def assert_no_photo_changed(self) -> None:
        assert contents(self.photos) == self.files


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def decide(library: Library, keeper: str) -> None:
    """Choose a keeper by its file's name, in whatever group it is."""
    for group in library.groups():
        for photo in group.photos:
            if photo.path.name == keeper:
                library.set_keeper(group.id, photo.id)
                return
    raise AssertionError(f"{keeper} is in no group")


def keepers(library: Library) -> set[str]:
    return {group.keeper.path.name for group in library.groups()}


@pytest.fixture
def past(open_library, photos: Path, tmp_path: Path) -> Past:
    """Two groups of three identical files; of a third group a copy went to the trash.

    The copies of both databases are from before the decision about the second group.
    """
    for group in range(3):
        first = made.save(photos / f"{group}a.jpg", made.scene(640, 480, seed=group + 1))
        for letter in "bc":
            (photos / f"{group}{letter}.jpg").write_bytes(first.read_bytes())
    library = open_library()
    scan(library, photos)
    decide(library, "0b.jpg")
    third = [group for group in library.groups() if group.keeper.path.name == "2a.jpg"]
    library.clean_up(library.plan(third))
    decide(library, "1c.jpg")
    library.close()
    return Past(photos, tmp_path / "library", contents(photos))


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up at once where another program holds a database."""
    monkeypatch.setattr(database_module, "WAIT_S", 0.05)
