"""Restoring months later, after the program moved to another version, from what an old one wrote.

`tests/data/journal-N.sql` was written by the program when version N of the history was its newest:
four photos trashed, one of them with a name that is no text; of a second clean-up one photo was
restored; a photo that changed stayed. Version 2 has a Live Photo with a sidecar as well.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.library import Library
from photodedup.engine.store.journal import MIGRATIONS

DATA = Path(__file__).resolve().parents[2] / "data"
ODD = os.fsdecode(b"2019/\xff odd.jpg")
UNIT = ("IMG_1.HEIC", "IMG_1.MOV", "IMG_1.xmp")


@pytest.fixture(params=[1, 2])
def past(request, tmp_path) -> tuple[int, Path]:
    """The disk as it is months later: one photo's place was taken, one left the trash when that
    was emptied, one was edited in the trash, and a folder is gone."""
    base = tmp_path / "base"
    (base / "photos").mkdir(parents=True)
    write_journal(request.param, base, tmp_path / "library" / "journal.db")
    trash = base / "home" / ".local" / "share" / "Trash" / "files"
    trash.mkdir(parents=True)
    for name in ("spare.jpg", "taken.jpg", Path(ODD).name, UNIT[0]):
        (trash / name).write_bytes(b"a picture")
    (trash / "changed.jpg").write_bytes(b"edited in the trash")
    (trash / UNIT[1]).write_bytes(b"a film")
    (trash / UNIT[2]).write_bytes(b"<note/>")
    (base / "photos" / "taken.jpg").write_bytes(b"another picture")
    return request.param, base


def write_journal(version: int, base: Path, path: Path) -> None:
    path.parent.mkdir()
    text = (DATA / f"journal-{version}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text.replace("{BASE}", os.fsencode(base).hex()))


def restored(library: Library) -> tuple[dict[str, str], dict[str, str]]:
    """Restore everything: where each photo is now, and why others are not back."""
    rows = [row.id for operation in library.history() for row in operation.removals]
    result = library.restore(rows)
    back = {row.path.name: row.restored_path.name for row in result.restored}
    return back, {row.path.name: reason for row, reason in result.failed}


def test_what_can_come_back_comes_back_and_of_the_rest_it_says_why(past, open_library):
    version, base = past
    library = open_library()

    back, failed = restored(library)

    photos = base / "photos"
    own = {name: name for name in UNIT} if version == 2 else {}
    assert back == {
        "spare.jpg": "spare.jpg",
        "taken.jpg": "taken (restored).jpg",
        Path(ODD).name: Path(ODD).name,
        **own,
    }
    assert (photos / "taken.jpg").read_bytes() == b"another picture"
    assert (photos / "taken (restored).jpg").read_bytes() == b"a picture"
    assert (photos / ODD).read_bytes() == b"a picture"
    assert "emptied" in failed.pop("emptied.jpg")
    assert "changed" in failed.pop("changed.jpg")
    assert "restored before" in failed.pop("restored before.jpg")
    assert "never left" in failed.pop("never left.jpg")
    assert failed == {}


def test_the_history_is_as_it_was_and_the_old_file_is_kept(past, open_library, tmp_path):
    version, _ = past

    operations = open_library().history()

    assert {operation.started_at.year for operation in operations} == {2024}
    states = [row.state for operation in operations for row in operation.removals]
    assert states.count(RemovalState.REMOVED) == (8 if version == 2 else 5)
    assert states.count(RemovalState.RESTORED) == states.count(RemovalState.KEPT) == 1
    kept = tmp_path / "library" / f"journal-version-{version}.backup"
    assert kept.exists() is (version < len(MIGRATIONS))


def test_a_part_of_an_old_live_photo_brings_the_whole_back(open_library, tmp_path):
    base = tmp_path / "base"
    (base / "photos").mkdir(parents=True)
    write_journal(2, base, tmp_path / "library" / "journal.db")
    trash = base / "home" / ".local" / "share" / "Trash" / "files"
    trash.mkdir(parents=True)
    for name, data in zip(UNIT, (b"a picture", b"a film", b"<note/>"), strict=True):
        (trash / name).write_bytes(data)
    library = open_library()
    film = next(r for o in library.history() for r in o.removals if r.path.name == UNIT[1])

    result = library.restore([film.id])

    assert {row.path.name for row in result.restored} == set(UNIT)
    assert {path.name for path in (base / "photos").iterdir()} == set(UNIT)


def test_there_is_a_history_of_every_older_version():
    """A new version of the database brings what the last one wrote."""
    versions = {int(path.stem.removeprefix("journal-")) for path in DATA.glob("journal-*.sql")}
    assert versions >= set(range(1, len(MIGRATIONS)))
