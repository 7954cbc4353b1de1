"""Which previews may lie idle in the cache, as their photos are gone, and since when.

The rows come and go by themselves, in the transaction in which a photo goes or comes back: see
`add_idle_previews`.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.database import Database


@dataclass(frozen=True, slots=True)
class IdlePreview:
    """`path` is where its photo was; None where the library knows nothing of it any more."""

    photo: PhotoId
    path: Path | None


class IdlePreviews:
    """Photos that are not there, of which the cache may still hold a preview."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def idle_since(self, time_s: float, most: int) -> list[IdlePreview]:
        """Those whose photos the library forgot, and those whose photos went before `time_s`
        (Unix time); at most so many."""
        rows = self._db.connection.execute(
            "SELECT i.photo_id, p.path FROM idle_previews i LEFT JOIN photos p "
            "ON p.id = i.photo_id WHERE i.since_s < ? ORDER BY i.since_s LIMIT ?",
            (int(time_s), most),
        )
        return [
            IdlePreview(PhotoId(photo), None if path is None else Path(os.fsdecode(path)))
            for photo, path in rows.fetchall()
        ]

    def begin_anew(self, photos: Iterable[PhotoId], now_s: float) -> None:
        """As if these had gone just now (Unix time)."""
        with self._db.transaction(counts=False) as con:
            con.execute(
                "UPDATE idle_previews SET since_s = ? "
                "WHERE photo_id IN (SELECT value FROM json_each(?))",
                (int(now_s), json.dumps(list(photos))),
            )

    def forget(self, photos: Iterable[PhotoId]) -> None:
        """The cache holds none of these any more."""
        with self._db.transaction(counts=False) as con:
            con.execute(
                "DELETE FROM idle_previews WHERE photo_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(photos)),),
            )

    def last_photo(self) -> PhotoId:
        """The highest number of a photo that the library knows; 0 for none."""
        (last,) = self._db.connection.execute("SELECT max(id) FROM photos").fetchone()
        return PhotoId(last or 0)
