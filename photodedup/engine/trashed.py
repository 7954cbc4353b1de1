"""Which files are in the trash by the journal, so that one that comes back is recognised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photodedup.engine.domain.history import Operation
from photodedup.engine.domain.ids import RemovalId


@dataclass(frozen=True, slots=True)
class _Trashed:
    removal: RemovalId
    at: datetime
    survivor: Path


class TrashedFiles:
    """Photos that clean-ups removed and that were not restored, by their contents."""

    def __init__(self) -> None:
        self._by_content: dict[str, list[_Trashed]] = {}

    def learn(self, operations: Iterable[Operation]) -> None:
        """Take in the whole journal anew."""
        found: dict[str, list[_Trashed]] = {}
        for operation in operations:
            for removal in operation.removed:
                if removal.companion is None and removal.content_hash:
                    row = _Trashed(removal.id, operation.started_at, removal.survivor)
                    found.setdefault(removal.content_hash, []).append(row)
        self._by_content = found

    def knows(self, content_hash: str) -> bool:
        """Whether a file with these contents was moved to the trash at all."""
        return content_hash in self._by_content

    def trashed_at(self, path: Path, content_hash: str, came_after: int) -> datetime | None:
        """When a file with these contents was last moved to the trash before this one came.

        `came_after` is the newest removal at that time. The photo that stayed for it is no such
        file, whenever it was found.
        """
        earlier = [
            row
            for row in self._by_content.get(content_hash, ())
            if row.removal <= came_after and row.survivor != path
        ]
        return max(earlier, key=lambda row: row.removal).at if earlier else None
