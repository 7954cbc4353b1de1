"""Use case: a person takes photos out of a group, or puts photos together, against or without
proof.

What is decided is about contents, so it holds for every copy of a file, under any name, and after
any rescan.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import ContentPair
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import DecisionRefused
from photodedup.engine.groups import GroupBook
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.progress import CancelToken
from photodedup.engine.proving import Learned, MakeProver, learn
from photodedup.engine.store.findings import Findings, put_findings
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore

Decided = Mapping[ContentPair, ByHand | None]

GONE = "This group is no longer there."
PHOTO_GONE = "One of these photos is no longer in the library."
ALL_OUT = "One photo at least has to stay in the group. Skip the group to keep all of them."
SAME_BYTES = (
    "These are the same file, byte for byte, so there is nothing to take apart. "
    "Skip the group to keep them all."
)
ONE_PHOTO = "Choose two photos to put together."
TOGETHER_ALREADY = "These photos are in one group already."
ONE_SHOT = (
    "These belong to one shot, such as a RAW file and its JPEG. They stay or go together, and are "
    "never copies of each other."
)


@dataclass(frozen=True, slots=True)
class HandChange:
    """What a decision changed: it is undone by `before` and done again by `after`.

    `shown` is the photo to look at afterwards; `learned` what was found out about pairs with it,
    which goes and comes back with the decision.
    """

    before: Decided
    after: Decided
    shown: PhotoId | None
    learned: Learned = field(default_factory=Learned)


@dataclass(frozen=True, slots=True)
class HandDecision:
    """A decision that holds, and a photo of each of the two contents that it is about."""

    contents: ContentPair
    first: Photo
    second: Photo
    ruling: ByHand
    decided_at: datetime


class HandDecisions:
    """Makes such decisions and takes them back.

    Args:
        make_prover: gives what knows the decisions of now, for the rows it is given.
    """

    def __init__(
        self,
        photos: PhotoStore,
        pairs: PairStore,
        book: GroupBook,
        make_prover: MakeProver,
    ) -> None:
        self._photos = photos
        self._pairs = pairs
        self._book = book
        self._make_prover = make_prover

    def take_out(self, group: GroupId, photos: Collection[PhotoId]) -> HandChange:
        """Photos of a group are not what the others are. What is left is proved again.

        Raises:
            DecisionRefused: nothing or nobody would be left, or the group is gone.
        """
        found = self._book.get(group)
        if found is None:
            raise DecisionRefused(GONE)
        out, staying = split(found, photos)
        change = self._change(parted(found, out, staying), _next_to(found, out))
        if found.kind is GroupKind.COPIES:

            def prove(prover: KeeperProver) -> None:
                for rest in (staying, out):
                    prover.prove_among([photo.id for photo in rest], CancelToken())

            around = self._book.tied_to([photo.id for photo in (*staying, *out)])
            learned = learn(self._pairs, self._make_prover, prove, around, self._book.take_findings)
            change = replace(change, learned=learned)
        return change

    def put_together(self, photos: Sequence[PhotoId]) -> HandChange:
        """These photos, and the groups of copies that they are in, are one picture.

        Raises:
            DecisionRefused: they are together already, or are files of one shot, or are gone.
        """
        units = [self._unit(photo) for photo in dict.fromkeys(photos)]
        if len(units) < 2:
            raise DecisionRefused(ONE_PHOTO)
        first, *others = (photo for photo, _ in units)
        if all(other.id in units[0][1] for other in others):
            raise DecisionRefused(TOGETHER_ALREADY)
        contents = [_contents(unit.values()) for _, unit in units]
        decided = self._pairs.rulings()
        rulings: dict[ContentPair, ByHand | None] = {}
        for number, ours in enumerate(contents):
            between = (
                content_pair(a, b) for rest in contents[number + 1 :] for a in ours for b in rest
            )
            rulings |= {pair: None for pair in between if decided.get(pair) is ByHand.APART}
        for other in others:
            if other.content_hash != first.content_hash:
                pair = content_pair(first.content_hash, other.content_hash)
                rulings[pair] = ByHand.TOGETHER
        change = self._change(rulings, first.id)
        if not self._are_together([photo.id for photo, _ in units]):
            self.restore(change.before)
            raise DecisionRefused(ONE_SHOT)
        return change

    def restore(self, rulings: Decided, known: Findings | None = None) -> None:
        """Put decisions back exactly (None: no decision), and what was known of pairs with them."""
        put_findings(self._pairs, known or Findings())
        decided = self._pairs.rulings()
        self._pairs.set_rulings(rulings)
        parted = {pair for pair, ruling in decided.items() if ruling is ByHand.APART}
        free = {content for pair in parted & rulings.keys() for content in pair}
        if free:  # what was not looked at while they were apart is looked at in the next scan
            photos = self._photos.photos().values()
            self._pairs.set_compared((p.id for p in photos if p.content_hash in free), False)
        self._book.forget()

    def all(self) -> tuple[HandDecision, ...]:
        """Decisions about photos that are in the library now, the latest first."""
        times = self._pairs.ruling_times()
        examples: dict[str, Photo] = {}
        decided = {content for pair in times for content in pair}
        for photo in sorted(self._photos.photos().values(), key=lambda photo: photo.path):
            if photo.content_hash in decided:
                examples.setdefault(photo.content_hash, photo)
        found = [
            HandDecision(pair, examples[pair[0]], examples[pair[1]], ruling, times[pair])
            for pair, ruling in self._pairs.rulings().items()
            if pair[0] in examples and pair[1] in examples
        ]
        found.sort(key=lambda each: (each.first.path, each.second.path))
        return tuple(sorted(found, key=lambda each: each.decided_at, reverse=True))

    def between(self, one: Photo, other: Photo) -> ByHand | None:
        """What was decided about two photos, or follows for them: they are in one group only
        because the person put it together."""
        for group in self._copies_around(one.id):
            if {one.id, other.id} <= {photo.id for photo in group.photos}:
                unproved = {m.photo.id for m in group.members if not m.verdict.is_proved}
                if (one.id in unproved) != (other.id in unproved):
                    return ByHand.TOGETHER
        return self._pairs.rulings().get(content_pair(one.content_hash, other.content_hash))

    def _change(self, rulings: Decided, shown: PhotoId) -> HandChange:
        decided = self._pairs.rulings()
        before = {pair: decided.get(pair) for pair in rulings}
        self.restore(rulings)
        return HandChange(before, dict(rulings), shown)

    def _unit(self, photo: PhotoId) -> tuple[Photo, dict[PhotoId, Photo]]:
        """A photo, and all that is in its group of copies."""
        known = self._photos.photo(photo)
        if known is None or not known.content_hash:
            raise DecisionRefused(PHOTO_GONE)
        for group in self._copies_around(photo):
            pictures = _pictures(group)
            if photo in pictures:
                return known, pictures
        return known, {photo: known}

    def _are_together(self, photos: Sequence[PhotoId]) -> bool:
        return any(
            _pictures(group).keys() >= set(photos) for group in self._copies_around(photos[0])
        )

    def _copies_around(self, photo: PhotoId) -> list[Group]:
        return [group for group in self._book.around(photo) if group.kind is GroupKind.COPIES]


def content_pair(one: str, other: str) -> ContentPair:
    """Two contents in the order in which decisions name them."""
    return (one, other) if one <= other else (other, one)


def split(group: Group, chosen: Collection[PhotoId]) -> tuple[list[Photo], list[Photo]]:
    """The pictures of a group that go out with the chosen ones, and those that stay.

    Pictures of one shot go together, and so do files of the same bytes.

    Raises:
        DecisionRefused: none would go, or none would stay.
    """
    pictures = _pictures(group)
    out = {photo for photo in chosen if photo in pictures}
    if not out:
        raise DecisionRefused("This photo is no longer in the group.")
    if len(_contents(pictures.values())) == 1:
        raise DecisionRefused(SAME_BYTES)
    grown: set[PhotoId] = set()
    while grown != out:
        grown = set(out)
        contents = _contents(pictures[photo] for photo in out)
        shots = {shot.id for photo in out if (shot := pictures[photo].shot) is not None}
        out |= {
            photo.id
            for photo in pictures.values()
            if photo.content_hash in contents or (photo.shot is not None and photo.shot.id in shots)
        }
    staying = [photo for photo in pictures.values() if photo.id not in out]
    if not staying:
        raise DecisionRefused(ALL_OUT if set(chosen) >= pictures.keys() else SAME_BYTES)
    return [pictures[photo] for photo in pictures if photo in out], staying


def parted(
    group: Group, out: Sequence[Photo], staying: Sequence[Photo]
) -> dict[ContentPair, ByHand]:
    """That what goes out of a group is not what stays.

    Nothing is said between photos that are in the group by the person's word alone: what was put
    together leaves again with the copies it came with.
    """
    unproved = {member.photo.id for member in group.members if not member.verdict.is_proved}
    return {
        content_pair(one.content_hash, other.content_hash): ByHand.APART
        for one in out
        for other in staying
        if not {one.id, other.id} <= unproved
    }


def _next_to(group: Group, out: Sequence[Photo]) -> PhotoId:
    """The photo that stays nearest behind those that go out, else before them."""
    order = [photo.id for photo in group.photos]
    gone = {photo.id for photo in out}
    last = max(place for place, photo in enumerate(order) if photo in gone)
    return next(photo for photo in (*order[last:], *order[last::-1]) if photo not in gone)


def _pictures(group: Group) -> dict[PhotoId, Photo]:
    """All pictures of a group, those of its shots included, the keeper first."""
    parts = [part for member in group.members for part in member.parts]
    found = [*group.photos, *(part.photo for part in parts), *(part.survivor for part in parts)]
    return {photo.id: photo for photo in found}


def _contents(photos: Iterable[Photo]) -> list[str]:
    """Their contents, each once."""
    return list(dict.fromkeys(photo.content_hash for photo in photos if photo.content_hash))
