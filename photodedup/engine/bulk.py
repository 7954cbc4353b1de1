"""What a person decides about many groups at once: keep rules, pairs of folders, learned rules."""

from collections.abc import Callable
from dataclasses import replace

from photodedup.engine.agreeing import Agreeing
from photodedup.engine.collection import collection_paused
from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.folder_pairs import FolderPair, folder_pairs
from photodedup.engine.groups import GroupBook
from photodedup.engine.keep_rules import KeepRules, load_keep_rules
from photodedup.engine.learned_rules import (
    ENOUGH_DECISIONS,
    MOST_DECISIONS,
    HandChoice,
    Proposal,
    propose,
)
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.store.hand_keepers import HandKeepers
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.trials import Applied, Change, Preview, RulesAndChoices, Trials

_ASKED_AT = "decisions when rules were proposed"  # a fact: so many were there at the last proposal


class BulkDecisions:
    """The part of a library that changes many groups in one step, each with a preview.

    `preview` and `folder_pairs` are long and may be cancelled; none is for the GUI thread.

    Args:
        require_writable: raises LibraryInUse where nothing may be changed.
    """

    def __init__(
        self,
        pairs: PairStore,
        book: GroupBook,
        trials: Trials,
        agreeing: Agreeing,
        hand_keepers: HandKeepers,
        require_writable: Callable[[], None],
    ) -> None:
        self._pairs = pairs
        self._book = book
        self._trials = trials
        self._agreeing = agreeing
        self._hand_keepers = hand_keepers
        self._require_writable = require_writable

    def keep_rules(self) -> KeepRules:
        """The rules that choose which photo of a group is kept."""
        return load_keep_rules(self._pairs)

    def preview(
        self,
        change: Change,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Preview:
        """What a `RuleChange` or a `FolderDecision` would do. Stores nothing.

        Raises:
            Cancelled: the token was cancelled.
        """
        with collection_paused():
            return self._trials.preview(change, report, token)

    def apply(
        self,
        preview: Preview,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Applied:
        """Make a change as its preview said; one that the library has outrun is worked out again,
        which is long, and reported.

        Raises:
            Cancelled: the token was cancelled meanwhile; nothing is changed.
            LibraryInUse: the library is open read-only.
        """
        self._require_writable()
        with collection_paused():
            applied = self._trials.apply(preview, report, token)
        if isinstance(applied.preview.change, FolderDecision):  # who decides has looked at them
            return self._agreed(applied)
        return applied

    def _agreed(self, applied: Applied) -> Applied:
        chosen = applied.after.choices
        groups = [group for group in applied.preview.after if group.keeper.id in chosen]
        before = self._agreeing.reviews(groups)
        self._agreeing.accept(groups)
        return replace(
            applied,
            before=replace(applied.before, reviews=before),
            after=replace(applied.after, reviews=self._agreeing.reviews(groups)),
        )

    def restore(self, decided: RulesAndChoices) -> None:
        """Go back to rules and decisions as they were before a change, or after it.

        Raises:
            LibraryInUse: the library is open read-only.
        """
        self._require_writable()
        self._trials.restore(decided)
        self._agreeing.restore_reviews(decided.reviews)

    def folder_pairs(self, token: CancelToken | None = None) -> tuple[FolderPair, ...]:
        """Pairs of folders with the same photos, those that would free most first.

        Raises:
            Cancelled: the token was cancelled.
        """
        with collection_paused():
            _, groups = self._book.copies()
            return folder_pairs(groups, self._book.every_photo(), token)

    # --- learning ----------------------------------------------------------------------------

    def note_keeper(self, group: GroupId, photo: PhotoId) -> None:
        """Remember that the person is about to choose this keeper, to learn from it."""
        found = self._book.get(group)
        if found is None or found.kind is not GroupKind.COPIES:
            return
        others = [other.id for other in found.photos if other.id != photo]
        if len(others) < len(found.photos):
            self._hand_keepers.note(photo, others)

    def proposal(self) -> Proposal | None:
        """Rules that explain what the person chose by hand; None if there is nothing to propose,
        or nothing much was decided since the person said no to the last proposal."""
        asked_at = int(self._pairs.fact(_ASKED_AT) or 0)
        if self._hand_keepers.count() < asked_at + ENOUGH_DECISIONS:
            return None
        latest = self._hand_keepers.latest(MOST_DECISIONS)
        decided = [HandChoice(keeper, others) for keeper, others in latest]
        return propose(decided, self.keep_rules())

    def close_proposal(self) -> None:
        """The person has seen the proposal: make none before many more decisions.

        Raises:
            LibraryInUse: the library is open read-only.
        """
        self._require_writable()
        self._pairs.set_fact(_ASKED_AT, str(self._hand_keepers.count()))
