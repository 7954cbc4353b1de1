"""Shots in groups: pictures of one shot are one member, and what keeps a shot from going. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from photodedup.engine.domain.decisions import REMOVED, REMOVED_UNPROVED, Choice
from photodedup.engine.domain.groups import Group, GroupKind, Member, Part
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind, Photo
from photodedup.engine.domain.plans import PlannedCompanion
from photodedup.engine.formats import has_raw_name

PROTECTED = "in a protected folder"
_FILM_INSIDE = "it is a motion photo, and its film is not proved to be in the photo to keep"


def face(photo: Photo) -> PhotoId:
    """The picture that stands for a photo's shot: its RAW, else the original."""
    if photo.shot is None:
        return photo.id
    pictures = zip(photo.shot.pictures, photo.shot.photos, strict=True)
    return min(pictures, key=lambda picture: (not has_raw_name(picture[0]), picture[0]))[1]


def is_marked(verdict: Verdict, choice: Choice | None) -> bool:
    """Whether a photo goes, by the person's choice or by suggestion.

    One that was only put together by hand goes only if it was marked as such: a mark from when it
    was something else does not count.
    """
    if not verdict.is_proved:
        return choice in REMOVED_UNPROVED
    if choice is None:
        return verdict.is_suggested
    return choice in REMOVED


# --- groups -----------------------------------------------------------------------------------


def fold(groups: Iterable[Group], choices: Mapping[PhotoId, Choice]) -> list[Group]:
    """Join copies groups of the same shots: the RAWs' group takes the JPEGs' in.

    Where the keepers of two groups are one shot, and so are a member of each, the second member
    becomes a part of the first. A group whose members all became parts is left out. Members that
    cannot go as a whole are not suggested, and say why.
    """
    folded = []
    by_shot: defaultdict[ShotId, list[Group]] = defaultdict(list)
    for group in groups:
        if group.keeper.shot is None:
            folded.append(group)
        else:
            by_shot[group.keeper.shot.id].append(group)
    for alike in by_shot.values():
        folded += _fold_together(sorted(alike, key=_precedence))
    return [_as_units(group, choices) for group in folded]


def unfolded(groups: Iterable[Group]) -> list[Group]:
    """Groups in which each member stands for one file: what `fold` joined is apart again.

    For lists of files; of different pictures only the ones that stand for their shots are named.
    """
    found = []
    for group in groups:
        parts = [part for member in group.members for part in member.parts]
        found.append(replace(group, members=tuple(replace(m, parts=()) for m in group.members)))
        if group.kind is GroupKind.COPIES:
            for survivor in dict.fromkeys(part.survivor for part in parts):
                own = [part for part in parts if part.survivor == survivor]
                found.append(_group_of_parts(group, survivor, own))
    return found


def _group_of_parts(group: Group, survivor: Photo, parts: Sequence[Part]) -> Group:
    marked = {part for member in group.marked for part in member.parts}
    members = tuple(
        Member(part.photo, part.verdict, part.similarity, part.reason, is_marked=part in marked)
        for part in parts
    )
    return replace(
        group,
        id=group.kind.group_id(min(survivor.id, *(part.photo.id for part in parts))),
        keeper=survivor,
        keeper_reason="of the same shot as the photo to keep",
        members=members,
    )


def with_whole_shots(group: Group, photos: Mapping[PhotoId, Photo]) -> Group:
    """A group of different pictures in which each member brings the other pictures of its shot."""
    members = tuple(
        replace(
            member,
            parts=tuple(
                Part(photos[other], group.keeper, member.verdict, member.similarity, member.reason)
                for other in (member.photo.shot.photos if member.photo.shot else ())
                if other != member.photo.id and other in photos
            ),
        )
        for member in group.members
    )
    members = tuple(
        replace(m, is_marked=False) if m.is_protected and m.is_marked else m for m in members
    )
    return replace(group, members=members)


def _precedence(group: Group) -> tuple[bool, Path]:
    return (group.keeper.id != face(group.keeper), group.keeper.path)


def _fold_together(groups: Sequence[Group]) -> list[Group]:
    """Groups whose keepers are one shot, the one that takes the others in first."""
    homes: dict[ShotId, PhotoId] = {}
    parts: defaultdict[PhotoId, list[Part]] = defaultdict(list)
    staying: list[list[Member]] = []
    for group in groups:
        staying.append([])
        for member in group.members:
            shot = member.photo.shot
            if shot is not None and shot.id in homes:
                part = Part(
                    member.photo, group.keeper, member.verdict, member.similarity, member.reason
                )
                parts[homes[shot.id]].append(part)
                continue
            staying[-1].append(member)
            if shot is not None:
                homes[shot.id] = member.photo.id
    return [
        replace(
            group,
            members=tuple(replace(m, parts=tuple(parts.get(m.photo.id, ()))) for m in members),
        )
        for group, members in zip(groups, staying, strict=True)
        if members
    ]


def _as_units(group: Group, choices: Mapping[PhotoId, Choice]) -> Group:
    """Suggest a member only if all that goes with it may go, and say what that is."""
    members = tuple(
        _as_unit(member, group.keeper, choices.get(member.photo.id)) for member in group.members
    )
    return group if members == group.members else replace(group, members=members)


def _as_unit(member: Member, keeper: Photo, choice: Choice | None) -> Member:
    photo = member.photo
    if not (photo.partners or photo.companions or photo.has_film_inside):
        return member
    reason = obstacle(member, keeper)
    may_go = all(is_marked(part.verdict, choice) for part in member.parts)
    may_go = may_go and (choice is not None or not reason)
    return replace(
        member,
        is_marked=member.is_marked and may_go and not member.is_protected,
        reason=f"{member.reason}; {reason or company(photo)}".removesuffix("; "),
    )


def obstacle(member: Member, keeper: Photo) -> str | None:
    """Why a member cannot go with all of its shot, in plain words; None if it can."""
    gone = {member.photo.path, *(part.photo.path for part in member.parts)}
    if (missing := why_split(member.photo, gone)) is not None:
        return missing
    pairs = [(member.photo, keeper, member.verdict)]
    pairs += [(part.photo, part.survivor, part.verdict) for part in member.parts]
    for photo, survivor, verdict in pairs:
        if photo.is_protected and photo != member.photo:
            return f"{_picture_words(photo.path)} is {PROTECTED}"
        if (lost := why_film_lost(photo, survivor, verdict)) is not None:
            return lost
    return None


def company(photo: Photo) -> str:
    """ "with its JPEG, its film and its sidecar": what goes and stays together with a photo."""
    pictures = [_picture_words(path) for path in photo.partners]
    kinds = [companion.kind for companion in photo.companions]
    films = ["its film"] * kinds.count(CompanionKind.FILM)
    unread = [
        _picture_words(companion.path)
        for companion in photo.companions
        if companion.kind is CompanionKind.PICTURE
    ]
    sidecars = ["its sidecar"] if CompanionKind.SIDECAR in kinds else []
    words = list(dict.fromkeys([*pictures, *unread, *films, *sidecars]))
    if not words:
        return ""
    return "with " + " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


# --- what keeps a shot from going -------------------------------------------------------------


def why_split(photo: Photo, going: Collection[Path]) -> str | None:
    """Which picture of a photo's shot does not go; None if all of them do."""
    for path in photo.partners:
        if path not in going:
            return f"{_picture_words(path)} has no copy that stays"
    return None


def why_film_lost(photo: Photo, survivor: Photo, verdict: Verdict) -> str | None:
    """Which recording that goes with a photo would have no copy left; None if none.

    Of different pictures the person lets one go with all that belongs to it; a copy goes only
    where nothing is lost.
    """
    if not verdict.is_copy:
        return None
    if photo.has_film_inside and verdict is not Verdict.IDENTICAL:
        return _FILM_INSIDE
    for planned in companions_of(photo, survivor, verdict):
        if planned.file.is_capture and planned.survivor is None:
            if planned.file.kind is CompanionKind.FILM:
                return "its film exists only here"
            return f"{_picture_words(planned.file.path)} has no copy that stays"
    return None


def companions_of(photo: Photo, survivor: Photo, verdict: Verdict) -> tuple[PlannedCompanion, ...]:
    """A photo's companions, each recording with one of the same size beside the survivor.

    Whether those are the same is proved when they go.
    """
    return tuple(
        PlannedCompanion(
            companion, _same_recording(companion, survivor) if verdict.is_copy else None
        )
        for companion in photo.companions
    )


def _same_recording(companion: Companion, survivor: Photo) -> Companion | None:
    if not companion.is_capture:
        return None
    alike = (
        other
        for other in survivor.companions
        if (other.kind, other.size_bytes) == (companion.kind, companion.size_bytes)
    )
    return next(alike, None)


def _picture_words(path: Path) -> str:
    if has_raw_name(path):
        return "its RAW file"
    is_jpeg = path.suffix.lower() in (".jpg", ".jpeg")
    return "its JPEG" if is_jpeg else f"its other version {path.name}"
