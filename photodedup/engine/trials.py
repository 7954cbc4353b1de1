"""Use case: what a change of rules, or of many decisions at once, would do; and doing it.

A preview proves the new keepers against their groups as a finished change would, but keeps what
it found to itself. Making the change stores just that, so it does what the preview said; the way
back forgets it again, so that groups and marks are those of before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from photodedup.engine.domain.decisions import Choice, as_keeper
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.group_snapshot import Basis
from photodedup.engine.groups import GroupBook
from photodedup.engine.keep_rules import KeepRules, save_keep_rules
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.matching.checker import PairChecker
from photodedup.engine.progress import (
    CancelToken,
    Progress,
    ProgressSink,
    Stage,
    ignore_progress,
)
from photodedup.engine.ranking import Rule
from photodedup.engine.store.draft_pairs import DraftPairs
from photodedup.engine.store.findings import Findings, put_findings, read_findings
from photodedup.engine.store.pairs import PairStore

Choices = Mapping[PhotoId, Choice | None]
Regroup = Callable[[Choices], Sequence[Group]]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a change has to go by: groups of copies, the decisions in them, and the rules to be.

    `regroup` makes the groups anew by these rules, with some decisions changed.
    """

    groups: Sequence[Group]
    choices: Mapping[PhotoId, Choice]
    rules: Sequence[Rule]
    regroup: Regroup


class Change(Protocol):
    """Something that a person may want to be changed in many groups."""

    def rules(self, now: KeepRules) -> KeepRules:
        """The rules to go by."""
        ...

    def choices(self, now: Situation) -> Choices:
        """Decisions to make, None to take one back; the groups are the present ones."""
        ...

    def marks(self, after: Situation) -> Choices:
        """Decisions that need to know the groups as they come out, each proved to its keeper."""
        ...


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Other keep rules. Groups that the person decided about or agreed to stay as they are."""

    wanted: KeepRules

    def rules(self, now: KeepRules) -> KeepRules:
        return self.wanted

    def choices(self, now: Situation) -> Choices:
        decided = [
            group
            for group in now.groups
            if (group.is_reviewed or group.is_accepted) and not group.is_skipped
        ]
        if not decided:
            return {}
        kept = {group.keeper.id for group in now.regroup({})}
        keepers = (group.keeper.id for group in decided if group.keeper.id not in kept)
        return {keeper: as_keeper(now.choices.get(keeper)) for keeper in keepers}

    def marks(self, after: Situation) -> Choices:
        return {}


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group that comes out differently; `after` holds its keeper of before, None if it would be
    in no group."""

    before: Group
    after: Group | None

    @property
    def has_other_keeper(self) -> bool:
        return self.after is not None and self.after.keeper.id != self.before.keeper.id


@dataclass(frozen=True, slots=True)
class RulesAndChoices:
    """Rules and decisions at one moment, to go back to, and what was known then of the pairs that
    the change looked at. `reviews` say how groups looked that were agreed to, None for no more."""

    rules: KeepRules
    choices: Choices
    findings: Findings = field(default_factory=Findings)
    reviews: Mapping[GroupId, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do.

    `before` and `after` are all groups of copies; `changes` are those of before that come out
    differently. `decided` is what is stored when the change is made, with the proofs for it.
    """

    change: Change
    before: tuple[Group, ...]
    after: tuple[Group, ...]
    changes: tuple[GroupChange, ...]
    decided: RulesAndChoices
    basis: Basis


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was made: it is undone by `before` and done again by `after`."""

    before: RulesAndChoices
    after: RulesAndChoices
    preview: Preview


class Trials:
    """Tries changes out, and makes them.

    Args:
        pairs: the rows.
        book: the present groups.
        checker: proves pairs.
    """

    def __init__(self, pairs: PairStore, book: GroupBook, checker: PairChecker) -> None:
        self._pairs = pairs
        self._book = book
        self._checker = checker

    def preview(
        self,
        change: Change,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Preview:
        """Work out what a change would do. Stores nothing.

        Raises:
            Cancelled: the token was cancelled.
        """
        token = token or CancelToken()
        now, before = self._book.copies()
        wanted = replace(now, rules=change.rules(now.rules))
        token.check()

        def regroup(choices: Choices, proved: Sequence[Match] = ()) -> tuple[Group, ...]:
            return self._book.as_if(wanted, proved, _merged(now.choices, choices))

        rules = wanted.rules.active()
        choices = dict(change.choices(Situation(before, now.choices, rules, regroup)))
        token.check()
        draft = DraftPairs(self._pairs, _merged(now.choices, choices))
        self._prove(draft, wanted, report, token)
        token.check()
        after = regroup(choices, draft.matches_found)
        decided = _merged(now.choices, choices)
        if marks := change.marks(Situation(after, decided, rules, regroup)):
            choices |= marks
            after = regroup(choices, draft.matches_found)
        return Preview(
            change,
            before,
            after,
            _changes(before, after),
            RulesAndChoices(wanted.rules, choices, draft.findings(now.photos)),
            now,
        )

    def _prove(
        self, draft: DraftPairs, wanted: Basis, report: ProgressSink, token: CancelToken
    ) -> None:
        prover = KeeperProver(draft, wanted.photos, self._checker, wanted.rules.active())
        prover.prove_keepers(None, token, report=report)

    def apply(
        self,
        preview: Preview,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Applied:
        """Make the change; a preview that the library has outrun is worked out again first, and
        only that is reported.

        Raises:
            Cancelled: the token was cancelled meanwhile; nothing is changed.
        """
        if not preview.basis.is_still(self._book.basis()):
            report(Progress(Stage.COMPARING, 0))
            preview = self.preview(preview.change, report, token)
        stored, decided = preview.basis.choices, preview.decided
        before = RulesAndChoices(
            preview.basis.rules,
            {photo: stored.get(photo) for photo in decided.choices},
            read_findings(self._pairs, decided.findings.pairs),
        )
        self.restore(decided)
        return Applied(before, decided, preview)

    def restore(self, decided: RulesAndChoices) -> None:
        """Go back to other rules and decisions, and to what was known then."""
        put_findings(self._pairs, decided.findings)
        self._pairs.set_choices(dict(decided.choices))
        save_keep_rules(self._pairs, decided.rules)
        self._book.forget()


def _merged(stored: Mapping[PhotoId, Choice], changed: Choices) -> dict[PhotoId, Choice]:
    merged: dict[PhotoId, Choice | None] = {**stored, **changed}
    return {photo: choice for photo, choice in merged.items() if choice is not None}


def _changes(before: Sequence[Group], after: Sequence[Group]) -> tuple[GroupChange, ...]:
    outcomes = {outcome(group) for group in after}
    home = {photo.id: group for group in after for photo in group.photos}
    return tuple(
        GroupChange(group, home.get(group.keeper.id))
        for group in before
        if outcome(group) not in outcomes
    )


def outcome(group: Group) -> tuple[object, ...]:
    """What becomes of a group's photos: who stays, who goes, and whether a person is asked."""
    return (
        group.keeper.id,
        frozenset(member.photo.id for member in group.members),
        frozenset(member.photo.id for member in group.marked),
        bool(group.needs_look),
    )
