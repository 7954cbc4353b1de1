"""What groups are made of, as it is stored at one moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from photodedup.engine.agreements import Agreements
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.keep_rules import KeepRules, load_keep_rules
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.ranking import RememberedRules
from photodedup.engine.store.findings import Pair
from photodedup.engine.store.pairs import Comparable, PairStore
from photodedup.engine.store.photos import PhotoStore


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The photos are those that can be in a group; `remembered` are the active ones of `rules`."""

    photos: Mapping[PhotoId, Photo]
    classes: PhotoClasses
    matches: Matches
    choices: dict[PhotoId, Choice]
    rules: KeepRules
    remembered: RememberedRules
    agreements: Agreements

    def between(self, one: PhotoId, other: PhotoId) -> Match | bool | None:
        """What was proved of two photos, in terms of them; True where their pixels are equal."""
        first = self.classes.representative.get(one)
        second = self.classes.representative.get(other)
        if first is None or second is None:
            return None
        if first == second:
            return True
        match = self.matches.between(first, second)
        if match is None:
            return None
        ends = (one, other) if match.first == first else (other, one)
        return replace(match, first=ends[0], second=ends[1])

    def with_stored(self, pairs: PairStore, changed: Collection[Pair]) -> "Snapshot":
        """The same, but for what is known of some pairs, which is as it is stored now."""
        home = self.classes.representative
        lifted = {(home[one], home[other]) for one, other in changed if {one, other} <= home.keys()}
        concerned = set(chain.from_iterable(lifted))
        now = self.classes.matches(
            pairs.matches([p for p, rep in home.items() if rep in concerned])
        )
        # Another mapping, as what was worked out for these photos before holds no more.
        return replace(self, photos=dict(self.photos), matches=self.matches.changed(lifted, now))

    def reach(self, start: PhotoId, min_similarity: float) -> tuple[Matches, set[PhotoId]]:
        """All that chains of matches and shots tie to a class: the matches, and the classes."""
        classes = self.classes
        reached, seen, queue = Matches(), set[PhotoId](), [start]
        while queue:
            if (first := queue.pop()) in seen:
                continue
            found = self.matches.reachable(first, min_similarity)
            for match in found.all():
                reached.add(match)
            new = {first, *found.photos()} - seen
            seen |= new
            shots = (self.photos[p].shot for rep in new for p in classes.members[rep])
            partners = (p for shot in shots if shot is not None for p in shot.photos)
            queue += [classes.representative[p] for p in partners if p in classes.representative]
            queue += [other for rep in new for other in classes.rulings.together_with(rep)]
        return reached, seen


@dataclass(frozen=True, slots=True)
class Basis:
    """What groups are made of at one moment. Equal ones give equal groups. The photos are those
    that can be in a group."""

    photos: Mapping[PhotoId, Photo]
    choices: Mapping[PhotoId, Choice]
    rules: KeepRules
    agreements: Agreements
    min_similarity: float

    def is_still(self, other: "Basis") -> bool:
        """Whether another basis, taken later, is the same one."""
        return self.photos is other.photos and self == other


def read_snapshot(
    photos: PhotoStore,
    pairs: PairStore,
    agreements: Agreements,
    known: Mapping[PhotoId, Photo],
) -> Snapshot:
    """Read it all; `known` photos were read before, and are still the same."""
    ready, rows = photos.in_play(known)
    comparables = [_comparable(photo, done, photo.id in ready) for photo, done in rows]
    classes = PhotoClasses(comparables, pairs.rulings())
    rules = load_keep_rules(pairs)
    return Snapshot(
        ready,
        classes,
        classes.matches(pairs.matches()),
        pairs.choices(),
        rules,
        RememberedRules(rules.active()),
        agreements,
    )


def _comparable(photo: Photo, is_compared: bool, is_ready: bool) -> Comparable:
    """What classes are made by; nothing is compared here."""
    shot = photo.shot.id if photo.shot else None
    content, pixels = photo.content_hash, photo.pixel_hash
    return Comparable(photo.id, content, pixels, is_compared, is_ready, shot)
