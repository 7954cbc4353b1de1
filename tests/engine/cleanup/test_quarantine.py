"""Where there is no trash, files may go to a folder on their own volume that explains itself."""

import json
import os
from pathlib import Path

import pytest

from photodedup.engine.cleanup import clean_up, plan_cleanup, quarantine, restore
from photodedup.engine.cleanup.quarantine import INDEX_NAME, Quarantine
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import TrashFailed
from photodedup.engine.files.ignored import QUARANTINE_NAME

from .conftest import group_of


class NoTrash:
    """A volume without a trash."""

    destination = Destination.TRASH

    def probe(self, folder):
        return "This volume has no trash."

    def move(self, path, announce=None):
        raise AssertionError("asked although the probe refused")


@pytest.fixture(autouse=True)
def volume(shelf, monkeypatch) -> Path:
    """As if the photos lay on a volume of their own."""
    monkeypatch.setattr(quarantine, "volume_top", lambda folder: shelf.folder)
    return shelf.folder


def cleared(shelf, journal, *names):
    keeper, spares = shelf.photo("keeper.jpg"), [shelf.photo(name) for name in names]
    plan = plan_cleanup([group_of(keeper, *spares)], probe=NoTrash().probe)
    return clean_up(plan, journal, NoTrash(), quarantine=True)


def test_files_keep_their_relative_paths_and_come_back(shelf, journal, volume):
    operation = cleared(shelf, journal, "2019/a.jpg", "2020/a.jpg")

    folders = list((volume / QUARANTINE_NAME).iterdir())
    assert len(folders) == 1
    assert [r.trashed_path for r in operation.removed] == [
        folders[0] / "2019" / "a.jpg",
        folders[0] / "2020" / "a.jpg",
    ]
    assert {r.destination for r in operation.removed} == {Destination.QUARANTINE}
    result = restore([r.id for r in operation.removed], journal)
    assert [r.restored_path for r in result.restored] == [r.path for r in operation.removed]
    assert all(r.path.exists() for r in operation.removed)


def test_the_index_names_where_each_file_came_from(shelf, journal, volume):
    name = os.fsdecode(b"2019/\xff.jpg")

    (removal,) = cleared(shelf, journal, name).removed

    (index,) = (volume / QUARANTINE_NAME).glob(f"*/{INDEX_NAME}")
    (line,) = map(json.loads, index.read_text().splitlines())
    assert index.parent / line["file"] == removal.trashed_path
    assert Path(line["original"]) == removal.path


def test_nothing_goes_there_unless_the_person_agreed(shelf, journal, volume):
    plan = plan_cleanup(
        [group_of(shelf.photo("a.jpg"), shelf.photo("b.jpg"))], probe=NoTrash().probe
    )

    (removal,) = clean_up(plan, journal, NoTrash()).removals

    assert plan.no_trash == (volume,)
    assert (removal.state, removal.message) == (RemovalState.KEPT, "This volume has no trash.")
    assert not (volume / QUARANTINE_NAME).exists()


def test_a_taken_place_is_not_overwritten(shelf, volume):
    trash = Quarantine("1")
    first = trash.move(shelf.photo("a.jpg", b"one").path)
    second = trash.move(shelf.photo("a.jpg", b"two").path)

    assert first.trashed_path.read_bytes() == b"one"
    assert second.trashed_path.read_bytes() == b"two"


def test_a_file_that_is_gone_is_told(shelf):
    with pytest.raises(TrashFailed, match="no longer there"):
        Quarantine("1").move(shelf.folder / "never-was.jpg")


def test_without_any_writable_folder_it_says_so(shelf, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    assert "may not write" in Quarantine("1").probe(shelf.folder)
    with pytest.raises(TrashFailed, match="may not write"):
        Quarantine("1").move(shelf.photo("a.jpg").path)
    assert (shelf.folder / "a.jpg").exists()
