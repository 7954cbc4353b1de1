"""Keep rules and pairs of folders for the library in memory."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from photodedup.engine.agreements import Agreements
from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.folder_pairs import FolderPair, folder_pairs
from photodedup.engine.group_snapshot import Basis
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES, KeepRules
from photodedup.engine.learned_rules import Proposal
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress
from photodedup.engine.ranking import best
from photodedup.engine.trials import (
    Applied,
    Change,
    GroupChange,
    Preview,
    RuleChange,
    RulesAndChoices,
    outcome,
)
from tests.factories import with_keeper


class FakeBulk:
    """Every member of a group is proved against every other one.

    A test may clear `gate` to hold a preview at its start, set `is_outrun` to have what is applied
    worked out again, and set `learned` to what is proposed.
    """

    def __init__(self, groups: dict[GroupId, Group], call: Callable[[str], None]) -> None:
        self._groups = groups
        self._call = call
        self.rules = DEFAULT_KEEP_RULES
        self.learned: Proposal | None = None
        self.previews: list[Change] = []
        self.gate = threading.Event()
        self.gate.set()
        self.is_outrun = False

    def keep_rules(self) -> KeepRules:
        return self.rules

    def preview(
        self,
        change: Change,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Preview:
        self._call("preview")
        self.previews.append(change)
        report(Progress(Stage.CHECKING, 1, 2))
        while not self.gate.wait(0.005):
            if token is not None:
                token.check()
        before = tuple(self._groups.values())
        after = tuple(self._changed(group, change) for group in before)
        changes = tuple(
            GroupChange(one, other)
            for one, other in zip(before, after, strict=True)
            if outcome(one) != outcome(other)
        )
        rules = change.wanted if isinstance(change, RuleChange) else self.rules
        decided = RulesAndChoices(rules, {g.keeper.id: Choice.KEEPER for g in after})
        basis = Basis({}, {}, self.rules, Agreements({}, ()), 0.0)
        return Preview(change, before, after, changes, decided, basis)

    def _changed(self, group: Group, change: Change) -> Group:
        photos = list(group.photos)
        if isinstance(change, RuleChange):
            kept = best(photos, change.wanted.active())
        elif isinstance(change, FolderDecision):
            kept = next((p for p in photos if _is_in(p.path, change.kept)), group.keeper)
        return group if kept == group.keeper else with_keeper(group, kept.id)

    def apply(
        self,
        preview: Preview,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> Applied:
        self._call("apply")
        if self.is_outrun:
            preview = self.preview(preview.change, report, token)
        before = RulesAndChoices(self.rules, {g.keeper.id: Choice.KEEPER for g in preview.before})
        self.restore(preview.decided)
        return Applied(before, preview.decided, preview)

    def restore(self, decided: RulesAndChoices) -> None:
        self._call("restore rules")
        self.rules = decided.rules
        for group in list(self._groups.values()):
            kept = next((p.id for p in group.photos if p.id in decided.choices), group.keeper.id)
            if kept != group.keeper.id:
                self._groups[group.id] = with_keeper(group, kept)

    def folder_pairs(self, token: CancelToken | None = None) -> tuple[FolderPair, ...]:
        groups = list(self._groups.values())
        return folder_pairs(groups, {p.id: p for group in groups for p in group.photos}, token)

    def proposal(self) -> Proposal | None:
        return self.learned

    def close_proposal(self) -> None:
        self._call("close_proposal")
        self.learned = None


def _is_in(path: Path, folder: Path) -> bool:
    return os.fspath(path).startswith(f"{folder}/")
