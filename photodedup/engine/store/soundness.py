"""Whether the values in a database are such as the program writes, beyond SQLite's own check.

Each question asks for a row that must not be there. A byte that turned inside a value leaves the
database's structure whole, and only shows here.
"""

from enum import Enum
from typing import Final

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.history import RemovalState, SidecarState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import CompanionKind, DateSource
from photodedup.engine.domain.plans import Destination


def _one_of(column: str, values: type[Enum]) -> str:
    """That a value is none of these; an unknown value (NULL) is fine."""
    return f"{column} NOT IN ({', '.join(repr(str(value.value)) for value in values)})"


def _no_number(column: str) -> str:
    return f"({column} = '' OR CAST({column} AS TEXT) GLOB '*[^0-9]*')"


def _no_date(column: str) -> str:
    form = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:*"
    return f"({column} <> '' AND {column} NOT GLOB '{form}')"


def _question(table: str, *faults: str) -> str:
    return f"SELECT 1 FROM {table} WHERE {' OR '.join(faults)} LIMIT 1"


LIBRARY_QUESTIONS: Final = (
    _question("choices", _one_of("choice", Choice)),
    _question(
        "matches",
        _one_of("verdict", Verdict),
        "typeof(similarity) NOT IN ('real', 'integer')",
        "NOT json_valid(evidence)",
    ),
    _question(
        "photos",
        "state NOT IN ('new', 'ready', 'missing')",
        _one_of("date_source", DateSource),
        _no_number("device"),
        _no_number("inode"),
        _no_date("taken_at"),
        *(f"typeof({name}) <> 'integer'" for name in ("size_bytes", "mtime_ns", "pipeline")),
        *(f"typeof({name}) NOT IN ('integer', 'null')" for name in ("width_px", "height_px")),
    ),
    _question("companions", _one_of("kind", CompanionKind)),
)

JOURNAL_QUESTIONS: Final = (
    _question(
        "removals",
        _one_of("state", RemovalState),
        _one_of("verdict", Verdict),
        _one_of("destination", Destination),
        _one_of("companion", CompanionKind),
        _no_number("device"),
        _no_number("inode"),
        _no_date("created_at"),
        _no_date("changed_at"),
    ),
    _question("operations", _no_date("started_at")),
    _question("sidecars", _one_of("state", SidecarState), _no_date("changed_at")),
)
