"""Good copies of a database: two generations beside it, each checked before it counts."""

import logging
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from photodedup.engine.errors import LibraryError
from photodedup.engine.store.database import Database

log = logging.getLogger(__name__)

DAY_S = 24 * 3600
_ROOM = 2  # sizes of the database that must be free, so that a copy never fills the disk


class Backups:
    """The copies of one database file. The newer is always the last that was whole and checked."""

    def __init__(self, database: Path) -> None:
        self._database = database
        name = f"{database.stem}-backup"
        self.newer = database.with_name(f"{name}-1{database.suffix}")
        self.older = database.with_name(f"{name}-2{database.suffix}")
        self._draft = database.with_name(f"{name}.part")

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.newer, self.older, self._draft)

    def is_due(self) -> bool:
        """Whether the newer copy is a day old, missing, or from the future (a clock set back)."""
        try:
            age_s = time.time() - self.newer.stat().st_mtime
        except OSError:
            return True
        return not 0 <= age_s < DAY_S

    def make(self, database: Database) -> bool:
        """Copy the database, check the copy, and let it take the newer one's place.

        A copy that cannot be made costs safety later but nothing now, so it is only logged;
        returns whether there is a new one.
        """
        try:
            self._write(database)
        except (OSError, LibraryError) as error:
            log.warning("no copy of %s could be made: %s", self._database.name, error)
            with suppress(OSError):
                self._draft.unlink(missing_ok=True)
            return False
        return True

    def _write(self, database: Database) -> None:
        size_bytes = self._database.stat().st_size
        if shutil.disk_usage(self._database.parent).free < _ROOM * size_bytes:
            raise OSError("there is too little room on the disk")
        self._draft.unlink(missing_ok=True)
        database.back_up(self._draft)
        if not is_good(self._draft):
            raise OSError("the copy is damaged")
        _flush(self._draft)
        if self.newer.exists():
            os.replace(self.newer, self.older)
        os.replace(self._draft, self.newer)

    def put_back(self) -> datetime | None:
        """Put the newest good copy in the database's place, which must be free.

        Returns when it was made; None where no copy is good.

        Raises:
            OSError: the copy cannot be written.
        """
        for copy in (self.newer, self.older):
            if not is_good(copy):
                continue
            draft = self._database.with_name(f"{self._database.name}.part")
            shutil.copyfile(copy, draft)
            _flush(draft)
            os.replace(draft, self._database)
            return datetime.fromtimestamp(copy.stat().st_mtime)
        return None

    def exist(self) -> bool:
        return self.newer.exists() or self.older.exists()


def is_good(path: Path) -> bool:
    """Whether a file is a database that passes SQLite's quick check."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as copy:
            (result,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error:
        return False
    return bool(result == "ok")


def _flush(path: Path) -> None:
    """Wait until the disk has the file, so that a power cut cannot leave it half written."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
