"""Who survives: the one rule that turns marked photos into removals, or into refusals.

A photo that stays for another one is never removed by the same plan. That makes the rule
independent of the order of groups and free of chains: a photo kept in one group and marked in
another stays, and says so.
"""

from collections.abc import Iterator, Sequence

from photodedup.engine.domain import (
    CleanupPlan,
    Group,
    GroupId,
    Member,
    Photo,
    PlannedRemoval,
    Refusal,
    Verdict,
)

Key = tuple[str, object]

SAME_FILE = (
    "It is the same file on disk as the photo to keep, under another name. "
    "Moving it would free nothing."
)
KEPT_ELSEWHERE = "It is the photo to keep for another group."
KEPT_BY_SKIP = "You chose to keep all photos of another group that it belongs to."
NOT_READ = "The scan has not recorded its whole contents. Scan again first."
SURVIVOR_NOT_READ = "The scan has not recorded the whole contents of the photo to keep."

_SUREST_FIRST = {verdict: rank for rank, verdict in enumerate(Verdict)}


def plan_survivors(groups: Sequence[Group]) -> CleanupPlan:
    """Name a survivor for every marked photo, or refuse it with a reason.

    The survivor is the keeper of a group in which the photo is marked; of several, the one with
    the surest verdict. Every survivor in the plan is another file (another inode, where the scan
    recorded inodes) than any removal in it. Pure: looks at no disk.
    """
    active = [group for group in groups if not group.is_skipped and group.marked]
    needed = _keys_of(group.keeper for group in active)
    spared = _keys_of(photo for group in groups if group.is_skipped for photo in group.photos)
    removals: list[PlannedRemoval] = []
    refused: list[Refusal] = []
    for claims in _by_photo(active):
        outcome = _decide(claims, needed, spared)
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        else:
            removals.append(outcome)
    return CleanupPlan(tuple(removals), tuple(refused))


def keys(photo: Photo) -> frozenset[Key]:
    """All that names this file on disk: its path, its inode, its other names."""
    paths: set[Key] = {("path", path) for path in (photo.path, *photo.hard_links)}
    if photo.inode:
        paths.add(("inode", (photo.device, photo.inode)))
    return frozenset(paths)


_Claim = tuple[Group, Member]


def _by_photo(groups: Sequence[Group]) -> Iterator[list[_Claim]]:
    """The marked members, one list for each path, surest verdict first."""
    claims: dict[object, list[_Claim]] = {}
    for group in groups:
        for member in group.marked:
            claims.setdefault(member.photo.path, []).append((group, member))
    for listed in claims.values():
        yield sorted(listed, key=_preference)


def _preference(claim: _Claim) -> tuple[int, GroupId]:
    group, member = claim
    return (_SUREST_FIRST[member.verdict], group.id)


def _decide(
    claims: Sequence[_Claim], needed: frozenset[Key], spared: frozenset[Key]
) -> PlannedRemoval | Refusal:
    photo = claims[0][1].photo
    own = keys(photo)
    if not photo.content_hash:
        return Refusal(photo, NOT_READ)
    if not own.isdisjoint(spared):
        return Refusal(photo, KEPT_BY_SKIP)
    if not own.isdisjoint(needed):
        is_alias = any(not own.isdisjoint(keys(group.keeper)) for group, _ in claims)
        return Refusal(photo, SAME_FILE if is_alias else KEPT_ELSEWHERE)
    for group, member in claims:
        if group.keeper.content_hash:
            return PlannedRemoval(photo, group.keeper, group.id, member.verdict, member.reason)
    return Refusal(photo, SURVIVOR_NOT_READ)


def _keys_of(photos: Iterator[Photo]) -> frozenset[Key]:
    return frozenset(key for photo in photos for key in keys(photo))
