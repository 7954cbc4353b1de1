"""Prove pairs for the sake of one decision, so that undo can unlearn what was found with it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.store.draft_pairs import DraftPairs
from photodedup.engine.store.findings import Findings, read_findings
from photodedup.engine.store.pairs import PairStore

MakeProver = Callable[[PairStore], KeeperProver]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was known of the pairs that a decision looked at, before it and after it."""

    before: Findings = field(default_factory=Findings)
    after: Findings = field(default_factory=Findings)


def learn(
    pairs: PairStore,
    make_prover: MakeProver,
    prove: Callable[[KeeperProver], None],
    among: Collection[PhotoId],
    store: Callable[[Findings], None],
) -> Learned:
    """Prove what a decision needs, and have that stored when it is done.

    Args:
        make_prover: gives what knows the decisions of now, for the rows it is given.
        among: all photos that the decision is about, with all that hangs together with them.
    """
    draft = DraftPairs(pairs, pairs.choices(), among)
    prover = make_prover(draft)
    prove(prover)
    after = draft.findings(prover.photos)
    before = read_findings(pairs, after.pairs)
    store(after)
    return Learned(before, after)
