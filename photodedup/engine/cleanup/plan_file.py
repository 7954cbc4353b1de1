"""A clean-up plan as a file, and what of it still holds in the library that it was made of.

The file only says which marked photos a person agreed to let go. What they are to each other is
asked of the library again: a plan that was changed by hand, or has become old, proves nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval
from photodedup.engine.errors import CleanupRefused

SCHEMA = 1
KIND = "photodedup plan"

NOT_IN_LIBRARY = "The library holds it in no group any more. Find duplicates again, then plan."
OTHER_KEEPER = "The photo to keep for it is now {path}, not the one that the plan names."
CHANGED = "It changed since the plan was made."
KEEPER_CHANGED = "The photo to keep for it changed since the plan was made."
OTHER_VERDICT = "The library now says “{now}” of it, the plan says “{then}”."
SKIPPED = "You chose to keep all photos of its group since the plan was made."
NOT_MARKED = "It is not proved to be a copy, and it is not marked in the library any more."
PROTECTED = "It is in a protected folder."
PART_MISSING = "It goes only together with {path}, and the plan does not let that go."


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One photo that a plan lets go, and the photo that is to stay for it, with the hashes (hex)
    of both as they were when the plan was made."""

    path: Path
    keep: Path
    verdict: Verdict
    content_hash: str
    keep_hash: str


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan that was read from a file: the folder of its library, and the photos by path."""

    library: Path
    removals: Mapping[Path, PlannedFile]


def plan_facts(plan: CleanupPlan, library: Path) -> dict[str, Any]:
    """A plan as plain values for JSON; photos alone, as their companions go with them."""
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "library": str(library),
        "removals": [_facts(removal) for removal in plan.removals],
        "stay": [
            {"path": str(refusal.photo.path), "reason": refusal.reason} for refusal in plan.refused
        ],
    }


def plan_text(plan: CleanupPlan, library: Path) -> str:
    """The same as the text of a file. Names whose bytes are no UTF-8 are written as escapes."""
    facts = plan_facts(plan, library)
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(facts, indent=2)
    return text + "\n"


def _facts(removal: PlannedRemoval) -> dict[str, Any]:
    return {
        "path": str(removal.photo.path),
        "keep": str(removal.survivor.path),
        "verdict": str(removal.verdict),
        "reason": removal.reason,
        "size_bytes": removal.size_bytes,
        "content_hash": removal.photo.content_hash,
        "keep_hash": removal.survivor.content_hash,
    }


def read_plan(path: Path) -> PlanFile:
    """
    Raises:
        CleanupRefused: the file cannot be read, or is no plan; the message says why.
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CleanupRefused(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CleanupRefused(f"{path} is no plan: it is not JSON.") from error
    if not isinstance(facts, dict) or facts.get("kind") != KIND:
        raise CleanupRefused(f"{path} is no plan of photodedup.")
    if facts.get("schema") != SCHEMA:
        raise CleanupRefused(f"{path} was written by a later version of photodedup.")
    try:
        listed = [_planned(entry) for entry in facts["removals"]]
        plan = PlanFile(Path(facts["library"]), {file.path: file for file in listed})
    except (KeyError, TypeError, ValueError) as error:
        raise CleanupRefused(f"{path} is no plan: something is missing in it ({error}).") from error
    if len(plan.removals) != len(listed):
        raise CleanupRefused(f"{path} is no plan: it names a file twice.")
    return plan


def _planned(entry: Any) -> PlannedFile:
    texts = {name: entry[name] for name in ("path", "keep", "content_hash", "keep_hash")}
    if not all(isinstance(text, str) and text for text in texts.values()):
        raise ValueError("a name or a hash")
    return PlannedFile(
        Path(texts["path"]),
        Path(texts["keep"]),
        Verdict(entry["verdict"]),
        texts["content_hash"],
        texts["keep_hash"],
    )


def agreed(
    plan: PlanFile, groups: Sequence[Group]
) -> tuple[tuple[Group, ...], tuple[tuple[Path, str], ...]]:
    """The library's groups with exactly those marks that the plan names and that still hold, and
    the other files of the plan, each with the reason why it stays."""
    refused: dict[Path, str] = {}
    accepted: set[Path] = set()
    marked = []
    for group in groups:
        members = []
        for member in group.members:
            reasons = dict(_obstacles(plan, group, member)) if _is_named(plan, member) else None
            if reasons:
                refused.update({path: why for path, why in reasons.items() if path not in refused})
            is_agreed = reasons == {}
            if is_agreed:
                accepted.update(photo.path for photo, _, _ in _pictures(group, member))
            members.append(replace(member, is_marked=is_agreed))
        marked.append(replace(group, members=tuple(members)))
    stays = {path: refused.get(path, NOT_IN_LIBRARY) for path in plan.removals}
    return tuple(marked), tuple((path, why) for path, why in stays.items() if path not in accepted)


def _pictures(group: Group, member: Member) -> Iterator[tuple[Photo, Photo, Verdict]]:
    """What goes with a member, itself first: the photo, who stays for it, and the verdict."""
    yield member.photo, group.keeper, member.verdict
    for part in member.parts:
        yield part.photo, part.survivor, part.verdict


def _is_named(plan: PlanFile, member: Member) -> bool:
    return member.photo.path in plan.removals or any(
        part.photo.path in plan.removals for part in member.parts
    )


def _obstacles(plan: PlanFile, group: Group, member: Member) -> Iterator[tuple[Path, str]]:
    """Why the pictures of a member do not go as the plan says; nothing if they do."""
    found: list[tuple[Path, str]] = []
    for photo, survivor, verdict in _pictures(group, member):
        planned = plan.removals.get(photo.path)
        if planned is None:
            found.append((member.photo.path, PART_MISSING.format(path=photo.path)))
            continue
        why = _obstacle(planned, photo, survivor, verdict)
        if why is None and group.is_skipped:
            why = SKIPPED
        if why is None and member.is_protected:
            why = PROTECTED
        if why is None and not (verdict.is_proved and verdict.is_copy) and not member.is_marked:
            why = NOT_MARKED
        if why is not None:
            found.append((photo.path, why))
    if found:  # what goes together stays together
        first_path, first_why = found[0]
        yield from found
        for photo, _, _ in _pictures(group, member):
            if photo.path not in dict(found):
                yield (
                    photo.path,
                    f"{first_path.name}, which belongs to it, has to stay. {first_why}",
                )


def _obstacle(planned: PlannedFile, photo: Photo, survivor: Photo, verdict: Verdict) -> str | None:
    if planned.keep != survivor.path:
        return OTHER_KEEPER.format(path=survivor.path)
    if planned.content_hash != photo.content_hash:
        return CHANGED
    if planned.keep_hash != survivor.content_hash:
        return KEEPER_CHANGED
    if planned.verdict is not verdict:
        return OTHER_VERDICT.format(now=verdict, then=planned.verdict)
    return None
