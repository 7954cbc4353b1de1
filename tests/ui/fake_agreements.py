"""What a person agrees to, for the library in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from photodedup.engine.agreements import Decided, KeptSet, as_seen, contents_of, pictures
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.store.findings import Findings
from photodedup.engine.tabs import goable

AT = datetime(2024, 5, 4, 10, tzinfo=UTC)


class FakeAgreements:
    """The part of a library that knows which groups were agreed to, and which copies all stay."""

    _groups: dict[GroupId, Group]
    _choices: dict[PhotoId, Choice]

    def __init__(self) -> None:
        self._reviews: dict[GroupId, str] = {}
        self._kept: set[str] = set()

    def _call(self, name: str) -> None:
        raise NotImplementedError

    def _choose(self, choices: dict[PhotoId, Choice | None]) -> None:
        raise NotImplementedError

    def accept(self, groups: Sequence[Group]) -> None:
        self._call("accept")
        self._reviews |= {group.id: as_seen(group) for group in groups}

    def suggest(self, groups: Sequence[Group]) -> tuple[PhotoId, ...]:
        self._call("suggest")
        marks = [m.photo.id for group in groups for m in goable(group) if not m.is_marked]
        self._choose(dict.fromkeys(marks, Choice.REMOVE))
        return tuple(marks)

    def keep_all(self, groups: Sequence[Group]) -> None:
        self._call("keep_all")
        self._kept |= set(map(contents_of, groups))

    def release(self, contents: Sequence[str]) -> Decided:
        self._call("release")
        self._kept -= set(contents)
        return Decided({}, {}, dict.fromkeys(contents, "then"))

    def kept(self) -> tuple[KeptSet, ...]:
        homes = {contents_of(group): group for group in self._groups.values()}
        return tuple(KeptSet(each, homes[each].photos, AT) for each in sorted(self._kept))

    def decided(self, groups: Sequence[Group]) -> Decided:
        photos = [photo.id for group in groups for photo in pictures(group)]
        contents = map(contents_of, groups)
        return Decided(
            {photo: self._choices.get(photo) for photo in photos},
            {group.id: self._reviews.get(group.id) for group in groups},
            {each: "then" if each in self._kept else None for each in contents},
        )

    def restore_decided(self, decided: Decided, _known: Findings | None = None) -> None:
        self._call("restore_decided")
        self._choose(dict(decided.choices))
        self._reviews |= {group: seen for group, seen in decided.reviews.items() if seen}
        for group, seen in decided.reviews.items():
            if seen is None:
                self._reviews.pop(group, None)
        for contents, at in decided.kept.items():
            (self._kept.discard if at is None else self._kept.add)(contents)

    def agreed(self, groups: Sequence[Group]) -> list[Group]:
        """Without those that are kept, and told which were agreed to as they are."""
        return [
            replace(group, is_accepted=self._reviews.get(group.id) == as_seen(group))
            for group in groups
            if contents_of(group) not in self._kept
        ]

    def _seen(self, group: Group) -> Group:
        """After a decision about a group, to which the person agrees by that."""
        self._reviews[group.id] = as_seen(group)
        return replace(group, is_accepted=True)
