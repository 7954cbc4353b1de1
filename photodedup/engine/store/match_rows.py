"""How matches and rejected pairs are written and read."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict

_EVIDENCE = tuple(field.name for field in fields(Evidence))
_VERDICTS = {str(verdict): verdict for verdict in Verdict}
_read_json = json.JSONDecoder().raw_decode  # without what `loads` asks each time
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


def read_matches(con: sqlite3.Connection, among: Collection[PhotoId] | None) -> list[Match]:
    """In order of ids; only between some photos, or all for None."""
    condition, values = _between(among)
    rows = con.execute(
        "SELECT first_id, second_id, verdict, similarity, evidence FROM matches "
        f"WHERE {condition} ORDER BY first_id, second_id",
        values,
    ).fetchall()
    return [_match(row) for row in rows]


def read_copies(
    con: sqlite3.Connection, among: Collection[PhotoId] | None
) -> list[tuple[PhotoId, PhotoId]]:
    """The pairs that were proved to be copies."""
    verdicts = [str(verdict) for verdict in Verdict if verdict.is_copy]
    condition, values = _between(among)
    query = (
        f"SELECT first_id, second_id FROM matches WHERE {condition} "
        f"AND verdict IN ({', '.join('?' * len(verdicts))})"
    )
    return con.execute(query, [*values, *verdicts]).fetchall()


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
    known = ((name, getattr(evidence, name)) for name in _EVIDENCE)
    facts = {name: value for name, value in known if value is not None}
    return json.dumps(facts, separators=(",", ":"))


def _match(row: tuple[Any, ...]) -> Match:
    first, second, verdict, similarity, evidence = row
    facts, _ = _read_json(evidence)
    if "transform" in facts:
        facts["transform"] = tuple(facts["transform"])
    return Match(first, second, _VERDICTS[verdict], similarity, Evidence(**facts))
