"""Whatever lies on the disk and whoever changes it meanwhile: every file that goes has a survivor.

Real files under several names at once: hard links, symbolic links, folders reached through a link
or a second mount (as a name in another case reaches the same file), RAW files with their JPEGs,
films and sidecars, protected folders, folders chosen twice. PHOTODEDUP_FULL_TESTS=1 makes 20,000
plans.
"""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from photodedup.engine.cleanup import Journal, clean_up, plan_cleanup, platform_trash, recover
from photodedup.engine.cleanup import restore as bring_back
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import Destination
from photodedup.engine.features.content import content_hash
from photodedup.engine.files.protected import ProtectedFolders
from photodedup.engine.shot_groups import fold
from tests.factories import make_group, make_member
from tests.thoroughness import IS_FULL, PATIENT

from .conftest import Shelf
from .shelves import as_shot, with_companions

PLANS = 20_000 if IS_FULL else 100
PICTURES = ("first", "other")  # of one size, so that only their bytes tell them apart
FOLDERS = ("one", "two")
ALIASES = {"one": "ONE", "two": "link"}
SLOTS = tuple(f"{folder}/{name}.jpg" for folder in FOLDERS for name in "abc")

pytestmark = PATIENT

slots = st.tuples(
    st.sampled_from(("first", "first", "first", "other", "hard link", "symbolic link")),
    st.integers(0, len(SLOTS) - 1),  # linked to
    st.sampled_from((None,) * 5 + ("a film", "b film")),
    st.sampled_from((None,) * 6 + ("raw 1", "raw 2")),
    st.booleans(),  # has a sidecar
)
meddlings = st.one_of(
    st.none(),
    st.tuples(
        st.booleans(),  # before the move, not after it
        st.sampled_from(SLOTS),
        st.sampled_from((*PICTURES, "hard link", "symbolic link", "nothing", "quiet edit")),
    ),
)


@dataclass(frozen=True)
class Tangle:
    """What is on the disk, what was wished for, and what happens meanwhile."""

    files: Sequence[tuple]
    groups: Sequence[tuple]
    is_folded: bool
    protected: tuple[str, ...]
    is_protected_late: bool
    steps: Sequence[tuple | None]


tangles = st.builds(
    Tangle,
    st.lists(slots, min_size=len(SLOTS), max_size=len(SLOTS)),
    st.lists(
        st.tuples(
            st.lists(
                st.tuples(
                    st.integers(0, 23),
                    st.sampled_from((Verdict.IDENTICAL, *Verdict)),
                    st.sampled_from((True, True, True, False)),  # marked
                ),
                min_size=3,
                max_size=7,
                unique_by=lambda chosen: chosen[0],
            ),
            st.integers(0, 9),  # skipped if 9
        ),
        min_size=1,
        max_size=3,
    ),
    st.booleans(),
    st.sampled_from(((), (), (), *((name,) for name in (*FOLDERS, *ALIASES.values())))),
    st.booleans(),
    st.lists(meddlings, max_size=4),
)


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    """Two folders and a second name for each: a second mount where one can be made, and a link."""
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="photodedup-test-", dir=where))
    for name in FOLDERS:
        (folder / name).mkdir()
    (folder / "link").symlink_to("two")
    second = folder / "ONE"
    second.mkdir()
    bind = 4096
    is_mounted = hasattr(libc, "mount") and not libc.mount(
        os.fsencode(folder / "one"), os.fsencode(second), None, bind, None
    )
    if not is_mounted:
        second.rmdir()
        second.symlink_to("one")
    yield folder
    if is_mounted:
        libc.umount(os.fsencode(second))
    shutil.rmtree(folder)


libc = ctypes.CDLL(None)


def put(folder: Path, name: str, kind: str, other: str) -> None:
    """Put a file or a link there, in place of what was there."""
    path, target = folder / name, folder / other
    if kind == "quiet edit":
        _edit_quietly(path)
        return
    path.unlink(missing_ok=True)
    if kind == "hard link" and target.is_file():
        os.link(target, path)
    elif kind == "symbolic link":
        path.symlink_to(target)
    elif kind != "nothing":
        path.write_bytes(kind.encode())


def _edit_quietly(path: Path) -> None:
    """Other bytes of the same number, and the old date: as by a clock that was set back."""
    if path.is_file():
        status = path.stat()
        path.write_bytes(b"edits"[: status.st_size].ljust(status.st_size))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def fill(ground: Path, files: Sequence[tuple]) -> Shelf:
    for folder in FOLDERS:
        for old in (ground / folder).iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for name, (kind, other, film, raw, has_sidecar) in zip(SLOTS, files, strict=True):
        put(ground, name, kind, SLOTS[other])
        stem = ground / name.removesuffix(".jpg")
        for suffix, data in (("mov", film), ("cr2", raw), ("xmp", "note" if has_sidecar else None)):
            if data:
                stem.with_suffix(f".{suffix}").write_bytes(data.encode())
    return Shelf(ground)


def seen(shelf: Shelf) -> list[Photo]:
    """Every picture under every name, as if no scan had noticed that some are the same."""
    found: list[Photo] = []
    for name in SLOTS:
        folder = Path(name).parts[0]
        for reached in (name, name.replace(folder, ALIASES[folder], 1)):
            path = shelf.folder / reached
            if not path.is_file():
                continue
            beside = {
                f"{path.stem}__{end}": path.with_suffix(f".{end}").read_bytes()
                for end in ("mov", "xmp")
                if path.with_suffix(f".{end}").exists()
            }
            pictures = [with_companions(shelf, shelf.scanned(path), **beside)]
            raw = path.with_suffix(".cr2")
            if raw.exists():
                pictures = as_shot(shelf.scanned(raw), *pictures)
            found += pictures
    return found


def grouped(photos: Sequence[Photo], tangle: Tangle) -> list[Group]:
    groups = []
    for number, (chosen, skipped) in enumerate(tangle.groups, start=1):
        unique = {photos[index % len(photos)].id: (index, v, m) for index, v, m in chosen}
        (keeper, *_), *others = unique.values()
        if others:
            members = [
                make_member(photos[index % len(photos)], verdict, is_marked=is_marked)
                for index, verdict, is_marked in others
            ]
            kept = photos[keeper % len(photos)]
            groups.append(make_group(number, keeper=kept, members=members, is_skipped=skipped == 9))
    return fold(groups, {}) if tangle.is_folded else groups


class MeddledTrash:
    """The real trash, while somebody changes files just before or just after a move."""

    destination = Destination.TRASH

    def __init__(self, ground: Path, steps: Sequence[tuple | None]) -> None:
        self._trash, self._ground, self._steps = platform_trash(), ground, list(steps)
        self.is_touched = False
        self.edited: set[int] = set()  # inodes of files that were edited in place

    def probe(self, folder):
        return self._trash.probe(folder)

    def move(self, path, announce=ignore_announcement):
        step = self._steps.pop(0) if self._steps else None
        self._meddle(step, is_before=True)
        receipt = self._trash.move(path, announce)
        self._meddle(step, is_before=False)
        return receipt

    def _meddle(self, step, *, is_before: bool) -> None:
        if step and step[0] is is_before:
            event("meddled")
            self.is_touched = True
            _, name, kind = step
            if kind == "quiet edit" and (self._ground / name).is_file():
                self.edited.add((self._ground / name).stat().st_ino)
            put(self._ground, name, kind, SLOTS[0])


def contents(ground: Path) -> dict[str, bytes]:
    paths = (path for folder in FOLDERS for path in (ground / folder).iterdir())
    return {str(path.relative_to(ground)): path.read_bytes() for path in paths if path.is_file()}


def assert_survived(row, survivor_hash: str) -> None:
    """At this moment: the file is in the trash, whole, and its survivor readable in its place."""
    trashed = row.trashed_path
    assert content_hash(trashed.read_bytes()) == row.content_hash
    assert row.survivor.is_file()
    assert not row.survivor.is_symlink()
    assert content_hash(row.survivor.read_bytes()) == survivor_hash
    assert not row.survivor.samefile(trashed)
    if row.verdict is Verdict.IDENTICAL and row.companion is None:
        assert row.survivor.read_bytes() == trashed.read_bytes()


def attack(ground: Path, base: Path, tangle: Tangle) -> None:
    shelf = fill(ground, tangle.files)
    before, photos = contents(ground), seen(shelf)
    groups = grouped(photos, tangle) if photos else []
    locked = ProtectedFolders([ground / name for name in tangle.protected])
    early = (lambda _: None) if tangle.is_protected_late else locked.why_stays
    trash, journal = MeddledTrash(ground, tangle.steps), Journal(base / "journal.db")
    plan = plan_cleanup(groups, probe=trash.probe, why_stays=early)
    seen_rows = 0

    def check_newest(_) -> None:
        nonlocal seen_rows
        rows = journal.operations()[0].removals
        fresh, seen_rows = rows[seen_rows:], len(rows)
        for row in fresh:
            if row.state is RemovalState.REMOVED:
                event("a removal")
                entry = journal.entry(row.id)
                if row is fresh[-1] or not trash.is_touched:
                    assert_survived(row, entry.survivor_hash)

    operation = clean_up(plan, journal, trash, check_newest, why_stays=locked.why_stays)

    assert recover(journal) == ()
    assert not any(locked.why_stays(row.path) for row in operation.removed)
    units = [
        {r.state for r in operation.removals if r.unit == unit} for unit in units_of(operation)
    ]
    if not trash.is_touched:
        assert all(len(states) == 1 for states in units)
        assert not any(row.state is RemovalState.LOST_TRACK for row in operation.removals)
        for row in operation.removed:
            assert_survived(row, journal.entry(row.id).survivor_hash)
    result = bring_back([row.id for row in operation.removed], journal)
    for row, why in result.failed:  # edited by another name of the file that is in the trash
        assert "has changed" in why
        assert row.trashed_path.stat().st_ino in trash.edited
    if not trash.is_touched:
        assert contents(ground) == before
    journal.close()


def units_of(operation) -> set:
    return {row.unit for row in operation.removals if row.unit is not None}


@settings(max_examples=PLANS, deadline=None, suppress_health_check=list(HealthCheck))
@given(tangles)
def test_every_removed_file_leaves_a_survivor_in_any_tangle(ground, tangle):
    trash_base = tempfile.TemporaryDirectory(dir=ground)
    with trash_base as base, mock.patch.dict(os.environ, HOME=f"{base}/home"):
        attack(ground, Path(base), tangle)


def test_the_tangle_reaches_one_file_by_several_names(ground):
    """The grounds hold what they promise."""
    shelf = fill(ground, [("first", 0, "a film", "raw 1", True)] * len(SLOTS))
    photos = seen(shelf)
    assert len(photos) == 4 * len(SLOTS)
    assert len({(photo.device, photo.inode) for photo in photos}) == 2 * len(SLOTS)
    assert replace(photos[0], companions=()).shot is not None
