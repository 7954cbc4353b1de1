"""An ordinary user, no administrator: what may not be moved stays, and says why."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .person_scenario import NOBODY

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def persons_folder() -> Iterator[Path]:
    """A folder of an ordinary user, whoever runs the tests."""
    yield from persons_folder_on(None)


@pytest.fixture
def persons_other_volume() -> Iterator[Path]:
    """The same on another volume than the person's home, with a trash of its own there."""
    shared_memory = Path("/dev/shm")
    if not os.access(shared_memory, os.W_OK):
        pytest.skip("this computer has no /dev/shm to serve as a second volume")
    trash = shared_memory / f".Trash-{NOBODY if os.geteuid() == 0 else os.getuid()}"
    was_there = trash.exists()
    yield from persons_folder_on(shared_memory)
    if not was_there:
        shutil.rmtree(trash, ignore_errors=True)


def persons_folder_on(volume: Path | None) -> Iterator[Path]:
    outer = Path(tempfile.mkdtemp(prefix="photodedup-test-", dir=volume))
    outer.chmod(0o755)  # not writable for the person: a quarantine must stay inside `folder`
    folder = outer / "person"
    folder.mkdir()
    for name in ("home", "photos", "photos/locked", "photos/free"):
        (folder / name).mkdir()
    for name in ("free/a.jpg", "locked/b.jpg", "free/c.jpg"):
        (folder / "photos" / name).write_bytes(b"a picture")
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    (folder / "photos" / "locked").chmod(0o700)
    (folder / "home").chmod(0o700)
    shutil.rmtree(outer)


def clear_as_person(folder: Path, *spares: str, quarantine: bool = False) -> list[dict[str, str]]:
    """Run a clean-up that keeps free/a.jpg, as a user without an administrator's rights."""
    return run_as_person(folder, "quarantine" if quarantine else "trash", *spares)


def restore_as_person(folder: Path) -> list[dict[str, str]]:
    """Bring back all that went, as the same user."""
    return run_as_person(folder, "restore")


def run_as_person(folder: Path, *words: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", f"{__package__}.person_scenario", str(folder), *words]
    environment = dict(os.environ, HOME=str(folder / "home"))
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_read_only_folder_keeps_its_files(persons_folder):
    (persons_folder / "photos" / "locked").chmod(0o555)

    locked, free = clear_as_person(persons_folder, "locked/b.jpg", "free/c.jpg")

    assert locked["state"] == "kept"
    assert "permission to change its folder" in locked["message"]
    assert (persons_folder / "photos" / "locked" / "b.jpg").read_bytes() == b"a picture"
    assert free["state"] == "removed"
    notes = persons_folder.glob("home/.local/share/Trash/info/*")
    assert [note.name for note in notes] == ["c.jpg.trashinfo"]


def test_an_unreadable_file_stays(persons_folder):
    (persons_folder / "photos" / "free" / "c.jpg").chmod(0)

    (row,) = clear_as_person(persons_folder, "free/c.jpg")

    assert row["state"] == "kept"
    assert "cannot be read" in row["message"]


def test_an_unreadable_survivor_keeps_its_spares(persons_folder):
    (persons_folder / "photos" / "free" / "a.jpg").chmod(0)

    (row,) = clear_as_person(persons_folder, "free/c.jpg")

    assert row["state"] == "kept"
    assert "a.jpg, cannot be read" in row["message"]


def test_an_unusable_trash_is_told_and_quarantine_stays_below_what_the_person_owns(persons_folder):
    (persons_folder / "home").chmod(0o555)

    (kept,) = clear_as_person(persons_folder, "free/c.jpg")
    assert (kept["state"], kept["destination"]) == ("kept", "nowhere")

    (row,) = clear_as_person(persons_folder, "free/c.jpg", quarantine=True)
    assert (row["state"], row["destination"]) == ("removed", "quarantine")
    assert Path(row["trashed_path"]).read_bytes() == b"a picture"


def test_a_person_gets_photos_back(persons_folder):
    (row,) = clear_as_person(persons_folder, "free/c.jpg")
    assert Path(row["trashed_path"]).is_relative_to(persons_folder / "home")

    assert [row["state"] for row in restore_as_person(persons_folder)] == ["restored"]
    assert (persons_folder / "photos" / "free" / "c.jpg").read_bytes() == b"a picture"


def test_a_person_gets_photos_back_on_another_volume(persons_other_volume):
    """The home is elsewhere, so that the volume's own trash is used: that of this person."""
    folder = persons_other_volume
    (folder / "home").rmdir()
    elsewhere = Path(tempfile.mkdtemp(prefix="photodedup-test-"))
    elsewhere.chmod(0o777)
    (folder / "home").symlink_to(elsewhere)

    (row,) = clear_as_person(folder, "free/c.jpg")

    assert row["state"] == "removed", row["message"]
    assert Path(row["trashed_path"]).is_relative_to("/dev/shm")
    assert ".Trash-" in row["trashed_path"]
    assert [row["state"] for row in restore_as_person(folder)] == ["restored"]
    assert (folder / "photos" / "free" / "c.jpg").read_bytes() == b"a picture"
    (folder / "home").unlink()
    (folder / "home").mkdir()
    shutil.rmtree(elsewhere)


def test_a_restore_into_a_folder_that_became_read_only_says_so_and_works_later(persons_folder):
    locked = persons_folder / "photos" / "locked"
    clear_as_person(persons_folder, "locked/b.jpg")
    locked.chmod(0o555)

    (row,) = restore_as_person(persons_folder)

    assert row["state"] == "removed"
    assert "permission to change its folder" in row["message"]
    locked.chmod(0o755)
    assert [row["state"] for row in restore_as_person(persons_folder)] == ["restored"]
    assert (locked / "b.jpg").read_bytes() == b"a picture"


def test_a_restore_from_a_trash_that_may_not_be_read_any_more_says_so(persons_folder):
    clear_as_person(persons_folder, "free/c.jpg")
    home = persons_folder / "home"
    home.chmod(0)

    (row,) = restore_as_person(persons_folder)

    assert row["state"] == "removed"
    assert "no permission to look into" in row["message"]
    home.chmod(0o755)
    assert [row["state"] for row in restore_as_person(persons_folder)] == ["restored"]


def test_a_folder_that_may_not_be_looked_into_any_more_stops_no_clean_up(persons_folder):
    """Permission lost between plan and move: its files stay, and the others go."""
    locked = persons_folder / "photos" / "locked"
    inner = locked / "inner"
    inner.mkdir()
    (inner / "d.jpg").write_bytes(b"a picture")
    if os.geteuid() == 0:
        for path in (inner, inner / "d.jpg"):
            os.chown(path, NOBODY, NOBODY)

    hidden, free = run_as_person(persons_folder, "locked", "locked/inner/d.jpg", "free/c.jpg")

    locked.chmod(0o755)
    assert (hidden["state"], free["state"]) == ("kept", "removed")
    assert (inner / "d.jpg").read_bytes() == b"a picture"
