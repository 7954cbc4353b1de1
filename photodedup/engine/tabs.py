"""Which tab of the review a group is in, and what each tab adds up to. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from photodedup.engine.domain.groups import Group, GroupKind, Member
from photodedup.engine.domain.matches import Verdict


class Tab(StrEnum):
    """The tabs in the order in which they are worked through: the surest first."""

    ALL = "all"
    IDENTICAL = "identical"
    SAME_PICTURE = "same-picture"
    EDITED = "edited"
    BURSTS = "bursts"
    SIMILAR = "similar"
    NEEDS_LOOK = "needs-look"

    @property
    def has_suggestions(self) -> bool:
        """Whether the program marks photos of such groups without being asked."""
        return self in (Tab.ALL, Tab.IDENTICAL, Tab.SAME_PICTURE, Tab.NEEDS_LOOK)


_OF_KIND = {GroupKind.BURST: Tab.BURSTS, GroupKind.SIMILAR: Tab.SIMILAR}
_OF_VERDICT = {
    Verdict.IDENTICAL: Tab.IDENTICAL,
    Verdict.SAME_PICTURE: Tab.SAME_PICTURE,
    Verdict.EDITED: Tab.EDITED,
}
_STRENGTH = {verdict: number for number, verdict in enumerate(Verdict)}


def tab_of(group: Group) -> Tab:
    """The one tab, besides all, that a group is in.

    It is that of the surest member that may go: in the first two tabs each group has a suggestion
    ready, and in those of edited copies, bursts and similar shots none has. Once the surest copies
    are cleared, what is left of a group moves on to its next tab. Where something is not proved
    or not clear, the group needs a look first.
    """
    if needs_look(group):
        return Tab.NEEDS_LOOK
    if group.kind in _OF_KIND:
        return _OF_KIND[group.kind]
    members = goable(group) or group.members
    surest = min((member.verdict for member in members), key=_STRENGTH.__getitem__)
    return _OF_VERDICT.get(surest, Tab.NEEDS_LOOK)


def needs_look(group: Group) -> bool:
    """Whether nothing tells which photo to keep, or something stands by a person's word alone."""
    return bool(group.needs_look) or any(not member.verdict.is_proved for member in group.members)


def goable(group: Group) -> tuple[Member, ...]:
    """The members that may go: all but those in protected folders."""
    return tuple(member for member in group.members if not member.is_protected)


def freeable_bytes(group: Group) -> int:
    """What a group would free if only its keeper, and what is protected, stayed."""
    return sum(member.unit_bytes for member in goable(group))


@dataclass(frozen=True, slots=True)
class TabSum:
    """How many groups a tab holds, and how much they could free at most."""

    groups: int = 0
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class MarkSum:
    """What is marked in some groups: photos as the plan counts them, and the groups they are in.

    `reviewed_groups` are those of them that the person has agreed to.
    """

    groups: int = 0
    photos: int = 0
    size_bytes: int = 0
    reviewed_groups: int = 0

    def __add__(self, other: "MarkSum") -> "MarkSum":
        return MarkSum(
            self.groups + other.groups,
            self.photos + other.photos,
            self.size_bytes + other.size_bytes,
            self.reviewed_groups + other.reviewed_groups,
        )

    def __sub__(self, other: "MarkSum") -> "MarkSum":
        return MarkSum(
            self.groups - other.groups,
            self.photos - other.photos,
            self.size_bytes - other.size_bytes,
            self.reviewed_groups - other.reviewed_groups,
        )


NOTHING_MARKED = MarkSum()


def marks_in(groups: Iterable[Group]) -> MarkSum:
    """What the next clean-up would take of these groups; of a skipped one, nothing."""
    found = photos = size_bytes = reviewed = 0
    for group in groups:
        marked = () if group.is_skipped else group.marked
        if marked:
            found += 1
            photos += sum(1 + len(member.parts) for member in marked)
            size_bytes += sum(member.unit_bytes for member in marked)
            reviewed += group.is_accepted
    return MarkSum(found, photos, size_bytes, reviewed)
