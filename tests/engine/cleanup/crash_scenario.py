"""A clean-up and a restore that die at a given line. Run by test_crashes.py, in its own process.

`python -m tests.engine.cleanup.crash_scenario WORK KILL_AT STEP`: kills itself with SIGKILL
before the KILL_AT-th traced line of the clean-up, the journal or the database; with 0 it runs to
the end and prints how many lines there are.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from photodedup.engine.cleanup import Journal, clean_up, platform_trash, recover, restore
from photodedup.engine.domain import (
    CleanupPlan,
    Companion,
    CompanionKind,
    GroupId,
    Photo,
    PhotoId,
    PlannedCompanion,
    PlannedRemoval,
    Verdict,
)
from photodedup.engine.features.content import content_hash

KEEPER = "keeper.jpg"
FILM_TO_KEEP = "keeper.mov"
UNIT = ("w/live.jpg", "w/live.mov", "w/live.xmp")
SINGLES = ("x/same.jpg", "y/same.jpg", "z/edited.jpg")
SPARES = (*UNIT, *SINGLES)
TRACED = (
    "engine/cleanup/",
    "engine/store/journal.py",
    "engine/store/sidecar_rows.py",
    "engine/store/database.py",
)


def contents(name: str) -> bytes:
    if not name.endswith(".jpg"):
        return b"film" if name.endswith(".mov") else b"sidecar"
    return b"edited" if "edited" in name else b"picture"


def set_up(work: Path) -> None:
    for name in (KEEPER, FILM_TO_KEEP, *SPARES):
        path = work / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents(name))
    (work / "home").mkdir()


def planned(work: Path) -> CleanupPlan:
    keeper, live, *spares = (
        _scanned(work / "photos" / name) for name in (KEEPER, UNIT[0], *SINGLES)
    )
    with_film = PlannedRemoval(
        live, keeper, GroupId(1), Verdict.IDENTICAL, "a spare", _companions(work)
    )
    return CleanupPlan(
        (
            with_film,
            *(
                PlannedRemoval(
                    spare,
                    keeper,
                    GroupId(1),
                    Verdict.EDITED if "edited" in spare.path.name else Verdict.IDENTICAL,
                    "a spare",
                )
                for spare in spares
            ),
        )
    )


def _companions(work: Path) -> tuple[PlannedCompanion, ...]:
    film_to_keep, film, sidecar = (
        Companion(path, kind, path.stat().st_size, path.stat().st_mtime_ns)
        for path, kind in (
            (work / "photos" / FILM_TO_KEEP, CompanionKind.FILM),
            (work / "photos" / UNIT[1], CompanionKind.FILM),
            (work / "photos" / UNIT[2], CompanionKind.SIDECAR),
        )
    )
    return (PlannedCompanion(film, film_to_keep), PlannedCompanion(sidecar))


def _scanned(path: Path) -> Photo:
    status = path.stat()
    return Photo(
        PhotoId(status.st_ino),
        path,
        status.st_size,
        status.st_mtime_ns,
        status.st_dev,
        status.st_ino,
        content_hash(path.read_bytes()),
    )


def clean(work: Path) -> None:
    journal = Journal(work / "journal.db")
    clean_up(planned(work), journal, platform_trash())
    journal.close()


def bring_back(work: Path) -> None:
    journal = Journal(work / "journal.db")
    restore([r.id for r in journal.operations()[0].removals], journal)
    journal.close()


def settle(work: Path) -> None:
    journal = Journal(work / "journal.db")
    recover(journal)
    journal.close()


Steps = dict[str, Callable[[Path], None]]
STEPS: Steps = {"clean": clean, "restore": bring_back, "recover": settle}


class Killer:
    """Counts lines, and kills the process before one of them."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self._kill_at = kill_at

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if not any(part in frame.f_code.co_filename for part in TRACED):
            return None
        if event == "line":
            self.count += 1
            if self.count == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def run_step(work: Path, kill_at: int, step: str, steps: Steps = STEPS) -> int:
    """How many lines it took, if it was left alone."""
    killer = Killer(kill_at)
    sys.settrace(killer.trace)
    steps[step](work)
    sys.settrace(None)
    return killer.count


def run_forked(work: Path, kill_at: int, step: str, steps: Steps = STEPS) -> int:
    """The same in a fork, which is quick: what it died of, or 0."""
    child = os.fork()
    if child == 0:
        try:
            os.environ["HOME"] = str(work / "home")
            run_step(work, kill_at, step, steps)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
            traceback.print_exc()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(steps: Steps = STEPS) -> None:
    print(run_step(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], steps))


if __name__ == "__main__":
    main()
