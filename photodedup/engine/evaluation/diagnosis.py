"""Why pairs were found wrongly or missed: the same steps again, one pair at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from photodedup.engine.comparison import Explanation, explain
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.evaluation.running import Evaluation
from photodedup.engine.evaluation.scoring import Claim, Missed
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.progress import CancelToken

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class WrongPair:
    claim: Claim
    seen: Explanation | None


@dataclass(frozen=True, slots=True)
class MissedPair:
    missed: Missed
    seen: Explanation | None

    @property
    def cause(self) -> str:
        """At which step the pair was lost."""
        seen = self.seen
        if seen is None:
            return "a file cannot be read"
        if seen.verdict is not None and seen.verdict.is_copy:
            if seen.proposed_by:
                return "proved, but its group has a keeper that it was not proved against"
            return "never proposed, although it can be proved"
        return "never proposed" if not seen.proposed_by else seen.sentence


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Wrong claims, the worst verdicts first, and missed copies, some of each kind."""

    wrong: tuple[WrongPair, ...]
    missed: tuple[MissedPair, ...]


def diagnose(
    result: Evaluation,
    embedder: Embedder | None,
    executor: Executor,
    limit: int = 60,
    token: CancelToken | None = None,
) -> Diagnosis:
    """Explain at most `limit` wrong claims, those that are hidden too, and as many missed copies.

    Raises:
        Cancelled: stopped by the token.
    """
    token = token or CancelToken()

    def seen(pair: tuple[Path, Path]) -> Explanation | None:
        token.check()
        try:
            return explain(*pair, embedder)
        except UnreadablePhoto:
            return None

    claims = sorted(
        result.all_wrong, key=lambda claim: (not claim.verdict.is_copy, -claim.similarity)
    )
    claims = claims[:limit]
    missed = spread(result.score.missed, lambda pair: pair.kind, limit)
    about_claims = executor.map(seen, [(claim.keeper, claim.member) for claim in claims])
    about_missed = executor.map(seen, [(pair.original, pair.copy) for pair in missed])
    return Diagnosis(
        tuple(WrongPair(*pair) for pair in zip(claims, about_claims, strict=True)),
        tuple(MissedPair(*pair) for pair in zip(missed, about_missed, strict=True)),
    )


def spread(items: Iterable[Item], kind: Callable[[Item], str], limit: int) -> list[Item]:
    """At most `limit` items, taken in turn from each kind, grouped by kind in the end."""
    by_kind: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_kind[kind(item)].append(item)
    taken: dict[str, int] = dict.fromkeys(sorted(by_kind), 0)
    left = limit
    while left > 0 and any(taken[name] < len(by_kind[name]) for name in taken):
        for name in taken:
            if left > 0 and taken[name] < len(by_kind[name]):
                taken[name] += 1
                left -= 1
    return [item for name, count in taken.items() for item in _evenly(by_kind[name], count)]


def _evenly(items: Sequence[Item], count: int) -> list[Item]:
    return [items[number * len(items) // count] for number in range(count)]
