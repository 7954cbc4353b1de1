"""Use case: find the copies among the photos that were read, and cut them into groups."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.domain import Match, Photo, PhotoId, Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.matching.grouping import components
from photodedup.engine.matching.hash_index import FLAT_DETAIL
from photodedup.engine.matching.likely_keepers import LikelyKeepers
from photodedup.engine.matching.moments import judge_moment, same_burst, shots_in_a_row
from photodedup.engine.matching.tied import Budget, TiedSets
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage
from photodedup.engine.proposals import Proposer
from photodedup.engine.ranking import keep_order
from photodedup.engine.review import KeeperChooser
from photodedup.engine.store.pairs import PairStore

log = logging.getLogger(__name__)

_PROBE_TURNS = 3  # how often a likely keeper may turn out to be none
_BATCH = 32  # pairs checked side by side; a fixed number, so that results do not vary


@dataclass(frozen=True, slots=True)
class FindStores:
    pairs: PairStore
    index_folder: Path


class Finder:
    """Proposes pairs, has them checked, strongest first, and stores what is proved.

    Args:
        stores: where rows are.
        photos: all readable photos.
        checker: proves pairs.
        model_key, loose_cosine: whose vectors propose; None for hashes only.
        on_matches: called in the finding thread after matches were stored.
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
    ) -> None:
        self._stores = stores
        self._photos = photos
        self._checker = checker
        self._model_key = model_key
        self._loose_cosine = loose_cosine
        self._on_matches = on_matches
        self._classes = PhotoClasses(stores.pairs.comparables(), photos, stores.pairs.rulings())
        stored = self._classes.matches(stores.pairs.matches())
        self._matches = stored.of_verdicts({verdict for verdict in Verdict if verdict.is_copy})
        self._cosines: dict[tuple[PhotoId, PhotoId], float] = {}
        self._hash_distances: dict[tuple[PhotoId, PhotoId], int] = {}
        self._judged = stores.pairs.judged_pairs()
        self._unseen: set[PhotoId] = set()
        self._choose = KeeperChooser(
            photos, stores.pairs.choices(), self._classes.members, self._matches
        )

    def run(self, executor: Executor | None, report: ProgressSink, token: CancelToken) -> int:
        """Compare what is new with everything; returns the number of pairs checked.

        Raises:
            Cancelled: stopped; what was proved is stored, the rest is compared next time.
        """
        report(Progress(Stage.COMPARING, 0))
        fresh = [row.id for row in self._classes.rows if not row.is_compared]
        checked = 0
        if fresh:
            candidates = self._propose()
            checked = self._check_all(candidates, executor, report, token)
        # Also for nothing but equals of known photos: a better one of them becomes the keeper.
        checked += self.prove_keepers(executor, token)
        if fresh:
            self._link_moments(set(fresh))
            self._stores.pairs.set_compared(fresh)
        self._stores.pairs.set_compared(self._unseen, False)
        return checked

    def _propose(self) -> list[Candidate]:
        """New pairs that are not judged yet, strongest first."""
        proposer = Proposer(
            self._stores.pairs,
            self._stores.index_folder,
            self._photos,
            self._classes.rows,
            model_key=self._model_key,
            loose_cosine=self._loose_cosine,
        )
        proposals = proposer.propose(self._is_open)
        self._cosines = proposals.cosines
        self._hash_distances = proposals.hash_distances
        return proposals.candidates

    def _is_open(self, one: PhotoId, other: PhotoId) -> bool:
        """Not judged before, not matched, and not two files of one shot."""
        if (one, other) in self._judged or self._matches.between(one, other):
            return False
        return not self._classes.are_one_shot(one, other)

    # --- checking ----------------------------------------------------------------------------

    def _check_all(
        self,
        candidates: list[Candidate],
        executor: Executor | None,
        report: ProgressSink,
        token: CancelToken,
    ) -> int:
        checked = self._check_likely_keepers(candidates, executor, report, token)
        together = TiedSets(self._matches)
        budget = Budget(together)
        for start in range(0, len(candidates), _BATCH):
            token.check()
            report(Progress(Stage.CHECKING, max(start, checked), len(candidates)))
            batch = [
                pair
                for pair in candidates[start : start + _BATCH]
                if self._is_pair_open(pair) and budget.allows(pair)
            ]
            matches = self._check(batch, executor)
            budget.spend(batch, matches)
            for match in matches:
                together.join(match.first, match.second)
            checked += len(batch)
            self._on_matches()
        checked += self._last_chances(budget, together, executor, token)
        report(Progress(Stage.CHECKING, len(candidates), len(candidates)))
        return checked

    def _check_likely_keepers(
        self,
        candidates: list[Candidate],
        executor: Executor | None,
        report: ProgressSink,
        token: CancelToken,
    ) -> int:
        """Check each photo with the one that its group would keep."""
        ordered = sorted(self._photos.values(), key=keep_order)
        rank = {photo.id: place for place, photo in enumerate(ordered)}
        likely = LikelyKeepers(candidates, rank, self._choose.is_framed)
        checked = 0
        for turn in range(_PROBE_TURNS + 1):
            pairs = likely.probes(self._is_pair_open)
            if turn == _PROBE_TURNS or not pairs:
                pairs = likely.rest(self._is_pair_open)
            for start in range(0, len(pairs), _BATCH):
                token.check()
                report(Progress(Stage.CHECKING, checked, len(candidates)))
                batch = pairs[start : start + _BATCH]
                self._check(batch, executor)
                checked += len(batch)
                self._on_matches()
        return checked

    def _is_pair_open(self, pair: Candidate) -> bool:
        return self._is_open(pair.first, pair.second)

    def _last_chances(
        self, budget: Budget, together: TiedSets, executor: Executor | None, token: CancelToken
    ) -> int:
        """Try photos that failed against some of a set once more, against the set's keeper."""
        keepers = {
            together.root(component[0]): self._choose(component)
            for component in components(self._matches)
        }
        pairs = {
            (min(photo, keeper), max(photo, keeper))
            for photo, other in budget.failed()
            if (keeper := keepers.get(together.root(other))) is not None
            and not together.are_joined(photo, keeper)
        }
        batch = [Candidate(*pair, is_tied=True) for pair in sorted(pairs) if self._is_open(*pair)]
        for start in range(0, len(batch), _BATCH):
            token.check()
            for match in self._check(batch[start : start + _BATCH], executor):
                together.join(match.first, match.second)
        return len(batch)

    def _check(self, batch: Sequence[Candidate], executor: Executor | None) -> list[Match]:
        """Prove a batch, store both outcomes, return the matches."""
        run = executor.map if executor is not None else map
        results = list(run(self._check_one, batch))
        matches = [match for match in results if match is not None]
        rejected = [
            (pair.first, pair.second)
            for pair, match in zip(batch, results, strict=True)
            if match is None and self._unseen.isdisjoint((pair.first, pair.second))
        ]
        self._stores.pairs.add(matches, rejected)
        self._judged.update(rejected)
        seen = [m for m in matches if not self._classes.are_parted(m.first, m.second)]
        for match in seen:
            self._matches.add(match)
        return seen

    def _check_one(self, pair: Candidate) -> Match | None:
        first, second = self._photos[pair.first], self._photos[pair.second]
        try:
            return self._checker.check(first, second, pair)
        except UnreadablePhoto:  # its drive is away, and the cache too: compared another time
            self._unseen.update(p.id for p in (first, second) if not self._checker.can_see(p))
            return None

    def _link_moments(self, fresh: set[PhotoId]) -> None:
        """Tie new photos to others of their burst, and to similar shots, that are no copies."""
        together = TiedSets(self._matches)
        detailed = {row.id for row in self._classes.rows if row.detail >= FLAT_DETAIL}
        leaders = [self._photos[photo] for photo in detailed]
        burst_ids = {row.id: row.burst_id for row in self._classes.rows if row.burst_id}
        pairs = {*shots_in_a_row(leaders), *same_burst(burst_ids), *self._cosines}
        pairs = {pair for pair in pairs if detailed.issuperset(pair)}
        links = []
        for first, second in sorted(pairs):
            if (first not in fresh and second not in fresh) or together.are_joined(first, second):
                continue
            if self._classes.are_parted(first, second):
                continue
            link = judge_moment(
                self._photos[first],
                self._photos[second],
                burst_ids,
                cosine=self._cosines.get((first, second)),
                hash_distance=self._hash_distances.get((first, second)),
            )
            if link is not None:
                links.append(link)
        self._stores.pairs.add(links, [])

    def prove_keepers(
        self,
        executor: Executor | None,
        token: CancelToken,
        around: PhotoId | None = None,
    ) -> int:
        """Check every keeper directly against the photos that only a chain ties to it.

        With `around`, only in what hangs together with that photo. Returns the pairs checked.
        """
        checked = 0
        matches = self._matches
        if around is not None:
            matches = matches.reachable(self._classes.representative.get(around, around))
        for component in components(matches):
            checked += self._prove_together(component, executor, token)
        return checked

    def prove_among(self, photos: Iterable[PhotoId], token: CancelToken) -> int:
        """Check the best of these photos directly against the others, and so on with what is
        left. Returns the pairs checked."""
        classes = self._classes.representative
        return self._prove_together({classes[p] for p in photos if p in classes}, None, token)

    def _prove_together(
        self, photos: Iterable[PhotoId], executor: Executor | None, token: CancelToken
    ) -> int:
        checked, remaining = 0, set(photos)
        while len(remaining) > 1:
            token.check()
            keeper = self._choose(sorted(remaining))
            batch = self._unproved(keeper, remaining)
            self._check(batch, executor)
            checked += len(batch)
            # What was just learned can unmake the keeper (it only frames another photo).
            if self._choose(sorted(remaining)) == keeper:
                remaining.discard(keeper)
                remaining.difference_update(self._matches.of(keeper))
        return checked

    def _unproved(self, keeper: PhotoId, photos: Iterable[PhotoId]) -> list[Candidate]:
        pairs = [
            (min(keeper, photo), max(keeper, photo)) for photo in sorted(photos) if photo != keeper
        ]
        return [Candidate(*pair, is_tied=True) for pair in pairs if self._is_open(*pair)]
