"""Prove pairs for the sake of one decision, so that undo can unlearn what was found with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from photodedup.engine.duplicates import Finder
from photodedup.engine.store.draft_pairs import DraftPairs
from photodedup.engine.store.findings import Findings, put_findings, read_findings
from photodedup.engine.store.pairs import PairStore

MakeFinder = Callable[[PairStore], Finder]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was known of the pairs that a decision looked at, before it and after it."""

    before: Findings = field(default_factory=Findings)
    after: Findings = field(default_factory=Findings)


def learn(pairs: PairStore, make_finder: MakeFinder, prove: Callable[[Finder], None]) -> Learned:
    """Let a finder prove what a decision needs, and store that when it is done.

    Args:
        make_finder: a finder that knows the decisions of now, for the rows it is given.
    """
    draft = DraftPairs(pairs, pairs.choices())
    finder = make_finder(draft)
    prove(finder)
    after = draft.findings(finder.photos)
    before = read_findings(pairs, after.pairs)
    put_findings(pairs, after)
    return Learned(before, after)
