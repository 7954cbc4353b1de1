"""The present groups of a library, kept in memory between decisions so that a slider can follow."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from photodedup.engine.agreements import Agreements
from photodedup.engine.collection import collection_paused
from photodedup.engine.domain import (
    Choice,
    Group,
    GroupId,
    GroupKind,
    Match,
    Member,
    Photo,
    PhotoId,
    smallest_photo,
)
from photodedup.engine.errors import CleanupRefused
from photodedup.engine.keep_rules import KeepRules, load_keep_rules
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.review import make_groups
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore

PROTECTED = (
    "This photo is in a protected folder, so it stays. A lock in the sidebar shows such folders."
)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    photos: Mapping[PhotoId, Photo]
    classes: PhotoClasses
    matches: Matches
    choices: dict[PhotoId, Choice]
    rules: KeepRules
    agreements: Agreements


@dataclass(frozen=True, slots=True)
class Basis:
    """What groups are made of at one moment. Equal ones give equal groups."""

    photos: Mapping[PhotoId, Photo]
    choices: Mapping[PhotoId, Choice]
    rules: KeepRules
    agreements: Agreements
    min_similarity: float

    def is_still(self, other: "Basis") -> bool:
        """Whether another basis, taken later, is the same one."""
        return self.photos is other.photos and self == other


class GroupBook:
    """Groups made from stored matches, with the person's decisions. Safe from any thread."""

    def __init__(
        self, photos: PhotoStore, pairs: PairStore, agreements: AgreementStore | None = None
    ) -> None:
        self._photos = photos
        self._pairs = pairs
        self._agreements = agreements
        self._snapshot: _Snapshot | None = None
        self._copies: tuple[Basis, tuple[Group, ...]] | None = None
        self._min_similarity = 0.0
        self._guard = threading.RLock()

    def forget(self) -> None:
        """Read again at the next use: photos or matches have changed."""
        with self._guard:
            self._snapshot = None
            self._copies = None

    def all(self, min_similarity: float) -> tuple[Group, ...]:
        """Every group, those that would free most first, but for those that are kept as they
        are."""
        with self._guard, collection_paused():
            self._min_similarity = min_similarity
            return tuple(group for group in self._make(None) if not group.is_kept)

    def get(self, group: GroupId) -> Group | None:
        return next(
            (found for found in self.around(smallest_photo(group)) if found.id == group), None
        )

    def around(self, photo: PhotoId) -> tuple[Group, ...]:
        """The groups made of a photo and all that any chain of matches ties to it."""
        with self._guard:
            snapshot = self._current()
            start = snapshot.classes.representative.get(photo)
            return () if start is None else tuple(self._make(start))

    def basis(self) -> Basis:
        """What the present groups are made of."""
        with self._guard:
            now = self._current()
            choices = dict(now.choices)
            return Basis(now.photos, choices, now.rules, now.agreements, self._min_similarity)

    def copies(self) -> tuple[Basis, tuple[Group, ...]]:
        """The present groups of copies, and what they are made of. Made anew only when needed."""
        basis = self.basis()
        known = self._copies
        if known is None or not known[0].is_still(basis):
            known = self._copies = basis, self.as_if(basis, (), basis.choices)
        return known

    def as_if(
        self, basis: Basis, proved: Iterable[Match], choices: Mapping[PhotoId, Choice]
    ) -> tuple[Group, ...]:
        """The groups of copies that there would be with the rules and the similarity of `basis`,
        with these matches besides the stored ones, and with other choices. Changes nothing."""
        with self._guard:
            snapshot = self._current()
        new = snapshot.classes.matches(proved).all()
        stored = snapshot.matches.all()
        matches = Matches(match for match in (*stored, *new) if match.verdict.is_copy)
        made = make_groups(
            snapshot.photos,
            snapshot.classes.members,
            matches.above(basis.min_similarity),
            choices,
            snapshot.classes.rulings,
            basis.rules.active(),
        )
        agreed = snapshot.agreements.applied(made, choices)
        return tuple(group for group in agreed if not group.is_kept)

    def between(self, one: PhotoId, other: PhotoId) -> Match | bool | None:
        """What was proved of two photos, in terms of them; True where their pixels are equal."""
        with self._guard:
            snapshot = self._current()
            first = snapshot.classes.representative.get(one)
            second = snapshot.classes.representative.get(other)
            if first is None or second is None:
                return None
            if first == second:
                return True
            match = snapshot.matches.between(first, second)
            if match is None:
                return None
            ends = (one, other) if match.first == first else (other, one)
            return replace(match, first=ends[0], second=ends[1])

    def _make(self, start: PhotoId | None) -> list[Group]:
        snapshot = self._current()
        matches = snapshot.matches.above(self._min_similarity) if start is None else None
        members: Mapping[PhotoId, Sequence[PhotoId]] = snapshot.classes.members
        if matches is None and start is not None:
            matches, around = self._reach(start)
            members = {rep: members[rep] for rep in around}
        made = make_groups(
            snapshot.photos,
            members,
            matches or Matches(),
            snapshot.choices,
            snapshot.classes.rulings,
            snapshot.rules.active(),
        )
        return snapshot.agreements.applied(made, snapshot.choices)

    def _reach(self, start: PhotoId) -> tuple[Matches, set[PhotoId]]:
        """All that chains of matches and shots tie to a class: the matches, and the classes."""
        snapshot = self._current()
        classes = snapshot.classes
        reached, seen, queue = Matches(), set[PhotoId](), [start]
        while queue:
            if (first := queue.pop()) in seen:
                continue
            found = snapshot.matches.reachable(first, self._min_similarity)
            for match in found.all():
                reached.add(match)
            new = {first, *found.photos()} - seen
            seen |= new
            shots = (snapshot.photos[p].shot for rep in new for p in classes.members[rep])
            partners = (p for shot in shots if shot is not None for p in shot.photos)
            queue += [classes.representative[p] for p in partners if p in classes.representative]
            queue += [other for rep in new for other in classes.rulings.together_with(rep)]
        return reached, seen

    def _current(self) -> _Snapshot:
        if self._snapshot is None:
            photos = self._photos.photos()
            classes = PhotoClasses(self._pairs.comparables(), photos, self._pairs.rulings())
            self._snapshot = _Snapshot(
                photos,
                classes,
                classes.matches(self._pairs.matches()),
                self._pairs.choices(),
                load_keep_rules(self._pairs),
                self._read_agreements(),
            )
        return self._snapshot

    def _read_agreements(self) -> Agreements:
        store = self._agreements
        return Agreements({}, ()) if store is None else Agreements(store.reviews(), store.kept())

    def take_agreements(self, store: AgreementStore) -> None:
        """Others were written: read them, and nothing else, again."""
        with self._guard:
            self._agreements = store
            if self._snapshot is not None:
                self._snapshot = replace(self._snapshot, agreements=self._read_agreements())

    # --- decisions ---------------------------------------------------------------------------

    def choices(self, photos: Sequence[PhotoId]) -> dict[PhotoId, Choice | None]:
        with self._guard:
            stored = self._current().choices
            return {photo: stored.get(photo) for photo in photos}

    def set_choices(self, choices: Mapping[PhotoId, Choice | None]) -> None:
        with self._guard:
            self._pairs.set_choices(dict(choices))
            stored = self._current().choices
            for photo, choice in choices.items():
                if choice is None:
                    stored.pop(photo, None)
                else:
                    stored[photo] = choice

    def set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> Group:
        """
        Raises:
            CleanupRefused: the photo is the keeper, of which no copy would be left, or it is in a
                protected folder.
        """
        found = self._require(group)
        if photo == found.keeper.id:
            raise CleanupRefused(
                "This is the photo that stays. Choose another one to keep before marking it."
            )
        member = next((m for m in found.members if m.photo.id == photo), None)
        if member is None:
            raise CleanupRefused("This photo is no longer in the group.")
        if marked and member.is_protected:
            raise CleanupRefused(PROTECTED)
        choice = removal_of(member) if marked else Choice.KEEP
        self.set_choices({photo: choice})
        return self._require(group)

    def set_skipped(self, group: GroupId, skipped: bool) -> Group:
        found = self._require(group)
        choice = Choice.KEEP if skipped else None
        self.set_choices({photo.id: choice for photo in found.photos})
        return self._require(group)

    def choose_keeper(self, group: GroupId, photo: PhotoId) -> None:
        """Write the decision; who is proved against the new keeper is the finder's work."""
        found = self._require(group)
        if photo not in {member.id for member in found.photos}:
            raise CleanupRefused("This photo is no longer in the group.")
        stored = self._current().choices
        # Among different pictures, one that was chosen before may be so among its own copies too:
        # it must not become a spare there.
        other_choice = None if found.kind is GroupKind.COPIES else Choice.KEEP
        changed: dict[PhotoId, Choice | None] = {
            other.id: other_choice
            for other in found.photos
            if stored.get(other.id) is Choice.KEEPER
        }
        self.set_choices({**changed, photo: Choice.KEEPER})

    def _require(self, group: GroupId) -> Group:
        found = self.get(group)
        if found is None:
            raise CleanupRefused("This group is no longer there.")
        return found


def removal_of(member: Member) -> Choice:
    """Who marks a photo that was put together by hand says so of that photo alone."""
    verdicts = (member.verdict, *(part.verdict for part in member.parts))
    proved = all(verdict.is_proved for verdict in verdicts)
    return Choice.REMOVE if proved else Choice.REMOVE_UNPROVED
