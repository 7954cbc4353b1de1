"""A keeper and the photos that were proved to belong to it."""

from dataclasses import dataclass
from enum import StrEnum

from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Photo


class GroupKind(StrEnum):
    """What the photos of a group are to each other."""

    COPIES = "copies"
    BURST = "burst"
    SIMILAR = "similar"

    def group_id(self, smallest: PhotoId) -> GroupId:
        """The id of a group of this kind by the smallest photo id in it."""
        return GroupId(smallest + _KIND_OFFSETS[self])


_KIND_OFFSETS = {GroupKind.COPIES: 0, GroupKind.BURST: 1 << 40, GroupKind.SIMILAR: 1 << 41}


def smallest_photo(group: GroupId) -> PhotoId:
    """The smallest photo id in a group, from the group's id."""
    return PhotoId(group & ((1 << 40) - 1))


@dataclass(frozen=True, slots=True)
class Part:
    """Another picture of a member's shot, and the photo that stays for it."""

    photo: Photo
    survivor: Photo
    verdict: Verdict
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """One photo of a group that is not the keeper, proved against the keeper."""

    photo: Photo
    verdict: Verdict
    similarity: float
    reason: str
    is_marked: bool = False  # goes to the trash at the next clean-up
    parts: tuple[Part, ...] = ()  # the other pictures of its shot that go with it

    @property
    def is_protected(self) -> bool:
        """Whether it, or a picture that would go with it, is in a protected folder."""
        return self.photo.is_protected or any(part.photo.is_protected for part in self.parts)

    @property
    def unit_bytes(self) -> int:
        """The size of all files that go with it, its own included."""
        return self.photo.unit_bytes + sum(part.photo.unit_bytes for part in self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """A keeper and the photos proved to belong to it: copies of it, or shots of its moment.

    The id comes from the kind and the smallest photo id in it, so it survives regrouping. In a
    burst or a group of similar shots the photos are different pictures; one that has copies is
    there as the keeper of its copies. `is_reviewed` says that the
    person decided about the group (chose a keeper, marked, unmarked or skipped); `is_accepted`,
    that they agreed to it just as it is now: the same photos, keeper and marks. `is_kept` says
    that all of it stays by the person's word, and that it is not shown again. `needs_look` says
    in plain words why a person has to choose, and nothing is suggested until then; empty mostly.
    `reasons_for` and `reasons_against` are what sets the keeper apart from the others.
    """

    id: GroupId
    kind: GroupKind
    keeper: Photo
    keeper_reason: str
    members: tuple[Member, ...]
    is_skipped: bool = False
    is_reviewed: bool = False
    is_accepted: bool = False
    is_kept: bool = False
    needs_look: str = ""
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.members:
            raise ValueError("a group needs a keeper and at least one member")
        if any(member.photo.id == self.keeper.id for member in self.members):
            raise ValueError(f"photo {self.keeper.id} is keeper and member of group {self.id}")

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The keeper first, then the members in order."""
        return (self.keeper, *(member.photo for member in self.members))

    @property
    def marked(self) -> tuple[Member, ...]:
        """The members that go to the trash at the next clean-up."""
        return tuple(member for member in self.members if member.is_marked)

    @property
    def marked_bytes(self) -> int:
        """The size of all files that go with them."""
        return sum(member.unit_bytes for member in self.marked)
