"""What a person agreed to: groups just as they were seen, and copies that are all to stay. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group, Member
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.photos import Photo

YOU_KEEP_IT = "you keep it beside the others"


@dataclass(frozen=True, slots=True)
class Decided:
    """Every decision about some groups and their photos, None for none: it can be put back so.

    `reviews` say how a group looked when it was agreed to; `kept` when copies of these contents
    were kept.
    """

    choices: Mapping[PhotoId, Choice | None]
    reviews: Mapping[GroupId, str | None]
    kept: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class KeptSet:
    """Copies that are all to stay; `photos` are those of them that are in the library now."""

    contents: str
    photos: tuple[Photo, ...]
    decided_at: datetime


def as_seen(group: Group) -> str:
    """A text that is another one as soon as a photo comes or goes, or another one is to go."""
    members = sorted(
        (member.photo.id, "x" if member.is_marked else "-", _parts_text(member))
        for member in group.members
    )
    listed = " ".join(f"{photo}{mark}{parts}" for photo, mark, parts in members)
    return f"{group.keeper.id}{'s' if group.is_skipped else ''}: {listed}"


def _parts_text(member: Member) -> str:
    return "".join(f"+{part.photo.id}" for part in member.parts)


def pictures(group: Group) -> list[Photo]:
    """All pictures that are in a group, those that go with a member included."""
    parts = (part.photo for member in group.members for part in member.parts)
    return list({photo.id: photo for photo in (*group.photos, *parts)}.values())


def contents_of(group: Group) -> str:
    """The contents of all pictures of a group, each as often as it is there: what keeping all of
    it is remembered by."""
    return " ".join(sorted(photo.content_hash for photo in pictures(group) if photo.content_hash))


class Agreements:
    """Applies what was agreed to groups as they are now.

    Args:
        reviews: how groups looked when they were agreed to.
        kept: contents that are all to stay, as `contents_of` says them.
    """

    def __init__(self, reviews: Mapping[GroupId, str], kept: Iterable[str]) -> None:
        self.reviews = dict(reviews)
        self._sets_with: defaultdict[str, list[Counter[str]]] = defaultdict(list)
        for contents in kept:
            counted = Counter(contents.split())
            for content in counted:
                self._sets_with[content].append(counted)

    def applied(self, groups: Iterable[Group], choices: Mapping[PhotoId, Choice]) -> list[Group]:
        """The groups, with what stays by agreement unmarked, and told which were agreed to."""
        if not self.reviews and not self._sets_with:
            return list(groups)
        return [self._with_review(self._with_kept(group, choices)) for group in groups]

    def _with_review(self, group: Group) -> Group:
        seen = self.reviews.get(group.id)
        if seen is None or seen != as_seen(group):
            return group
        return replace(group, is_accepted=True)

    def _with_kept(self, group: Group, choices: Mapping[PhotoId, Choice]) -> Group:
        if group.keeper.content_hash not in self._sets_with:
            return group
        here = Counter(photo.content_hash for photo in pictures(group))
        sets = self._sets_with[group.keeper.content_hash]
        if any(here <= kept for kept in sets):
            members = tuple(replace(member, is_marked=False) for member in group.members)
            return replace(group, members=members, is_kept=True)
        largest = max(sets, key=lambda kept: (here & kept).total())
        return self._with_staying(group, largest, choices)

    def _with_staying(
        self, group: Group, kept: Counter[str], choices: Mapping[PhotoId, Choice]
    ) -> Group:
        """A new copy came: the ones that were there before still stay unless the person marks them.

        Of files with the same bytes, those that have been known longest are the ones kept.
        """
        left = Counter(kept)
        left[group.keeper.content_hash] -= 1
        staying = set[PhotoId]()
        for member in sorted(group.members, key=lambda member: member.photo.id):
            if left[member.photo.content_hash] > 0:
                left[member.photo.content_hash] -= 1
                staying.add(member.photo.id)
        members = tuple(
            _staying(member, choices) if member.photo.id in staying else member
            for member in group.members
        )
        return replace(group, members=members)


def _staying(member: Member, choices: Mapping[PhotoId, Choice]) -> Member:
    reason = "; ".join(part for part in (member.reason, YOU_KEEP_IT) if part)
    marked = member.is_marked and member.photo.id in choices
    return replace(member, is_marked=marked, reason=reason)
