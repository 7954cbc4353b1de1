"""Any plan on any tangle of files, with a person changing them meanwhile: survivors survive."""

import os
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from photodedup.engine.cleanup import Journal, clean_up, platform_trash, recover, restore
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.plans import CleanupPlan, Destination, PlannedRemoval
from photodedup.engine.features.content import content_hash
from tests.thoroughness import IS_FULL, PATIENT

from .conftest import Shelf

TANGLES = 5_000 if IS_FULL else 100
NAMES = ("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg")
KINDS = ("first", "second", "hard link", "symbolic link")

pytestmark = PATIENT

made = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, len(NAMES) - 1)),
    min_size=len(NAMES),
    max_size=len(NAMES),
)
removals = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(Verdict)),
    min_size=1,
    max_size=6,
)
meddlings = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.booleans(), st.sampled_from(NAMES), st.sampled_from((*KINDS, "nothing"))),
    ),
    max_size=6,
)


def make(folder: Path, name: str, kind: str, other: str) -> None:
    """Put a file or a link at `name`, in place of what was there."""
    path, target = folder / name, folder / other
    path.unlink(missing_ok=True)
    if kind == "hard link" and target.is_file():
        os.link(target, path)
    elif kind == "symbolic link":
        path.symlink_to(target.name)
    elif kind != "nothing":
        path.write_bytes(kind.encode())


class MeddledTrash:
    """The real trash, while somebody changes files just before or just after a move."""

    destination = Destination.TRASH

    def __init__(self, folder: Path, steps) -> None:
        self._trash, self._folder, self._steps = platform_trash(), folder, list(steps)
        self.touched: set[str] = set()

    def probe(self, folder):
        return self._trash.probe(folder)

    def move(self, path, announce=ignore_announcement):
        step = self._steps.pop(0) if self._steps else None
        if step and step[0]:
            self._meddle(*step[1:])
        receipt = self._trash.move(path, announce)
        if step and not step[0]:
            self._meddle(*step[1:])
        return receipt

    def _meddle(self, name: str, kind: str) -> None:
        event("meddled")
        self.touched.add(name)
        make(self._folder, name, kind, NAMES[0])


def planned(shelf: Shelf, wishes) -> CleanupPlan:
    """A plan as no planner would make it: circles, chains, files that are their own survivors."""
    return CleanupPlan(
        tuple(
            PlannedRemoval(
                shelf.scanned(shelf.folder / spare),
                shelf.scanned(shelf.folder / keeper),
                GroupId(1),
                verdict,
                "a wish",
            )
            for spare, keeper, verdict in wishes
            if (shelf.folder / spare).is_file() and (shelf.folder / keeper).is_file()
        )
    )


def assert_survived(row, survivor_hash: str) -> None:
    assert row.survivor.is_file()
    assert not row.survivor.is_symlink()
    assert content_hash(row.survivor.read_bytes()) == survivor_hash
    assert row.trashed_path.lstat().st_ino != row.survivor.lstat().st_ino
    assert content_hash(row.trashed_path.read_bytes()) == row.content_hash
    if row.verdict is Verdict.IDENTICAL:
        assert row.trashed_path.read_bytes() == row.survivor.read_bytes()


@settings(max_examples=TANGLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(made, removals, meddlings)
def test_every_removed_file_leaves_a_proved_survivor(files, wishes, steps):
    with tempfile.TemporaryDirectory() as base, mock.patch.dict(os.environ, HOME=f"{base}/home"):
        shelf = Shelf(Path(base, "photos"))
        shelf.folder.mkdir()
        for name, (kind, other) in zip(NAMES, files, strict=True):
            make(shelf.folder, name, kind, NAMES[other])
        plan, journal = planned(shelf, wishes), Journal(Path(base, "journal.db"))
        trash = MeddledTrash(shelf.folder, steps)

        def check_newest(progress) -> None:
            row = journal.operations()[0].removals[-1]
            if row.state is RemovalState.REMOVED:
                event("removed")
                assert_survived(row, plan.removals[progress.done - 1].survivor.content_hash)

        operation = clean_up(plan, journal, trash, check_newest)

        for row in operation.removed:
            if row.survivor.name not in trash.touched:
                assert_survived(row, journal.entry(row.id).survivor_hash)
        assert recover(journal) == ()
        result = restore([row.id for row in operation.removed], journal)
        assert result.failed == ()
        journal.close()
