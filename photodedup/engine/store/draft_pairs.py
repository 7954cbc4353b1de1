"""Pairs as they would be: what is found meanwhile stays in memory until it is wanted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.store.findings import Findings
from photodedup.engine.store.match_rows import MatchRow
from photodedup.engine.store.pairs import Comparable, PairStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DraftPairs(PairStore):
    """Reads what is stored and writes nothing.

    Args:
        stored: the real rows.
        choices: the decisions to go by instead of the stored ones.
        among: the photos that there are as far as this goes; None for all.

    Attributes:
        matches_found, rejected: what was added, to be stored if it is wanted.
    """

    def __init__(
        self,
        stored: PairStore,
        choices: Mapping[PhotoId, Choice],
        among: Collection[PhotoId] | None = None,
    ) -> None:
        super().__init__(stored.database)
        self._choices = choices
        self._among = among
        self.matches_found: list[Match] = []
        self.rejected: list[tuple[PhotoId, PhotoId]] = []

    def add(self, matches: Sequence[Match], rejected: Sequence[tuple[PhotoId, PhotoId]]) -> None:
        self.matches_found += matches
        self.rejected += rejected

    def reject(self, pairs: Iterable[Sequence[tuple[PhotoId, PhotoId]]]) -> None:
        for some in pairs:
            self.rejected += some

    def comparables(self, among: Collection[PhotoId] | None = None) -> list[Comparable]:
        return super().comparables(self._among if among is None else among)

    def match_rows(self, among: Collection[PhotoId] | None = None) -> list[MatchRow]:
        return super().match_rows(self._among if among is None else among)

    def rejected_pairs(
        self, among: Collection[PhotoId] | None = None
    ) -> set[tuple[PhotoId, PhotoId]]:
        return super().rejected_pairs(self._among if among is None else among)

    def judged_rows(self, among: Collection[PhotoId] | None = None) -> "NDArray[np.int64]":
        return super().judged_rows(self._among if among is None else among)

    def choices(self) -> dict[PhotoId, Choice]:
        return dict(self._choices)

    def findings(self, photos: Mapping[PhotoId, Photo]) -> Findings:
        """All that was added, of photos as they are here."""
        proved = [(match.first, match.second) for match in self.matches_found]
        pairs = frozenset([*proved, *self.rejected])
        contents = {photo: photos[photo].content_hash for pair in pairs for photo in pair}
        return Findings(
            pairs, tuple(self.matches_found), frozenset(self.rejected) - {*proved}, contents
        )
