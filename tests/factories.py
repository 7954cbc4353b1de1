"""Makers of domain values with sensible defaults, so that a test names only what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from photodedup.engine.comparison import Explanation, HashDistance
from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.history import Operation, Removal, RemovalState
from photodedup.engine.domain.ids import FolderId, GroupId, OperationId, PhotoId, RemovalId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import DateSource, Photo, SkippedFile
from photodedup.engine.domain.plans import Destination

HOME = Path("/photos")


def make_photo(photo_id: int = 1, name: str | None = None, **facts: Any) -> Photo:
    """A 12-megapixel JPEG of 4 MB in /photos/2019; `facts` replace any field."""
    defaults: dict[str, Any] = {
        "path": HOME / "2019" / (name or f"IMG_{photo_id:04}.jpg"),
        "size_bytes": 4_000_000,
        "mtime_ns": 1_560_000_000_000_000_000 + photo_id,
        "device": 1,
        "inode": 1000 + photo_id,
        "content_hash": f"{photo_id:064x}",
        "format": "JPEG",
        "width_px": 4032,
        "height_px": 3024,
        "taken_at": datetime(2019, 6, 8, 14, 30, 0),
        "date_source": DateSource.EXIF,
        "camera": "Fairphone 3",
        "has_location": True,
    }
    return Photo(id=PhotoId(photo_id), **(defaults | facts))


def make_member(
    photo: Photo | int = 2,
    verdict: Verdict = Verdict.SAME_PICTURE,
    *,
    similarity: float = 0.98,
    reason: str = "same picture, half the size",
    is_marked: bool | None = None,
) -> Member:
    """A member; without `is_marked` it is marked as the program would suggest it."""
    if isinstance(photo, int):
        photo = make_photo(photo, size_bytes=2_000_000, width_px=2016, height_px=1512)
    marked = verdict.is_suggested if is_marked is None else is_marked
    return Member(photo, verdict, similarity, reason, marked)


def make_group(
    group_id: int = 1,
    member_count: int = 2,
    *,
    verdict: Verdict = Verdict.SAME_PICTURE,
    keeper: Photo | None = None,
    members: Sequence[Member] | None = None,
    **facts: Any,
) -> Group:
    """A group; without `keeper` and `members`, ids of photos never meet between groups.

    Group n has the photos n * 1000 (the keeper), n * 1000 + 1 and so on.
    """
    first = group_id * 1000
    if keeper is None:
        keeper = make_photo(first)
    if members is None:
        members = [make_member(first + n, verdict) for n in range(1, member_count + 1)]
    defaults: dict[str, Any] = {
        "kind": GroupKind.COPIES,
        "keeper_reason": "largest, has location",
    }
    return Group(id=GroupId(group_id), keeper=keeper, members=tuple(members), **(defaults | facts))


def with_mark(group: Group, photo_id: PhotoId, is_marked: bool) -> Group:
    """The group as it is after one member was marked or unmarked."""
    members = tuple(
        replace(member, is_marked=is_marked) if member.photo.id == photo_id else member
        for member in group.members
    )
    return replace(group, members=members, is_reviewed=True)


def with_keeper(group: Group, photo_id: PhotoId) -> Group:
    """The group as it is after another photo became its keeper; the old keeper is a member."""
    chosen = next(member for member in group.members if member.photo.id == photo_id)
    old = replace(chosen, photo=group.keeper, is_marked=chosen.verdict.is_suggested)
    members = tuple(old if member is chosen else member for member in group.members)
    return replace(
        group,
        keeper=chosen.photo,
        keeper_reason="you chose it",
        members=members,
        is_reviewed=True,
    )


def make_folder(folder_id: int = 1, name: str = "2019", **facts: Any) -> Folder:
    defaults: dict[str, Any] = {"photo_count": 120, "size_bytes": 480_000_000}
    return Folder(id=FolderId(folder_id), path=HOME / name, **(defaults | facts))


def make_skipped(name: str = "broken.jpg", reason: str = "the file ends too early") -> SkippedFile:
    return SkippedFile(HOME / name, reason, size_bytes=1234)


def make_removal(
    removal_id: int = 1, state: RemovalState = RemovalState.REMOVED, **facts: Any
) -> Removal:
    """A journal row about one file of group 1."""
    defaults: dict[str, Any] = {
        "operation": OperationId(1),
        "path": HOME / "2019" / f"copy_{removal_id}.jpg",
        "survivor": HOME / "2019" / "original.jpg",
        "group": GroupId(1),
        "verdict": Verdict.IDENTICAL,
        "reason": "the same file",
        "size_bytes": 4_000_000,
        "content_hash": f"{removal_id:064x}",
        "destination": Destination.TRASH,
    }
    return Removal(id=RemovalId(removal_id), state=state, **(defaults | facts))


def make_operation(operation_id: int = 1, removal_count: int = 2, **facts: Any) -> Operation:
    removals = tuple(
        make_removal(operation_id * 1000 + n, operation=OperationId(operation_id))
        for n in range(removal_count)
    )
    defaults: dict[str, Any] = {
        "started_at": datetime(2024, 5, 4, 10, 0, 0),
        "removals": removals,
    }
    return Operation(id=OperationId(operation_id), **(defaults | facts))


def make_explanation(
    first: Photo, second: Photo, verdict: Verdict | None = Verdict.SAME_PICTURE, **facts: Any
) -> Explanation:
    """A comparison of two photos that found this, with nothing laid over each other."""
    match = None
    if verdict is not None:
        match = Match(PhotoId(1), PhotoId(2), verdict, 0.9, Evidence("made up"))
    defaults: dict[str, Any] = {
        "is_identical": verdict is Verdict.IDENTICAL,
        "has_same_pixels": verdict in (Verdict.IDENTICAL, Verdict.SAME_PICTURE),
        "is_one_shot": False,
        "is_flat": False,
        "hashes": tuple(HashDistance(turn, 30 * bool(turn), 30) for turn in range(8)),
        "model": "a model",
        "cosine": 0.9,
        "loose_cosine": 0.6,
        "proposed_by": ("model",),
        "seconds_apart": None,
        "are_two_captures": False,
        "points": (),
        "attempts": (),
        "match": match,
        "previews": (b"", b""),
    }
    return Explanation(first, second, **(defaults | facts))
