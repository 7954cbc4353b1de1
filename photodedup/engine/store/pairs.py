"""Rows of what was found between photos: matches, rejected pairs, and the person's choices."""

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from photodedup.engine.domain.decisions import ByHand, Choice
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import ContentPair, Match
from photodedup.engine.store.database import Database
from photodedup.engine.store.decision_log import DecisionLog, Kind, Subject
from photodedup.engine.store.loosening import loosen_pairs, ties_of
from photodedup.engine.store.match_rows import (
    MatchRow,
    insert_pairs,
    insert_rejected,
    read_judged,
    read_matches,
    read_rejected,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Comparable(NamedTuple):
    """What finding needs of one photo besides its vector and preview.

    A tuple, because there is one for every photo, and a tuple is made faster. `shot` is there
    where the photo shares one with others that are readable; `stored_path` is as its row has it,
    which is enough to put photos in order.
    """

    id: PhotoId
    content_hash: str
    pixel_hash: str | None
    is_compared: bool
    is_ready: bool  # else it was read, and is missing now
    shot: ShotId | None = None
    hashes: bytes = b""
    detail: float = 0.0
    burst_id: str | None = None
    stored_path: bytes = b""


_COMPARABLES = """
    SELECT id, content_hash, pixel_hash, is_compared, state = 'ready',
        iif(shot_id IN (
            SELECT shot_id FROM photos WHERE state = 'ready' AND shot_id IS NOT NULL
            GROUP BY shot_id HAVING count(*) > 1
        ), shot_id, NULL),
        hashes, detail, burst_id, path
    FROM photos WHERE state <> 'new' AND {} ORDER BY id"""


class PairStore:
    """Everything between photos of one library.

    Args:
        log: where choices are written down a second time.
    """

    def __init__(self, database: Database, log: DecisionLog | None = None) -> None:
        self._db = database
        self._log = log

    @property
    def database(self) -> Database:
        """Where the rows are."""
        return self._db

    def comparables(self, among: Collection[PhotoId] | None = None) -> list[Comparable]:
        """Photos that were read, by id, also those that are missing now; or some of them."""
        condition = "1" if among is None else "id IN (SELECT value FROM json_each(?))"
        values = [] if among is None else [json.dumps(list(among))]
        query = _COMPARABLES.format(condition)
        rows = self._db.connection.execute(query, values).fetchall()
        # The columns are the fields, in order: half the time of `Comparable(*row)` for each.
        return list(map(tuple.__new__, repeat(Comparable), rows))

    def set_compared(self, photos: Iterable[PhotoId], compared: bool = True) -> None:
        """Whether all pairs of these photos that are worth a look were looked at."""
        with self._db.transaction() as con:
            con.executemany(
                "UPDATE photos SET is_compared = ? WHERE id = ?",
                [(compared, photo) for photo in photos],
            )

    def forget_comparisons(self) -> None:
        """Compare everything again at the next find (another model, another method)."""
        with self._db.transaction() as con:
            con.execute("DELETE FROM matches")
            con.execute("DELETE FROM rejected_pairs")
            con.execute("UPDATE photos SET is_compared = 0")

    # --- matches -----------------------------------------------------------------------------

    def add(self, matches: Sequence[Match], rejected: Sequence[tuple[PhotoId, PhotoId]]) -> None:
        """Store pairs that were proved, and pairs that were looked at in vain."""
        with self._db.transaction() as con:
            insert_pairs(con, matches, rejected)

    def reject(self, pairs: Iterable[Sequence[tuple[PhotoId, PhotoId]]]) -> None:
        """Store very many pairs that were looked at in vain, some at a time, by id."""
        with self._db.transaction() as con:
            insert_rejected(con, pairs)

    def replace(
        self,
        pairs: Sequence[tuple[PhotoId, PhotoId]],
        matches: Sequence[Match],
        rejected: Sequence[tuple[PhotoId, PhotoId]],
    ) -> None:
        """Forget what is stored of these pairs, and store this instead. Photos that hang together
        with no others any more for that are compared again."""
        with self._db.transaction() as con:
            ties = ties_of(con, pairs)
            for table in ("matches", "rejected_pairs"):
                con.executemany(f"DELETE FROM {table} WHERE first_id = ? AND second_id = ?", pairs)
            insert_pairs(con, matches, rejected)
            loosen_pairs(con, ties)

    def matches(self, among: Collection[PhotoId] | None = None) -> list[Match]:
        """Every stored match in order of ids, also those of photos that are missing now: what was
        proved of a photo holds for others with the same pixels. Only those `among` some photos."""
        return [row.match() for row in self.match_rows(among)]

    def match_rows(self, among: Collection[PhotoId] | None = None) -> list[MatchRow]:
        """The same as they are stored."""
        return read_matches(self._db.connection, among)

    def judged_pairs(self) -> set[tuple[PhotoId, PhotoId]]:
        """Pairs that need no second look, smaller id first: proved to be copies, or rejected.

        Two shots of one moment were not looked at closely for that.
        """
        return {(PhotoId(one), PhotoId(other)) for one, other in self.judged_rows().tolist()}

    def judged_rows(self, among: Collection[PhotoId] | None = None) -> "NDArray[np.int64]":
        """The same as (n, 2) ids: there may be millions. Only those `among` some photos."""
        import numpy as np  # the window starts without it

        return np.concatenate([*read_judged(self._db.connection, among)])

    def rejected_pairs(
        self, among: Collection[PhotoId] | None = None
    ) -> set[tuple[PhotoId, PhotoId]]:
        """Pairs that could not be proved."""
        return set(read_rejected(self._db.connection, among))

    def contents(self, photos: Iterable[PhotoId]) -> dict[PhotoId, str]:
        """The content hashes of those of these photos that were read."""
        rows = self._db.connection.execute(
            "SELECT id, content_hash FROM photos WHERE content_hash IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(photos)),),
        ).fetchall()
        return {PhotoId(photo): content for photo, content in rows}

    # --- vectors -----------------------------------------------------------------------------

    def add_vectors(
        self, model: str, photos: Sequence[PhotoId], vectors: "NDArray[np.float32]"
    ) -> None:
        """Store unit vectors of shape (n, dims) in half precision."""
        rows = vectors.astype("<f2")
        with self._db.transaction() as con:
            con.executemany(
                "INSERT OR REPLACE INTO vectors (model, photo_id, vector) VALUES (?, ?, ?)",
                [(model, photo, row.tobytes()) for photo, row in zip(photos, rows, strict=True)],
            )

    def vectors(self, model: str) -> "tuple[list[PhotoId], NDArray[np.float16]]":
        """Ids and vectors (n, dims) of a model, by id; (0, 0) when there are none."""
        import numpy as np  # the window starts without it

        from photodedup.engine.store.vector_rows import vector_blocks

        blocks = list(vector_blocks(self._db, model))
        if not blocks:
            return [], np.empty((0, 0), np.float16)
        ids = [PhotoId(photo) for block, _ in blocks for photo in block.tolist()]
        return ids, np.concatenate([vectors for _, vectors in blocks])

    def without_vector(self, model: str) -> list[PhotoId]:
        """Readable photos that this model has not seen."""
        return [
            PhotoId(row[0])
            for row in self._db.connection.execute(
                "SELECT id FROM photos WHERE state = 'ready' "
                "AND id NOT IN (SELECT photo_id FROM vectors WHERE model = ?) ORDER BY id",
                (model,),
            )
        ]

    # --- choices and facts ---------------------------------------------------------------------

    def choices(self) -> dict[PhotoId, Choice]:
        """What the person decided about photos, by photo."""
        return {
            PhotoId(photo): Choice(choice)
            for photo, choice in self._db.connection.execute("SELECT * FROM choices")
        }

    def set_choices(self, choices: dict[PhotoId, Choice | None]) -> None:
        """Write decisions; None takes one back. Photos whose rows are gone are left out: an undo
        may come after that."""
        with self._db.transaction() as con:
            for photo, choice in choices.items():
                if choice is None:
                    con.execute("DELETE FROM choices WHERE photo_id = ?", (photo,))
                else:
                    con.execute(
                        "INSERT OR REPLACE INTO choices SELECT id, ? FROM photos WHERE id = ?",
                        (choice, photo),
                    )
        if self._log is not None:
            self._log.note({self._subject(photo): choice for photo, choice in choices.items()})

    def _subject(self, photo: PhotoId) -> Subject:
        """A photo by what a database that lost its numbers can find it again."""
        row = self._db.connection.execute(
            "SELECT path, content_hash FROM photos WHERE id = ?", (photo,)
        ).fetchone()
        path, content_hash = row or (b"", None)
        return Subject(Kind.CHOICE, Path(os.fsdecode(path)), content_hash or "")

    def choices_by_content(self) -> list[tuple[Path, str, Choice]]:
        """Every choice with the path and the content hash of its photo."""
        rows = self._db.connection.execute(
            "SELECT p.path, p.content_hash, c.choice FROM choices c JOIN photos p "
            "ON p.id = c.photo_id WHERE p.content_hash IS NOT NULL ORDER BY c.photo_id"
        )
        return [(Path(os.fsdecode(path)), digest, Choice(choice)) for path, digest, choice in rows]

    def photo_of_content(self, path: Path, content_hash: str) -> PhotoId | None:
        """The photo that has this path and this content."""
        row = self._db.connection.execute(
            "SELECT id FROM photos WHERE path = ? AND content_hash = ?",
            (os.fsencode(path), content_hash),
        ).fetchone()
        return None if row is None else PhotoId(row[0])

    def rulings(self) -> dict[ContentPair, ByHand]:
        """What the person decided about pairs of contents."""
        rows = self._db.connection.execute("SELECT first_hash, second_hash, ruling FROM rulings")
        return {(first, second): ByHand(ruling) for first, second, ruling in rows}

    def ruling_times(self) -> dict[ContentPair, datetime]:
        """When each of them was decided, in UTC; those decided in one act have one time."""
        rows = self._db.connection.execute(
            "SELECT first_hash, second_hash, decided_at FROM rulings"
        )
        return {(first, second): datetime.fromisoformat(at) for first, second, at in rows}

    def set_rulings(
        self, rulings: Mapping[ContentPair, ByHand | None], decided_at: str | None = None
    ) -> None:
        """Write decisions about contents; None takes one back. `decided_at` in UTC, as ISO text;
        None for now."""
        now = decided_at or datetime.now(UTC).isoformat()
        with self._db.transaction() as con:
            for pair, ruling in rulings.items():
                if ruling is None:
                    con.execute(
                        "DELETE FROM rulings WHERE first_hash = ? AND second_hash = ?", pair
                    )
                else:
                    con.execute(
                        "INSERT OR REPLACE INTO rulings VALUES (?, ?, ?, ?)", (*pair, ruling, now)
                    )
        if self._log is not None:
            self._log.note(
                {
                    Subject(Kind.RULING, Path(), " ".join(pair)): ruling and f"{ruling} {now}"
                    for pair, ruling in rulings.items()
                }
            )

    def fact(self, name: str) -> str | None:
        """A stored fact by its name; None if it is not there."""
        row = self._db.connection.execute(
            "SELECT value FROM facts WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Store a fact, in place of an older one of that name."""
        with self._db.transaction() as con:
            con.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def decide(self, name: str, value: str) -> None:
        """A fact that the person chose, so it is written down a second time."""
        self.set_fact(name, value)
        if self._log is not None:
            self._log.note({Subject(Kind.SETTING, Path(), name): value})

    def drop_fact(self, name: str) -> None:
        """Forget a fact."""
        with self._db.transaction() as con:
            con.execute("DELETE FROM facts WHERE name = ?", (name,))
