"""Real files in temporary folders, a home with a trash of its own, and a journal."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from photodedup.engine.cleanup import Journal, TrashReceipt
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import CleanupPlan, Destination, PlannedRemoval
from photodedup.engine.features.content import content_hash


@dataclass
class Shelf:
    """A folder of photos that exist on disk."""

    folder: Path
    _count: int = field(default=0)

    def photo(self, name: str, data: bytes = b"a picture") -> Photo:
        """Write a file and describe it as a scan would."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return self.scanned(path)

    def scanned(self, path: Path) -> Photo:
        """Describe a file that exists already."""
        self._count += 1
        status = path.stat()
        return Photo(
            id=PhotoId(self._count),
            path=path,
            size_bytes=status.st_size,
            mtime_ns=status.st_mtime_ns,
            device=status.st_dev,
            inode=status.st_ino,
            content_hash=content_hash(path.read_bytes()),
        )


def group_of(
    keeper: Photo, *others: Photo, verdict: Verdict = Verdict.IDENTICAL, group_id: int = 1
) -> Group:
    """A copies group in which everything but the keeper is marked."""
    members = tuple(Member(photo, verdict, 1.0, "same", is_marked=True) for photo in others)
    return Group(GroupId(group_id), GroupKind.COPIES, keeper, "largest", members)


def plan_of(photo: Photo, survivor: Photo, verdict: Verdict = Verdict.IDENTICAL) -> CleanupPlan:
    """A plan of one removal, made by hand: the disk alone decides whether it may happen."""
    return CleanupPlan((PlannedRemoval(photo, survivor, GroupId(1), verdict, "same"),))


def only(operation):
    (removal,) = operation.removals
    return removal


def assert_stays(operation, photo, *words):
    """The file was left alone, and the row gives a reason that says so."""
    removal = only(operation)
    assert removal.state is RemovalState.KEPT
    assert photo.path.exists()
    for word in words:
        assert word in removal.message


NOWHERE_KNOWN = TrashReceipt(None)


class LyingTrash:
    """A back end that does `act(path)` and returns the receipt it was given."""

    destination = Destination.TRASH

    def __init__(self, act, receipt=NOWHERE_KNOWN):
        self._act = act
        self._receipt = receipt

    def probe(self, folder):
        return None

    def move(self, path, announce=ignore_announcement):
        announce(self._receipt)
        self._act(path)
        return self._receipt


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that no test reaches the trash of whoever runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("SNAP", raising=False)
    return folder


@pytest.fixture
def trash_folder(home: Path) -> Path:
    return home / ".local" / "share" / "Trash"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "photos"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db")
    yield opened
    opened.close()


@pytest.fixture
def other_volume(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system than `tmp_path`, with a volume trash of its own."""
    shared_memory = Path("/dev/shm")
    if not os.access(shared_memory, os.W_OK):
        pytest.skip("this computer has no /dev/shm to serve as a second volume")
    if shared_memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("/dev/shm is on the same volume as the temporary folder")
    known = set(shared_memory.iterdir())
    folder = Path(tempfile.mkdtemp(prefix="photodedup-test-", dir=shared_memory))
    yield folder
    shutil.rmtree(folder)
    own_trash = shared_memory / f".Trash-{os.getuid()}"
    if own_trash not in known:
        shutil.rmtree(own_trash, ignore_errors=True)
