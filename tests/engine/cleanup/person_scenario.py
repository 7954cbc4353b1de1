"""A clean-up run by an ordinary user, in its own process. Run by test_persons.py.

`python -m tests.engine.cleanup.person_scenario FOLDER trash|quarantine SPARE...` keeps
photos/free/a.jpg and prints what became of the spares as JSON. With `restore` in their place it
brings back all that went, and prints that; with `locked` in place of `trash`, photos/locked may
not be looked into any more once the spares are known.
"""

import json
import os
import sys
from pathlib import Path

from photodedup.engine.cleanup import Journal, clean_up, plan_cleanup, platform_trash, restore
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval
from photodedup.engine.features.content import content_hash

CONTENTS = b"a picture"
NOBODY = 65534


def described(path: Path) -> Photo:
    """As an earlier scan saw it, when it could still be read."""
    status = path.stat()
    return Photo(
        PhotoId(status.st_ino),
        path,
        status.st_size,
        status.st_mtime_ns,
        status.st_dev,
        status.st_ino,
        content_hash(CONTENTS),
    )


def drop_rights() -> None:
    """An administrator may do anything; become a person who may not."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def group_of(plan: CleanupPlan) -> Group:
    members = (Member(r.photo, r.verdict, 1.0, r.reason, is_marked=True) for r in plan.removals)
    return Group(GroupId(1), GroupKind.COPIES, plan.removals[0].survivor, "kept", tuple(members))


def bring_back(journal_path: Path) -> list[dict[str, str]]:
    """What became of each removed file, and why."""
    journal = Journal(journal_path)
    removed = [row.id for operation in journal.operations() for row in operation.removed]
    result = restore(removed, journal)
    journal.close()
    back = [{"state": str(row.state), "message": row.message} for row in result.restored]
    return back + [{"state": str(row.state), "message": why} for row, why in result.failed]


def main() -> None:
    drop_rights()
    folder, kind, *spares = sys.argv[1:]
    if kind == "restore":
        print(json.dumps(bring_back(Path(folder) / "journal.db")))
        return
    photos = Path(folder) / "photos"
    keeper = described(photos / "free" / "a.jpg")
    plan = CleanupPlan(
        tuple(
            PlannedRemoval(
                described(photos / spare), keeper, GroupId(1), Verdict.IDENTICAL, "the same file"
            )
            for spare in spares
        )
    )
    if kind == "locked":
        (photos / "locked").chmod(0)
        plan_cleanup([group_of(plan)], probe=platform_trash().probe)
    journal = Journal(Path(folder) / "journal.db")
    operation = clean_up(plan, journal, platform_trash(), quarantine=kind == "quarantine")
    journal.close()
    rows = [
        {
            "state": row.state,
            "message": row.message,
            "destination": row.destination,
            "trashed_path": str(row.trashed_path),
        }
        for row in operation.removals
    ]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
