"""Deleting a library's data removes all that the program stored for it, and no other file."""

from pathlib import Path

import pytest

from photodedup.engine.erasing import erase_library
from photodedup.engine.errors import LibraryError, LibraryInUse
from photodedup.engine.features.model_choice import DEFAULT_MODEL
from photodedup.engine.library import Library
from photodedup.engine.paths import LibraryPlaces, library_places, library_places_at
from photodedup.engine.settings import Settings
from tests.engine import pictures_made as made
from tests.engine.libraries import scan


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file with its contents, every folder with None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def use(places: LibraryPlaces, photos: Path) -> None:
    """Leave behind all that a library can: index, previews, journal, copies, a rescue, a log."""
    for _ in range(2):
        with Library(places, Settings(model=DEFAULT_MODEL, device="cpu", workers=1)) as library:
            scan(library, photos)
            library.clean_up(library.plan(library.groups()))
        places.database.write_bytes(b"damaged" * 1000)
    Library(places, Settings(model="none")).close()
    places.log.write_text("what happened")
    places.folder.joinpath("photodedup.log.1").write_text("what happened before")
    places.folder.joinpath("window.json").write_text("{}")


@pytest.fixture
def photos(photos: Path) -> Path:
    first = made.save(photos / "a.jpg", made.scene(320, 240, seed=1))
    for name in ("b.jpg", "c.jpg"):
        (photos / name).write_bytes(first.read_bytes())
    return photos


def test_the_disk_is_as_it_was_before_the_library(photos, tmp_path, home):
    """But for the trash, where the photos stay, and the models, which all libraries share."""
    places = library_places("mine")
    for folder in (places.folder.parent, places.cache.parent):
        folder.mkdir(parents=True)
    before = tree(tmp_path)
    use(places, photos)
    gone = {"b.jpg", "c.jpg"}
    erased = erase_library(places, keep_history=False)
    after = tree(tmp_path)
    trashed = [name for name in after if "Trash" in name and Path(name).suffix == ".jpg"]
    assert len(trashed) == 2
    assert {name for name in before if name not in after} == {f"photos/{name}" for name in gone}
    new = {name for name in after if name not in before}
    assert {name for name in new if "Trash" not in name and "/models" not in name} == set()
    assert all(after[name] == before[name] for name in after if name in before)
    assert not any(photos in path.parents for path in erased)


def test_the_history_can_be_kept_and_serves_a_new_library(photos, open_library, tmp_path):
    places = library_places_at(tmp_path / "library")
    use(places, photos)
    erase_library(places, keep_history=True)
    assert {path.name for path in places.folder.iterdir()} == {
        *("journal.db", "journal-backup-1.db", "journal-backup-2.db")
    }
    library = open_library()
    assert library.folders() == ()
    assert library.protected_folders() == ()
    removed = [removal.id for row in library.history() for removal in row.removed]
    assert len(library.restore(removed).restored) == 2
    assert len(list(photos.iterdir())) == 3


def test_a_persons_own_files_beside_the_library_stay(photos, tmp_path):
    """Even a library that was put into a folder of photos."""
    places = library_places_at(photos)
    own = {"library.db.txt", "vectors-1.jpg", "journal.dbx", "previews.db", "my library.db"}
    for name in own:
        (photos / name).write_text("mine")
    with Library(places, Settings(model="none")):
        pass
    erase_library(places, keep_history=False)
    assert {path.name for path in photos.iterdir()} == {"a.jpg", "b.jpg", "c.jpg", *own}


def test_links_in_the_library_are_not_followed(photos, tmp_path):
    places = library_places_at(tmp_path / "library")
    with Library(places, Settings(model="none")):
        pass
    (places.folder / "vectors-7.ann").symlink_to(photos / "a.jpg")
    erase_library(places, keep_history=False)
    assert (photos / "a.jpg").exists()
    assert not places.folder.exists()


def test_a_library_that_is_open_stays(open_library, tmp_path):
    library = open_library()
    before = set(tree(tmp_path / "library"))
    with pytest.raises(LibraryInUse):
        erase_library(library.places, keep_history=False)
    assert set(tree(tmp_path / "library")) == before


def test_what_cannot_be_deleted_is_said(photos, tmp_path, monkeypatch):
    places = library_places_at(tmp_path / "library")
    with Library(places, Settings(model="none")):
        pass

    def refuse(path, missing_ok=False):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(LibraryError, match="Permission denied"):
        erase_library(places, keep_history=False)


def test_photos_that_can_be_brought_back_are_counted(photos, open_library):
    library = open_library()
    scan(library, photos)
    assert library.restorable_count() == 0
    library.clean_up(library.plan(library.groups()))
    assert library.restorable_count() == 2
    (operation,) = library.history()
    operation.removed[0].trashed_path.unlink()
    assert library.restorable_count() == 1
