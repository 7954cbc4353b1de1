"""The present groups of a library, kept in memory between decisions so that a slider can follow."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from photodedup.engine.agreements import Agreements
from photodedup.engine.collection import collection_paused
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group, smallest_photo
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.group_snapshot import Basis, Snapshot, read_snapshot
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.ready_groups import Ready, ReadyGroups
from photodedup.engine.review import make_groups
from photodedup.engine.store.agreements import AgreementStore
from photodedup.engine.store.findings import Findings, put_findings
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore


class GroupBook:
    """Groups made from stored matches, with the person's decisions. Safe from any thread."""

    def __init__(
        self,
        photos: PhotoStore,
        pairs: PairStore,
        agreements: AgreementStore | None = None,
        ready: ReadyGroups | None = None,
    ) -> None:
        self._photos = photos
        self._pairs = pairs
        self._agreements = agreements
        self._ready = ready
        self._last: Ready | None = None  # what was shown last
        self._was_forgotten = False  # since then
        self._generation: int | None = None  # of the database that the snapshot is of
        self._snapshot: Snapshot | None = None
        self._copies: tuple[Basis, tuple[Group, ...]] | None = None
        self._min_similarity = 0.0
        self._guard = threading.RLock()

    def forget(self) -> None:
        """Read again at the next use: photos or matches have changed."""
        with self._guard:
            self._snapshot = None
            self._copies = None
            self._was_forgotten = True

    def all(self, min_similarity: float) -> tuple[Group, ...]:
        """Every group, those that would free most first, but for those that are kept as they
        are."""
        with self._guard, collection_paused():
            self._min_similarity = min_similarity
            if self._ready is not None and self._snapshot is None:
                ready = self._ready.get(min_similarity)
                if ready is not None:
                    self._last, self._was_forgotten = ready, False
                    return ready.groups
            return self._make_all()

    @property
    def is_prepared(self) -> bool:
        """Whether a decision finds all that it needs at hand."""
        return self._snapshot is not None

    def prepare(self) -> None:
        """Read what decisions need, so that the first one does not wait for it."""
        with self._guard, collection_paused():
            self._current()

    def keep_ready(self) -> None:
        """Store the groups as they are now, for the next time that this library is opened. Only
        where groups were asked for, and only what can be had without reading all anew."""
        with self._guard, collection_paused():
            if self._ready is None or self._last is None:
                return
            now = self._pairs.database.generation
            if self._snapshot is not None and self._generation == now and not self._is_last_sound():
                self._make_all()
            if self._is_last_sound():
                self._ready.keep(self._last)

    def end(self) -> None:
        """Nothing is stored any more."""
        with self._guard:
            self._last = None

    def _make_all(self) -> tuple[Group, ...]:
        groups = tuple(group for group in self._make(None) if not group.is_kept)
        self._last = Ready(self._generation, self._min_similarity, groups)
        self._was_forgotten = False
        return groups

    def _is_last_sound(self) -> bool:
        """Whether what was shown last is what would be shown now."""
        now, last = self._pairs.database.generation, self._last
        if now is None or last is None or self._was_forgotten:
            return False
        return last.generation == now

    def every_photo(self) -> Mapping[PhotoId, Photo]:
        """All readable photos, also those that can be in no group."""
        return self._photos.photos()

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

    def tied_to(self, photos: Iterable[PhotoId]) -> set[PhotoId]:
        """All photos, also missing ones, that matches, equal pixels, shots and decisions by hand
        tie to these in any chain."""
        with self._guard:
            if self._generation != self._pairs.database.generation:
                self.forget()
            snapshot = self._current()
            known = snapshot.classes.representative
            starts = {known[photo] for photo in photos if photo in known}
            reached = set[PhotoId]().union(*(snapshot.reach(each, 0.0)[1] for each in starts))
            return {photo for photo, home in known.items() if home in reached}

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
            return self._current().between(one, other)

    def _make(self, start: PhotoId | None) -> list[Group]:
        snapshot = self._current()
        matches = snapshot.matches.above(self._min_similarity) if start is None else None
        members: Mapping[PhotoId, Sequence[PhotoId]] = snapshot.classes.members
        if matches is None and start is not None:
            matches, around = snapshot.reach(start, self._min_similarity)
            members = {rep: members[rep] for rep in around}
        made = make_groups(
            snapshot.photos,
            members,
            matches or Matches(),
            snapshot.choices,
            snapshot.classes.rulings,
            snapshot.remembered,
        )
        return snapshot.agreements.applied(made, snapshot.choices)

    def _current(self) -> Snapshot:
        if self._snapshot is None:
            known = self._last.photos if self._last is not None and self._is_last_sound() else {}
            with self._pairs.database.one_moment():
                self._generation = self._pairs.database.generation
                agreements = self._read_agreements()
                self._snapshot = read_snapshot(self._photos, self._pairs, agreements, known)
        return self._snapshot

    @contextmanager
    def following(self) -> Iterator[None]:
        """What is written meanwhile is taken over, so that the book stays as the database is."""
        with self._guard:
            database = self._pairs.database
            before, own_before = database.generation, database.own_changes
            yield
            after, own_after = database.generation, database.own_changes
            if before is None or after is None or self._generation != before:
                return
            if after - before == own_after - own_before:  # nobody else wrote
                self._generation = after

    def take_findings(self, findings: Findings) -> None:
        """Store what was found of pairs, and go by it without reading all anew."""
        with self._guard:
            with self.following():
                put_findings(self._pairs, findings)
            if self._snapshot is None or self._generation != self._pairs.database.generation:
                self.forget()
            elif findings.pairs:
                self._snapshot = self._snapshot.with_stored(self._pairs, findings.pairs)
                self._copies = None

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
            stored = self._current().choices
            with self.following():
                self._pairs.set_choices(dict(choices))
            for photo, choice in choices.items():
                if choice is None:
                    stored.pop(photo, None)
                else:
                    stored[photo] = choice
