"""What a library shows, said without numbers of rows, so that two libraries can be compared.

How similar two photos are depends a little on which is laid onto which, so it is left out, and so
is the order of members by it.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.photos import Photo
from photodedup.engine.library import Library

Outcome = dict[str, dict[str, Any]]
_BY_NUMBER = {"id", "shot", "device", "inode"}


def outcome(library: Library, groups: Iterable[Group]) -> Outcome:
    """Groups by kind and keeper, all photos, and what was skipped."""
    return {
        "groups": {f"{group.kind} of {group.keeper.path}": _group(group) for group in groups},
        "photos": {str(p.path): _photo(p) for p in library._photos.photos().values()},
        "skipped": {str(file.path): file.reason for file in library.skipped()},
    }


def differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two outcomes differ, in words."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in sorted({*one, *other}):
            if key not in one or key not in other:
                where = "the second" if key not in one else "the first"
                found.append(f"{at}/{key}: only in {where}: {one.get(key, other.get(key))}")
            else:
                found += differences(one[key], other[key], f"{at}/{key}")
        return found
    return [] if one == other else [f"{at}: {one} <> {other}"]


def _group(group: Group) -> dict[str, Any]:
    return {
        "why": group.keeper_reason,
        "for": group.reasons_for,
        "against": group.reasons_against,
        "look": group.needs_look,
        "is": (group.is_skipped, group.is_reviewed, group.is_accepted, group.is_kept),
        "members": {str(member.photo.path): _member(member) for member in group.members},
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "verdict": str(member.verdict),
        "reason": member.reason,
        "marked": member.is_marked,
        "parts": {
            str(part.photo.path): (str(part.survivor.path), str(part.verdict), part.reason)
            for part in member.parts
        },
    }


def _photo(photo: Photo) -> dict[str, Any]:
    told = {each.name: getattr(photo, each.name) for each in fields(photo)}
    shot = photo.shot
    return {
        **{name: value for name, value in told.items() if name not in _BY_NUMBER},
        "shot": shot and (shot.pictures, shot.capture_count, shot.sidecar_count, shot.mtime_ns),
    }
