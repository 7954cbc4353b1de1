"""Which keep rules would have chosen as the person did by hand. Proposed, never applied. Pure."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.domain.photos import Photo
from photodedup.engine.keep_rules import KeepRules
from photodedup.engine.ranking import FIRST_NAME, FOLDERS, best

ENOUGH_DECISIONS = 20
MOST_DECISIONS = 200  # older ones may be of another mind
_ENOUGH_SHARE = 0.8  # of the decisions have to follow from what is proposed
_MOST_STEPS = 2  # more changes than that explain anything
_ENOUGH_MORE = 3  # decisions that a further change has to explain
_MOST_FOLDERS = 12


@dataclass(frozen=True, slots=True)
class HandChoice:
    """A photo that a person chose to keep, and the others of its group."""

    keeper: Photo
    others: tuple[Photo, ...]

    def follows_from(self, rules: KeepRules) -> bool:
        """Whether these rules would have kept the same photo."""
        return self.choice_by(rules) == self.keeper

    def choice_by(self, rules: KeepRules) -> Photo:
        """What these rules would have kept."""
        return best([self.keeper, *self.others], rules.active())


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One change to the list: a rule comes first, or a folder does."""

    rule: str
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rules that explain most decisions by hand, and what they do not explain.

    `counter_examples` are decisions that these rules would have made otherwise.
    """

    rules: KeepRules
    steps: tuple[RuleStep, ...]
    decision_count: int
    counter_examples: tuple[HandChoice, ...]

    @property
    def explained_count(self) -> int:
        return self.decision_count - len(self.counter_examples)


def propose(decided: Sequence[HandChoice], rules: KeepRules) -> Proposal | None:
    """The smallest change to the rules after which they choose as the person did; None if there
    are too few decisions, or the rules explain them already, or nothing does."""
    if len(decided) < ENOUGH_DECISIONS:
        return None
    known, now, steps = _explained(decided, rules), rules, list[RuleStep]()
    while len(steps) < _MOST_STEPS:
        tried = [(step, changed) for step, changed in _next_steps(decided, now)]
        scores = [_explained(decided, changed) for _, changed in tried]
        if not scores or max(scores) < known + _ENOUGH_MORE:
            break
        place = scores.index(max(scores))
        step, now = tried[place]
        known = scores[place]
        steps.append(step)
    if not steps or known < _ENOUGH_SHARE * len(decided):
        return None
    others = tuple(each for each in decided if not each.follows_from(now))
    return Proposal(now, tuple(steps), len(decided), others)


def _explained(decided: Iterable[HandChoice], rules: KeepRules) -> int:
    return sum(each.follows_from(rules) for each in decided)


def _next_steps(
    decided: Sequence[HandChoice], rules: KeepRules
) -> Iterable[tuple[RuleStep, KeepRules]]:
    """Each folder that often won, and each rule, put first. Of what explains as much, a folder is
    what a person thought of more likely."""
    for folder in _winning_folders(decided):
        if folder not in rules.folders[:1]:
            yield RuleStep(FOLDERS, folder), rules.with_folder_first(folder)
    for rule in rules.order:
        if rule.name not in (FOLDERS, FIRST_NAME):
            yield RuleStep(rule.name), rules.moved(rule.name, 0).switched(rule.name, True)


def _winning_folders(decided: Iterable[HandChoice]) -> list[Path]:
    """Folders that kept photos are in and the others are not, the most frequent first."""
    wins: Counter[str] = Counter()
    for each in decided:
        lost = {str(place) for photo in each.others for place in photo.path.parents}
        wins.update(str(place) for place in each.keeper.path.parents if str(place) not in lost)
    often = sorted(wins, key=lambda place: (-wins[place], place.count(os.sep), place))
    return [Path(place) for place in often[:_MOST_FOLDERS] if wins[place] >= _ENOUGH_MORE]
