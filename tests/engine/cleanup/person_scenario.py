"""A clean-up run by an ordinary user, in its own process. Run by test_volumes.py.

`python -m tests.engine.cleanup.person_scenario FOLDER trash|quarantine SPARE...` keeps
photos/free/a.jpg and prints what became of the spares as JSON.
"""

import json
import os
import sys
from pathlib import Path

from photodedup.engine.cleanup import Journal, clean_up, platform_trash
from photodedup.engine.domain import (
    CleanupPlan,
    GroupId,
    Photo,
    PhotoId,
    PlannedRemoval,
    Verdict,
)
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


def main() -> None:
    drop_rights()
    folder, kind, *spares = sys.argv[1:]
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
