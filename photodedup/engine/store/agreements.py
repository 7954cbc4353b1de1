"""Rows of what a person agreed to: groups as they were seen, and copies that are all to stay."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from photodedup.engine.domain.ids import GroupId
from photodedup.engine.store.database import Database
from photodedup.engine.store.decision_log import DecisionLog, Kind, Subject


class AgreementStore:
    """
    Args:
        log: where kept copies are written down a second time. Reviews are not: with a database
            that lost its numbers, the groups have to be looked at again.
    """

    def __init__(self, database: Database, log: DecisionLog | None = None) -> None:
        self._db = database
        self._log = log

    def reviews(self) -> dict[GroupId, str]:
        """How each group looked when it was agreed to."""
        rows = self._db.connection.execute("SELECT group_id, as_seen FROM reviews")
        return {GroupId(group): seen for group, seen in rows}

    def set_reviews(self, reviews: Mapping[GroupId, str | None]) -> None:
        """Write agreements; None takes one back."""
        with self._db.transaction() as con:
            con.executemany(
                "DELETE FROM reviews WHERE group_id = ?",
                [(group,) for group, seen in reviews.items() if seen is None],
            )
            con.executemany(
                "INSERT OR REPLACE INTO reviews VALUES (?, ?)",
                [(group, seen) for group, seen in reviews.items() if seen is not None],
            )

    def kept(self) -> dict[str, str]:
        """Contents that are all to stay, and when that was decided, in UTC as ISO text."""
        return dict(self._db.connection.execute("SELECT contents, decided_at FROM kept_sets"))

    def set_kept(self, kept: Mapping[str, str | None]) -> None:
        """Write such decisions, each with its time; None takes one back."""
        with self._db.transaction() as con:
            for contents, decided_at in kept.items():
                con.execute("DELETE FROM kept_sets WHERE contents = ?", (contents,))
                if decided_at is not None:
                    con.execute("INSERT INTO kept_sets VALUES (?, ?)", (contents, decided_at))
        if self._log is not None:
            self._log.note(
                {Subject(Kind.KEPT, Path(), contents): at for contents, at in kept.items()}
            )


def now_text() -> str:
    """The present moment as these rows hold it."""
    return datetime.now(UTC).isoformat()
