"""Use case: prove the photo that is kept directly to all others of its group."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain, compress

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.matching.grouping import components
from photodedup.engine.pair_checks import PairChecks
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.progress import (
    CancelToken,
    Progress,
    ProgressSink,
    Stage,
    ignore_progress,
)
from photodedup.engine.proved_sets import Prints, ProvedSets
from photodedup.engine.ranking import DEFAULT_RULES, Rule
from photodedup.engine.review import KeeperChooser, few_of
from photodedup.engine.store.lazy_photos import have_at_hand
from photodedup.engine.store.pairs import PairStore

_KEEPERS_TRIED = 8


class KeeperProver:
    """Has pairs with keepers checked, and stores what is proved.

    Args:
        pairs: the rows.
        photos: all readable photos; of lazy ones only those are made that are looked at.
        checker: proves pairs.
        rules: what is kept, the weightiest rule first.

    Attributes:
        photos: as they are proved here.
        classes: of equal photos; what is checked are their representatives.
        checks: what is known of pairs, and found out.
        choose: names keepers.
    """

    def __init__(
        self,
        pairs: PairStore,
        photos: Mapping[PhotoId, Photo],
        checker: PairChecker,
        rules: Sequence[Rule] = DEFAULT_RULES,
    ) -> None:
        self.photos = photos
        self.classes = PhotoClasses(pairs.comparables(), pairs.rulings())
        self.checks = PairChecks(pairs, photos, self.classes, checker)
        self._choices = pairs.choices()
        self.choose = KeeperChooser(
            photos, self._choices, self.classes.members, self.checks.matches, rules
        )

    def prove_keepers(
        self,
        executor: Executor | None,
        token: CancelToken,
        around: PhotoId | None = None,
        report: ProgressSink = ignore_progress,
        proved: ProvedSets | None = None,
    ) -> int:
        """Check every keeper directly against the photos that only a chain ties to it.

        With `around`, only in what hangs together with that photo; what `proved` remembers is left
        out. Returns the pairs checked.
        """
        before = self.checks.count
        self.checks.executor = executor
        matches = self.checks.matches
        if around is not None:
            matches = matches.reachable(self.classes.representative.get(around, around))
        tied = components(matches)
        is_open = [not self._is_proved(component) for component in tied]
        quiet: Prints = {}
        if proved is not None:
            sets = list(compress(tied, is_open))
            quiet = proved.prints(sets, self.classes, self.checks, self._choices)
            is_open = [
                is_left and quiet.get(component[0], b"") not in proved
                for component, is_left in zip(tied, is_open, strict=True)
            ]
        self.have(chain.from_iterable(compress(tied, is_open)))
        for number, component in enumerate(tied):
            report(Progress(Stage.CHECKING, number, len(tied)))
            count = self.checks.count
            if is_open[number]:
                self._prove_together(component, token)
            if self.checks.count > count:  # what was just learned may leave others to check
                quiet.pop(component[0], None)
        self.checks.settle()
        if proved is not None:
            proved.note(quiet.values())
        return self.checks.count - before

    def prove_among(self, photos: Iterable[PhotoId], token: CancelToken) -> int:
        """Check the best of these photos directly against the others, and so on with what is
        left. Returns the pairs checked."""
        before = self.checks.count
        classes = self.classes.representative
        together = {classes[photo] for photo in photos if photo in classes}
        self.have(together)
        self._prove_together(together, token)
        self.checks.settle()
        return self.checks.count - before

    def _is_proved(self, photos: Sequence[PhotoId]) -> bool:
        """Whether each two of these match, so that whichever is kept is proved to the others."""
        others, partners = len(photos) - 1, self.checks.matches.partners
        return others == 1 or all(len(partners(photo)) >= others for photo in photos)

    def have(self, classes: Iterable[PhotoId]) -> None:
        """All photos of these classes will be asked for."""
        members = self.classes.members
        have_at_hand(self.photos, chain.from_iterable(members.get(rep, ()) for rep in classes))

    def _prove_together(self, photos: Iterable[PhotoId], token: CancelToken) -> None:
        remaining = set(photos)
        while len(remaining) > 1:
            keeper = self._prove_keeper(remaining, token)
            remaining.discard(keeper)
            remaining.difference_update(self.checks.matches.partners(keeper))

    def _prove_keeper(self, photos: set[PhotoId], token: CancelToken) -> PhotoId:
        """Check the photo that the rules would keep with all others; where several fail, also
        what the rules would keep of those that match them. Returns the keeper."""
        candidates, known = set(photos), None
        for _ in range(_KEEPERS_TRIED):
            token.check()
            keeper = self.choose.by_rules(sorted(candidates))
            unproved = self._unproved(keeper, photos)
            self.checks.check(unproved)
            # What was just learned can unmake the keeper (it only frames another photo).
            if unproved and self.choose.by_rules(sorted(candidates)) != keeper:
                continue
            matches = self.checks.matches
            failed = photos - {keeper, *matches.partners(keeper)}
            if len(failed) <= few_of(len(photos)) or self.choose.is_chosen(keeper):
                known = keeper if candidates == photos else None
                break
            candidates -= {keeper}
            candidates &= failed.union(*(matches.partners(photo) for photo in failed))
            if not candidates:
                break
        return self.choose(sorted(photos), known)

    def _unproved(self, keeper: PhotoId, photos: Iterable[PhotoId]) -> list[Candidate]:
        pairs = [
            (min(keeper, photo), max(keeper, photo)) for photo in sorted(photos) if photo != keeper
        ]
        return [
            Candidate(*pair, is_thorough=True)
            for pair in pairs
            if self.checks.is_open(*pair, thoroughly=True)
        ]
