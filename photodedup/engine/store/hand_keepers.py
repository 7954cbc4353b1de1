"""Rows of keepers that a person chose by hand, each with the photos that it was preferred to."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from photodedup.engine.domain.decisions import KEEPERS
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.store.database import Database
from photodedup.engine.store.photo_rows import PHOTO_COLUMNS, PhotoMaker, Remarks


class HandKeepers:
    """What can be learned from: a choice stays known when the other photos are in the trash.

    Args:
        remarks: what is known of photos outside their rows.
    """

    def __init__(self, database: Database, remarks: Remarks) -> None:
        self._db = database
        self._remarks = remarks

    def note(self, keeper: PhotoId, others: Sequence[PhotoId]) -> None:
        """A person chose this photo over these."""
        with self._db.transaction() as con:
            con.execute(
                "INSERT OR REPLACE INTO hand_keepers VALUES (?, ?, ?)",
                (keeper, json.dumps(list(others)), datetime.now(UTC).isoformat()),
            )

    def count(self) -> int:
        """How many of these choices hold."""
        (count,) = self._db.connection.execute(
            f"SELECT count(*) FROM hand_keepers h {_HOLDS}"
        ).fetchone()
        return int(count)

    def latest(self, count: int) -> list[tuple[Photo, tuple[Photo, ...]]]:
        """So many of the choices that hold, the latest first: the keeper, and the others as they
        were."""
        rows = self._db.connection.execute(
            f"SELECT h.photo_id, h.others FROM hand_keepers h {_HOLDS} "
            "ORDER BY h.decided_at DESC, h.photo_id LIMIT ?",
            (count,),
        ).fetchall()
        found = []
        for keeper, others in rows:
            chosen = self._photos([keeper])
            rest = self._photos(json.loads(others))
            if chosen and rest:
                found.append((chosen[0], tuple(rest)))
        return found

    def _photos(self, ids: Sequence[int]) -> list[Photo]:
        """In any state but not yet read; of shots and links nothing is said."""
        query = f"SELECT {PHOTO_COLUMNS} FROM photos WHERE id = ? AND state <> 'new'"
        rows = [row for each in ids for row in self._db.connection.execute(query, (each,))]
        return PhotoMaker(self._remarks)(rows)


_CHOSEN = ", ".join(f"'{choice}'" for choice in sorted(KEEPERS))
_HOLDS = f"JOIN choices c ON c.photo_id = h.photo_id AND c.choice IN ({_CHOSEN})"
