"""How matches and rejected pairs are written and read."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 65_536  # ids of first photos
_WIDE_CACHE_KIB = 131_072  # of two indexes of five million pairs nearly all
_EVIDENCE = tuple(field.name for field in fields(Evidence))
_VERDICTS = {str(verdict): verdict for verdict in Verdict}
_COPIES = frozenset(str(verdict) for verdict in Verdict if verdict.is_copy)
_values_of = attrgetter(*_EVIDENCE)
_read_json = json.JSONDecoder().raw_decode  # without what `loads` asks each time
_write_json = json.JSONEncoder(separators=(",", ":")).encode  # without what `dumps` does each time
_BETWEEN = (
    "first_id IN (SELECT value FROM json_each(?)) AND second_id IN (SELECT value FROM json_each(?))"
)


def insert_pairs(
    con: sqlite3.Connection,
    matches: Sequence[Match],
    rejected: Sequence[tuple[PhotoId, PhotoId]],
) -> None:
    con.executemany(
        "INSERT OR REPLACE INTO matches "
        "(first_id, second_id, verdict, similarity, evidence) VALUES (?, ?, ?, ?, ?)",
        [(m.first, m.second, m.verdict, m.similarity, _to_json(m.evidence)) for m in matches],
    )
    con.executemany("INSERT OR IGNORE INTO rejected_pairs VALUES (?, ?)", rejected)


class MatchRow(NamedTuple):
    """A match as it is stored: there are very many, and few are looked at closely."""

    first: PhotoId
    second: PhotoId
    verdict: str
    similarity: float
    evidence: str

    @property
    def is_copy(self) -> bool:
        return self.verdict in _COPIES

    def match(self) -> Match:
        """What the row says."""
        return self.between(self.first, self.second)

    def between(self, first: PhotoId, second: PhotoId) -> Match:
        """The same of two other photos, those that stand for these."""
        facts, _ = _read_json(self.evidence)
        if "transform" in facts:
            facts["transform"] = tuple(facts["transform"])
        return Match(first, second, _VERDICTS[self.verdict], self.similarity, Evidence(**facts))


def read_matches(con: sqlite3.Connection, among: Collection[PhotoId] | None) -> list[MatchRow]:
    """In order of ids; only between some photos, or all for None."""
    condition, values = _between(among)
    rows = con.execute(
        "SELECT first_id, second_id, verdict, similarity, evidence FROM matches "
        f"WHERE {condition} ORDER BY first_id, second_id",
        values,
    ).fetchall()
    return list(map(MatchRow._make, rows))


def insert_rejected(
    con: sqlite3.Connection, rejected: Iterable[Sequence[tuple[PhotoId, PhotoId]]]
) -> None:
    """Very many, some at a time, by id."""
    (cache,) = con.execute("PRAGMA cache_size").fetchone()
    # They are also sorted by the other id: what is written to all over stays at hand.
    con.execute(f"PRAGMA cache_size = -{_WIDE_CACHE_KIB}")
    try:
        for some in rejected:
            con.executemany("INSERT OR IGNORE INTO rejected_pairs VALUES (?, ?)", some)
    finally:
        con.execute(f"PRAGMA cache_size = {cache}")


def read_judged(
    con: sqlite3.Connection, among: Collection[PhotoId] | None
) -> "Iterator[NDArray[np.int64]]":
    """Blocks (n, 2) of the pairs that were proved to be copies, and of those that could not be
    proved."""
    import numpy as np  # the window starts without it

    verdicts = sorted(_COPIES)
    condition, values = _between(among)
    yield np.empty((0, 2), np.int64)
    is_copy = f"verdict IN ({', '.join('?' * len(verdicts))})"
    copies = f"matches WHERE {condition} AND {is_copy}"
    for rows, given in (
        (copies, [*values, *verdicts]),
        (f"rejected_pairs WHERE {condition}", values),
    ):
        (last,) = con.execute(f"SELECT max(first_id) FROM {rows}", given).fetchone()
        for start in range(0, (last or 0) + 1, _AT_ONCE):
            # As text, because to make an object of each number takes four times as long.
            columns = con.execute(
                f"SELECT group_concat(first_id), group_concat(second_id) FROM {rows} "
                "AND first_id >= ? AND first_id < ?",
                [*given, start, start + _AT_ONCE],
            ).fetchone()
            if columns[0] is not None:
                numbers = [np.fromstring(column, np.int64, sep=",") for column in columns]
                yield np.stack(numbers, axis=1)


def read_rejected(
    con: sqlite3.Connection, among: Collection[PhotoId] | None
) -> list[tuple[PhotoId, PhotoId]]:
    """The pairs that could not be proved."""
    condition, values = _between(among)
    query = f"SELECT first_id, second_id FROM rejected_pairs WHERE {condition}"
    return con.execute(query, values).fetchall()


def _between(photos: Collection[PhotoId] | None) -> tuple[str, list[str]]:
    return ("1", []) if photos is None else (_BETWEEN, [json.dumps(list(photos))] * 2)


def _to_json(evidence: Evidence) -> str:
    known = zip(_EVIDENCE, _values_of(evidence), strict=True)
    return _write_json({name: value for name, value in known if value is not None})
