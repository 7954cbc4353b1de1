"""Use case: find the copies among the photos that were read, and prove each to its keeper."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np

from photodedup.engine.collection import collection_paused
from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import ContentPair
from photodedup.engine.domain.photos import Photo
from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.matching.grouping import components
from photodedup.engine.matching.likely_keepers import PROMISING, LikelyKeepers
from photodedup.engine.matching.pair_table import PairTable, SomePairs
from photodedup.engine.matching.second_looks import SecondLooks
from photodedup.engine.matching.tied import Budget, TiedSets
from photodedup.engine.moment_links import MomentLinks
from photodedup.engine.pair_looks import PairLooks
from photodedup.engine.progress import (
    CancelToken,
    Progress,
    ProgressSink,
    Stage,
)
from photodedup.engine.proposals import Proposer
from photodedup.engine.proved_sets import ProvedSets
from photodedup.engine.ranking import DEFAULT_RULES, Rule, keep_order
from photodedup.engine.settled_pairs import SettledPairs
from photodedup.engine.store.lazy_photos import have_at_hand
from photodedup.engine.store.pairs import PairStore

_PROBE_TURNS = 8  # how often a likely keeper may turn out to be none


@dataclass(frozen=True, slots=True)
class FindStores:
    pairs: PairStore
    index_folder: Path


class Finder:
    """Proposes pairs, has them checked, strongest first, and stores what is proved.

    Args:
        stores: where rows are.
        photos: all readable photos; of lazy ones only those are made that are looked at.
        checker: proves pairs.
        model_key, loose_cosine: whose vectors propose; None for hashes only.
        on_matches: called in the finding thread after matches were stored.
        rules: what is kept, the weightiest rule first.
        proved: sets that were left with nothing to check; None to look at all of them.
    """

    def __init__(
        self,
        stores: FindStores,
        photos: Mapping[PhotoId, Photo],
        checker: PairChecker,
        *,
        model_key: str | None = None,
        loose_cosine: float = 1.0,
        on_matches: Callable[[], None] = lambda: None,
        rules: Sequence[Rule] = DEFAULT_RULES,
        proved: ProvedSets | None = None,
    ) -> None:
        self._stores = stores
        self._rules = rules
        self._proved = proved
        self._photos = photos
        self._model_key = model_key
        self._loose_cosine = loose_cosine
        self._on_matches = on_matches
        self._apart = self._kept_apart()
        self._keepers = KeeperProver(stores.pairs, photos, checker, rules)
        self._classes = self._keepers.classes
        self._checks = self._keepers.checks
        self._choose = self._keepers.choose

    def run(self, executor: Executor | None, report: ProgressSink, token: CancelToken) -> int:
        """Compare what is new with everything; returns the number of pairs checked.

        Raises:
            Cancelled: stopped; what was proved is stored, the rest is compared next time.
        """
        report(Progress(Stage.COMPARING, 0))
        fresh = [row.id for row in self._classes.rows if not row.is_compared]
        proposals = self._propose(executor) if fresh else None
        if proposals is not None:
            self._checks.executor = executor
            self._check_all(proposals, report, token)
        # Also for nothing but equals of known photos: a better one of them becomes the keeper.
        with collection_paused():  # hardly any pair is left to check
            self._keepers.prove_keepers(executor, token, proved=self._proved)
        if proposals is not None:
            self._link_moments(set(fresh), proposals)
            self._stores.pairs.set_compared(self._still_compared(fresh))
        self._stores.pairs.set_compared(self._checks.unseen, False)
        return self._checks.count

    @property
    def is_complete(self) -> bool:
        """Whether the run left nothing to be compared again, such as photos that could not be
        read just then."""
        return not self._checks.unseen

    @collection_paused()
    def _propose(self, executor: Executor | None) -> PairTable:
        """New pairs, strongest first."""
        proposer = Proposer(
            self._stores.pairs,
            self._stores.index_folder,
            self._classes.rows,
            model_key=self._model_key,
            loose_cosine=self._loose_cosine,
            executor=executor,
        )
        return proposer.propose()

    def _kept_apart(self) -> set[ContentPair]:
        decided = self._stores.pairs.rulings()
        return {pair for pair, ruling in decided.items() if ruling is ByHand.APART}

    def _still_compared(self, fresh: Sequence[PhotoId]) -> list[PhotoId]:
        """But for those that the person has let come together again meanwhile: nobody looked at
        that."""
        free = set(chain.from_iterable(self._apart - self._kept_apart()))
        if not free:
            return list(fresh)
        members = self._classes.members
        content = self._stores.pairs.contents(chain.from_iterable(members[rep] for rep in fresh))
        return [rep for rep in fresh if free.isdisjoint(content.get(p) for p in members[rep])]

    def _check_all(self, candidates: PairTable, report: ProgressSink, token: CancelToken) -> None:
        with collection_paused():
            budget = Budget(TiedSets(self._checks.matches))
            second = SecondLooks(budget.sets, candidates.rows_of)
            have_at_hand(self._photos, candidates.photos())
            promising = candidates.promising(PROMISING).only(self._checks.which_are_open)
        settled = SettledPairs(len(candidates), report)
        looks = PairLooks(self._checks, budget, second, settled, token, self._on_matches)
        self._check_likely_keepers(promising, looks.at_each)
        settled.go_through_all()
        looks.in_order(candidates)
        for again in (second.choose, partial(self._between_keepers, second, budget.sets)):
            pairs = again()
            settled.look_again(len(pairs))
            looks.at_each(pairs)
        settled.finish()

    def _check_likely_keepers(
        self, candidates: SomePairs, check: Callable[[Sequence[Candidate]], None]
    ) -> None:
        """Check each photo with the one that its group would keep."""
        likely = self._likely_keepers(candidates)
        for turn in range(_PROBE_TURNS + 1):
            pairs = likely.probes()
            if turn == _PROBE_TURNS or not pairs:
                pairs = likely.rest()
            check(pairs)

    def _likely_keepers(self, candidates: SomePairs) -> LikelyKeepers:
        proposed = np.unique(np.concatenate(candidates.photos())).tolist()
        photos = [self._photos[photo] for photo in proposed]
        rank = {photo.id: place for place, photo in enumerate(keep_order(photos, self._rules))}
        checks = self._checks
        return LikelyKeepers(
            candidates,
            rank,
            self._choose.is_framed,
            checks.which_are_open,
            checks.which_are_matched,
        )

    def _between_keepers(self, second: SecondLooks, sets: TiedSets) -> list[Candidate]:
        return self._keepers_of(second.choose(), sets)

    @collection_paused()
    def _keepers_of(self, pairs: Iterable[Candidate], sets: TiedSets) -> list[Candidate]:
        """The same candidates between the photos that the sets of the two would keep."""
        pairs = list(pairs)
        asked = {sets.root(photo) for pair in pairs for photo in (pair.first, pair.second)}
        tied = components(self._checks.matches)
        concerned = [component for component in tied if sets.root(component[0]) in asked]
        self._keepers.have(chain.from_iterable(concerned))
        keepers = {sets.root(component[0]): self._choose(component) for component in concerned}
        between = []
        for pair in pairs:
            one, other = sorted(
                keepers.get(sets.root(photo), photo) for photo in (pair.first, pair.second)
            )
            if self._checks.is_open(one, other, thoroughly=True):
                between.append(pair._replace(first=one, second=other, orientation=None))
        return between

    @collection_paused()
    def _link_moments(self, fresh: set[PhotoId], proposals: PairTable) -> None:
        links = MomentLinks(self._stores.pairs, self._photos, self._classes, self._checks.matches)
        links.store(fresh, proposals)
