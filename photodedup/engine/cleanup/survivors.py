"""Who survives: the one rule that turns marked photos into removals, or into refusals.

A photo that stays for another one is never removed by the same plan. That makes the rule
independent of the order of groups and free of chains: a photo kept in one group and marked in
another stays, and says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval, Refusal
from photodedup.engine.shot_groups import companions_of, why_film_lost, why_split

Key = tuple[str, object]
WhyStays = Callable[[Path], str | None]

SAME_FILE = (
    "It is the same file on disk as the photo to keep, under another name. "
    "Moving it would free nothing."
)
KEPT_ELSEWHERE = "It is the photo to keep for another group."
KEPT_BY_SKIP = "You chose to keep all photos of another group that it belongs to."
NOT_READ = "The scan has not recorded its whole contents. Scan again first."
SURVIVOR_NOT_READ = "The scan has not recorded the whole contents of the photo to keep."

_SUREST_FIRST = {verdict: rank for rank, verdict in enumerate(Verdict)}


def may_go(_: Path) -> str | None:
    """For callers who know no protected folders."""
    return None


def plan_survivors(groups: Sequence[Group], why_stays: WhyStays = may_go) -> CleanupPlan:
    """Name a survivor for every marked photo, or refuse it with a reason.

    The survivor is the keeper of a group in which the photo is marked; of several, the one with
    the surest verdict. Every survivor in the plan is another file (another inode, where the scan
    recorded inodes) than any removal in it. A shot goes as a whole or not at all, and a film goes
    only if the same film seems to stay beside the survivor. `why_stays` tells of a path why
    nothing there may be moved (protected, only to be read). Looks at no disk itself.
    """
    active = [group for group in groups if not group.is_skipped and group.marked]
    claims = [claim for group in active for claim in _claims(group)]
    needed = _keys_of([*(group.keeper for group in active), *(c.survivor for c in claims)])
    spared = _keys_of(photo for group in groups if group.is_skipped for photo in _pictures(group))
    outcomes = [_decide(listed, needed, spared, why_stays) for listed in _by_photo(claims)]
    outcomes = _only_whole_shots(outcomes)
    return CleanupPlan(
        tuple(outcome for outcome in outcomes if isinstance(outcome, PlannedRemoval)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Refusal)),
    )


def keys(photo: Photo) -> frozenset[Key]:
    """All that names this file on disk: its path, its inode, its other names."""
    paths: set[Key] = {("path", path) for path in (photo.path, *photo.hard_links)}
    if photo.inode:
        paths.add(("inode", (photo.device, photo.inode)))
    return frozenset(paths)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One group's wish that a photo goes, and the photo that would stay for it."""

    photo: Photo
    survivor: Photo
    group: Group
    verdict: Verdict
    reason: str


_Outcome = PlannedRemoval | Refusal


def _claims(group: Group) -> Iterator[_Claim]:
    """The marked members, each with the other pictures of its shot."""
    for member in group.marked:
        yield _Claim(member.photo, group.keeper, group, member.verdict, member.reason)
        for part in member.parts:
            yield _Claim(part.photo, part.survivor, group, part.verdict, part.reason)


def _pictures(group: Group) -> Iterator[Photo]:
    yield from group.photos
    yield from (part.photo for member in group.members for part in member.parts)


def _by_photo(claims: Iterable[_Claim]) -> Iterator[list[_Claim]]:
    """The claims, one list for each path, surest verdict first."""
    listed: dict[Path, list[_Claim]] = {}
    for claim in claims:
        listed.setdefault(claim.photo.path, []).append(claim)
    for alike in listed.values():
        yield sorted(alike, key=lambda claim: (_SUREST_FIRST[claim.verdict], claim.group.id))


def _decide(
    claims: Sequence[_Claim],
    needed: frozenset[Key],
    spared: frozenset[Key],
    why_stays: WhyStays,
) -> _Outcome:
    photo = claims[0].photo
    own = keys(photo)
    for path in (photo.path, *(companion.path for companion in photo.companions)):
        if (held := why_stays(path)) is not None:
            return Refusal(photo, held)
    if not photo.content_hash:
        return Refusal(photo, NOT_READ)
    if not own.isdisjoint(spared):
        return Refusal(photo, KEPT_BY_SKIP)
    if not own.isdisjoint(needed):
        is_alias = any(not own.isdisjoint(keys(claim.survivor)) for claim in claims)
        return Refusal(photo, SAME_FILE if is_alias else KEPT_ELSEWHERE)
    claim = next((claim for claim in claims if claim.survivor.content_hash), None)
    if claim is None:
        return Refusal(photo, SURVIVOR_NOT_READ)
    lost = why_film_lost(photo, claim.survivor, claim.verdict)
    if lost is not None:
        return Refusal(photo, _sentence(lost))
    return PlannedRemoval(
        photo,
        claim.survivor,
        claim.group.id,
        claim.verdict,
        claim.reason,
        companions_of(photo, claim.survivor, claim.verdict),
        photo.shot.id if photo.shot else None,
    )


def _only_whole_shots(outcomes: Sequence[_Outcome]) -> list[_Outcome]:
    """Refuse every picture of a shot of which another one stays."""
    going = {o.photo.path for o in outcomes if isinstance(o, PlannedRemoval)}
    checked: list[_Outcome] = []
    for outcome in outcomes:
        split = why_split(outcome.photo, going)
        if isinstance(outcome, PlannedRemoval) and split is not None:
            outcome = Refusal(outcome.photo, _sentence(split))
        checked.append(outcome)
    return checked


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def _keys_of(photos: Iterable[Photo]) -> frozenset[Key]:
    return frozenset(key for photo in photos for key in keys(photo))
