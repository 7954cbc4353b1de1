"""Groups as JSON for other programs."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.photos import Photo, SkippedFile
from photodedup.engine.shot_groups import unfolded

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
        "groups": [_group(group) for group in unfolded(groups)],
        "skipped": [{"path": _text(file.path), "reason": file.reason} for file in skipped],
        "timings_s": dict(timings_s),
    }


def to_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _group(group: Group) -> dict[str, Any]:
    keeper = _keeper(group.keeper, group.keeper_reason)
    members = [_member(member) for member in group.members]
    return {"kind": str(group.kind), "keeper": keeper["path"], "members": [keeper, *members]}


def _keeper(photo: Photo, reason: str) -> dict[str, Any]:
    return {
        "path": _text(photo.path),
        "verdict": "keeper",
        "reason": reason,
        "similarity": 1.0,
        "size_bytes": photo.size_bytes,
        **_extras(photo),
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "path": _text(member.photo.path),
        "verdict": str(member.verdict),
        "reason": member.reason,
        "similarity": member.similarity,
        "size_bytes": member.photo.size_bytes,
        **_extras(member.photo),
    }


def _extras(photo: Photo) -> dict[str, Any]:
    """Companions, protection, and an earlier trashing: named only where there is something."""
    paths = [_text(companion.path) for companion in photo.companions]
    extras: dict[str, Any] = {"companions": paths} if paths else {}
    if photo.is_protected:
        extras["protected"] = True
    if photo.trashed_at is not None:
        extras["trashed"] = photo.trashed_at.isoformat(timespec="seconds")
    return extras


def _text(path: Path) -> str:
    """A path as text; bytes that are no UTF-8 come out as the replacement character."""
    return os.fsencode(path).decode("utf-8", "replace")
