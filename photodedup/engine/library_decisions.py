"""The part of a library's front door through which a person decides about groups and photos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from photodedup.engine.agreeing import Agreeing
from photodedup.engine.agreements import Decided, KeptSet
from photodedup.engine.bulk import BulkDecisions
from photodedup.engine.by_hand import HandChange, HandDecision, HandDecisions
from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import ContentPair
from photodedup.engine.groups import GroupBook
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.library_part import LibraryPart
from photodedup.engine.marking import Marking
from photodedup.engine.progress import CancelToken
from photodedup.engine.proving import Learned, learn
from photodedup.engine.store.findings import Findings
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore


@dataclass(frozen=True, slots=True)
class ChosenKeeper:
    """The groups around a new keeper, how they looked when they were agreed to before (None:
    never), and what was found out about pairs with it."""

    groups: tuple[Group, ...]
    learned: Learned = field(default_factory=Learned)
    reviews: Mapping[GroupId, str | None] = field(default_factory=dict)


class LibraryDecisions(LibraryPart):
    """What `Library` inherits: each method writes down at once what it is told."""

    _photos: PhotoStore
    _pairs: PairStore
    _book: GroupBook
    _marking: Marking
    _by_hand: HandDecisions
    _agreeing: Agreeing
    _bulk: BulkDecisions

    @property
    def bulk(self) -> BulkDecisions:
        """Keep rules, pairs of folders, and what else changes many groups in one step."""
        return self._bulk

    def set_keeper(self, group: GroupId, photo: PhotoId) -> tuple[Group, ...]:
        """Make another photo the keeper. The others are proved against it again; one that is not
        proved leaves the group. Returns the groups that took the old one's place."""
        return self.choose_keeper(group, photo).groups

    def choose_keeper(self, group: GroupId, photo: PhotoId) -> ChosenKeeper:
        """`set_keeper`, which also tells what is needed to undo it."""
        self._require_writable()
        with self._book.following():
            self._bulk.note_keeper(group, photo)
        self._marking.choose_keeper(group, photo)
        known = self._photos.photo(photo)

        def prove(prover: KeeperProver) -> None:
            for part in known.shot.photos if known and known.shot else (photo,):
                prover.prove_keepers(None, CancelToken(), around=part)

        around_it = self._book.tied_to([photo])
        learned = learn(self._pairs, self._prover, prove, around_it, self._book.take_findings)
        around = [group for group in self._book.around(photo) if not group.is_kept]
        reviews = self._agreeing.reviews(around)
        agreed = {group.id: group for group in self._agreeing.agreed(_kept_by(around, photo))}
        groups = tuple(agreed.get(group.id, group) for group in around)
        return ChosenKeeper(groups, learned, reviews)

    def set_marked(self, group: GroupId, photo: PhotoId, marked: bool) -> Group:
        """Mark or unmark one member.

        Raises:
            CleanupRefused: the photo is the keeper: the last copy cannot be marked.
        """
        self._require_writable()
        return self._agreeing.agreed([self._marking.set_marked(group, photo, marked)])[0]

    def set_skipped(self, group: GroupId, skipped: bool) -> Group:
        """Keep all photos of a group (nothing in it is marked), or take that back."""
        self._require_writable()
        return self._agreeing.agreed([self._marking.set_skipped(group, skipped)])[0]

    def accept(self, groups: Sequence[Group]) -> None:
        """The person has looked at these groups, and agrees to them as they were seen."""
        self._require_writable()
        self._agreeing.accept(groups)

    def suggest(self, groups: Sequence[Group]) -> tuple[PhotoId, ...]:
        """Mark all but the keeper, because the person asks for it; returns what was marked. What
        is protected, not proved, skipped or without a clear keeper is left alone."""
        self._require_writable()
        return self._agreeing.suggest(groups)

    def keep_all(self, groups: Sequence[Group]) -> None:
        """These are duplicates, and all stay: they are not shown again, whatever the files are
        called, before another copy comes; and then only that one is asked about."""
        self._require_writable()
        self._agreeing.keep_all(groups)

    def kept(self) -> tuple[KeptSet, ...]:
        """Copies that all stay by the person's word, the latest first."""
        return self._agreeing.kept()

    def release(self, contents: Sequence[str]) -> Decided:
        """Ask about copies again that were kept (`KeptSet.contents`). Returns what was decided
        before, for undo."""
        self._require_writable()
        return self._agreeing.release(contents)

    def decided(self, groups: Sequence[Group]) -> Decided:
        """All decisions about these groups and their photos (for undo)."""
        return self._agreeing.decided(groups)

    def restore_decided(
        self, decided: Decided, known: Findings | None = None
    ) -> tuple[Group, ...] | None:
        """Put decisions back exactly, and what was known of pairs with them. Returns the groups
        that they are about, or None where any group may be another now."""
        self._require_writable()
        if known is not None and known.pairs:
            self._book.take_findings(known)
        return self._agreeing.restore(decided)

    def take_out(self, group: GroupId, photos: Sequence[PhotoId]) -> HandChange:
        """The person says that these photos are not what the others of their group are. No group
        holds them together again, whatever their files are called, until it is taken back.

        Raises:
            DecisionRefused: nobody would be left, or they are the same bytes.
        """
        self._require_writable()
        return self._by_hand.take_out(group, photos)

    def put_together(self, photos: Sequence[PhotoId]) -> HandChange:
        """The person says that these are one picture: they and their groups of copies become one
        group. Who is not proved in it is never suggested for the trash.

        Raises:
            DecisionRefused: they are together already, files of one shot, or gone.
        """
        self._require_writable()
        return self._by_hand.put_together(photos)

    def restore_rulings(
        self, rulings: Mapping[ContentPair, ByHand | None], known: Findings | None = None
    ) -> None:
        """Put decisions by hand back exactly (None: no decision), and what was known of pairs with
        them."""
        self._require_writable()
        self._by_hand.restore(rulings, known)

    def hand_decisions(self) -> tuple[HandDecision, ...]:
        """What the person took apart or put together, the latest first."""
        return self._by_hand.all()


def _kept_by(groups: Sequence[Group], photo: PhotoId) -> list[Group]:
    """The groups whose keeper is this photo, or of its shot."""
    return [
        group
        for group in groups
        if group.keeper.id == photo
        or (group.keeper.shot is not None and photo in group.keeper.shot.photos)
    ]
