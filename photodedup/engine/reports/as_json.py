"""Groups as JSON for other programs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from photodedup.engine.domain import Group, SkippedFile

SCHEMA = 1


def report(
    photo_count: int,
    groups: Sequence[Group],
    skipped: Sequence[SkippedFile],
    timings_s: Mapping[str, float],
) -> dict[str, Any]:
    """The report as plain values; paths are absolute."""
    return {
        "schema": SCHEMA,
        "photos": photo_count,
        "groups": [_group(group) for group in groups],
        "skipped": [{"path": _text(file.path), "reason": file.reason} for file in skipped],
        "timings_s": dict(timings_s),
    }


def to_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _group(group: Group) -> dict[str, Any]:
    keeper = {
        "path": _text(group.keeper.path),
        "verdict": "keeper",
        "reason": group.keeper_reason,
        "similarity": 1.0,
        "size_bytes": group.keeper.size_bytes,
    }
    members = [
        {
            "path": _text(member.photo.path),
            "verdict": str(member.verdict),
            "reason": member.reason,
            "similarity": member.similarity,
            "size_bytes": member.photo.size_bytes,
        }
        for member in group.members
    ]
    return {"kind": str(group.kind), "keeper": keeper["path"], "members": [keeper, *members]}


def _text(path: Path) -> str:
    """A path as text; bytes that are no UTF-8 come out as the replacement character."""
    return str(path).encode("utf-8", "replace").decode("utf-8") if _is_odd(path) else str(path)


def _is_odd(path: Path) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in str(path))
