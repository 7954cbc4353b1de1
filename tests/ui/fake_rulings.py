"""What a person groups by hand, for the library in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from photodedup.engine.by_hand import HandChange, HandDecision, content_pair
from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import ContentPair, Verdict
from photodedup.engine.errors import DecisionRefused
from photodedup.engine.store.findings import Findings
from tests.factories import make_member


class FakeRulings:
    """The part of a library that takes photos out of groups and puts them together."""

    to_find: tuple[Group, ...]
    _groups: dict[GroupId, Group]

    def __init__(self) -> None:
        self._rulings: dict[ContentPair, ByHand] = {}

    def _call(self, name: str) -> None:
        raise NotImplementedError

    def take_out(self, group: GroupId, photos: Sequence[PhotoId]) -> HandChange:
        self._call("take_out")
        known = self._groups[group]
        staying = [photo for photo in known.photos if photo.id not in photos]
        if not staying:
            raise DecisionRefused("One photo at least has to stay.")
        out = [photo for photo in known.photos if photo.id in photos]
        pairs = {
            content_pair(a.content_hash, b.content_hash): ByHand.APART for a in out for b in staying
        }
        self.restore_rulings(pairs)
        return HandChange(dict.fromkeys(pairs), pairs, staying[0].id)

    def put_together(self, photos: Sequence[PhotoId]) -> HandChange:
        self._call("put_together")
        known = {photo.id: photo for group in self._groups.values() for photo in group.photos}
        first, *others = (known[photo].content_hash for photo in photos)
        pairs = {content_pair(first, other): ByHand.TOGETHER for other in others}
        self.restore_rulings(pairs)
        return HandChange(dict.fromkeys(pairs), pairs, photos[0])

    def restore_rulings(
        self, rulings: Mapping[ContentPair, ByHand | None], _known: Findings | None = None
    ) -> None:
        self._call("restore_rulings")
        self._rulings |= rulings
        self._rulings = {pair: each for pair, each in self._rulings.items() if each is not None}

    def hand_decisions(self) -> tuple[HandDecision, ...]:
        photos = {p.content_hash: p for group in self.to_find for p in group.photos}
        at = datetime(2024, 5, 4, 10, tzinfo=UTC)
        return tuple(
            HandDecision(pair, photos[pair[0]], photos[pair[1]], ruling, at)
            for pair, ruling in self._rulings.items()
        )

    def ruled(self, groups: Sequence[Group]) -> list[Group]:
        """Groups joined by a ruling become the first of them; a member apart from its keeper
        leaves."""
        found = list(groups)
        for pair in (pair for pair, each in self._rulings.items() if each is ByHand.TOGETHER):
            homes = [g for g in found if {p.content_hash for p in g.photos} & set(pair)]
            if len(homes) == 2:
                one, other = homes
                more = [make_member(p, Verdict.PUT_TOGETHER) for p in other.photos]
                found[found.index(one)] = replace(one, members=(*one.members, *more))
                found.remove(other)
        parted = [set(pair) for pair, each in self._rulings.items() if each is ByHand.APART]
        kept = []
        for group in found:
            keeper = group.keeper.content_hash
            members = tuple(
                m for m in group.members if {keeper, m.photo.content_hash} not in parted
            )
            kept += [replace(group, members=members)] if members else []
        return kept
